using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads the keys that storage accounts are encrypted with. An account names its vault by address only; where no vault of that
/// name can be seen, the verdict does without.
/// </summary>
internal sealed class EncryptionKeyReading(ReadingRun run)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ArmList>>> _lists = new(StringComparer.Ordinal);
    private readonly ILookup<string, ResourceId> _known = run.Collector.OfType(TypeNames.Vault)
        .ToLookup(vault => vault.Id.Name, vault => vault.Id, StringComparer.OrdinalIgnoreCase);

    public Task ReadAsync(CancellationToken cancellationToken)
    {
        var keys = run.Collector.OfType(TypeNames.StorageAccount)
            .Select(KeyOf)
            .OfType<AccountKey>()
            .DistinctBy(key => (key.Subscription, key.Vault.ToLowerInvariant(), key.Name.ToLowerInvariant()));
        return run.ForEachAsync(keys, ReadAsync, cancellationToken);
    }

    private static AccountKey? KeyOf(ObservedResource account) =>
        AccountEncryption.Of(account) is { VaultName: { } vault, KeyName: { } name } && account.Id.SubscriptionId is { } subscription
            ? new AccountKey(subscription, vault, name)
            : null;

    private async Task ReadAsync(AccountKey key, CancellationToken cancellationToken)
    {
        if (await FindVaultAsync(key, cancellationToken) is not { } vault)
        {
            return;
        }

        var id = vault.Child($"keys/{key.Name}");
        if (run.Collector.Has(id))
        {
            return;
        }

        run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
    }

    /// <summary>A vault that was read, or one of the account's own subscription.</summary>
    private async Task<ResourceId?> FindVaultAsync(AccountKey key, CancellationToken cancellationToken)
    {
        if (_known[key.Vault].FirstOrDefault() is { } known)
        {
            return known;
        }

        var subscription = ResourceId.Subscription(key.Subscription);
        var path = ReadType.ListOf(TypeNames.Vault, subscription);
        var list = await _lists.GetOrAdd(
            key.Subscription,
            _ => new Lazy<Task<ArmList>>(() => ListAsync(subscription, cancellationToken))).Value;
        foreach (var body in list.Items)
        {
            if (ExpectedBody.IdOf(body, path) is { } id && id.Name.Equals(key.Vault, StringComparison.OrdinalIgnoreCase))
            {
                run.Collector.Add(body, id);
                await run.TakeSettingsAsync(id, cancellationToken);
                return id;
            }
        }

        return null;
    }

    /// <summary>The vaults of a subscription; that they could not be listed counts, and of them only the one looked for.</summary>
    private async Task<ArmList> ListAsync(ResourceId subscription, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.Vault, subscription, cancellationToken);
        run.Take(list with { Items = [] }, ReadType.ListOf(TypeNames.Vault, subscription));
        return list;
    }

    private sealed record AccountKey(string Subscription, string Vault, string Name);
}
