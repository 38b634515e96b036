using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>The place of a change among those that don't depend on each other, told by the change alone.</summary>
internal static class ChangeOrder
{
    private const int Others = 1000;

    // The control of the logs of all types: a vault's setting that it alone asks for has the place of any other resource's.
    private const string ResourceLogs = "Monitor-008";

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
        ChangeRanks.VaultSetting when change.Because.All(cause => cause.Control == ResourceLogs) => ChangeRanks.ResourceSetting,
        ChangeRanks.Attach when change.Body.MembersAt("properties.encryption").Any() => ChangeRanks.Encryption,
        ChangeRanks.Attach when change.Body.MembersAt("properties").Any() => ChangeRanks.Protection,
        ChangeRanks.Immutability when change.Method == "POST" => ChangeRanks.ImmutabilityLock,
        var rank => rank,
    };
}
