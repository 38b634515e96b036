using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor007;

/// <summary>What Azure must let a role do for Monitor-007: what the document does not ask for is not in it either.</summary>
internal static class Monitor007Actions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(Monitor007Settings settings) => new(
        [
            .. ExportActions.ExportReads,
            "Microsoft.Insights/LogProfiles/Read",
            .. settings.Retention is null ? [] : ExportActions.AllRetentionReads,
        ],
        ["Microsoft.Insights/DiagnosticSettings/Write", .. ExportActions.LifecycleWrites(settings.Requirement)],
        ["Microsoft.Insights/DiagnosticSettings/Delete", .. ExportActions.LifecycleUndos(settings.Requirement)],
        [.. ExportActions.Destinations, .. ExportActions.Of(settings.Destination)]);
}
