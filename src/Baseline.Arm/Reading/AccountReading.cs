using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>Reads the storage accounts that receive logs or that the document names, with their lifecycle policies.</summary>
internal sealed class AccountReading(ReadingRun run, SubscriptionAccess access)
{
    // Storage allows 800 reads but only 100 lists in five minutes: from here on a list is cheaper.
    private const int ListFrom = 20;

    private readonly ProgressCount _count = run.Counting("storage accounts");

    private readonly HashSet<ResourceId> _asked = [];

    /// <summary>Reads the accounts that receive activity logs, with the log's container, and those that the document names.</summary>
    public async Task ReadForActivityLogAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var activity = Destinations(fromVaults: false);
        await ReadAsync(activity.Concat(named), cancellationToken);
        await run.ForEachAsync(activity.Where(run.Collector.Has), ReadContainerAsync, cancellationToken);
    }

    /// <summary>Reads the accounts that receive the logs of vaults, as far as they were not read for the activity log.</summary>
    public Task ReadForVaultsAsync(CancellationToken cancellationToken) => ReadAsync(Destinations(fromVaults: true), cancellationToken);

    private async Task ReadAsync(IEnumerable<ResourceId> ids, CancellationToken cancellationToken)
    {
        var accounts = ids.Where(id => id.IsOfType(TypeNames.StorageAccount) && id.SubscriptionId is not null && _asked.Add(id)).Order().ToList();
        _count.Expect(accounts.Count);
        var bySubscription = accounts.GroupBy(id => ResourceId.Subscription(id.SubscriptionId ?? "")).ToList();
        await run.ForEachAsync(bySubscription, (group, token) => ReadAsync(group.Key, [.. group], token), cancellationToken);
    }

    /// <summary>The accounts that settings and log profiles name; a setting that is off may be switched on, so it counts.</summary>
    private HashSet<ResourceId> Destinations(bool fromVaults) =>
        [.. run.Collector.OfType(TypeNames.DiagnosticSetting).Where(setting => (setting.Id.Parent?.IsOfType(TypeNames.Vault) ?? false) == fromVaults)
            .Concat(fromVaults ? [] : run.Collector.OfType(TypeNames.LogProfile))
            .Select(source => ResourceId.TryParse(source.Body.TextAt("properties.storageAccountId"), out var id) ? id : null)
            .OfType<ResourceId>()];

    private async Task ReadAsync(ResourceId subscription, List<ResourceId> accounts, CancellationToken cancellationToken)
    {
        if (!await access.IsReadableAsync(subscription, cancellationToken))
        {
            return;
        }

        var list = ReadType.ListOf(TypeNames.StorageAccount, subscription);
        var listed = accounts.Count < ListFrom
            ? []
            : (await run.Resources.ListAsync(TypeNames.StorageAccount, subscription, cancellationToken)).Items
                .Select(body => ExpectedBody.IdOf(body, list) is { } id ? new ObservedResource(id, body) : null)
                .OfType<ObservedResource>()
                .DistinctBy(account => account.Id)
                .ToDictionary(account => account.Id);
        await run.ForEachAsync(accounts, (id, token) => ReadAccountAsync(id, listed.GetValueOrDefault(id), token), cancellationToken);
    }

    /// <summary>A list leaves out what the caller may not see, so that an account that is missing there is asked for.</summary>
    private async Task ReadAccountAsync(ResourceId id, ObservedResource? listed, CancellationToken cancellationToken)
    {
        var account = listed is not null
            ? run.Collector.Add(listed.Body, id)
            : run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        if (account is not null)
        {
            await ReadPolicyAsync(account.Id, cancellationToken);
        }

        _count.Step();
    }

    /// <summary>Where Azure says that the account of a policy is gone, the account itself is asked before it is dropped.</summary>
    private async Task ReadPolicyAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var policy = await run.Resources.GetAsync(LifecyclePolicy.IdOf(account), cancellationToken);
        if (policy.Error is not { } error || !Absence.OfParent(error.Status, error.Code))
        {
            run.Take(policy, LifecyclePolicy.IdOf(account));
            return;
        }

        var own = await run.Resources.GetAsync(account, cancellationToken);
        if (own.Error is { } gone && Absence.Of(account.Type, gone.Status, gone.Code))
        {
            run.Collector.Remove(account);
            return;
        }

        run.Collector.AddUnreadable(LifecyclePolicy.IdOf(account), ReadingRun.Settled(error, own.Error, account));
    }

    /// <summary>The container of the activity log, because its own encryption scope wins over the account's key; and that scope.</summary>
    private async Task ReadContainerAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var answer = await run.Resources.GetAsync(LogEncryption.ContainerOf(account), cancellationToken);
        if (run.Take(answer, LogEncryption.ContainerOf(account)) is { } container
            && LogEncryption.ScopeOf(account, container) is { } scope)
        {
            run.Take(await run.Resources.GetAsync(scope, cancellationToken), scope);
        }
    }
}
