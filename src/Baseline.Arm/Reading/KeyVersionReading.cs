using Baseline.Arm.Client;
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
    public Task ReadAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var vaults = run.Collector.OfType(TypeNames.Vault);
        var pinned = run.Collector.OfType(TypeNames.StorageAccount)
            .SelectMany(account => PinnedBy(AccountEncryption.Of(account), vaults));
        var versions = named.Where(id => id.IsOfType(TypeNames.VaultKeyVersion)).Concat(pinned).Distinct().Order().ToList();
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
            run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        }
    }
}
