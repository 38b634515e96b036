using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>The counts of a plan, named and ordered as in the plan file.</summary>
public static class PlanSummary
{
    /// <summary>Findings by verdict (blocked ones also under their verdict), changes by action, and what was judged.</summary>
    public static IReadOnlyList<(string Name, int Count)> Of(Plan plan) =>
    [
        (PlanWords.Of(ComplianceState.Compliant), plan.Count(ComplianceState.Compliant)),
        (PlanWords.Of(ComplianceState.Noncompliant), plan.Count(ComplianceState.Noncompliant)),
        (PlanWords.Of(ComplianceState.NotApplicable), plan.Count(ComplianceState.NotApplicable)),
        (PlanWords.Of(ComplianceState.Exempt), plan.Count(ComplianceState.Exempt)),
        (PlanWords.Of(ComplianceState.Unknown), plan.Count(ComplianceState.Unknown)),
        ("blocked", plan.Findings.Count(finding => finding.Blocked is not null)),
        (PlanWords.Of(ChangeAction.Create), plan.Count(ChangeAction.Create)),
        (PlanWords.Of(ChangeAction.Update), plan.Count(ChangeAction.Update)),
        (PlanWords.Of(ChangeAction.Delete), plan.Count(ChangeAction.Delete)),
        ("judged", plan.Judged),
    ];
}
