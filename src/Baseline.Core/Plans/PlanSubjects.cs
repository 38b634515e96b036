using Baseline.Azure;
using Baseline.Controls;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>What a saved plan is about, as far as it tells. Pure.</summary>
internal static class PlanSubjects
{
    /// <summary>What a finding is about; a plan keeps no tags.</summary>
    public static Subject Of(Finding finding, PlanEstate estate) => new(
        finding.Control,
        finding.Resource,
        finding.Resource.SubscriptionId is { } guid ? estate.Subscriptions.GetValueOrDefault(guid.ToLowerInvariant(), "") : "",
        []);

    /// <summary>
    /// Whether a change is asked for by a finding of a part. What the plan creates is brought into the desired state as well, and has no
    /// finding yet.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">The findings of the part.</param>
    public static Func<Cause, bool> Asked(Plan plan, IReadOnlySet<(string Control, ResourceId Resource)> findings)
    {
        var created = plan.Changes.Where(change => change.Action == ChangeAction.Create)
            .Select(change => ResourceId.TryParse(change.Resource, out var id) ? id : null).OfType<ResourceId>().ToHashSet();
        return cause => ResourceId.TryParse(cause.Resource, out var id)
            && (findings.Contains((cause.Control, id)) || created.Contains(id));
    }
}
