namespace Baseline.Cli.Hosts;

/// <summary>Something that the tool wrote on a host before: a comment, an issue or a work item.</summary>
/// <param name="Id">Its id there.</param>
/// <param name="Thread">The id of the thread that a comment begins; null where the host has no threads.</param>
public sealed record HostItem(string Id, string? Thread = null);

/// <summary>What the comment on a pull request is to say.</summary>
/// <param name="Markdown">The text. Its first line is the marker by which it is found again.</param>
/// <param name="IsSettled">Whether nothing is left to review.</param>
public sealed record HostComment(string Markdown, bool IsSettled);

/// <summary>What the issue about drift is to say.</summary>
/// <param name="Title">Its title, at most 150 characters: a host may add the name of the repository.</param>
/// <param name="Markdown">The text in Markdown. Its first line is the marker by which it is found again.</param>
/// <param name="Html">The same in short, for hosts whose issues are HTML.</param>
/// <param name="IsOver">Whether it is to be closed.</param>
public sealed record HostIssue(string Title, string Markdown, string Html, bool IsOver);

/// <summary>
/// A host of pull requests. What it finds was written by the token's own account and begins with the marker: what anybody else
/// writes, with whatever marker, is never taken for the tool's own.
/// </summary>
internal interface IReviewHost
{
    /// <summary>The tool's own comment on the pull request, its oldest; null where there is none. All pages are read.</summary>
    Task<HostItem?> FindCommentAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the text of the comment; null: adds one.</summary>
    Task WriteCommentAsync(HostItem? own, HostComment comment, CancellationToken cancellationToken);

    /// <summary>The tool's own open issue; null where there is none. All pages are read.</summary>
    Task<HostItem?> FindIssueAsync(HostIssue issue, CancellationToken cancellationToken);

    /// <summary>Replaces the text of the issue and closes it where that is asked for; null: opens one.</summary>
    Task WriteIssueAsync(HostItem? own, HostIssue issue, CancellationToken cancellationToken);
}
