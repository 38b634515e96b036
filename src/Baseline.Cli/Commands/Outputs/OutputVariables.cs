using System.Globalization;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Outputs;

/// <summary>
/// What a pipeline is told of a run: numbers, a digest and a word, none of which can hold anything that a host would act on.
/// </summary>
internal static class OutputVariables
{
    private const string Verdict = "verdict";

    private static readonly string[] OfPlan =
        ["changes", "create", "update", "delete", "blocked", "unknown", "exempt", "over-limits", "digest"];

    /// <summary>
    /// The names with their values, in a fixed order. What is not known, because there is no plan, is empty and not 0.
    /// </summary>
    public static IReadOnlyList<(string Name, string Value)> Of(RunOutcome outcome)
    {
        IReadOnlyList<(string Name, string Value)> ofPlan = NumbersOf(outcome) is { } plan
            ?
            [
                ("changes", Text(plan.Changes.Count)),
                ("create", Text(plan.Count(ChangeAction.Create))),
                ("update", Text(plan.Count(ChangeAction.Update))),
                ("delete", Text(plan.Count(ChangeAction.Delete))),
                ("blocked", Text(plan.Findings.Count(finding => finding.Blocked is not null) + outcome.Left)),
                ("unknown", Text(plan.Count(ComplianceState.Unknown))),
                ("exempt", Text(plan.Count(ComplianceState.Exempt))),
                ("over-limits", Text(plan.Exceeded.Count)),
                ("digest", outcome.Waits ? "" : PlanFile.DigestOf(plan)),
            ]
            : [.. OfPlan.Select(name => (name, ""))];
        return [.. ofPlan, (Verdict, VerdictOf(outcome))];
    }

    /// <summary>The plan whose numbers are told: of a wave that waits, nothing is done now, and there is no plan to apply.</summary>
    private static Plan? NumbersOf(RunOutcome outcome) =>
        outcome.Waits && outcome.Plan is { } plan ? plan with { Changes = [], Exceeded = [] } : outcome.Plan;

    private static string VerdictOf(RunOutcome outcome) => outcome switch
    {
        { Waits: true } => "waiting",
        { Code: ExitCode.Error or ExitCode.Cancelled or ExitCode.Stale or ExitCode.AppliedInPart } => "error",
        { Code: ExitCode.BeyondLimit } => "over-limits",
        { After: { } after } => VerdictOf(after, outcome.Left),
        { Plan: { Exceeded.Count: > 0 } } => "over-limits",
        { Plan: { } plan } => VerdictOf(plan, outcome.Left),
        _ => "error",
    };

    private static string VerdictOf(Plan plan, int left) =>
        plan.IsIncomplete ? "incomplete"
        : !plan.IsEmpty ? "changes"
        : plan.HasBlocked || left > 0 ? "blocked"
        : plan.IsUndo ? "undone"
        : plan.Count(ComplianceState.Noncompliant) > 0 ? "changes"
        : plan.Count(ComplianceState.Unknown) > 0 ? "accepted-unreadable"
        : "compliant";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
