using Baseline.Cli.Output;
using Baseline.Controls;

namespace Baseline.Cli.Formats.Text;

/// <summary>The findings that need somebody: what could not be decided, what can't be fixed, and what is exempt.</summary>
internal sealed class FindingSection(TextPage page, PlanView view, Addresses addresses)
{
    private const string Indent = "      ";
    private const string Itself = "it";

    private readonly FindingWords _words = new(addresses);
    private readonly PortalLinks _links = new(view);

    /// <summary>Adds what could not be decided, what is blocked and what waits; nothing where there is nothing to say.</summary>
    public void WriteOpen()
    {
        var findings = view.Plan.Findings;
        WriteList("Unknown", "?", Tone.Alert, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Unknown)]);
        WriteList("Noncompliant, and not all could be read", " ", Tone.Plain, [.. findings.Where(Verdicts.IsReadInPart)]);
        WriteList("Blocked", "!", Tone.Bad, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Blocked)]);
        WriteList("Left for later plans", " ", Tone.Caution, [.. PlanSentences.Waiting(view.Plan)]);
    }

    /// <summary>Adds what is exempt; in a verbose plan also what is compliant.</summary>
    public void WriteExempt()
    {
        var findings = view.Plan.Findings;
        WriteList("Exempt", " ", Tone.Faint, [.. findings.Where(finding => Verdicts.Of(finding) == Verdict.Exempt)]);
        WriteList("Exempt in part", " ", Tone.Faint, [.. findings.Select(FindingWords.ExemptPart).OfType<Finding>()]);
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
        foreach (var block in Folding.Blocks(findings, finding => FindingWords.GroupKey(finding, Itself), view.Verbose))
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

    private void WriteOne(string mark, Tone tone, Finding finding)
    {
        page.Add("  ").Add(mark, tone).Add(" ").Add(addresses.Name(finding.Resource), Tone.Strong, _links.Of(finding.Resource))
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
            .Add($" {findings.Count} {view.Types.NounOf(first.Resource.Type, findings.Count)}", Tone.Strong).Tag(first.Control);
        WriteBody(first, Itself);
        foreach (var subscription in findings.GroupBy(finding => finding.Resource.SubscriptionId))
        {
            if (subscription.Key is { } guid && subscription.Any(finding => addresses.Place(finding.Resource).Length > 0))
            {
                page.Line($"{Indent}{addresses.Subscription(guid)} ({subscription.Count()})", Tone.Faint);
            }

            var names = subscription.Select(finding => addresses.Within(finding.Resource, subscription.Key)).ToList();
            page.Names(names, $"{Indent}  ", Tone.Strong, [.. subscription.Select(finding => _links.Of(finding.Resource))]);
        }
    }

    private void WriteBody(Finding finding, string itself)
    {
        foreach (var line in _words.Of(finding, itself))
        {
            page.Prose(line.Whole, Indent, line.Verb is null ? Tone.Plain : Tone.Caution);
        }
    }
}
