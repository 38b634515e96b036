using Baseline.Cli.Output;
using Baseline.Controls;

namespace Baseline.Cli.Formats.Text;

/// <summary>The findings that need somebody: what could not be decided, and what can't be fixed.</summary>
internal static class FindingSection
{
    private const string Itself = "<resource>";

    /// <summary>Adds both lists; nothing where there is nothing to say.</summary>
    public static void Write(TextPage page, PlanView view)
    {
        var findings = view.Plan.Findings;
        WriteList(page, view.Verbose, "Unknown: could not be read, so not decided", "?",
            [.. findings.Where(f => f.Blocked is null && (f.Incomplete || f.State == ComplianceState.Unknown))]);
        WriteList(page, view.Verbose, "Blocked: can't be fixed, or not wholly, as things stand", "!",
            [.. findings.Where(f => f.Blocked is not null)]);
        if (view.Verbose)
        {
            WriteList(page, verbose: true, "Exempt", "-", [.. findings.Where(f => f.State == ComplianceState.Exempt)]);
            WriteList(page, verbose: true, "Compliant", "=",
                [.. findings.Where(f => f is { State: ComplianceState.Compliant, Incomplete: false })]);
        }
    }

    private static void WriteList(TextPage page, bool verbose, string heading, string mark, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        page.Gap().Line(heading, Tone.Strong);
        foreach (var block in Folding.Blocks(findings, GroupKey, verbose))
        {
            if (block is [var finding])
            {
                WriteOne(page, mark, finding);
            }
            else
            {
                WriteFolded(page, mark, block);
            }
        }
    }

    private static string GroupKey(Finding finding) => finding.Details.Count > 0
        ? finding.Control + finding.Resource.Key
        : string.Join('\n', finding.Control, General(finding, finding.Reason), General(finding, finding.Blocked ?? ""));

    private static string General(Finding finding, string text) =>
        text.Replace(finding.Resource.Text, Itself, StringComparison.OrdinalIgnoreCase);

    private static void WriteOne(TextPage page, string mark, Finding finding)
    {
        page.Add($"  {mark} ", Tone.Alert).Add(finding.Control, Tone.Strong).Line($" {finding.Resource}");
        page.Prose(finding.Reason, "      ");
        foreach (var detail in finding.Details.Where(detail => detail.State is not ComplianceState.Compliant))
        {
            page.Prose($"{detail.Resource}: {detail.Reason}", "      ");
        }

        if (finding.Blocked is { } blocked)
        {
            page.Prose($"Blocked: {blocked}", "      ", Tone.Caution);
        }
    }

    private static void WriteFolded(TextPage page, string mark, IReadOnlyList<Finding> findings)
    {
        var first = findings[0];
        page.Add($"  {mark} ", Tone.Alert).Add(first.Control, Tone.Strong).Line($" {findings.Count} resources alike");
        page.Prose(General(first, first.Reason), "      ");
        if (first.Blocked is { } blocked)
        {
            page.Prose($"Blocked: {General(first, blocked)}", "      ", Tone.Caution);
        }

        Examples.Write(page, [.. findings.Select(finding => finding.Resource.Text)], "      ");
    }
}
