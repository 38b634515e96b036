using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>What tells whether a finding belongs to a part. Pure.</summary>
public static class FindingSubject
{
    /// <summary>
    /// What a finding is about. What has no tags of its own, such as a service of an account, has those of what it belongs to.
    /// </summary>
    /// <param name="finding">The finding.</param>
    /// <param name="estate">Where it was made.</param>
    public static Subject Of(Finding finding, Estate estate)
    {
        ResourceId? at = finding.Resource;
        ObservedResource? tagged = null;
        while (at is not null && tagged is null && !at.IsOfType(TypeNames.ResourceGroup))
        {
            tagged = estate.Row(at);
            at = at.Parent;
        }

        return new Subject(
            finding.Control,
            finding.Resource,
            estate.Subscription(finding.Resource.SubscriptionId)?.DisplayName ?? "",
            Subject.TagsOf(tagged?.Body ?? default));
    }
}
