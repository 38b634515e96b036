using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>
/// Whether a plan file is about the part that it says it is for, as far as the file tells. What it doesn't tell (tags, waves) is held
/// against what is there, by <see cref="SavedPartCheck"/>. Pure.
/// </summary>
internal static class PlanPartCheck
{
    /// <summary>Reports every finding and change that lies outside the part, and a part that can't be.</summary>
    /// <param name="root">The file.</param>
    /// <param name="plan">What was read from it.</param>
    public static void Check(FileValue root, Plan plan)
    {
        if (plan.Part is not { } part || root.Object("part") is not { } place)
        {
            return;
        }

        CheckNumbers(place, plan, part);
        var only = new SelectorSet(part.Only.All.Where(selector => selector.Kind != SelectorKind.Tag));
        var judged = new HashSet<(string Control, ResourceId Resource)>();
        foreach (var (at, finding) in root.Objects("findings").Zip(plan.Findings))
        {
            judged.Add((finding.Control, finding.Resource));
            if (!only.Matches(PlanSubjects.Of(finding, plan.Estate)))
            {
                Report(
                    at.Of("resource"),
                    $"The plan says that it is for {only} only, and has a finding of {finding.Control} for {finding.Resource}.");
            }
            else if (part.Shard?.Covers(finding.Resource) == false)
            {
                Report(at.Of("resource"), $"The plan says that it is shard {part.Shard}, to which {finding.Resource} does not belong.");
            }
        }

        var isAsked = PlanSubjects.Asked(plan, judged);
        foreach (var (at, change) in root.Objects("changes").Zip(plan.Changes))
        {
            if (change.Because.FirstOrDefault(cause => !isAsked(cause)) is { } cause)
            {
                Report(
                    at.Of("because"),
                    $"Change {change.Id} is for {cause.Resource}, of which {cause.Control} has no finding in this part.");
            }
        }
    }

    private static void CheckNumbers(FileValue place, Plan plan, PlanPart part)
    {
        if (part.Shard is { } shard && !shard.IsPossible)
        {
            Report(place.Of("shard"), $"There is no shard {shard}.");
        }
        else if (part.Shard is not null && part.Judged.Count != plan.Judged)
        {
            Report(place.Of("judged"), $"It lists {part.Judged.Count} resources, and the plan says that {plan.Judged} were judged.");
        }

        if (part.Slice is not { } slice)
        {
            return;
        }

        // Chains are planned whole: of each, only the last change counts.
        var needed = plan.Changes.SelectMany(change => change.DependsOn).ToHashSet(StringComparer.Ordinal);
        var chains = plan.Changes.Count(change => !needed.Contains(change.Id));
        if (chains > slice.Most)
        {
            Report(place.Of("maxChanges"), $"It allows {slice.Most}, and the plan has {chains} changes that nothing waits for.");
        }

        if (slice.Left == 0 && plan.Findings.FirstOrDefault(finding =>
            finding is { State: ComplianceState.Noncompliant, Blocked: null, Changes.Count: 0 }) is { } left)
        {
            Report(place.Of("maxChanges"), $"It leaves nothing for later, and nothing is planned or blocked for {left.Resource}.");
        }
    }

    private static void Report(FileValue place, string detail) => PlanConsistency.Report(place, detail);
}
