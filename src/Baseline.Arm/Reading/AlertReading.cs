using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;

namespace Baseline.Arm.Reading;

/// <summary>Reads what alerts lead to, wherever it lies, and the resource groups that the document wants them in.</summary>
internal sealed class AlertReading(EstateReads run, SubscriptionAccess access)
{
    /// <summary>The action groups that alerts or the document name and that no list had, each by its name.</summary>
    /// <param name="listed">What lists of subscriptions had: alerts, and the action groups in scope.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadActionGroupsAsync(Found listed, IReadOnlyList<ResourceId> named, CancellationToken cancellationToken)
    {
        var known = listed.OfType(TypeNames.ActionGroup).Select(group => group.Id).ToHashSet();
        var wanted = listed.OfType(TypeNames.ActivityLogAlert)
            .SelectMany(alert => AlertContent.ActionGroupsOf(alert.Body))
            .Concat(named)
            .Where(id => id.IsOfType(TypeNames.ActionGroup) && !known.Contains(id))
            .Distinct()
            .Order();
        return run.GatherAsync(
            wanted,
            async (id, token) => ActionGroupAddresses.Without(await access.ReadAsync(id, inner => run.ReadAsync(id, inner), token)),
            cancellationToken);
    }

    /// <summary>The resource groups of some names in each subscription in scope.</summary>
    /// <param name="scope">The subscriptions in scope.</param>
    /// <param name="names">The names.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public Task<Found> ReadResourceGroupsAsync(ScopeRead scope, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var groups =
            from subscription in scope.Subscriptions
            from name in names
            select subscription.Child($"resourceGroups/{name}");
        return run.GatherAsync(groups, run.ReadAsync, cancellationToken);
    }
}
