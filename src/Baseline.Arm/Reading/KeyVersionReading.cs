using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the versions of keys that the document or an account pins. The key itself shows its newest version, so that only another
/// one is asked for.
/// </summary>
internal sealed class KeyVersionReading(EstateReads run)
{
    /// <summary>Reads them.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="accounts">The accounts that may pin a version.</param>
    /// <param name="keys">The keys that are there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadAsync(
        IReadOnlyList<ResourceId> named, AccountsRead accounts, KeysRead keys, CancellationToken cancellationToken)
    {
        var pinned = accounts.Accounts.SelectMany(account => PinnedBy(AccountEncryption.Of(account), keys.Vaults));
        var versions = named.Where(id => id.IsOfType(TypeNames.VaultKeyVersion)).Concat(pinned).Distinct().Order();
        return run.GatherAsync(versions.Where(IsOlder), run.ReadAsync, cancellationToken);

        bool IsOlder(ResourceId version) =>
            version.Parent is { } key && keys.Keys.TryGetValue(key, out var found) && !KeyVersion.IsNewest(found, version.Name);
    }

    private static IEnumerable<ResourceId> PinnedBy(AccountEncryption encryption, IReadOnlyList<ObservedResource> vaults) =>
        encryption is { KeyName: { } key, KeyVersion: { } version }
            ? vaults.Where(vault => encryption.IsIn(vault.Id.Name)).Select(vault => KeyVersion.IdOf(vault.Id.Child($"keys/{key}"), version))
            : [];
}
