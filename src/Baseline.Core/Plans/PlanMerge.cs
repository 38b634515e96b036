using Baseline.Controls;
using Baseline.Diagnostics;

namespace Baseline.Plans;

/// <summary>The plans of all shards → the one plan that they are parts of. Pure.</summary>
public static class PlanMerge
{
    /// <summary>
    /// The plan that the shards make together; refused where one is missing, stands twice or does not fit. Which limits of the
    /// document it goes beyond is left open: the limits don't stand in a plan.
    /// </summary>
    /// <param name="shards">The plans, by the names of their files.</param>
    /// <param name="catalogue">The controls that they are plans of.</param>
    public static Diagnosed<Plan> Of(IReadOnlyList<(string Name, Plan Plan)> shards, ControlCatalogue catalogue)
    {
        if (MergeCheck.WhyNot(shards) is { } refused)
        {
            return new Diagnosed<Plan>(null, [refused]);
        }

        var plans = shards.OrderBy(shard => shard.Plan.Part?.Shard?.Index).Select(shard => shard.Plan).ToList();
        var folded = new FoldedChanges(plans, catalogue);
        return folded.Contradiction is { } resource
            ? new Diagnosed<Plan>(null, [MergeCheck.Contradiction(resource)])
            : new Diagnosed<Plan>(Merged(plans, folded), []);
    }

    private static Plan Merged(List<Plan> plans, FoldedChanges folded)
    {
        // What the document names is read for each shard, and a finding of one speaks of what failed for all.
        List<Finding> all = [.. plans.SelectMany(plan => plan.Findings)];
        var notices = plans.SelectMany(plan => plan.Notices).Distinct().Where(notice => !FailedReads.IsTold(notice, all));
        return Merged(plans, folded, [.. notices]);
    }

    private static Plan Merged(List<Plan> plans, FoldedChanges folded, IReadOnlyList<Notice> notices) => plans[0] with
    {
        Estate = plans[0].Estate with
        {
            CapturedAt = plans.Min(plan => plan.Estate.CapturedAt),
            Subscriptions = plans.SelectMany(plan => plan.Estate.Subscriptions)
                .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
        },
        Part = PartOf(plans),
        Judged = plans.SelectMany(plan => plan.Part?.Judged ?? []).Distinct(StringComparer.OrdinalIgnoreCase).Count(),
        NotInScope = [.. plans.Select(plan => plan.NotInScope).Aggregate((some, others) => [.. some.Intersect(others)])],
        Findings =
        [
            .. plans.SelectMany((plan, at) => plan.Findings.Select(finding => folded.Renumbered(finding, at)))
                .OrderBy(finding => finding.Control, StringComparer.Ordinal)
                .ThenBy(finding => finding.Resource),
        ],
        Changes = folded.Changes,
        Notices = NoticeOrder.Of(notices),
        Exceeded = [],
    };

    /// <summary>What the shards were parts of; null where that is everything.</summary>
    private static PlanPart? PartOf(List<Plan> plans)
    {
        var parts = plans.Select(plan => plan.Part).OfType<PlanPart>().ToList();
        var slices = parts.Select(part => part.Slice).OfType<PlanSlice>().ToList();
        var slice = slices.Count == 0 ? null : new PlanSlice(slices.Sum(one => one.Most), slices.Sum(one => one.Left));
        var merged = parts[0] with { Shard = null, Slice = slice, Judged = [] };
        return merged is { Only.IsEmpty: true, Wave: null, Slice: null } ? null : merged;
    }
}
