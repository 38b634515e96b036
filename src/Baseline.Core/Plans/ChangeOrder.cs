using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>The place of a change among those that don't depend on each other, told by the change alone.</summary>
internal static class ChangeOrder
{
    private const int Others = 1000;

    /// <summary>Its rank as in <see cref="ChangeRanks"/>; small goes first.</summary>
    public static int RankOf(Change change) => change.Type.ToLowerInvariant() switch
    {
        "microsoft.insights/diagnosticsettings" =>
            ResourceId.TryParse(change.Resource, out var id) && id.ResourceGroup is null ? ChangeRanks.Export : ChangeRanks.VaultSetting,
        "microsoft.storage/storageaccounts/managementpolicies" => ChangeRanks.Lifecycle,
        "microsoft.managedidentity/userassignedidentities" => ChangeRanks.Identity,
        "microsoft.keyvault/vaults" => ChangeRanks.Vault,
        "microsoft.keyvault/vaults/keys" => ChangeRanks.Key,
        "microsoft.keyvault/vaults/accesspolicies" or "microsoft.authorization/roleassignments" => ChangeRanks.Grant,
        "microsoft.storage/storageaccounts" =>
            change.Body.MembersAt("properties.encryption").Any() ? ChangeRanks.Encryption : ChangeRanks.Attach,
        _ => Others,
    };
}
