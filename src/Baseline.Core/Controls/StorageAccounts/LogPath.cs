using Baseline.Azure;

namespace Baseline.Controls.StorageAccounts;

/// <summary>
/// Where in an account Azure Monitor writes the log of one source (docs/azure.md#containers-of-logs). Prefixes of lifecycle rules and
/// storage tasks begin with a container's name and are case-sensitive.
/// </summary>
/// <param name="Container">The container, such as <c>insights-logs-auditevent</c>.</param>
/// <param name="Source">The resource or subscription that logs.</param>
/// <param name="SourceNoun">What it is called, such as <c>vault</c>.</param>
public sealed record LogPath(string Container, ResourceId Source, string SourceNoun)
{
    /// <summary>
    /// Whether it is not known where in the container the log lies, and as what type of blob: whatever reaches the container may then
    /// reach the log; false by default.
    /// </summary>
    public bool IsAnywhere { get; init; }

    /// <summary>How the name of each blob of the log begins, as far as is known, the container's name first.</summary>
    public string Text => IsAnywhere ? $"{Container}/" : $"{Container}/resourceId={Source.Text.ToUpperInvariant()}/y=";

    /// <summary>Whether a prefix can match a blob of the log.</summary>
    public bool IsReachedBy(string prefix)
    {
        var path = Text;
        return path.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(path, StringComparison.Ordinal);
    }

    /// <summary>Whether a prefix matches every blob of the log.</summary>
    public bool IsCoveredBy(string prefix) => Text.StartsWith(prefix, StringComparison.Ordinal);
}
