using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Storage accounts that were asked for.</summary>
/// <param name="Asked">What was asked for, whether it is there or not.</param>
/// <param name="Resources">The accounts that are there, and their lifecycle policies.</param>
internal sealed record AccountsRead(IReadOnlySet<ResourceId> Asked, IReadOnlyDictionary<ResourceId, ObservedResource> Resources)
{
    /// <summary>The accounts, sorted by id.</summary>
    public IEnumerable<ObservedResource> Accounts =>
        Resources.Values.Where(resource => resource.Id.IsOfType(TypeNames.StorageAccount)).OrderBy(account => account.Id);

    /// <summary>Whether an account or a policy is there.</summary>
    public bool Has(ResourceId id) => Resources.ContainsKey(id);
}

/// <summary>Reads the storage accounts that receive logs or that the document names, with their lifecycle policies.</summary>
internal sealed class AccountReading(EstateReads run, SubscriptionAccess access)
{
    // Storage allows 800 reads but only 100 lists in five minutes: from here on a list is cheaper.
    private const int ListFrom = 20;

    private readonly ProgressCount _count = run.Counting("storage accounts");

    /// <summary>Reads the accounts that receive activity logs, with the log's container, and those that the document names.</summary>
    public async Task<AccountsRead> ReadForActivityLogAsync(
        ActivityLogRead activityLog, IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var none = new AccountsRead(new HashSet<ResourceId>(), new Dictionary<ResourceId, ObservedResource>());
        var activity = activityLog.StorageAccounts.ToList();
        var accounts = await ReadAsync(activity.Concat(named), none, cancellationToken);
        await run.ForEachAsync(activity.Where(accounts.Has), ReadContainerAsync, cancellationToken);
        return accounts;
    }

    /// <summary>Reads the accounts that receive the logs of vaults.</summary>
    /// <param name="vaults">The vaults.</param>
    /// <param name="before">The accounts that were read before, which are not read again and are part of the result.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<AccountsRead> ReadForVaultsAsync(VaultsRead vaults, AccountsRead before, CancellationToken cancellationToken) =>
        ReadAsync(vaults.StorageAccounts, before, cancellationToken);

    private async Task<AccountsRead> ReadAsync(
        IEnumerable<ResourceId> ids, AccountsRead before, CancellationToken cancellationToken)
    {
        var asked = ids
            .Where(id => id.IsOfType(TypeNames.StorageAccount) && id.SubscriptionId is not null && !before.Asked.Contains(id))
            .Distinct()
            .Order()
            .ToList();
        _count.Expect(asked.Count);
        var bySubscription = asked.GroupBy(id => ResourceId.Subscription(id.SubscriptionId ?? "")).ToList();
        var found = await run.GatherAsync(
            bySubscription, (group, token) => ReadAsync(group.Key, [.. group], token), cancellationToken);
        return new AccountsRead(
            before.Asked.Concat(asked).ToHashSet(),
            before.Resources.Values.Concat(found).DistinctBy(resource => resource.Id).ToDictionary(resource => resource.Id));
    }

    private async Task<IReadOnlyList<ObservedResource>> ReadAsync(
        ResourceId subscription, List<ResourceId> accounts, CancellationToken cancellationToken)
    {
        if (!await access.IsReadableAsync(subscription, cancellationToken))
        {
            return [];
        }

        var list = ReadType.ListOf(TypeNames.StorageAccount, subscription);
        var listed = accounts.Count < ListFrom
            ? []
            : (await run.Resources.ListAsync(TypeNames.StorageAccount, subscription, cancellationToken)).Items
                .Select(body => ExpectedBody.IdOf(body, list) is { } id ? new ObservedResource(id, body) : null)
                .OfType<ObservedResource>()
                .DistinctBy(account => account.Id)
                .ToDictionary(account => account.Id);
        return await run.GatherAsync(
            accounts, (id, token) => ReadAccountAsync(id, listed.GetValueOrDefault(id), token), cancellationToken);
    }

    /// <summary>A list leaves out what the caller may not see, so that an account that is missing there is asked for.</summary>
    private async Task<IReadOnlyList<ObservedResource>> ReadAccountAsync(
        ResourceId id, ObservedResource? listed, CancellationToken cancellationToken)
    {
        var account = listed is not null
            ? run.Collector.Add(listed.Body, id)
            : run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        IReadOnlyList<ObservedResource> found = account is null ? [] : await ReadPolicyAsync(account, cancellationToken);
        _count.Step();
        return found;
    }

    /// <summary>
    /// The account and its policy. Where Azure says that the account of a policy is gone, the account itself is asked before it is
    /// dropped.
    /// </summary>
    private async Task<IReadOnlyList<ObservedResource>> ReadPolicyAsync(
        ObservedResource account, CancellationToken cancellationToken)
    {
        var id = LifecyclePolicy.IdOf(account.Id);
        var policy = await run.Resources.GetAsync(id, cancellationToken);
        if (policy.Failure is not { } error || !Absence.OfParent(error.Status, error.Code))
        {
            return run.Take(policy, id) is { } found ? [account, found] : [account];
        }

        var own = await run.Resources.GetAsync(account.Id, cancellationToken);
        if (own.Failure is { } gone && Absence.Of(account.Id.Type, gone.Status, gone.Code))
        {
            run.Collector.Remove(account.Id);
            return [];
        }

        run.Collector.AddUnreadable(id, EstateReads.Settled(error, own.Failure, account.Id));
        return [account];
    }

    /// <summary>The container of the activity log, because its own encryption scope wins over the account's key; and that scope.</summary>
    private async Task ReadContainerAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var id = LogEncryption.ContainerOf(account);
        if (run.Take(await run.Resources.GetAsync(id, cancellationToken), id) is { } container
            && LogEncryption.ScopeOf(account, container) is { } scope)
        {
            run.Take(await run.Resources.GetAsync(scope, cancellationToken), scope);
        }
    }
}
