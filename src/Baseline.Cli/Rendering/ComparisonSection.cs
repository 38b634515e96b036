using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Rendering;

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
        foreach (var block in Folding.Blocks(against.Shifts, shift => $"{shift.Control} {Words(shift)}", view.Verbose))
        {
            if (block is [var shift])
            {
                page.Add("  ").Add(shift.Control, Tone.Strong).Line($" {Printable.Text(shift.Resource.Text)}: {Words(shift)}");
            }
            else
            {
                page.Add("  ").Add(block[0].Control, Tone.Strong).Line($" {block.Count} resources: {Words(block[0])}");
                Examples.Write(page, [.. block.Select(one => one.Resource.Text)], "      ");
            }
        }

        page.Line($"  {Sentence(view.Plan, against)}");
    }

    /// <summary>The verdict before and after.</summary>
    public static string Words(VerdictShift shift) => $"{Word(shift.Before)} -> {Word(shift.After)}";

    /// <summary>How much comes from where.</summary>
    public static string Sentence(Plan plan, DocumentComparison against)
    {
        var document = plan.Changes.Count(change => change.Origin == Origin.Document);
        var verdicts = against.Shifts.Count switch
        {
            0 => "No verdict differs",
            1 => "1 verdict differs",
            var count => $"{count} verdicts differ",
        };
        var verb = document == 1 ? "comes" : "come";
        return $"{verdicts}; {document} of {plan.Changes.Count} changes {verb} from the document, the rest is drift.";
    }

    private static string Word(ComplianceState? state) => state is { } known ? PlanTextRenderer.Word(known) : "not judged";
}
