using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Explaining;

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

        var page = context.Streams.Page();
        foreach (var step in explanation.Steps)
        {
            var indent = new string(' ', step.Depth * 2);
            page.Prose(step.Text, indent).Line($"{indent}  at {step.Where}", Tone.Faint);
        }

        WriteVerdict(page, explanation.Finding);
        context.Streams.WriteOutput(page.ToString());
        return explanation.Finding is { State: ComplianceState.Unknown, Exemption: null } ? ExitCode.Incomplete : ExitCode.Done;
    }

    private static void WriteVerdict(TextPage page, Finding finding)
    {
        page.Gap().Line($"{finding.Control} {finding.Resource.Name}: {PlanSentences.Word(finding.State)}.", Tone.Strong);
        page.Line($"  {finding.Resource}", Tone.Faint).Prose(finding.Reason, "  ");
        if (finding.Blocked is { } blocked)
        {
            page.Prose($"Blocked: {blocked}", "  ");
        }

        if (finding is { State: ComplianceState.Unknown, Exemption: { } exemption })
        {
            page.Prose(
                Printable.Text($"Accepted as unreadable until {exemption.Expires:yyyy-MM-dd} ({exemption.Owner}): {exemption.Reason}"),
                "  ");
        }

        if (finding.Changes.Count > 0)
        {
            var changes = finding.Changes.Count == 1 ? "change" : "changes";
            page.Prose($"To be fixed by {changes} {PlanSentences.List(finding.Changes)} of `baseline plan`.", "  ");
        }
    }
}
