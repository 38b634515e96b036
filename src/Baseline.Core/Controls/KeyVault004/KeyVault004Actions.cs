using Baseline.Controls.DiagnosticSettings;
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
        ["Microsoft.Insights/DiagnosticSettings/Write", .. LifecycleWrites(settings)],
        [
            "Microsoft.Insights/DiagnosticSettings/Delete",
            .. settings.ManageLifecycle ? ["Microsoft.Storage/storageAccounts/managementPolicies/delete"] : Array.Empty<string>(),
        ],
        [.. ExportActions.Destinations, .. ExportActions.Of(settings.Destination)]);

    /// <summary>Where 0 is accepted, a lifecycle rule that an earlier document asked for goes away again.</summary>
    private static IEnumerable<string> LifecycleWrites(KeyVault004Settings settings)
    {
        if (!settings.Destination.Accepts(SinkKind.StorageAccount))
        {
            yield break;
        }

        var takesBack = settings.Retention.AcceptsForever;
        if (takesBack || settings.ManageLifecycle)
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/write";
        }

        if (takesBack)
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/delete";
        }
    }
}
