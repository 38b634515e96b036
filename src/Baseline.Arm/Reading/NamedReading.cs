using Baseline.Arm.Resources;
using Baseline.Azure;

namespace Baseline.Arm.Reading;

/// <summary>Reads the vaults, keys and identities that the document names, wherever they lie.</summary>
internal sealed class NamedReading(ReadingRun run, SubscriptionAccess access)
{
    private const string KeyType = "microsoft.keyvault/vaults/keys";
    private const string IdentityType = "microsoft.managedidentity/userassignedidentities";

    public async Task ReadAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var keys = named.Where(id => id.Type == KeyType).Distinct().ToList();
        var vaults = named.Where(id => id.Type == VaultReading.Type).Concat(keys.Select(key => key.Parent)).OfType<ResourceId>().Distinct();
        await run.ForEachAsync(vaults, ReadVaultAsync, cancellationToken);
        await run.ForEachAsync(keys, ReadKeyAsync, cancellationToken);
        await run.ForEachAsync(named.Where(id => id.Type == IdentityType).Distinct(), ReadIdentityAsync, cancellationToken);
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
            vault = run.Take(await run.Vaults.GetAsync(id, cancellationToken), id);
            if (vault is null)
            {
                return;
            }

            await run.TakeSettingsAsync(vault.Id, cancellationToken);
        }

        var assignments = await run.RoleAssignments.ListForScopeAsync(vault.Id, cancellationToken);
        run.Take(assignments, RoleAssignmentsClient.PathOf(vault.Id));
    }

    private async Task ReadKeyAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (id.Parent is { } vault && run.Collector.Has(vault))
        {
            run.Take(await run.Keys.GetAsync(id, cancellationToken), id);
        }
    }

    private async Task ReadIdentityAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (await access.IsReadableAsync(id, cancellationToken))
        {
            run.Take(await run.Identities.GetAsync(id, cancellationToken), id);
        }
    }
}
