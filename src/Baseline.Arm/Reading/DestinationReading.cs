using System.Collections.Concurrent;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads what diagnostic settings export to beside storage accounts, and of the accounts of vaults what decides how long they
/// keep a log. Each once, however many settings name it.
/// </summary>
internal sealed class DestinationReading(EstateReads run, SubscriptionAccess access)
{
    private static readonly string[] InGroups = [TypeNames.StorageAccount, TypeNames.Workspace, TypeNames.EventHubNamespace];

    // What a storage provider says that is older than storage tasks, or that offers none in a region. The account was read with the
    // same api-version, so that none of these can mean another version of the tool.
    private static readonly string[] WithoutTasks = ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotSupported"];

    // Accounts may share a task; it is read once.
    private readonly ConcurrentDictionary<ResourceId, bool> _tasks = new();

    /// <summary>Reads the workspaces and event hubs that settings or the document name.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>What of it is there.</returns>
    public async Task<IReadOnlyList<ObservedResource>> ReadOthersAsync(
        IEnumerable<ObservedResource> settings, IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var parts = settings
            .SelectMany(setting => new DiagnosticSetting(setting).OtherDestinations)
            .Concat(named.Select(SinkOf).OfType<Sink>())
            .Select(sink => sink.Resources)
            .Where(resources => resources.Count > 0)
            .DistinctBy(resources => resources[^1])
            .ToList();
        var outer = await run.GatherAsync(
            parts.Select(resources => resources[0]).Distinct().Order().ToList(), ReadAsync, cancellationToken);
        var there = outer.Select(resource => resource.Id).ToHashSet();

        // What lies in a namespace that is gone is gone as well.
        var rules = parts.Where(resources => resources.Count > 1 && there.Contains(resources[0])).Select(resources => resources[^1]);
        return [.. outer, .. await run.GatherAsync(rules.Order().ToList(), ReadAsync, cancellationToken)];
    }

    /// <summary>Reads what decides how long the accounts of vaults keep a log.</summary>
    /// <param name="vaults">The vaults, with those that the document names.</param>
    /// <param name="accounts">The accounts that are there.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task ReadRetentionAsync(
        NamedRead vaults, AccountsRead accounts, IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var keeping = vaults.Vaults.Settings
            .Select(setting => new DiagnosticSetting(setting).StorageAccount)
            .OfType<ResourceId>()
            .Concat(named)
            .Where(id => id.IsOfType(TypeNames.StorageAccount) && accounts.Has(id))
            .Distinct()
            .Order()
            .ToList();
        return run.ForEachAsync(keeping, (account, token) => ReadRetentionAsync(account, accounts, token), cancellationToken);
    }

    /// <summary>Reads the groups of named destinations that are not there: they may be missing too.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="accounts">The accounts that are there.</param>
    /// <param name="others">The other destinations that are there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task ReadGroupsAsync(
        IReadOnlyList<ResourceId> named,
        AccountsRead accounts,
        IReadOnlyList<ObservedResource> others,
        CancellationToken cancellationToken)
    {
        var there = others.Select(resource => resource.Id).ToHashSet();
        var groups = named
            .Where(id => InGroups.Any(id.IsOfType))
            .Where(id => !accounts.Has(id) && !there.Contains(id) && !run.Collector.IsUnreadable(id))
            .Select(destination => destination.Parent)
            .OfType<ResourceId>()
            .Distinct()
            .Order()
            .ToList();
        return run.GatherAsync(groups, ReadAsync, cancellationToken);
    }

    private static Sink? SinkOf(ResourceId named) =>
        named.IsOfType(TypeNames.Workspace) ? Sink.OfWorkspace(named)
        : named.IsOfType(TypeNames.EventHubRule) ? Sink.OfEventHub(named, null)
        : null;

    private async Task<IReadOnlyList<ObservedResource>> ReadAsync(ResourceId id, CancellationToken cancellationToken) =>
        await access.IsReadableAsync(id, cancellationToken)
        && run.Take(await run.Resources.GetAsync(id, cancellationToken), id) is { } found
            ? [found]
            : [];

    private async Task ReadRetentionAsync(ResourceId account, AccountsRead accounts, CancellationToken cancellationToken)
    {
        var container = account.Child($"blobServices/default/containers/{LifecyclePolicy.Container}");
        run.Take(await run.Resources.GetAsync(container, cancellationToken), container);

        // Versions matter only where something deletes.
        if (accounts.Has(LifecyclePolicy.IdOf(account)))
        {
            await ReadAsync(account.Child("blobServices/default"), cancellationToken);
        }

        await ReadTasksAsync(account, cancellationToken);
    }

    private static bool HasNoTasks(ArmFailure error) =>
        TypeAbsence.Of(error.Status, error.Code, error.Message)
        || (TypeAbsence.IsRefusal(error.Status) && WithoutTasks.Contains(error.Code));

    private async Task ReadTasksAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.StorageTaskAssignment, account, cancellationToken);
        if (list.Failure is { } error && HasNoTasks(error))
        {
            return;
        }

        foreach (var assignment in run.Take(list, ReadType.ListOf(TypeNames.StorageTaskAssignment, account)))
        {
            if (ResourceId.TryParse(assignment.Body.TextAt("properties.taskId"), out var task)
                && task.IsOfType(TypeNames.StorageTask)
                && _tasks.TryAdd(task, true))
            {
                await ReadAsync(task, cancellationToken);
            }
        }
    }
}
