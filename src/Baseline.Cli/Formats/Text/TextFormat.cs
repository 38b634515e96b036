using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Text;

/// <summary>
/// A plan for people: the verdicts, then what stands in the way, then the changes, then what is good to know, and one
/// closing line that is easy to search for.
/// </summary>
public sealed class TextFormat : IPlanFormat
{
    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var page = new TextPage(view.Palette, view.Width);
        WriteBody(page, view);
        WriteClosing(page, view);
        return page.ToString();
    }

    /// <summary>Everything before the closing line.</summary>
    public static void WriteBody(TextPage page, PlanView view)
    {
        var addresses = view.Addresses();
        var findings = new FindingSection(page, view, addresses);
        SummarySection.Write(page, view);
        ComparisonSection.Write(page, view, addresses);
        findings.WriteOpen();
        ChangeSection.Write(page, view, addresses);
        findings.WriteExempt();
        NoticeSection.Write(page, view, addresses);
        page.Gap();
        WriteRisks(page, view);
    }

    /// <summary>The closing line.</summary>
    public static void WriteClosing(TextPage page, PlanView view) => page.Line(
        PlanSentences.Closing(view), PlanSentences.NeedsAttention(view.Plan) || view.WhatIsLeft is not null ? Tone.Strong : Tone.Good);

    private static void WriteRisks(TextPage page, PlanView view)
    {
        if (view.Plan.IsEmpty)
        {
            return;
        }

        var undo = UndoSentence.Of(view.Plan, view.Types);
        var grants = view.Plan.Changes.Count(ChangeGroups.GrantsAccess);
        var tone = undo.Irreversible > 0 ? Tone.Alert : undo.Rest.Length > 0 ? Tone.Caution : Tone.Faint;
        var main = undo.Irreversible == 0 ? "Every change can be undone" : $"{undo.Irreversible} of the changes cannot be undone";
        if (undo.Rest.Length == 0)
        {
            page.Add($"{main}.", tone)
                .Line(grants == 0 ? "" : $" {grants} of them {(grants == 1 ? "grants" : "grant")} access.", Tone.Caution);
            return;
        }

        var access = grants == 0 ? "" : $" {grants} {(grants == 1 ? "grants" : "grant")} access.";
        page.Prose($"{main}{undo.Rest}.{access}", "", tone);
    }
}
