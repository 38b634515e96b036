using Baseline.Controls.LogExport;

namespace Baseline.Controls.KeyVault004;

/// <summary>What Azure must let a role do for KeyVault-004: what the document does not ask for is not in it either.</summary>
internal static class KeyVault004Actions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(KeyVault004Settings settings) => new(
        [
            .. ExportActions.Reads,
            "Microsoft.KeyVault/managedHSMs/read",
            .. ExportActions.RetentionReads,
        ],
        ["Microsoft.Insights/DiagnosticSettings/Write", .. ExportActions.LifecycleWrites(settings.Requirement)],
        ["Microsoft.Insights/DiagnosticSettings/Delete", .. ExportActions.LifecycleUndos(settings.Requirement)],
        [.. ExportActions.Destinations, .. ExportActions.Of(settings.Destination)]);
}
