using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the versions of keys that the document or an account pins. The key itself shows its newest version, so that only another
/// one is asked for.
/// </summary>
internal sealed class KeyVersionReading(ReadingRun run)
{
    private const string VersionType = "microsoft.keyvault/vaults/keys/versions";

    public Task ReadAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var vaults = run.Collector.OfType(VaultReading.Type);
        var pinned = run.Collector.OfType("microsoft.storage/storageaccounts")
            .SelectMany(account => PinnedBy(AccountEncryption.Of(account), vaults));
        var versions = named.Where(id => id.Type == VersionType).Concat(pinned).Distinct().Order().ToList();
        return run.ForEachAsync(versions, ReadAsync, cancellationToken);
    }

    private static IEnumerable<ResourceId> PinnedBy(AccountEncryption encryption, IReadOnlyList<ObservedResource> vaults) =>
        encryption is { KeyName: { } key, KeyVersion: { } version }
            ? vaults.Where(vault => encryption.IsIn(vault.Id.Name)).Select(vault => KeyVersion.IdOf(vault.Id.Child($"keys/{key}"), version))
            : [];

    private async Task ReadAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (id.Parent is { } key && run.Collector.Find(key) is { } found && !KeyVersion.IsNewest(found, id.Name))
        {
            run.Take(await run.Keys.GetAsync(id, cancellationToken), id);
        }
    }
}
