using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>Workspaces and event hubs that settings, data collection rules or the document name.</summary>
/// <param name="Found">What was read of them.</param>
internal sealed record DestinationsRead(Found Found)
{
    private readonly HashSet<ResourceId> _ids = [.. Found.Resources.Select(resource => resource.Id)];
    private readonly HashSet<ResourceId> _unreadable = [.. Found.Failed.Select(read => read.Id)];

    /// <summary>Whether one is there.</summary>
    public bool Has(ResourceId id) => _ids.Contains(id);

    /// <summary>Whether one could not be read.</summary>
    public bool IsUnreadable(ResourceId id) => _unreadable.Contains(id);
}

/// <summary>What decides how long accounts keep logs.</summary>
/// <param name="Asked">The accounts of which it was read.</param>
/// <param name="Found">What was read of them.</param>
internal sealed record RetentionRead(IReadOnlySet<ResourceId> Asked, Found Found)
{
    /// <summary>Nothing yet.</summary>
    public static RetentionRead None { get; } = new(new HashSet<ResourceId>(), Found.Nothing);
}

/// <summary>
/// Reads what diagnostic settings and data collection rules export to beside storage accounts, and of the accounts of vaults what decides
/// how long they keep a log. Each once, however many settings name it.
/// </summary>
internal sealed class DestinationReading(EstateReads run, SubscriptionAccess access)
{
    private static readonly string[] InGroups = [TypeNames.StorageAccount, TypeNames.Workspace, TypeNames.EventHubNamespace];

    // What a storage provider says that is older than storage tasks, or that offers none in a region. The account was read with the
    // same api-version, so that none of these can mean another version of the tool.
    private static readonly string[] WithoutTasks = ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotSupported"];

    /// <summary>Reads the workspaces and event hubs that settings, data collection rules or the document name.</summary>
    /// <param name="sinks">The destinations of settings and rules that are no storage accounts.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<DestinationsRead> ReadOthersAsync(
        IEnumerable<Sink> sinks, IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var parts = sinks
            .Concat(named.Select(SinkOf).OfType<Sink>())
            .Select(sink => sink.Resources)
            .Where(resources => resources.Count > 0)
            .DistinctBy(resources => resources[^1])
            .ToList();
        var outer = await run.GatherAsync(
            parts.Select(resources => resources[0]).Distinct().Order().ToList(), ReadAsync, cancellationToken);
        var there = outer.Resources.Select(resource => resource.Id).ToHashSet();

        // What lies in a namespace that is gone is gone as well.
        var rules = parts.Where(resources => resources.Count > 1 && there.Contains(resources[0])).Select(resources => resources[^1]);
        return new DestinationsRead(outer.And(await run.GatherAsync(rules.Order().ToList(), ReadAsync, cancellationToken)));
    }

    /// <summary>Reads what decides how long accounts keep logs.</summary>
    /// <param name="keeping">The accounts.</param>
    /// <param name="container">The container of the log; null where it was read before.</param>
    /// <param name="accounts">The accounts that are there; of others nothing is read.</param>
    /// <param name="before">What was read of some accounts before, which are not read again; it is part of the result.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<RetentionRead> ReadRetentionAsync(
        IEnumerable<ResourceId> keeping,
        string? container,
        AccountsRead accounts,
        RetentionRead before,
        CancellationToken cancellationToken)
    {
        var asked = keeping
            .Where(id => id.IsOfType(TypeNames.StorageAccount) && accounts.Has(id) && !before.Asked.Contains(id))
            .Distinct()
            .Order()
            .ToList();
        var found = await run.GatherAsync(
            asked, (account, token) => ReadRetentionAsync(account, container, accounts, token), cancellationToken);
        return new RetentionRead(before.Asked.Concat(asked).ToHashSet(), before.Found.And(found));
    }

    /// <summary>
    /// Reads the table of the activity log in each workspace that keeps one or is named to; one that has no data yet is not there.
    /// </summary>
    /// <param name="sinks">The destinations of activity logs.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="others">The workspaces that are there; of others nothing is read.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadTablesAsync(
        IEnumerable<Sink> sinks,
        IReadOnlyList<ResourceId> named,
        DestinationsRead others,
        CancellationToken cancellationToken) => run.GatherAsync(
            Destinations.WorkspacesOf(sinks, named, others),
            (workspace, token) => ReadAsync(workspace.Child($"tables/{ActivityLog.Table}"), token),
            cancellationToken);

    /// <summary>Reads the storage tasks that run over accounts. Accounts may share a task; it is read once.</summary>
    public Task<Found> ReadTasksAsync(RetentionRead retention, CancellationToken cancellationToken)
    {
        var tasks = retention.Found.OfType(TypeNames.StorageTaskAssignment)
            .Select(assignment => ResourceId.TryParse(assignment.Body.TextAt("properties.taskId"), out var task) ? task : null)
            .OfType<ResourceId>()
            .Where(task => task.IsOfType(TypeNames.StorageTask))
            .Distinct()
            .Order();
        return run.GatherAsync(tasks, ReadAsync, cancellationToken);
    }

    /// <summary>Reads the blob services that are still needed: they tell which accounts keep versions of what is deleted.</summary>
    /// <param name="needed">What is still needed, of whichever type.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadServicesAsync(IEnumerable<ResourceId> needed, CancellationToken cancellationToken) =>
        run.GatherAsync(needed.Where(id => id.IsOfType(TypeNames.BlobService)).Distinct().Order(), ReadAsync, cancellationToken);

    /// <summary>Reads the groups of named destinations that are not there: they may be missing too.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="accounts">The accounts that are there.</param>
    /// <param name="others">The other destinations that are there.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadGroupsAsync(
        IReadOnlyList<ResourceId> named, AccountsRead accounts, DestinationsRead others, CancellationToken cancellationToken)
    {
        var groups = named
            .Where(id => InGroups.Any(id.IsOfType))
            .Where(id => !accounts.Has(id) && !accounts.IsUnreadable(id) && !others.Has(id) && !others.IsUnreadable(id))
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

    private Task<Found> ReadAsync(ResourceId id, CancellationToken cancellationToken) =>
        access.ReadAsync(id, token => run.ReadAsync(id, token), cancellationToken);

    private async Task<Found> ReadRetentionAsync(
        ResourceId account, string? container, AccountsRead accounts, CancellationToken cancellationToken)
    {
        var policies = container is null
            ? Task.FromResult(Found.Nothing)
            : run.ReadAsync(StorageServices.ContainerOf(account, container), cancellationToken);

        // Versions matter only where something deletes, or will: of what will, IControl.StillNeeded says.
        var versions = accounts.Has(LifecyclePolicy.IdOf(account))
            ? ReadAsync(StorageServices.BlobOf(account), cancellationToken)
            : Task.FromResult(Found.Nothing);
        var assignments = ReadAssignmentsAsync(account, cancellationToken);
        await Task.WhenAll(policies, versions, assignments);
        return (await policies).And(await versions).And(await assignments);
    }

    private static bool HasNoTasks(ArmFailure failure) =>
        TypeAbsence.Of(failure.Status, failure.Code, failure.Message)
        || (TypeAbsence.IsRefusal(failure.Status) && WithoutTasks.Contains(failure.Code));

    /// <summary>Which storage tasks run over the account.</summary>
    private async Task<Found> ReadAssignmentsAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.StorageTaskAssignment, account, cancellationToken);
        return list.Failure is { } failure && HasNoTasks(failure)
            ? Found.Nothing
            : Found.Of(list, ReadType.ListOf(TypeNames.StorageTaskAssignment, account));
    }
}
