using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>What the document names and is there, and the vaults that were read before.</summary>
/// <param name="Vaults">All vaults that are known by now, with the role assignments of those that the document names.</param>
/// <param name="Others">The keys and identities that the document names.</param>
internal sealed record NamedRead(VaultsRead Vaults, Found Others)
{
    private readonly HashSet<ResourceId> _ids = [.. Vaults.Vaults.Concat(Others.Resources).Select(resource => resource.Id)];
    private readonly HashSet<ResourceId> _unreadable = [.. Vaults.Found.Failed.Concat(Others.Failed).Select(read => read.Id)];

    /// <summary>Whether a vault, a key or an identity is there.</summary>
    public bool Has(ResourceId id) => _ids.Contains(id);

    /// <summary>Whether a vault, a key or an identity could not be read.</summary>
    public bool IsUnreadable(ResourceId id) => _unreadable.Contains(id);
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
            ids,
            (id, token) => access.ReadAsync(id, inner => ReadVaultAsync(id, known.GetValueOrDefault(id), inner), token),
            cancellationToken);
        var vaults = before.And(read);
        var there = vaults.Vaults.Select(vault => vault.Id).ToHashSet();
        var readKeys = await run.GatherAsync(
            keys.Where(key => key.Parent is { } vault && there.Contains(vault)), run.ReadAsync, cancellationToken);
        var identities = await run.GatherAsync(
            named.Where(id => id.IsOfType(TypeNames.Identity)).Distinct(), ReadIdentityAsync, cancellationToken);
        return new NamedRead(vaults, readKeys.And(identities));
    }

    /// <summary>What was not known of the vault before: itself and its settings. Its role assignments are read in any case.</summary>
    private async Task<Found> ReadVaultAsync(ResourceId id, ObservedResource? known, CancellationToken cancellationToken)
    {
        var found = known is null ? await run.ReadAsync(id, cancellationToken) : Found.Nothing;
        if ((known ?? (found.Resources is [var read] ? read : null)) is not { } vault)
        {
            return found;
        }

        var settings = known is null ? await run.ReadSettingsAsync(vault.Id, cancellationToken) : Found.Nothing;

        // Without a filter: the assignments at the vault, above it, and beneath it, such as those of a single key.
        return found.And(settings).And(await run.ReadListAsync(TypeNames.RoleAssignment, vault.Id, cancellationToken));
    }

    private Task<Found> ReadIdentityAsync(ResourceId id, CancellationToken cancellationToken) =>
        access.ReadAsync(id, token => run.ReadAsync(id, token), cancellationToken);
}
