using Baseline.Applying;
using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>An approved plan on its way, and the plan that must be empty afterwards.</summary>
/// <param name="context">What the command works with.</param>
/// <param name="maker">Reads the estate and plans.</param>
/// <param name="arguments">What the command was asked for.</param>
/// <param name="overLimits">Why limits were set aside; null when they were not.</param>
internal sealed class ApplyRun(CommandContext context, PlanMaker maker, ApplyArguments arguments, string? overLimits)
{
    /// <summary>Applies the plan and says what became of it.</summary>
    public async Task<ExitCode> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var report = await new WriteRun(context, maker.Session, arguments.Document, arguments.Journal, overLimits)
            .RunAsync(plan, cancellationToken);
        return ExitCodes.First([.. ExitCodes.Of(report), .. await CloseAsync(report, cancellationToken)]);
    }

    /// <summary>Plans again, so that what is left is seen at once; the last two lines are for tools.</summary>
    private async Task<IReadOnlyList<ExitCode>> CloseAsync(ApplyReport report, CancellationToken cancellationToken)
    {
        var page = context.Talk.Page();
        try
        {
            if (report.Cancelled)
            {
                context.Talk.Show(page.Gap().Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
                return [];
            }

            var after = await maker.MakeAsync(cancellationToken);
            page.Line();
            if (PlanTextRenderer.HasSomethingToSay(after))
            {
                page.Line("After the apply:", Tone.Strong);
                PlanTextRenderer.WriteBody(page, context.View(after, arguments.Document));
            }

            page.Line(ApplyReportRenderer.Closing(report), report.Succeeded ? Tone.Good : Tone.Caution);
            PlanTextRenderer.WriteClosing(page, after);
            context.Talk.Show(page.ToString());
            return [.. ExitCodes.Of(after, arguments.DetailedExitCode)];
        }
        catch (OperationCanceledException)
        {
            context.Talk.Say("Cancelled while looking again: the changes were made, and whether anything is left was not read.",
                Tone.Caution);
            context.Talk.Show(page.Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
            return [ExitCode.Cancelled];
        }
        catch (DiagnosticException exception)
        {
            context.Talk.Report(exception.Diagnostics);
            context.Talk.Show(page.Line(ApplyReportRenderer.Closing(report), Tone.Caution).ToString());
            return [ExitCode.Error];
        }
    }
}
