using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// What Azure must let a role do for Monitor-006: what the document does not ask for, such as creating a key, is not in it.
/// </summary>
internal static class Monitor006Actions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(Monitor006Settings settings)
    {
        var exports = settings.Export.StorageAccount is not null;
        return new RoleActions(
            [.. Reads(settings)],
            [
                .. exports ? ["Microsoft.Insights/DiagnosticSettings/Write"] : Array.Empty<string>(),
                .. settings.Key is { } key
                    ? ["Microsoft.Storage/storageAccounts/write", .. KeyWrites(settings, key)]
                    : Array.Empty<string>(),
            ],
            [
                .. exports ? ["Microsoft.Insights/DiagnosticSettings/Delete"] : Array.Empty<string>(),
                .. settings is { Key: not null, GrantAutomatically: true }
                    ? ["Microsoft.Authorization/roleAssignments/delete"]
                    : Array.Empty<string>(),
            ],
            ExportActions.Destinations);
    }

    private static IEnumerable<string> Reads(Monitor006Settings settings)
    {
        IEnumerable<string> always =
        [
            .. ExportActions.Reads,
            "Microsoft.Authorization/roleAssignments/read",
            "Microsoft.Insights/LogProfiles/Read",
            "Microsoft.KeyVault/vaults/keys/read",
            "Microsoft.KeyVault/vaults/keys/versions/read",
            "Microsoft.ManagedIdentity/userAssignedIdentities/read",
            "Microsoft.Storage/storageAccounts/blobServices/containers/read",
            "Microsoft.Storage/storageAccounts/encryptionScopes/read",
        ];
        return settings is { Key.CreateVault: not null } ? [.. always, "Microsoft.KeyVault/locations/deletedVaults/read"] : always;
    }

    private static IEnumerable<string> KeyWrites(Monitor006Settings monitor, KeySettings key)
    {
        if (monitor.ConsentsToPurgeProtection)
        {
            yield return "Microsoft.KeyVault/vaults/write";
        }

        if (key.CreateVault?.Network?.Subnets.Count > 0)
        {
            yield return "Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action";
        }

        if (key.CreateSize is not null)
        {
            yield return "Microsoft.KeyVault/vaults/keys/write";
        }

        if (monitor.GrantAutomatically)
        {
            // The vault's own model decides which of the two is used.
            yield return "Microsoft.Authorization/roleAssignments/write";
            yield return "Microsoft.KeyVault/vaults/accessPolicies/write";
        }

        if (monitor.Identity is { } identity)
        {
            yield return "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action";
            if (identity.CreateLocation is not null)
            {
                yield return "Microsoft.ManagedIdentity/userAssignedIdentities/write";
            }
        }
    }
}
