using Baseline.Plans;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>The verdicts of a plan and what it writes to, without words: why something is unknown is told in other words of a file.</summary>
internal static class PlanOutline
{
    public static IReadOnlyList<string> Of(Plan plan) =>
    [
        .. plan.Findings.Select(finding =>
            $"{finding.Control} {finding.Resource.Key} {finding.State}{(finding.Blocked is null ? "" : ", blocked")}"),
        .. plan.Changes.Select(change => $"{change.Method} {change.Resource.ToLowerInvariant()}"),
    ];
}
