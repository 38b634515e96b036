using Baseline.Cli.Output;
using Baseline.Controls;

namespace Baseline.Cli.Formats.Text;

/// <summary>The findings that need somebody: what could not be decided, what can't be fixed, and what is exempt.</summary>
internal sealed class FindingSection(TextPage page, PlanView view, Addresses addresses)
{
    private const string Indent = "      ";
    private const string Itself = "it";

    /// <summary>Adds what could not be decided and what is blocked; nothing where there is nothing to say.</summary>
    public void WriteOpen()
    {
        var findings = view.Plan.Findings;
        WriteList("Unknown", "?", Tone.Alert, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Unknown)]);
        WriteList("Blocked", "!", Tone.Bad, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Blocked)]);
    }

    /// <summary>Adds what is exempt; in a verbose plan also what is compliant.</summary>
    public void WriteExempt()
    {
        var findings = view.Plan.Findings;
        WriteList("Exempt", " ", Tone.Faint, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Exempt)]);
        if (view.Verbose)
        {
            WriteList("Compliant", "=", Tone.Good, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Compliant)]);
        }
    }

    private void WriteList(string heading, string mark, Tone tone, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        page.Gap().Line($"{heading} ({findings.Count})", Tone.Strong);
        foreach (var block in Folding.Blocks(findings, GroupKey, view.Verbose))
        {
            if (block is [var finding])
            {
                WriteOne(mark, tone, finding);
            }
            else
            {
                WriteAlike(mark, tone, block);
            }
        }
    }

    private static string GroupKey(Finding finding) => finding.Details.Count > 0
        ? finding.Control + finding.Resource.Key
        : string.Join(
            '\n', finding.Control, finding.Resource.Type, General(finding, finding.Reason), General(finding, finding.Blocked ?? ""));

    private static string General(Finding finding, string text) =>
        text.Replace(finding.Resource.Text, Itself, StringComparison.OrdinalIgnoreCase);

    private void WriteOne(string mark, Tone tone, Finding finding)
    {
        page.Add("  ").Add(mark, tone).Add(" ").Add(addresses.Name(finding.Resource), Tone.Strong)
            .Add($"   {addresses.Place(finding.Resource)}").Tag(finding.Control);
        if (view.Verbose)
        {
            page.Line($"{Indent}{finding.Resource}", Tone.Faint);
        }

        WriteBody(finding, addresses.Name(finding.Resource));
    }

    private void WriteAlike(string mark, Tone tone, IReadOnlyList<Finding> findings)
    {
        var first = findings[0];
        page.Add("  ").Add(mark, tone)
            .Add($" {findings.Count} {TypeWords.Of(first.Resource.Type, findings.Count)}", Tone.Strong).Tag(first.Control);
        WriteBody(first, Itself);
        foreach (var subscription in findings.GroupBy(finding => finding.Resource.SubscriptionId))
        {
            if (subscription.Key is { } guid && subscription.Any(finding => addresses.Place(finding.Resource).Length > 0))
            {
                page.Line($"{Indent}{addresses.Subscription(guid)} ({subscription.Count()})", Tone.Faint);
            }

            var names = subscription.Select(finding => addresses.Within(finding.Resource, subscription.Key)).ToList();
            page.Names(names, $"{Indent}  ", Tone.Strong);
        }
    }

    private void WriteBody(Finding finding, string itself)
    {
        if (finding.Exemption is { } exemption)
        {
            page.Prose($"Until {exemption.Expires:yyyy-MM-dd}, {exemption.Owner}: {exemption.Reason}", Indent);
            return;
        }

        var whats = finding.Obstacles
            .Where(obstacle => !finding.Reason.Contains(obstacle.What, StringComparison.OrdinalIgnoreCase))
            .Select(obstacle => $" {obstacle.What}.");
        var text = finding.Details.Count == 0 ? $"{finding.Reason}{string.Concat(whats)}" : finding.Reason;
        page.Prose(Short(finding, AlikeSentences.Joined(text), itself), Indent);
        foreach (var detail in finding.Details.Where(detail => detail.State is not ComplianceState.Compliant))
        {
            if (!finding.Reason.Contains(detail.Reason, StringComparison.OrdinalIgnoreCase))
            {
                page.Prose(Short(finding, $"{detail.Resource}: {detail.Reason}", itself), Indent);
            }
        }

        foreach (var obstacle in finding.Obstacles)
        {
            if (!text.Contains(obstacle.What, StringComparison.OrdinalIgnoreCase))
            {
                page.Prose(Short(finding, $"{obstacle.What}.", itself), Indent);
            }

            if (obstacle.Fix.Length > 0)
            {
                var verb = obstacle.Incomplete ? "To fix" : "To unblock";
                page.Prose(Short(finding, $"{verb}: {obstacle.Fix}.", itself), Indent, Tone.Caution);
            }
        }
    }

    private string Short(Finding finding, string text, string itself) =>
        addresses.Sentence(ReplacedAlone(text, finding.Resource.Text, itself), finding.Resource.SubscriptionId);

    /// <summary>The text with an id replaced where it stands by itself, and not as the beginning of another.</summary>
    private static string ReplacedAlone(string text, string id, string replacement)
    {
        for (var at = text.IndexOf(id, StringComparison.OrdinalIgnoreCase); at >= 0;)
        {
            var end = at + id.Length;
            var isAlone = end == text.Length || !(text[end] == '/' || char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_');
            text = isAlone ? $"{text[..at]}{replacement}{text[end..]}" : text;
            at = text.IndexOf(id, isAlone ? at + replacement.Length : end, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }
}
