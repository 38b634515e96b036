using Baseline.Applying;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Formats;
using Baseline.Cli.Formats.Text;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Apply;

/// <summary>An approved plan on its way, and the plan that must be empty afterwards.</summary>
/// <param name="context">What the command works with.</param>
/// <param name="maker">Reads the estate and plans.</param>
/// <param name="controls">The controls of the document.</param>
/// <param name="arguments">What the command was asked for.</param>
/// <param name="overLimits">Why limits were set aside; null when they were not.</param>
internal sealed class ApplyRun(
    CommandContext context, PlanMaker maker, IReadOnlyList<IControl> controls, ApplyArguments arguments, string? overLimits)
{
    /// <summary>Applies the plan and says what became of it.</summary>
    public async Task<RunOutcome> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var report = await new PlanExecutor(context, maker.Session, arguments.Document, arguments.Journal, overLimits)
        {
            Controls = controls,
        }.RunAsync(plan, cancellationToken);
        var (codes, after) = await CloseAsync(report, cancellationToken);
        return new RunOutcome(ExitCodes.First([.. ExitCodes.Of(report), .. codes]), plan) { After = after };
    }

    /// <summary>Plans again, so that what is left is seen at once; the last two lines are for tools.</summary>
    private async Task<(IReadOnlyList<ExitCode> Codes, Plan? After)> CloseAsync(ApplyReport report, CancellationToken cancellationToken)
    {
        var page = context.Streams.Page();
        try
        {
            if (report.Cancelled)
            {
                context.Streams.WriteOutput(page.Gap().Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
                return ([], null);
            }

            var after = await maker.MakeAsync(cancellationToken);
            page.Line();
            if (PlanSentences.NeedsAttention(after))
            {
                page.Line("After the apply:", Tone.Strong);
                TextFormat.WriteBody(page, context.View(after, arguments.Document));
            }

            page.Line(ApplyReportRenderer.Closing(report), report.Succeeded ? Tone.Good : Tone.Caution);
            page.Line(PlanSentences.ClosingAgain(after), PlanSentences.NeedsAttention(after) ? Tone.Strong : Tone.Good);
            context.Streams.WriteOutput(page.ToString());
            return ([.. ExitCodes.Of(after, arguments.FailOn)], after);
        }
        catch (OperationCanceledException)
        {
            context.Streams.WriteMessage("Cancelled while looking again: the changes were made, and whether anything is left was not read.",
                Tone.Caution);
            context.Streams.WriteOutput(page.Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
            return ([ExitCode.Cancelled], null);
        }
        catch (DiagnosticException exception)
        {
            context.Streams.Report(exception.Diagnostics);
            context.Streams.WriteOutput(page.Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
            return ([ExitCode.Error], null);
        }
    }
}
