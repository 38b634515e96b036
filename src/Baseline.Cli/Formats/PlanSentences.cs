using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>What several forms say of a plan in the same words.</summary>
internal static class PlanSentences
{
    /// <summary>Whether the estate is anything but as it should be.</summary>
    public static bool NeedsAttention(Plan plan) => !plan.IsEmpty || Stuck(plan) > 0 || Undecided(plan) > 0;

    /// <summary>The closing line, without colour.</summary>
    public static string Closing(Plan plan)
    {
        if (!plan.IsEmpty)
        {
            List<string> open =
            [
                .. Stuck(plan) is var blocked and > 0 ? [$"{blocked} blocked"] : Array.Empty<string>(),
                .. Undecided(plan) is var unknown and > 0 ? [$"{unknown} unknown"] : Array.Empty<string>(),
                .. Accepted(plan) is var accepted and > 0 ? [$"{accepted} unknown and accepted"] : Array.Empty<string>(),
            ];
            return $"Plan: {plan.Count(ChangeAction.Create)} to create, {plan.Count(ChangeAction.Update)} to update, "
                + $"{plan.Count(ChangeAction.Delete)} to delete.{(open.Count == 0 ? "" : $" {string.Join(", ", open)}.")}";
        }

        // An undo judges nothing, so that it can't say of the estate that it is as it should be.
        if (plan.IsUndo)
        {
            return "No changes. There is nothing to undo.";
        }

        if (!NeedsAttention(plan))
        {
            return Accepted(plan) is var known and > 0
                ? $"No changes. What was read matches the baseline; {Quantity.Of(known, "finding is", "findings are")} unknown "
                    + "and accepted."
                : "No changes. The estate matches the baseline.";
        }

        var (stuck, undecided) = (Stuck(plan), Undecided(plan));
        return $"No changes. {Quantity.Of(stuck, "finding is", "findings are")} blocked, "
            + $"{Quantity.Of(undecided, "is", "are")} unknown.";
    }

    /// <summary>That some controls judged nothing; empty where all judged something.</summary>
    public static string NotInScope(Plan plan) =>
        plan.NotInScope.Count == 0 ? "" : $"Nothing was in scope for {List(plan.NotInScope)}.";

    /// <summary>A limit in words.</summary>
    public static string Limit(ExceededLimit limit) => limit switch
    {
        // Rounded up, so that what is beyond the limit also looks it.
        { Percent: { } percent, Judged: { } judged and > 0 } =>
            $"{limit.Planned} of {Quantity.Of(judged, "vault or account", "vaults and accounts")} "
                + $"({((100L * limit.Planned) + judged - 1) / judged} %) would change; "
                + $"the document allows {percent} %.",
        { Limit: "maxChangedPercent" } =>
            $"{Quantity.Of(limit.Planned, "vault or account", "vaults and accounts")} would change; the document allows {limit.Allowed}.",
        _ => $"{Quantity.Of(limit.Planned, "change is", "changes are")} planned; the document allows {limit.Allowed}.",
    };

    /// <summary>The verdict before and after.</summary>
    public static string Shift(VerdictShift shift) => $"{Word(shift.Before)} -> {Word(shift.After)}";

    /// <summary>How much comes from where.</summary>
    public static string Comparison(Plan plan, DocumentComparison against)
    {
        var document = plan.Changes.Count(change => change.Origin == Origin.Document);
        var verdicts = against.Shifts.Count == 0
            ? "No verdict differs"
            : Quantity.Of(against.Shifts.Count, "verdict differs", "verdicts differ");
        return $"{verdicts}; {document} of {Quantity.Of(plan.Changes.Count, "change")} {Quantity.Noun(document, "comes", "come")} "
            + "from the document, the rest is drift.";
    }

    /// <summary>Several things in a sentence, as in: a, b and c.</summary>
    public static string List(IReadOnlyList<string> all) => all.Count switch
    {
        0 => "",
        1 => all[0],
        _ => $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}",
    };

    /// <summary>A verdict in words.</summary>
    public static string Word(ComplianceState state) => state switch
    {
        ComplianceState.Compliant => "compliant",
        ComplianceState.Noncompliant => "noncompliant",
        ComplianceState.NotApplicable => "not applicable",
        ComplianceState.Exempt => "exempt",
        ComplianceState.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    /// <summary>The verb of an action.</summary>
    public static string Word(ChangeAction action) => action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        ChangeAction.Delete => "delete",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>The sign of an action.</summary>
    public static string Sign(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>How many of the changes do what, as in: 6 create, 5 update.</summary>
    public static string Counts(IReadOnlyList<Change> changes) => string.Join(", ", Enum.GetValues<ChangeAction>()
        .Select(action => (Action: action, Count: changes.Count(change => change.Action == action)))
        .Where(pair => pair.Count > 0)
        .Select(pair => $"{pair.Count} {Word(pair.Action)}"));

    private static int Stuck(Plan plan) => plan.Findings.Count(finding =>
        finding.Blocked is not null || (finding.State == ComplianceState.Noncompliant && finding.Changes.Count == 0));

    private static int Undecided(Plan plan) => plan.Findings.Count(finding => finding.IsUndecided);

    /// <summary>How many findings are unknown, and the document accepts that.</summary>
    private static int Accepted(Plan plan) =>
        plan.Findings.Count(finding => finding is { State: ComplianceState.Unknown, Exemption: not null });

    /// <summary>A verdict in words, or that there is none.</summary>
    public static string Word(ComplianceState? state) => state is { } known ? Word(known) : "not judged";
}
