using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Explaining;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Explain;

/// <summary>Says step by step why a resource is judged as it is.</summary>
public sealed class ExplainCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(ExplainArguments arguments, CancellationToken cancellationToken)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return ExitCode.Error;
        }

        var maker = context.Maker(document, arguments.Estate);
        var (estate, today) = await maker.ObserveAsync(cancellationToken);
        var result = new Explainer(context.Catalogue).Explain(document, estate, today, arguments.Control, arguments.Resource);
        context.Streams.Report(result.Diagnostics);
        if (result.Value is not { } explanation)
        {
            return ExitCode.Error;
        }

        var view = context.View(explanation.Plan, arguments.Document);
        var addresses = view.Addresses();
        var page = context.Streams.Page();
        foreach (var step in explanation.Steps)
        {
            var indent = new string(' ', step.Depth * 2);
            page.Prose(addresses.Sentence(step.Text, null), indent).Line($"{indent}  at {step.Where}", Tone.Faint);
        }

        WriteVerdict(page, explanation.Finding, addresses);
        WriteChanges(page, explanation, new ChangeWords(view, addresses));
        context.Streams.WriteOutput(page.ToString());
        return explanation.Finding is { State: ComplianceState.Unknown, Exemption: null } ? ExitCode.Incomplete : ExitCode.Done;
    }

    private static void WriteVerdict(TextPage page, Finding finding, Addresses addresses)
    {
        page.Gap().Line($"{finding.Control} {addresses.Name(finding.Resource)}: {PlanSentences.Word(finding.State)}.", Tone.Strong);
        page.Line($"  {finding.Resource}", Tone.Faint).Prose(addresses.Sentence(AlikeSentences.Joined(finding.Reason), null), "  ");
        if (finding.Blocked is { } blocked)
        {
            page.Prose($"Blocked: {addresses.Sentence(blocked, null)}", "  ");
        }

        if (finding is { State: ComplianceState.Unknown, Exemption: { } exemption })
        {
            page.Prose(
                Printable.Text($"Accepted as unreadable until {exemption.Expires:yyyy-MM-dd} ({exemption.Owner}): {exemption.Reason}"),
                "  ");
        }

        foreach (var applied in finding.Exemptions.Where(applied => applied.Parts.Count > 0))
        {
            var word = finding.State == ComplianceState.Exempt ? "Exempt" : "Exempt in part";
            page.Prose(Printable.Text($"{word}: {FindingWords.Until(applied)}"), "  ");
        }
    }

    /// <summary>What a plan does about it, in the words of the plan.</summary>
    private static void WriteChanges(TextPage page, Explanation explanation, ChangeWords words)
    {
        List<Change> changes = [.. explanation.Plan.Changes.Where(change => explanation.Finding.Changes.Contains(change.Id))];
        if (changes.Count == 0)
        {
            return;
        }

        var count = Quantity.Of(changes.Count, "change");
        page.Line(explanation.Finding.Blocked is null
            ? $"  `baseline plan` fixes it with {count}:"
            : $"  `baseline plan` fixes the rest of it, with {count}:");
        foreach (var change in changes)
        {
            page.Prose($"{PlanSentences.Sign(change.Action)} {words.Described(change, null)}", "    ", "      ");
        }
    }
}
