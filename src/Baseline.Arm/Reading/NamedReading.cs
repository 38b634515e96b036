using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>Reads the vaults, keys and identities that the document names, wherever they lie.</summary>
internal sealed class NamedReading(ReadingRun run, SubscriptionAccess access)
{
    public async Task ReadAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var keys = named.Where(id => id.IsOfType(TypeNames.VaultKey)).Distinct().ToList();
        var vaults = named.Where(id => id.IsOfType(TypeNames.Vault)).Concat(keys.Select(key => key.Parent)).OfType<ResourceId>().Distinct();
        await run.ForEachAsync(vaults, ReadVaultAsync, cancellationToken);
        await run.ForEachAsync(keys, ReadKeyAsync, cancellationToken);
        await run.ForEachAsync(named.Where(id => id.IsOfType(TypeNames.Identity)).Distinct(), ReadIdentityAsync, cancellationToken);
    }

    private async Task ReadVaultAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (!await access.IsReadableAsync(id, cancellationToken))
        {
            return;
        }

        var vault = run.Collector.Find(id);
        if (vault is null)
        {
            vault = run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
            if (vault is null)
            {
                return;
            }

            await run.TakeSettingsAsync(vault.Id, cancellationToken);
        }

        // Without a filter: the assignments at the vault, above it, and beneath it, such as those of a single key.
        var assignments = await run.Resources.ListAsync(TypeNames.RoleAssignment, vault.Id, cancellationToken);
        run.Take(assignments, ReadType.ListOf(TypeNames.RoleAssignment, vault.Id));
    }

    private async Task ReadKeyAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (id.Parent is { } vault && run.Collector.Has(vault))
        {
            run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        }
    }

    private async Task ReadIdentityAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (await access.IsReadableAsync(id, cancellationToken))
        {
            run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        }
    }
}
