using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Text;

/// <summary>What the document changes beside the one that it is compared with, and what is drift.</summary>
internal static class ComparisonSection
{
    /// <summary>Adds it; nothing where nothing is compared.</summary>
    public static void Write(TextPage page, PlanView view)
    {
        if (view.Plan.Against is not { } against)
        {
            return;
        }

        page.Gap().Line($"Against {Printable.Text(against.Document)}", Tone.Strong);
        foreach (var block in Folding.Blocks(against.Shifts, shift => $"{shift.Control} {PlanSentences.Shift(shift)}", view.Verbose))
        {
            if (block is [var shift])
            {
                page.Add("  ").Add(shift.Control, Tone.Strong)
                    .Line($" {Printable.Text(shift.Resource.Text)}: {PlanSentences.Shift(shift)}");
            }
            else
            {
                page.Add("  ").Add(block[0].Control, Tone.Strong).Line($" {block.Count} resources: {PlanSentences.Shift(block[0])}");
                Examples.Write(page, [.. block.Select(one => one.Resource.Text)], "      ");
            }
        }

        page.Line($"  {PlanSentences.Comparison(view.Plan, against)}");
    }
}
