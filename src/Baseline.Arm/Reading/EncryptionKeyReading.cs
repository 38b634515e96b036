using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>The keys that are known once those of encrypted accounts were read.</summary>
/// <param name="Vaults">All vaults that are known by now, sorted by id.</param>
/// <param name="Keys">All keys that are known by now.</param>
internal sealed record KeysRead(IReadOnlyList<ObservedResource> Vaults, IReadOnlyDictionary<ResourceId, ObservedResource> Keys);

/// <summary>
/// Reads the keys that storage accounts are encrypted with. An account names its vault by address only; where no vault of that
/// name can be seen, the verdict does without.
/// </summary>
internal sealed class EncryptionKeyReading(EstateReads run)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ArmList>>> _lists = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    /// <param name="accounts">The accounts.</param>
    /// <param name="named">The vaults and keys that are known.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<KeysRead> ReadAsync(AccountsRead accounts, NamedRead named, CancellationToken cancellationToken)
    {
        var keys = accounts.Accounts
            .Select(KeyOf)
            .OfType<AccountKey>()
            .DistinctBy(key => (key.Subscription, key.Vault.ToLowerInvariant(), key.Name.ToLowerInvariant()));
        var known = named.Vaults.Vaults.OrderBy(vault => vault.Id).ToLookup(vault => vault.Id.Name, StringComparer.OrdinalIgnoreCase);
        var read = await run.GatherAsync(
            keys, (key, token) => ReadAsync(key, known[key.Vault].FirstOrDefault(), named, token), cancellationToken);
        var all = named.Vaults.Vaults.Concat(named.Others).Concat(read).DistinctBy(resource => resource.Id).ToList();
        return new KeysRead(
            [.. all.Where(resource => resource.Id.IsOfType(TypeNames.Vault)).OrderBy(vault => vault.Id)],
            all.Where(resource => resource.Id.IsOfType(TypeNames.VaultKey)).ToDictionary(key => key.Id));
    }

    private static AccountKey? KeyOf(ObservedResource account) =>
        AccountEncryption.Of(account) is { VaultName: { } vault, KeyName: { } name } && account.Id.SubscriptionId is { } subscription
            ? new AccountKey(subscription, vault, name)
            : null;

    /// <summary>A key, in a vault that was read or in one of the account's own subscription; and that vault.</summary>
    private async Task<IReadOnlyList<ObservedResource>> ReadAsync(
        AccountKey key, ObservedResource? known, NamedRead named, CancellationToken cancellationToken)
    {
        if ((known ?? await FindVaultAsync(key, cancellationToken)) is not { } vault)
        {
            return [];
        }

        var id = vault.Id.Child($"keys/{key.Name}");
        return !named.Has(id) && run.Take(await run.Resources.GetAsync(id, cancellationToken), id) is { } found
            ? [vault, found]
            : [vault];
    }

    private async Task<ObservedResource?> FindVaultAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var subscription = ResourceId.Subscription(key.Subscription);
        var path = ReadType.ListOf(TypeNames.Vault, subscription);
        var list = await _lists.GetOrAdd(
            key.Subscription,
            _ => new Lazy<Task<ArmList>>(() => ListAsync(subscription, path, cancellationToken))).Value;
        foreach (var body in list.Items)
        {
            if (ExpectedBody.IdOf(body, path) is { } id && id.Name.Equals(key.Vault, StringComparison.OrdinalIgnoreCase))
            {
                var vault = run.Collector.Add(body, id);
                await run.TakeSettingsAsync(id, cancellationToken);
                return vault;
            }
        }

        return null;
    }

    /// <summary>The vaults of a subscription; that they could not be listed counts, and of them only the one looked for.</summary>
    private async Task<ArmList> ListAsync(ResourceId subscription, ResourceId path, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.Vault, subscription, cancellationToken);
        run.Take(list with { Items = [] }, path);
        return list;
    }

    private sealed record AccountKey(string Subscription, string Vault, string Name);
}
