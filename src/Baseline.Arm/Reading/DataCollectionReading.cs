using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>What was read of logs before data collection rules are.</summary>
/// <param name="Request">What is wanted.</param>
/// <param name="Logs">The resources that log.</param>
/// <param name="Accounts">The storage accounts.</param>
/// <param name="Others">The workspaces and event hubs.</param>
/// <param name="Retention">What decides how long accounts keep logs.</param>
internal sealed record ReadForLogs(
    EstateRequest Request, LogsRead Logs, AccountsRead Accounts, DestinationsRead Others, RetentionRead Retention);

/// <summary>
/// Reads the data collection rules that resources are associated with: the lists of associations that are still needed, the rules that
/// they name, and of the destinations of those what the same document needs of the destinations of settings. What was read for settings
/// is not read again.
/// </summary>
internal sealed class DataCollectionReading(EstateReads run, SubscriptionAccess access, ReadForLogs before)
{
    private readonly ProgressCount _count = run.Counting("data collection rules");
    private readonly EstateNeeds _needs = before.Request.Needs;

    private bool IsRetentionNeeded => _needs.Logged.Any(types => types.Retention);

    /// <summary>Reads them.</summary>
    /// <param name="lists">The lists of associations.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Found> ReadAsync(IEnumerable<ResourceId> lists, CancellationToken cancellationToken)
    {
        var associations = await ReadAssociationsAsync(
            lists.Where(list => list.IsOfType(TypeNames.DataCollectionRuleAssociation)).Select(list => list.Parent).OfType<ResourceId>(),
            cancellationToken);
        var named = associations.Resources
            .Select(one => ResourceId.TryParse(one.Body.TextAt("properties.dataCollectionRuleId"), out var rule) ? rule : null)
            .OfType<ResourceId>()
            .Where(rule => rule.IsOfType(TypeNames.DataCollectionRule))
            .Distinct()
            .Order();
        var rules = await run.GatherAsync(
            named, (rule, token) => access.ReadAsync(rule, inner => run.ReadAsync(rule, inner), token), cancellationToken);
        List<RuleDestination> destinations =
        [
            .. rules.OfType(TypeNames.DataCollectionRule).SelectMany(rule => new DataCollectionRule(rule).Destinations),
        ];
        var accounts = ReadAccountsAsync(destinations, cancellationToken);
        var others = ReadOthersAsync(destinations, cancellationToken);
        await Task.WhenAll(accounts, others);
        return Found.Merge([associations, rules, await accounts, await others]);
    }

    private async Task<Found> ReadAssociationsAsync(IEnumerable<ResourceId> resources, CancellationToken cancellationToken)
    {
        var bySubscription = resources.Distinct().Order()
            .GroupBy(resource => ResourceId.Subscription(resource.SubscriptionId ?? ""))
            .ToList();
        foreach (var group in bySubscription)
        {
            run.Expect(group.Key, group.Count());
            _count.Expect(group.Count());
        }

        return await EstateReads.GatherSubscriptionsAsync(
            bySubscription,
            (group, token) => run.GatherInSubscriptionAsync(group, bySubscription.Count, ReadAssociationsAsync, token),
            cancellationToken);
    }

    /// <summary>Where rules are unknown to the cloud, none carries anything.</summary>
    private async Task<Found> ReadAssociationsAsync(ResourceId resource, CancellationToken cancellationToken)
    {
        var list = await run.Resources.ListAsync(TypeNames.DataCollectionRuleAssociation, resource, cancellationToken);
        _count.Step();
        return list.Failure is { } failure && TypeAbsence.Of(failure.Status, failure.Code, failure.Message)
            ? Found.Nothing
            : Found.Of(list, ReadType.ListOf(TypeNames.DataCollectionRuleAssociation, resource));
    }

    /// <summary>The storage accounts with what decides how long they keep the logs, and with what protects those.</summary>
    private async Task<Found> ReadAccountsAsync(List<RuleDestination> destinations, CancellationToken cancellationToken)
    {
        var containers = destinations
            .Where(destination => destination is { Sink.Kind: SinkKind.StorageAccount, Container: not null })
            .Select(destination => (Account: destination.Sink.Resources[0], Container: destination.Container ?? ""))
            .Distinct()
            .ToList();
        List<ResourceId> ids = [.. containers.Select(one => one.Account).Distinct()];
        var fresh = await new AccountReading(run, access).ReadForLogsAsync(
            ids.Where(id => !before.Accounts.Asked.Contains(id)), AccountsRead.None, cancellationToken);
        var accounts = before.Accounts.And(fresh.Found);
        var reading = new DestinationReading(run, access);
        var retention = IsRetentionNeeded
            ? await reading.ReadRetentionAsync(
                ids, container: null, accounts, before.Retention with { Found = Found.Nothing }, cancellationToken)
            : RetentionRead.None;
        var tasks = await reading.ReadTasksAsync(retention, cancellationToken);

        // A rule may name any container, so that each is asked for by its name.
        var kept = await run.GatherAsync(
            containers.Where(one => (IsRetentionNeeded || _needs.LogContainers) && accounts.Has(one.Account))
                .Select(one => StorageServices.ContainerOf(one.Account, one.Container))
                .Distinct()
                .Order(),
            (container, token) => access.ReadAsync(container, inner => run.ReadAsync(container, inner), token),
            cancellationToken);
        var found = retention.Found.And(tasks).And(kept);
        var receivers = await new ReceiverReading(run, access).ReadAsync(_needs, fresh, found, cancellationToken);
        return Found.Merge([fresh.Found, found, receivers]);
    }

    /// <summary>
    /// The workspaces, with the tables of logs where it matters how long those are kept, and the namespaces of event hubs.
    /// </summary>
    private async Task<Found> ReadOthersAsync(List<RuleDestination> destinations, CancellationToken cancellationToken)
    {
        List<Sink> sinks = [.. destinations.Select(one => one.Sink).Where(sink => sink.Kind != SinkKind.StorageAccount)];
        var fresh = await new DestinationReading(run, access).ReadOthersAsync(
            sinks.Where(sink => !sink.Resources.Any(id => before.Others.Has(id) || before.Others.IsUnreadable(id))),
            named: [],
            cancellationToken);
        var workspaces = sinks.SelectMany(sink => sink.Resources)
            .Where(id => id.IsOfType(TypeNames.Workspace) && (fresh.Has(id) || before.Others.Has(id)))
            .Except(Destinations.WorkspacesOf(before.Logs.Sinks, before.Request.Named, before.Others))
            .Order();
        return IsRetentionNeeded
            ? fresh.Found.And(await new LogRetentionReading(run, access).ReadTablesAsync(before.Logs, workspaces, cancellationToken))
            : fresh.Found;
    }
}
