using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>What the document names and is there, and the vaults that were read before.</summary>
/// <param name="Vaults">All vaults that are known by now.</param>
/// <param name="Others">The keys and identities that the document names.</param>
internal sealed record NamedRead(VaultsRead Vaults, IReadOnlyList<ObservedResource> Others)
{
    private readonly HashSet<ResourceId> _ids = [.. Vaults.Vaults.Concat(Others).Select(resource => resource.Id)];

    /// <summary>Whether a vault, a key or an identity is there.</summary>
    public bool Has(ResourceId id) => _ids.Contains(id);
}

/// <summary>Reads the vaults, keys and identities that the document names, wherever they lie.</summary>
internal sealed class NamedReading(EstateReads run, SubscriptionAccess access)
{
    /// <summary>Reads them.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="before">The vaults that were read before, which are not read again.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<NamedRead> ReadAsync(
        IReadOnlyList<ResourceId> named, VaultsRead before, CancellationToken cancellationToken)
    {
        var keys = named.Where(id => id.IsOfType(TypeNames.VaultKey)).Distinct().ToList();
        var ids = named.Where(id => id.IsOfType(TypeNames.Vault)).Concat(keys.Select(key => key.Parent)).OfType<ResourceId>().Distinct();
        var known = before.Vaults.ToDictionary(vault => vault.Id);
        var read = await run.GatherAsync(
            ids, (id, token) => ReadVaultAsync(id, known.GetValueOrDefault(id), token), cancellationToken);
        var vaults = before.And(VaultsRead.Of(read));
        var there = vaults.Vaults.Select(vault => vault.Id).ToHashSet();
        var readKeys = await run.GatherAsync(
            keys.Where(key => key.Parent is { } vault && there.Contains(vault)), ReadOneAsync, cancellationToken);
        var identities = await run.GatherAsync(
            named.Where(id => id.IsOfType(TypeNames.Identity)).Distinct(), ReadIdentityAsync, cancellationToken);
        return new NamedRead(vaults, [.. readKeys, .. identities]);
    }

    /// <summary>What was not known of the vault before: itself and its settings. Its role assignments are read in any case.</summary>
    private async Task<IReadOnlyList<ObservedResource>> ReadVaultAsync(
        ResourceId id, ObservedResource? known, CancellationToken cancellationToken)
    {
        if (!await access.IsReadableAsync(id, cancellationToken))
        {
            return [];
        }

        var vault = known ?? run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        if (vault is null)
        {
            return [];
        }

        IReadOnlyList<ObservedResource> read = known is null
            ? [vault, .. await run.TakeSettingsAsync(vault.Id, cancellationToken)]
            : [];

        // Without a filter: the assignments at the vault, above it, and beneath it, such as those of a single key.
        var assignments = await run.Resources.ListAsync(TypeNames.RoleAssignment, vault.Id, cancellationToken);
        run.Take(assignments, ReadType.ListOf(TypeNames.RoleAssignment, vault.Id));
        return read;
    }

    private async Task<IReadOnlyList<ObservedResource>> ReadIdentityAsync(ResourceId id, CancellationToken cancellationToken) =>
        await access.IsReadableAsync(id, cancellationToken) ? await ReadOneAsync(id, cancellationToken) : [];

    private async Task<IReadOnlyList<ObservedResource>> ReadOneAsync(ResourceId id, CancellationToken cancellationToken) =>
        run.Take(await run.Resources.GetAsync(id, cancellationToken), id) is { } found ? [found] : [];
}
