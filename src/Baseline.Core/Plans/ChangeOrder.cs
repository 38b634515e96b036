using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>The place of a change among those that don't depend on each other, told by the change alone.</summary>
/// <param name="catalogue">The controls that changes are made for.</param>
internal sealed class ChangeOrder(ControlCatalogue catalogue)
{
    private const int Others = 1000;

    private static readonly Dictionary<string, int> Ranks = new(StringComparer.OrdinalIgnoreCase)
    {
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
    public int RankOf(Change change) => Ranks.GetValueOrDefault(change.Type, Others) switch
    {
        Others when change.Type.Equals(TypeNames.DiagnosticSetting, StringComparison.OrdinalIgnoreCase) => RankOfSetting(change),
        ChangeRanks.Attach when change.Body.MembersAt("properties.encryption").Any() => ChangeRanks.Encryption,
        ChangeRanks.Attach when change.Body.MembersAt("properties").Any() => ChangeRanks.Protection,
        ChangeRanks.Immutability when change.Method == "POST" => ChangeRanks.ImmutabilityLock,
        var rank => rank,
    };

    /// <summary>Whoever wants a setting first decides.</summary>
    private int RankOfSetting(Change change) =>
        change.Because.Select(cause => catalogue.Find(cause.Control)?.SettingRank ?? Others).DefaultIfEmpty(Others).Min();
}
