using System.Globalization;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>
/// A plan for people: the verdicts, then what stands in the way, then the changes, then what is good to know, and one
/// closing line that is easy to search for.
/// </summary>
public sealed class TextFormat : IPlanFormat
{
    private static readonly ComplianceState[] Order =
    [
        ComplianceState.Compliant, ComplianceState.Noncompliant, ComplianceState.Unknown, ComplianceState.Exempt,
        ComplianceState.NotApplicable,
    ];

    /// <inheritdoc/>
    public string Name => "text";

    /// <inheritdoc/>
    public string Render(PlanView view)
    {
        var page = new TextPage(view.Palette, view.Width);
        WriteBody(page, view);
        WriteClosing(page, view.Plan);
        return page.ToString();
    }

    /// <summary>Everything before the closing line.</summary>
    public static void WriteBody(TextPage page, PlanView view)
    {
        WriteSummary(page, view.Plan);
        ComparisonSection.Write(page, view);
        FindingSection.Write(page, view);
        ChangeSection.Write(page, view);
        NoticeSection.Write(page, view);
        page.Gap();
    }

    /// <summary>The closing line.</summary>
    public static void WriteClosing(TextPage page, Plan plan)
    {
        page.Line(PlanSentences.Closing(plan), PlanSentences.NeedsAttention(plan) ? Tone.Strong : Tone.Good);
    }

    private static void WriteSummary(TextPage page, Plan plan)
    {
        var captured = plan.Estate.CapturedAt is { } at
            ? at.UtcDateTime.ToString("', captured 'yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "";
        page.Add("Baseline ").Add(plan.Baseline.Name, Tone.Strong).Line($", estate {plan.Estate.Source}{captured}");
        var controls = plan.Findings.GroupBy(finding => finding.Control, StringComparer.Ordinal).ToList();
        var longest = controls.Select(control => control.Key.Length).DefaultIfEmpty(0).Max();
        foreach (var control in controls)
        {
            var counts = Order
                .Select(state => (State: state, Count: control.Count(finding => finding.State == state)))
                .Where(pair => pair.Count > 0)
                .ToList();
            page.Add($"  {control.Key.PadRight(longest)}  ");
            foreach (var (index, (state, count)) in counts.Index())
            {
                page.Add(index == 0 ? "" : ", ").Add($"{count} {PlanSentences.Word(state)}", ToneOf(state));
            }

            var blocked = control.Count(finding => finding.Blocked is not null);
            page.Line(blocked == 0 ? "" : $" ({blocked} blocked)");
        }
    }

    private static Tone ToneOf(ComplianceState state) => state switch
    {
        ComplianceState.Compliant => Tone.Good,
        ComplianceState.Noncompliant => Tone.Bad,
        ComplianceState.NotApplicable or ComplianceState.Exempt => Tone.Faint,
        ComplianceState.Unknown => Tone.Alert,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
