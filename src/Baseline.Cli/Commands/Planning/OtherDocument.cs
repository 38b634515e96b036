using System.Text.RegularExpressions;

namespace Baseline.Cli.Commands.Planning;

/// <summary>What to compare with: the document at a git ref, or another file.</summary>
/// <param name="Name">The ref or the path.</param>
/// <param name="MayBeRef">Whether it may be a ref.</param>
/// <param name="MayBeFile">Whether it may be a path. Where it may be both, a ref comes first.</param>
public sealed partial record OtherDocument(string Name, bool MayBeRef, bool MayBeFile)
{
    private const string RefMark = "ref:";
    private const string FileMark = "file:";

    /// <summary>Whether the name ends as documents do.</summary>
    public bool LooksLikeFile =>
        Name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || Name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);

    /// <summary>What it should be and is not, in words.</summary>
    public string WhatItIsNot => (MayBeRef, MayBeFile) switch
    {
        (true, true) => "neither a commit, branch or tag of the git repository nor a file",
        (true, false) => "no commit, branch or tag of the git repository",
        (false, _) => "no file",
    };

    /// <summary>
    /// Understands what was asked for. <c>ref:NAME</c> and <c>file:PATH</c> say which of the two is meant; a path that starts with
    /// <c>./</c>, <c>../</c> or a root can't be a ref; the full id of a commit is never taken for a file, because whoever opens a
    /// pull request can add a file of that name.
    /// </summary>
    /// <param name="text">What the user gave.</param>
    public static OtherDocument Parse(string text) =>
        text.StartsWith(RefMark, StringComparison.Ordinal) ? new OtherDocument(text[RefMark.Length..], MayBeRef: true, MayBeFile: false)
        : text.StartsWith(FileMark, StringComparison.Ordinal) ? new OtherDocument(text[FileMark.Length..], MayBeRef: false, MayBeFile: true)
        : CommitId().IsMatch(text) ? new OtherDocument(text, MayBeRef: true, MayBeFile: false)
        : new OtherDocument(text, MayBeRef: !IsPath(text), MayBeFile: true);

    private static bool IsPath(string text) =>
        Path.IsPathRooted(text) || text.Replace('\\', '/') is var path
            && (path.StartsWith("./", StringComparison.Ordinal) || path.StartsWith("../", StringComparison.Ordinal));

    [GeneratedRegex(@"\A(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})\z")]
    private static partial Regex CommitId();
}
