using System.Globalization;
using System.Text;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>The top of the page: the verdict in one sentence, three numbers, and all findings as one bar.</summary>
internal static class SummarySection
{
    /// <summary>The verdicts, that first which needs somebody most, with the word that people read.</summary>
    public static IReadOnlyList<(Verdict Verdict, string Word)> WorstFirst { get; } =
    [
        (Verdict.Unknown, "Unknown"), (Verdict.Blocked, "Blocked"), (Verdict.Fixed, "Fixed by this plan"),
        (Verdict.Later, "Left for a later plan"), (Verdict.Exempt, "Exempt"), (Verdict.NotApplicable, "Not applicable"),
        (Verdict.Compliant, "Compliant"),
    ];

    private static readonly (Verdict Verdict, string Word)[] Bar =
    [
        (Verdict.Compliant, "compliant"), (Verdict.Fixed, "fixed by this plan"), (Verdict.Later, "left for a later plan"),
        (Verdict.Blocked, "blocked"), (Verdict.Unknown, "unknown"), (Verdict.Exempt, "exempt"), (Verdict.NotApplicable, "not applicable"),
    ];

    /// <summary>Adds it.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var plan = view.Plan;
        var counts = plan.Findings.GroupBy(Verdicts.Of).ToDictionary(same => same.Key, same => same.Count());
        page.Append("<header>\n");
        WriteSource(page, view);
        page.Append(CultureInfo.InvariantCulture, $"<h1>{HtmlFormat.Text(Sentence(view, counts))}</h1>\n");
        WriteAlarms(page, plan);
        if (plan.Findings.Count > 0)
        {
            WriteNumbers(page, view, counts);
            WriteBar(page, counts, plan.Findings.Count);
        }

