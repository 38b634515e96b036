using System.Text.RegularExpressions;

namespace Baseline.Cli.Output;

/// <summary>
/// Makes text harmless for build servers that take some lines of a log as commands: names and tags in Azure are other people's text.
/// </summary>
public static partial class HostCommands
{
    /// <summary>Whether the log of a process is read by such a server: Azure Pipelines or GitHub Actions.</summary>
    /// <param name="variable">Looks up an environment variable.</param>
    public static bool AreRead(Func<string, string?> variable) =>
        variable("TF_BUILD") is { Length: > 0 } || variable("GITHUB_ACTIONS") is { Length: > 0 };

    /// <summary>
    /// The text with the beginning of each command spelled out: <c>##vso[</c> and <c>##[</c> anywhere, and <c>::</c> where a line
    /// begins.
    /// </summary>
    /// <param name="text">Whole lines.</param>
    public static string Broken(string text) => Broken(text, "\\u{23}", "\\u{3A}");

    /// <summary>
    /// The same for what a program reads, which then reads the same as before: JSON and XML have another spelling for each character,
    /// and what has none is spelled out as for people.
    /// </summary>
    /// <param name="text">A whole result.</param>
    public static string BrokenData(string text) =>
        text.StartsWith('{') || text.StartsWith('[') ? BrokenJson(text)
        : text.StartsWith('<') && !text.StartsWith("<!--", StringComparison.Ordinal) ? Broken(text, "&#35;", "&#58;")
        : Broken(text);

    /// <summary>The same for JSON, or whole lines of it.</summary>
    /// <param name="lines">The lines.</param>
    public static string BrokenJson(string lines) => Broken(lines, "\\u0023", "\\u003A");

    private static string Broken(string text, string hash, string colon) =>
        LineStart().Replace(Anywhere().Replace(text, $"#{hash}"), $"$1{colon}");

    [GeneratedRegex(@"##(?=(?:vso)?\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Anywhere();

    // A server takes away the white space in front of it, and a rewritten line begins after its carriage return.
    [GeneratedRegex(@"((?:^|[\r\n])\s*):(?=:)", RegexOptions.CultureInvariant)]
    private static partial Regex LineStart();
}
