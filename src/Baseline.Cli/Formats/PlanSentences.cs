using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Formats;

/// <summary>What several forms say of a plan in the same words.</summary>
internal static class PlanSentences
{
    // An account that is judged as a part of a subscription's finding counts by itself, so that this is more than has findings.
    private const string Counted = "resource, log account or subscription";
    private const string CountedMany = "resources, log accounts and subscriptions";

    /// <summary>
    /// How much of Azure a plan has findings about, as in: 4 subscriptions, 55 resources. Neither a subscription nor a management group
    /// is a resource.
    /// </summary>
    public static IEnumerable<(int Count, string Noun)> Extent(Plan plan)
    {
        if (plan.Findings.Count == 0)
        {
            return [];
        }

        List<ResourceId> judged = [.. plan.Findings.Select(finding => finding.Resource).Distinct()];
        var groups = judged.Count(id => id.IsOfType(TypeNames.ManagementGroup));
        var resources = judged.Count(id => !id.IsOfType(TypeNames.Subscription)) - groups;
        List<(int Count, string Noun)> all =
        [
            (judged.Select(id => id.SubscriptionId).OfType<string>().Distinct().Count(), "subscription"),
            (groups, "management group"),
            (resources, "resource"),
        ];
        return all.Where((part, index) => index == 0 || part.Count > 0);
    }

    /// <summary>The same after what was read; empty where there is no finding.</summary>
    public static string Extending(Plan plan) =>
        string.Join(", ", Extent(plan).Select(part => Quantity.Of(part.Count, part.Noun))) is { Length: > 0 } extent ? $": {extent}" : "";

    /// <summary>Whether the estate is anything but as it should be.</summary>
    public static bool NeedsAttention(Plan plan) => !plan.IsEmpty || Stuck(plan) > 0 || plan.IsIncomplete || Waiting(plan).Any();

    /// <summary>What the command that applies a plan says further where it was made on the emulator, whose file it does not tell.</summary>
    public static string OnEmulator(Plan plan) => plan.Estate.Source == PlanEstate.Emulator ? " --emulator FILE" : "";

    /// <summary>The closing line, without colour.</summary>
    public static string Closing(PlanView view) => view switch
    {
        { WhatIsLeft: null } => Closing(view.Plan),
        { Plan.IsEmpty: true } => $"No changes. {view.WhatIsLeft}",
        _ => $"{Closing(view.Plan)} {view.WhatIsLeft}",
    };

    /// <summary>The closing line of a plan of which only the plan is known.</summary>
    public static string Closing(Plan plan)
    {
        if (!plan.IsEmpty)
        {
            List<string> open =
            [
                .. Stuck(plan) is var blocked and > 0 ? [$"{blocked} blocked"] : Array.Empty<string>(),
                .. plan.Count(ComplianceState.Unknown) is var unknown and > 0
                    ? [$"{unknown} {UnknownWords(plan)}"]
                    : Array.Empty<string>(),
                .. Waiting(plan).Count() is var waiting and > 0 ? [$"{waiting} left for later plans"] : Array.Empty<string>(),
            ];
            return $"Plan: {plan.Count(ChangeAction.Create)} to create, {plan.Count(ChangeAction.Update)} to update, "
                + $"{plan.Count(ChangeAction.Delete)} to delete.{(open.Count == 0 ? "" : $" {string.Join(", ", open)}.")}"
                + Resting(plan);
        }

        // An undo judges nothing, so that it can't say of the estate that it is as it should be.
        if (plan.IsUndo)
        {
            return "No changes. There is nothing to undo.";
        }

        if (Later(plan) is var later and > 0 && !NeedsAttention(plan))
        {
            return $"No changes here. {LeftForLater(later)}";
        }

        if (!NeedsAttention(plan))
        {
            return Accepted(plan) is var known and > 0
                ? known == plan.Findings.Count
                    ? $"No changes. Nothing could be read; {Quantity.Of(known, "finding is", "findings are")} unknown and accepted."
                    : $"No changes. What was read matches the baseline; {Quantity.Of(known, "finding is", "findings are")} unknown "
                    + "and accepted."
                : plan.Part is null ? "No changes. The estate matches the baseline."
                : "No changes. This part of the estate matches the baseline.";
        }

        return "No changes. " + WithoutZeros(
        [
            (Stuck(plan), "blocked"),
            (plan.Count(ComplianceState.Unknown), UnknownWords(plan)),
            (Later(plan), "left for later plans"),
        ]) + $".{Resting(plan)}";
    }