        if (PlanSentences.Part(plan) is { Length: > 0 } part)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"part\">{HtmlFormat.Text(part)}</p>\n");
        }

        if (plan.NotInScope.Count > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{HtmlFormat.Text(PlanSentences.NotInScope(plan))}</p>\n");
        }

        page.Append("</header>\n");
    }

    private static void WriteSource(StringBuilder page, PlanView view)
    {
        var plan = view.Plan;
        var source = plan.Estate.Source != "azure" ? plan.Estate.Source : view.Snapshot is { } file ? $"the snapshot {file}" : "Azure";
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"source\"><strong>{HtmlFormat.Text(plan.Baseline.Name)}</strong> ");
        page.Append(CultureInfo.InvariantCulture, $"<span>{HtmlFormat.Text(source)}");
        if (plan.Estate.CapturedAt is { } at)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $", read <time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>");
        }

        page.Append("</span>");
        foreach (var (count, noun) in PlanSentences.Extent(plan))
        {
            page.Append(CultureInfo.InvariantCulture, $" <span>{Counted(count, noun)}</span>");
        }

        page.Append("</p>\n");
    }

    private static string Sentence(PlanView view, Dictionary<Verdict, int> counts)
    {
        var plan = view.Plan;
        if (plan.IsEmpty)
        {
            return PlanSentences.Closing(view);
        }

        var (repaired, blocked, unknown) = (
            counts.GetValueOrDefault(Verdict.Fixed), counts.GetValueOrDefault(Verdict.Blocked), counts.GetValueOrDefault(Verdict.Unknown));
        var wrong = repaired + blocked + counts.GetValueOrDefault(Verdict.Later);
        var verb = plan.Changes.Count == 1 ? "fixes" : "fix";
        var what = wrong == 0
            ? Counted(plan.Changes.Count, "change")
            : $"{Counted(plan.Changes.Count, "change")} {verb} {HtmlFormat.Number(repaired)} of "
                + Counted(wrong, "noncompliant finding");
        var stuck = blocked == 0 ? "" : $"; {HtmlFormat.Number(blocked)} {(blocked == 1 ? "is" : "are")} blocked";
        var undecided = unknown == 0 ? "" : $" {Counted(unknown, "finding")} could not be checked.";
        return $"{what}{stuck}.{undecided}";
    }

    private static void WriteAlarms(StringBuilder page, Plan plan)
    {
        foreach (var limit in plan.Exceeded)
        {
            var sentence = HtmlFormat.Text(PlanSentences.Limit(limit));
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"alarm\">Beyond {HtmlFormat.Text(limit.Limit)}, so apply refuses this plan: {sentence}</p>\n");
        }

        var lasting = plan.Changes.Where(change => change.Irreversible).Select(change => change.Id).ToList();
        if (lasting.Count > 0)
        {
            var changes = HtmlFormat.Text(Examples.Join(lasting));
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"alarm\">Cannot be undone: {changes}.</p>\n");
        }
    }

    private static void WriteNumbers(StringBuilder page, PlanView view, Dictionary<Verdict, int> counts)
    {
        var plan = view.Plan;
        int Count(Verdict verdict) => counts.GetValueOrDefault(verdict);
        var (blocked, unknown) = (Count(Verdict.Blocked), Count(Verdict.Unknown));
        var (now, after) = (Count(Verdict.Compliant), Count(Verdict.Compliant) + Count(Verdict.Fixed));
        var counted = after + Count(Verdict.Later) + blocked + unknown;
        var undo = UndoSentence.Of(plan, view.Types);
        var actions = $"{HtmlFormat.Number(plan.Count(ChangeAction.Create))} create, "
            + $"{HtmlFormat.Number(plan.Count(ChangeAction.Update))} update, "
            + $"{HtmlFormat.Number(plan.Count(ChangeAction.Delete))} delete; "
            + HtmlFormat.Text($"{undo.Main}{undo.Rest}");
        page.Append("<dl class=\"numbers\">\n");
        WriteNumber(page, HtmlFormat.Number(plan.Changes.Count), plan.Changes.Count == 1 ? "change" : "changes", actions);
        var open = plan.Findings.Where(Verdicts.NeedsPerson).ToList();
        WriteNumber(page, HtmlFormat.Number(open.Count), open.Count == 1 ? "needs a person" : "need a person", WhyOpen(plan, open));
        WriteNumber(
            page,
            counted == 0 ? "-" : now == after ? Share(now, counted) : $"{Share(now, counted)} → {Share(after, counted)}",
            "compliant",
            $"{HtmlFormat.Number(now)} of {HtmlFormat.Number(counted)} now, {HtmlFormat.Number(after)} after this plan");
        page.Append("</dl>\n");
    }

    /// <summary>What needs a person, by verdict, and what does not although it is unknown.</summary>
    private static string WhyOpen(Plan plan, List<Finding> open)
    {
        var (blocked, unknown) = (
            open.Count(finding => Verdicts.Of(finding) == Verdict.Blocked), open.Count(finding => Verdicts.Of(finding) == Verdict.Unknown));
        var partly = open.Count - blocked - unknown;
        var accepted = plan.Count(ComplianceState.Unknown) - unknown;
        return $"{HtmlFormat.Number(blocked)} blocked, {HtmlFormat.Number(unknown)} unknown"
            + (partly == 0 ? "" : $", {HtmlFormat.Number(partly)} not wholly read")
            + "; this plan does not settle them"
            + (accepted == 0 ? "" : $"; {HtmlFormat.Number(accepted)} unknown and accepted");
    }

    private static void WriteNumber(StringBuilder page, string number, string label, string detail) => page.Append(
        CultureInfo.InvariantCulture, $"<div><dt><b>{number}</b> {label}</dt><dd>{detail}</dd></div>\n");

    /// <summary>The counts follow as text, so the bar itself is hidden from screen readers.</summary>
    private static void WriteBar(StringBuilder page, Dictionary<Verdict, int> counts, int total)
    {
        var before = 0;
        page.Append("<svg class=\"share\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        foreach (var (verdict, _) in Bar)
        {
            var count = counts.GetValueOrDefault(verdict);
            if (count > 0)
            {
                page.Append(
                    CultureInfo.InvariantCulture,
                    $"<rect class=\"{PageData.VerdictWord(verdict)}\" x=\"{100.0 * before / total:0.###}\" "
                        + $"width=\"{100.0 * count / total:0.###}\" height=\"1\"/>");
            }

            before += count;
        }

        page.Append("</svg>\n<ul class=\"key\">");
        foreach (var (verdict, word) in Bar.Where(part => counts.GetValueOrDefault(part.Verdict) > 0))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<li class=\"{PageData.VerdictWord(verdict)}\">{HtmlFormat.Number(counts.GetValueOrDefault(verdict))} {word}</li>");
        }

        page.Append("</ul>\n");
    }

    /// <summary>Rounded down: 100 % means all.</summary>
    private static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100L * part / whole} %");

    private static string Counted(int count, string what) => $"{HtmlFormat.Number(count)} {Quantity.Noun(count, what)}";
}
