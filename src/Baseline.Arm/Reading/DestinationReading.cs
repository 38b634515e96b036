using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>
/// Reads what diagnostic settings export to beside storage accounts, and of the accounts of vaults what decides how long they
/// keep a log. Each once, however many settings name it.
/// </summary>
internal sealed class DestinationReading(ReadingRun run, SubscriptionAccess access)
{
    private static readonly string[] InGroups = [TypeNames.StorageAccount, TypeNames.Workspace, TypeNames.EventHubNamespace];

    // What a storage provider says that is older than storage tasks, or that offers none in a region. The account was read with the
    // same api-version, so that none of these can mean another version of the tool.
    private static readonly string[] WithoutTasks = ["NoRegisteredProviderFound", "InvalidApiVersionParameter", "NotSupported"];

    /// <summary>Reads the workspaces and event hubs that settings or the document name.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task ReadOthersAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var parts = run.Collector.OfType(TypeNames.DiagnosticSetting)
            .SelectMany(setting => new DiagnosticSetting(setting).OtherDestinations)
            .Concat(named.Select(SinkOf).OfType<Sink>())
            .Select(sink => sink.Resources)
            .Where(resources => resources.Count > 0)
            .DistinctBy(resources => resources[^1])
            .ToList();
        await run.ForEachAsync(parts.Select(resources => resources[0]).Distinct().Order().ToList(), ReadAsync, cancellationToken);

        // What lies in a namespace that is gone is gone as well.
        var rules = parts.Where(resources => resources.Count > 1 && run.Collector.Has(resources[0])).Select(resources => resources[^1]);
        await run.ForEachAsync(rules.Order().ToList(), ReadAsync, cancellationToken);
    }

    /// <summary>Reads what decides how long the accounts of vaults keep a log.</summary>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task ReadRetentionAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var accounts = run.Collector.OfType(TypeNames.DiagnosticSetting)
            .Where(setting => setting.Id.Parent?.IsOfType(TypeNames.Vault) == true)
            .Select(setting => new DiagnosticSetting(setting).StorageAccount)
            .OfType<ResourceId>()
            .Concat(named)
            .Where(id => id.IsOfType(TypeNames.StorageAccount) && run.Collector.Has(id))
            .Distinct()
            .Order()
            .ToList();
        return run.ForEachAsync(accounts, ReadRetentionAsync, cancellationToken);
    }

    /// <summary>Reads the groups of named destinations that are not there: they may be missing too.</summary>
    public Task ReadGroupsAsync(IReadOnlyList<ResourceId> named, CancellationToken cancellationToken) =>
        run.ForEachAsync(
            named.Where(id => InGroups.Any(id.IsOfType))
                .Where(id => !run.Collector.Has(id) && !run.Collector.IsUnreadable(id))
                .Select(account => account.Parent)
                .OfType<ResourceId>()
                .Distinct()
                .Order()
                .ToList(),
            ReadAsync,
            cancellationToken);

    private static Sink? SinkOf(ResourceId named) => 
        named.IsOfType(TypeNames.Workspace) ? Sink.OfWorkspace(named)
        : named.IsOfType(TypeNames.EventHubRule) ? Sink.OfEventHub(named, null)
        : null;

    private async Task ReadAsync(ResourceId id, CancellationToken cancellationToken)
    {
        if (!run.Collector.Has(id) && await access.IsReadableAsync(id, cancellationToken))
        {
            run.Take(await run.Resources.GetAsync(id, cancellationToken), id);
        }
    }

    private async Task ReadRetentionAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var container = account.Child($"blobServices/default/containers/{LifecyclePolicy.Container}");
        run.Take(await run.Resources.GetAsync(container, cancellationToken), container);

        // Versions matter only where something deletes.
        if (run.Collector.Has(LifecyclePolicy.IdOf(account)))
        {
            await ReadAsync(account.Child("blobServices/default"), cancellationToken);
        }

        await ReadTasksAsync(account, cancellationToken);
    }

    private static bool HasNoTasks(ArmError error) =>
        TypeAbsence.Of(error.Status, error.Code, error.Message)
        || (TypeAbsence.IsRefusal(error.Status) && WithoutTasks.Contains(error.Code));

    private async Task ReadTasksAsync(ResourceId account, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.StorageTaskAssignment, account, cancellationToken);
        if (list.Error is { } error && HasNoTasks(error))
        {
            return;
        }

        foreach (var assignment in run.Take(list, ReadType.ListOf(TypeNames.StorageTaskAssignment, account)))
        {
            if (ResourceId.TryParse(assignment.Body.TextAt("properties.taskId"), out var task)
                && task.IsOfType(TypeNames.StorageTask))
            {
                await ReadAsync(task, cancellationToken);
            }
        }
    }
}