    /// <summary>The closing line after an apply, which planned again.</summary>
    public static string ClosingAgain(Plan after)
    {
        if (NeedsAttention(after))
        {
            const string none = "No changes. ";
            var closing = Closing(after);
            return closing.StartsWith(none, StringComparison.Ordinal)
                ? $"Checked again: nothing is left that can be changed. {closing[none.Length..]}"
                : closing;
        }

        return Later(after) is var later and > 0 ? $"Checked again: nothing is left to change here. {LeftForLater(later)}"
            : after.Part is null ? "Checked again: nothing is left to change."
            : "Checked again: nothing is left to change in this part.";
    }

    /// <summary>How many findings are what, as in: 2 findings are blocked, 1 is unknown.</summary>
    private static string WithoutZeros(IEnumerable<(int Count, string What)> counts) => string.Join(", ", counts
        .Where(pair => pair.Count > 0)
        .Select((pair, index) => index == 0
            ? $"{Quantity.Of(pair.Count, "finding is", "findings are")} {pair.What}"
            : $"{Quantity.Of(pair.Count, "is", "are")} {pair.What}"));

    /// <summary>For which part the plan is, and what is left for later ones; empty where it is for everything.</summary>
    public static string Part(Plan plan)
    {
        if (plan.Part is not { } part)
        {
            return "";
        }

        List<string> parts =
        [
            .. part.Only.IsEmpty ? [] : new[] { part.Only.ToString(selector => NameOf(selector, plan)) },
            .. part.Wave is { } wave ? [WaveWords(wave)] : Array.Empty<string>(),
            .. part.Shard is { } shard ? [$"shard {shard.Index} of {shard.Count}"] : Array.Empty<string>(),
        ];
        List<string> sentences =
        [
            .. parts.Count == 0 ? [] : new[] { $"Only {string.Join(", ", parts)}." },
            .. part.Slice is { } slice ? [SliceWords(slice, plan.Changes.Count)] : Array.Empty<string>(),
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>
    /// What a condition names, in whatever letter case or by whichever id it was typed: a subscription by its display name, a control
    /// by its id. A pattern, and what the plan does not know, stays as it was typed.
    /// </summary>
    private static string NameOf(Selector selector, Plan plan)
    {
        IEnumerable<string> names =
            selector.Kind == SelectorKind.Subscription && !ResourcePattern.HasWildcard(selector.Value)
                ? plan.Estate.Subscriptions.Where(one => one.Value.Length > 0 && selector.MatchesSubscription(one.Key, one.Value))
                    .Select(one => one.Value)
            : selector.Kind == SelectorKind.Control
                ? plan.Findings.Select(finding => finding.Control)
                    .Where(control => control.Equals(selector.Value, StringComparison.OrdinalIgnoreCase))
            : [];
        return names.FirstOrDefault(selector.Value);
    }

    private static string WaveWords(PlanWave wave) => wave.Waits is { } before
        ? $"wave {wave.Name} although wave {before} is not done ({wave.Reason})"
        : $"wave {wave.Name}";

    private static string SliceWords(PlanSlice slice, int planned)
    {
        if (planned == 0)
        {
            return $"None of the plan's first changes is here; {Quantity.Of(slice.Left, "is", "are")} left for later plans.";
        }

        var left = slice.Left == 0 ? "none is" : Quantity.Of(slice.Left, "is", "are");
        return planned > slice.Most
            ? $"The first chain of changes has {planned}, which is more than {slice.Most}, and is planned whole; "
                + $"{left} left for later plans."
            : slice.Left == 0
                ? $"At most {Quantity.Of(slice.Most, "change")}: none is left for later plans."
                : $"The first {Quantity.Of(planned, "change")}; {left} left for later plans.";
    }

    /// <summary>That some controls judged nothing; empty where all judged something.</summary>
    public static string NotInScope(Plan plan) =>
        plan.NotInScope.Count == 0 ? "" : $"Nothing was in scope for {List(plan.NotInScope)}.";

    /// <summary>A limit in words.</summary>
    public static string Limit(ExceededLimit limit) => limit switch
    {
        // Rounded up, so that what is beyond the limit also looks it.
        { Percent: { } percent, Judged: { } judged and > 0 } =>
            $"{limit.Planned} of {Quantity.Of(judged, Counted, CountedMany)} "
                + $"({((100L * limit.Planned) + judged - 1) / judged} %) would change; "
                + $"the document allows {percent} %.",
        { Limit: "maxChangedPercent" } =>
            $"{Quantity.Of(limit.Planned, Counted, CountedMany)} would change; "
                + $"the document allows {limit.Allowed}.",
        _ => $"{Quantity.Of(limit.Planned, "change is", "changes are")} planned; the document allows {limit.Allowed}.",
    };

    /// <summary>
    /// What there is to do about a plan that goes beyond limits, before the reason for going beyond them. An undo takes back a whole
    /// run, of which there are no parts.
    /// </summary>
    public static string WithinLimits(IReadOnlyList<ExceededLimit> exceeded, bool isUndo) => "raise the limit in the document"
        + (isUndo ? ""
            : exceeded.Any(limit => limit.Limit == "maxChangedPercent")
                ? ", plan fewer changes (--max-changes; with --only the percentage is of the part),"
            : ", plan a part (--only, --max-changes),");

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

    /// <summary>
    /// What is left for later because other parts have to be applied first; of the first changes of a plan it is said how many are left.
    /// </summary>
    public static IEnumerable<Finding> Waiting(Plan plan) =>
        plan.Part?.Slice is null ? plan.Findings.Where(finding => Verdicts.Of(finding) == Verdict.Later) : [];

    private static int Stuck(Plan plan) => plan.Findings.Count(finding => finding.Blocked is not null);

    /// <summary>How many findings wait for a later plan, because this one makes only the first changes, or those of a part.</summary>
    private static int Later(Plan plan) => plan.Findings.Count(finding => Verdicts.Of(finding) == Verdict.Later);

    private static string LeftForLater(int later) => $"{Quantity.Of(later, "finding is", "findings are")} left for later plans.";

    /// <summary>What the unknown findings are called after their number; it says how many of them the document accepts.</summary>
    private static string UnknownWords(Plan plan) => Accepted(plan) is var accepted and > 0
        ? accepted == plan.Count(ComplianceState.Unknown) ? "unknown and accepted" : $"unknown ({accepted} of them accepted)"
        : "unknown";

    /// <summary>That verdicts rest on what could not be read, as a sentence after others; empty where none does.</summary>
    private static string Resting(Plan plan) => plan.RestingOnUnread is var resting and > 0
        ? $" {Quantity.Of(resting, "noncompliant finding rests", "noncompliant findings rest")} on what could not be read."
        : "";

    /// <summary>How many findings are unknown, and the document accepts that.</summary>
    private static int Accepted(Plan plan) =>
        plan.Findings.Count(finding => finding is { State: ComplianceState.Unknown, Exemption: not null });

    /// <summary>A verdict in words, or that there is none.</summary>
    public static string Word(ComplianceState? state) => state is { } known ? Word(known) : "not judged";
}
