using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls;

/// <summary>Subscriptions and management groups of which it is not known what lies in them. Pure.</summary>
internal static class UnlistedScopes
{
    /// <summary>An unknown finding for each, or an exempt one.</summary>
    /// <param name="context">The evaluation.</param>
    /// <param name="things">What would be judged there, such as <c>vaults</c>.</param>
    /// <param name="failed">What of a subscription could not be read that has to be known for that; null where nothing failed.</param>
    public static IEnumerable<Finding> Of(ControlContext context, string things, Func<ResourceId, UnreadableResource?> failed)
    {
        foreach (var subscription in context.Scope.Subscriptions.Where(context.IsWanted))
        {
            if (context.WhyUnread(subscription, failed(subscription)) is { } why)
            {
                yield return Of(context, things, subscription, why);
            }
        }

        foreach (var group in context.Scope.ManagementGroups.Where(context.IsWanted))
        {
            if (context.Scope.WhyUnknown(group) is { } why)
            {
                yield return Of(context, things, group, why);
            }
        }
    }

    private static Finding Of(ControlContext context, string things, ResourceId scope, string why) => context.Unread(
        scope,
        EvidenceStep.Unread(scope, why),
        $"The {things} of {scope} could not be read ({why}), so nothing is known about them.");
}
