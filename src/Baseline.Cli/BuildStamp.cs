using System.Reflection;
using System.Runtime.InteropServices;

namespace Baseline.Cli;

/// <summary>What this build was made from, and for. Nothing in it depends on when or where it was built.</summary>
internal static class BuildStamp
{
    private static readonly string[] Parts =
        (typeof(BuildStamp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "?").Split('+');

    /// <summary>The version as it was given to the build, without the commit.</summary>
    public static string Version => Parts[0];

    /// <summary>What `--version` prints: the version alone in the first line, then the commit and the build.</summary>
    public static string Text => $"baseline {Version}\ncommit {Commit}\nbuild {Kind} for {System}, .NET {Environment.Version}\n";

    // Sources without .git, as in an archive, have no commit.
    private static string Commit => Parts.Length == 1 ? "unknown" : Date is null ? Parts[1] : $"{Parts[1]} of {Date}";

    private static string? Date =>
        typeof(BuildStamp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "CommitDate")?.Value;

    // The switches for native code are on in the managed tool too, so none of them can tell; only a runtime lists assemblies.
    private static string Kind => AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is null ? "native" : "managed";

    private static string System => RuntimeInformation.RuntimeIdentifier;
}
