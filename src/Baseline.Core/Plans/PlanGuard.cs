using Baseline.Azure;

namespace Baseline.Plans;

/// <summary>Holds a plan against the limits of its document.</summary>
public static class PlanGuard
{
    /// <summary>The limits that a plan goes beyond.</summary>
    /// <param name="maxChanges">The most changes; null for no limit.</param>
    /// <param name="maxChangedPercent">The most judged resources with a change, in percent; null for no limit.</param>
    /// <param name="changes">The plan's changes.</param>
    /// <param name="judged">The vaults and storage accounts that were judged.</param>
    public static IReadOnlyList<ExceededLimit> Exceeded(
        int? maxChanges, int? maxChangedPercent, IReadOnlyList<Change> changes, IReadOnlySet<ResourceId> judged) => Exceeded(
            maxChanges, maxChangedPercent, changes.Count,
            changes.Select(change => SubjectOf(change, judged.Contains)).OfType<ResourceId>().Distinct().Count(),
            judged.Count);

    /// <summary>The limits that a plan goes beyond, by its numbers.</summary>
    /// <param name="maxChanges">The most changes; null for no limit.</param>
    /// <param name="maxChangedPercent">The most judged resources with a change, in percent, rounded up; null for no limit.</param>
    /// <param name="changes">How many changes the plan has.</param>
    /// <param name="changed">How many vaults and storage accounts it changes.</param>
    /// <param name="judged">How many were judged.</param>
    public static IReadOnlyList<ExceededLimit> Exceeded(int? maxChanges, int? maxChangedPercent, int changes, int changed, int judged)
    {
        var exceeded = new List<ExceededLimit>();
        if (maxChanges is { } most && changes > most)
        {
            exceeded.Add(new ExceededLimit("maxChanges", most, changes));
        }

        if (maxChangedPercent is { } percent)
        {
            var allowed = (int)(((long)judged * percent + 99) / 100);
            if (changed > allowed)
            {
                exceeded.Add(new ExceededLimit("maxChangedPercent", allowed, changed) { Percent = percent, Judged = judged });
            }
        }

        return exceeded;
    }

    /// <summary>What a change is made to, such as a vault or account: the resource, or the nearest above it that counts.</summary>
    /// <param name="change">The change.</param>
    /// <param name="counts">Whether a resource counts.</param>
    public static ResourceId? SubjectOf(Change change, Func<ResourceId, bool> counts)
    {
        for (var at = ResourceId.TryParse(change.Resource, out var id) ? id : null; at is not null; at = at.Parent)
        {
            if (counts(at))
            {
                return at;
            }
        }

        return null;
    }
}
