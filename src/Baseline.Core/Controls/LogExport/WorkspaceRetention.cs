using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogExport;

/// <summary>
/// How long a workspace keeps a log: the total retention of the log's table. A table appears with its first data; until then the days
/// of the workspace hold, and of the activity log at least 90 (docs/azure.md#retention-of-workspaces).
/// </summary>
/// <param name="Table">The table, or the workspace where the table is not known.</param>
/// <param name="Days">After how many days the log is gone; null where it can't be told.</param>
/// <param name="IsAccepted">Whether that is accepted; false where it can't be told.</param>
/// <param name="Undecided">Why it can't be told whether that is accepted; null where it can.</param>
public sealed record WorkspaceRetention(ResourceId Table, long? Days, bool IsAccepted, UndecidedRetention? Undecided)
{
    // What Azure keeps of the activity log at least, whatever the workspace says.
    private const long LeastOfActivityLog = 90;

    // The bounds of the total retention of a table, in days.
    private const long LeastDays = 4;
    private const long MostDays = 4383;

    /// <summary>How long, as a clause.</summary>
    public string Kept => Days is { } days
        ? $"where {TableWords} keeps the log for {AcceptedRetention.In(days)}"
        : $"where {TableWords} keeps the log for {AcceptedRetention.In(MostDays)} at most";

    private string TableWords => Table.IsOfType(TypeNames.Workspace) ? "its own table" : $"table {Table.Name}";

    /// <summary>Reads what bears on it. What could not be read leaves it undecided only where the answer hangs on it.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="workspace">The workspace, which exists.</param>
    /// <param name="table">The name of the table.</param>
    /// <param name="accepted">What is accepted.</param>
    public static WorkspaceRetention Of(Estate estate, ResourceId workspace, string table, AcceptedRetention accepted)
    {
        var id = workspace.Child($"tables/{table}");
        var lookup = estate.Find(id);
        return lookup.Presence == Presence.Unknown
            ? Of(id, null, accepted, lookup.Why)
            : Of(
                id,
                OfTable(lookup.Resource) ?? OfNewTable(estate.Find(workspace).Resource, table),
                accepted,
                "Azure gave no retention for it nor for the workspace");
    }

    /// <summary>The same of a log that lies in a table of which the name is not known: any may keep it for shorter or longer.</summary>
    /// <param name="workspace">The workspace, which exists.</param>
    /// <param name="accepted">What is accepted.</param>
    public static WorkspaceRetention OfUnknownTable(ResourceId workspace, AcceptedRetention accepted) =>
        accepted.AcceptsAllOf(LeastDays, MostDays) ? new WorkspaceRetention(workspace, null, IsAccepted: true, null)
        : new WorkspaceRetention(workspace, null, IsAccepted: false, accepted.AcceptsSomeOf(LeastDays, MostDays)
            ? new UndecidedRetention(
                "in a table of which the name is not known, so that it can't be told how long it is kept",
                Obstacle.Unread(
                    $"In which table of {workspace} the log lies is not known, so that it can't be told how long it is kept",
                    "export it by a diagnostic setting"))
            : null);

    /// <summary>A table that follows its workspace may say -1.</summary>
    private static long? OfTable(ObservedResource? table) =>
        table?.Body.NumberAt("properties.totalRetentionInDays") is > 0 and var days ? days : null;

    private static long? OfNewTable(ObservedResource? workspace, string table) =>
        workspace?.Body.NumberAt("properties.retentionInDays") is not { } days ? null
        : table == ActivityLog.Table ? Math.Max(days, LeastOfActivityLog)
        : days;

    private static WorkspaceRetention Of(ResourceId table, long? days, AcceptedRetention accepted, string why) =>
        days is { } known ? new WorkspaceRetention(table, known, accepted.Accepts(known), null)
        : accepted.AcceptsAllOf(LeastDays, MostDays) ? new WorkspaceRetention(table, null, IsAccepted: true, null)
        : new WorkspaceRetention(table, null, IsAccepted: false, accepted.AcceptsSomeOf(LeastDays, MostDays) ? Unread(table, why) : null);

    private static UndecidedRetention Unread(ResourceId table, string why) => new(
        $"whose table {table.Name} could not be read ({why})",
        Obstacle.Unread($"How long {table} keeps the log could not be read ({why})", "grant read access to the tables of the workspace"));
}
