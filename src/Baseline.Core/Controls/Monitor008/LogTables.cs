using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor008;

/// <summary>In which table of a workspace a category ends up (docs/azure.md#retention-of-workspaces).</summary>
/// <param name="estate">What was observed.</param>
public sealed class LogTables(Estate estate)
{
    /// <summary>The table of all logs that have none of their own, or that a setting does not send to their own.</summary>
    public const string Shared = "AzureDiagnostics";

    /// <summary>
    /// The table that a setting sends a category to. Azure does not always say which of the two it is: then the one that is kept
    /// shorter, of those that are there. A data collection rule sends it to its own, and never to the shared one
    /// (docs/azure.md#logs-by-data-collection-rules): null where that is not known.
    /// </summary>
    public string? Of(OfferedLog log, DiagnosticSetting setting)
    {
        if (setting is RuleExport)
        {
            return log.Table == Shared ? null : log.Table;
        }

        var own = log.Table ?? Shared;
        return setting.Resource.Body.TextAt("properties.logAnalyticsDestinationType") is { Length: > 0 } kind
            ? kind.Equals("Dedicated", StringComparison.OrdinalIgnoreCase) ? own : Shared
            : Shorter(own, setting.Destinations.FirstOrDefault(sink => sink.Kind == SinkKind.Workspace)?.Id);
    }

    private string Shorter(string own, ResourceId? workspace)
    {
        if (workspace is null || own == Shared)
        {
            return own;
        }

        // One that could not be read may be the shorter one.
        var there = new[] { Shared, own }
            .Select(table => (Table: table, Lookup: estate.Find(workspace.Child($"tables/{table}"))))
            .Where(one => one.Lookup.Presence != Presence.Absent)
            .ToList();
        return there.Count == 0 ? own
            : there.MinBy(one => one.Lookup.Resource?.Body.NumberAt("properties.totalRetentionInDays") ?? 0).Table;
    }
}
