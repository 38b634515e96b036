using System.Globalization;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Rendering;

/// <summary>
/// A plan for people: the verdicts, then what stands in the way, then the changes, then what is good to know, and one
/// closing line that is easy to search for.
/// </summary>
public sealed class PlanTextRenderer : IPlanFormat
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
        page.Line(Closing(plan), HasSomethingToSay(plan) ? Tone.Strong : Tone.Good);
    }

    /// <summary>Whether the estate is anything but as it should be.</summary>
    public static bool HasSomethingToSay(Plan plan) => !plan.IsEmpty || Stuck(plan) > 0 || Undecided(plan) > 0;

    /// <summary>The closing line, without colour.</summary>
    public static string Closing(Plan plan)
    {
        if (!plan.IsEmpty)
        {
            return $"Plan: {plan.Count(ChangeAction.Create)} to create, {plan.Count(ChangeAction.Update)} to update, "
                + $"{plan.Count(ChangeAction.Delete)} to delete.";
        }

        if (!HasSomethingToSay(plan))
        {
            return "No changes. The estate matches the baseline.";
        }

        var (stuck, undecided) = (Stuck(plan), Undecided(plan));
        return $"No changes. {stuck} {(stuck == 1 ? "finding is" : "findings are")} blocked, "
            + $"{undecided} {(undecided == 1 ? "is" : "are")} unknown.";
    }

    private static int Stuck(Plan plan) => plan.Findings.Count(finding =>
        finding.Blocked is not null || (finding.State == ComplianceState.Noncompliant && finding.Changes.Count == 0));

    private static int Undecided(Plan plan) =>
        plan.Findings.Count(finding => finding.Incomplete || finding.State == ComplianceState.Unknown);

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
                page.Add(index == 0 ? "" : ", ").Add($"{count} {Word(state)}", ToneOf(state));
            }

            var blocked = control.Count(finding => finding.Blocked is not null);
            page.Line(blocked == 0 ? "" : $" ({blocked} blocked)");
        }
    }

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

    private static Tone ToneOf(ComplianceState state) => state switch
    {
        ComplianceState.Compliant => Tone.Good,
        ComplianceState.Noncompliant => Tone.Bad,
        ComplianceState.NotApplicable or ComplianceState.Exempt => Tone.Faint,
        ComplianceState.Unknown => Tone.Alert,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };
}
