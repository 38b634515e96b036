using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Storage accounts that were asked for.</summary>
/// <param name="Asked">What was asked for, whether it is there or not.</param>
/// <param name="Found">The accounts that are there, their lifecycle policies, and the log's containers.</param>
internal sealed record AccountsRead(IReadOnlySet<ResourceId> Asked, Found Found)
{
    private readonly HashSet<ResourceId> _ids = [.. Found.Resources.Select(resource => resource.Id)];
    private readonly HashSet<ResourceId> _unreadable = [.. Found.Failed.Select(read => read.Id)];

    /// <summary>No accounts, because none were asked for.</summary>
    public static AccountsRead None { get; } = new(new HashSet<ResourceId>(), Found.Nothing);

    /// <summary>The accounts, sorted by id.</summary>
    public IEnumerable<ObservedResource> Accounts =>
        Found.OfType(TypeNames.StorageAccount).OrderBy(account => account.Id);

    /// <summary>Whether an account or a policy is there.</summary>
    public bool Has(ResourceId id) => _ids.Contains(id);

    /// <summary>Whether an account could not be read.</summary>
    public bool IsUnreadable(ResourceId id) => _unreadable.Contains(id);

    /// <summary>These and what was read of the same accounts since.</summary>
    public AccountsRead And(Found more) => new(Asked, Found.And(more));
}

/// <summary>Reads the storage accounts that receive logs or that the document names, with their lifecycle policies.</summary>
internal sealed class AccountReading(EstateReads run, SubscriptionAccess access)
{
    // Storage allows 800 reads but only 100 lists in five minutes: from here on a list is cheaper.
    private const int ListFrom = 20;

    private readonly ProgressCount _count = run.Counting("storage accounts");

    /// <summary>
    /// Reads the accounts that receive activity logs and those that the document names, with the log's container: of all of them where
    /// retention is judged, and of those that receive it, or will, where encryption is.
    /// </summary>
    /// <param name="activityLog">Where activity logs go.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<AccountsRead> ReadForActivityLogAsync(
        ActivityLogRead activityLog, EstateRequest request, CancellationToken cancellationToken)
    {
        var needs = request.Needs;
        var activity = activityLog.StorageAccounts.ToList();
        var accounts = await ReadAsync(activity.Concat(request.Named), AccountsRead.None, cancellationToken);
        var keeping = needs.ActivityLogRetention ? activity.Union(request.Named.Where(id => id.IsOfType(TypeNames.StorageAccount)))
            : needs.Encryption ? activity.Union(request.ToReceive)
            : [];
        return accounts.And(await run.GatherAsync(
            keeping.Where(accounts.Has), (account, token) => ReadContainerAsync(account, needs.Encryption, token), cancellationToken));
    }

    /// <summary>Reads the accounts that receive the logs of resources.</summary>
    /// <param name="receiving">The accounts.</param>
    /// <param name="before">The accounts that were read before, which are not read again and are part of the result.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<AccountsRead> ReadForLogsAsync(
        IEnumerable<ResourceId> receiving, AccountsRead before, CancellationToken cancellationToken) =>
        ReadAsync(receiving, before, cancellationToken);

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
            bySubscription,
            (group, token) => access.ReadAsync(group.Key, read => ReadAsync(group.Key, [.. group], read), token),
            cancellationToken);
        return new AccountsRead(before.Asked.Concat(asked).ToHashSet(), before.Found.And(found));
    }

    private async Task<Found> ReadAsync(ResourceId subscription, List<ResourceId> accounts, CancellationToken cancellationToken)
    {
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
    private async Task<Found> ReadAccountAsync(ResourceId id, ObservedResource? listed, CancellationToken cancellationToken)
    {
        var account = listed is not null ? Found.Of(listed) : await run.ReadAsync(id, cancellationToken);
        var found = account.Resources is [var there] ? await ReadPolicyAsync(there, cancellationToken) : account;
        _count.Step();
        return found;
    }

    /// <summary>
    /// The account and its policy. Where Azure says that the account of a policy is gone, the account itself is asked before it is
    /// dropped.
    /// </summary>
    private async Task<Found> ReadPolicyAsync(ObservedResource account, CancellationToken cancellationToken)
    {
        var id = LifecyclePolicy.IdOf(account.Id);
        var policy = await run.Resources.GetAsync(id, cancellationToken);
        if (policy.Failure is not { } failure || !Absence.OfParent(failure.Status, failure.Code))
        {
            return Found.Of(account).And(Found.Of(policy, id));
        }

        var own = await run.Resources.GetAsync(account.Id, cancellationToken);
        return own.Failure is { } gone && Absence.Of(account.Id.Type, gone.Status, gone.Code)
            ? new Found { Gone = [account.Id] }
            : Found.Of(account).And(Found.Unreadable(id, EstateReads.Settled(failure, own.Failure, account.Id)));
    }

    /// <summary>
    /// The container of the activity log: its policy of immutability comes with it, and its own encryption scope, which is read as
    /// well, wins over the account's key.
    /// </summary>
    private async Task<Found> ReadContainerAsync(ResourceId account, bool withScope, CancellationToken cancellationToken)
    {
        var found = await run.ReadAsync(LogEncryption.ContainerOf(account), cancellationToken);
        return withScope && found.Resources is [var container] && LogEncryption.ScopeOf(account, container) is { } scope
            ? found.And(await run.ReadAsync(scope, cancellationToken))
            : found;
    }
}
