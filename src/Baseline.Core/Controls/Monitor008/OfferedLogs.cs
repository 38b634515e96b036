namespace Baseline.Controls.Monitor008;

/// <summary>A log category that a resource offers.</summary>
/// <param name="Name">Its name, in Azure's spelling.</param>
/// <param name="Groups">The category groups that hold it; empty where that is not known, or none does.</param>
/// <param name="IsCharged">Whether exporting it to a storage account or an event hub is charged for, as far as is known.</param>
/// <param name="Table">The table of a workspace that it ends up in where it has one of its own; null where none is known.</param>
public sealed record OfferedLog(string Name, IReadOnlyList<string> Groups, bool IsCharged, string? Table)
{
    /// <summary>Whether a group holds it, as far as is known.</summary>
    public bool IsIn(string group) => Groups.Contains(group, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a resource offers to diagnostic settings.</summary>
/// <param name="Logs">The categories of its logs; none: it has no logs.</param>
/// <param name="IsTold">
/// Whether Azure said so, of this resource or of one that is like it; if not, it is what is known of the type, and which groups there
/// are is not known.
/// </param>
public sealed record OfferedLogs(IReadOnlyList<OfferedLog> Logs, bool IsTold)
{
    /// <summary>Why Azure could not be asked, in a few words; null where it was, or where there was no need to.</summary>
    public string? WhyUnread { get; init; }

    /// <summary>No logs.</summary>
    public static OfferedLogs None { get; } = new([], IsTold: true);

    /// <summary>The categories that a group holds, as far as is known.</summary>
    public IReadOnlyList<OfferedLog> InGroup(string group) => [.. Logs.Where(log => log.IsIn(group))];
}
