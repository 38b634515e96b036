using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

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
    };

    /// <summary>Its rank as in <see cref="ChangeRanks"/>; small goes first.</summary>
    public static int RankOf(Change change) => Ranks.GetValueOrDefault(change.Type, Others) switch
    {
        ChangeRanks.VaultSetting when ResourceId.TryParse(change.Resource, out var id) && id.ResourceGroup is null => ChangeRanks.Export,
        ChangeRanks.Attach when change.Body.MembersAt("properties.encryption").Any() => ChangeRanks.Encryption,
        var rank => rank,
    };
}
