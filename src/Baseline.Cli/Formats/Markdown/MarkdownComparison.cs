using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>What the document under review changes beside the one that it is compared with.</summary>
internal static class MarkdownComparison
{
    /// <summary>Adds what fits; nothing where nothing is compared.</summary>
    public static void Write(MarkdownPage page, Plan plan, int limit)
    {
        if (plan.Against is not { } against)
        {
            return;
        }

        page.Line().Line($"### Against {MarkdownText.Code(against.Document)}").Line();
        page.Line(PlanSentences.Comparison(plan, against));
        if (against.Shifts.Count == 0)
        {
            return;
        }

        page.Line().Line("| Control | Resource | Verdict |").Line("|---|---|---|");
        var written = page.Fill(against.Shifts.Select(Row), limit);
        page.Cut(against.Shifts.Count - written, "verdict");
    }

    private static string Row(VerdictShift shift)
    {
        var words = PlanSentences.Shift(shift).Replace("->", "→", StringComparison.Ordinal);
        return $"| {MarkdownText.Code(shift.Control)} | {MarkdownText.Code(shift.Resource.Text)} | {words} |\n";
    }
}
