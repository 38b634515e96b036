using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>The keys that are known once those of encrypted accounts were read.</summary>
/// <param name="Found">What was read of them, and of their vaults.</param>
/// <param name="Vaults">All vaults that are known by now, sorted by id.</param>
/// <param name="Keys">All keys that are known by now.</param>
internal sealed record KeysRead(
    Found Found, IReadOnlyList<ObservedResource> Vaults, IReadOnlyDictionary<ResourceId, ObservedResource> Keys);

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
        var all = named.Vaults.Vaults.Concat(named.Others.Resources).Concat(read.Resources).DistinctBy(resource => resource.Id).ToList();
        return new KeysRead(
            read,
            [.. all.Where(resource => resource.Id.IsOfType(TypeNames.Vault)).OrderBy(vault => vault.Id)],
            all.Where(resource => resource.Id.IsOfType(TypeNames.VaultKey)).ToDictionary(key => key.Id));
    }

    private static AccountKey? KeyOf(ObservedResource account) =>
        AccountEncryption.Of(account) is { VaultName: { } vault, KeyName: { } name } && account.Id.SubscriptionId is { } subscription
            ? new AccountKey(subscription, vault, name)
            : null;

    /// <summary>A key, in a vault that was read or in one of the account's own subscription; and that vault.</summary>
    private async Task<Found> ReadAsync(
        AccountKey key, ObservedResource? known, NamedRead named, CancellationToken cancellationToken)
    {
        var found = known is not null ? Found.Of(known) : await FindVaultAsync(key, cancellationToken);
        return found.Resources is [var vault, ..]
            && vault.Id.Child($"keys/{key.Name}") is var id
            && !named.Has(id)
            ? found.And(await run.ReadAsync(id, cancellationToken))
            : found;
    }

    /// <summary>
    /// The vault, its settings after it, as far as it is listed; that the vaults could not be listed counts, and of them only the
    /// one looked for.
    /// </summary>
    private async Task<Found> FindVaultAsync(AccountKey key, CancellationToken cancellationToken)
    {
        var subscription = ResourceId.Subscription(key.Subscription);
        var path = ReadType.ListOf(TypeNames.Vault, subscription);
        var list = await _lists.GetOrAdd(
            key.Subscription,
            _ => new Lazy<Task<ArmList>>(() => run.Resources.ListAsync(TypeNames.Vault, subscription, cancellationToken))).Value;
        var found = Found.Of(list with { Items = [] }, path);
        foreach (var body in list.Items)
        {
            if (ExpectedBody.IdOf(body, path) is { } id && id.Name.Equals(key.Vault, StringComparison.OrdinalIgnoreCase))
            {
                return found.And(Found.Of(body, id)).And(await run.ReadSettingsAsync(id, cancellationToken));
            }
        }

        return found;
    }

    private sealed record AccountKey(string Subscription, string Vault, string Name);
}
