using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls;
using Baseline.Controls.Monitor008;

namespace Baseline.Plans;

/// <summary>The place of a change among those that don't depend on each other, told by the change alone.</summary>
internal static class ChangeOrder
{
    private const int Others = 1000;

    private static readonly Dictionary<string, int> Ranks = new(StringComparer.OrdinalIgnoreCase)
    {
        [TypeNames.DiagnosticSetting] = ChangeRanks.VaultSetting,
        [TypeNames.LifecyclePolicy] = ChangeRanks.Lifecycle,
        [TypeNames.Identity] = ChangeRanks.Identity,
        [TypeNames.Vault] = ChangeRanks.Vault,
        [TypeNames.VaultKey] = ChangeRanks.Key,
        [TypeNames.AccessPolicy] = ChangeRanks.Grant,
        [TypeNames.RoleAssignment] = ChangeRanks.Grant,
        [TypeNames.StorageAccount] = ChangeRanks.Attach,
        [TypeNames.ResourceGroup] = ChangeRanks.ResourceGroup,
        [TypeNames.ActivityLogAlert] = ChangeRanks.Alert,
        [TypeNames.BlobService] = ChangeRanks.SoftDelete,
        [TypeNames.ImmutabilityPolicy] = ChangeRanks.Immutability,
        [TypeNames.Lock] = ChangeRanks.DeleteLock,
    };

    /// <summary>Its rank as in <see cref="ChangeRanks"/>; small goes first.</summary>
    public static int RankOf(Change change) => Ranks.GetValueOrDefault(change.Type, Others) switch
    {
        ChangeRanks.VaultSetting when ResourceId.TryParse(change.Resource, out var id) && id.ResourceGroup is null => ChangeRanks.Export,
        ChangeRanks.VaultSetting when change.Because.All(cause => cause.Control == Monitor008Settings.Id) => ChangeRanks.ResourceSetting,
        ChangeRanks.Attach when StorageAccountType.IsEncryption(change.ToWrite()) => ChangeRanks.Encryption,
        ChangeRanks.Attach when StorageAccountType.IsProtection(change.ToWrite()) => ChangeRanks.Protection,
        ChangeRanks.Immutability when change.Method == "POST" => ChangeRanks.ImmutabilityLock,
        var rank => rank,
    };
}
