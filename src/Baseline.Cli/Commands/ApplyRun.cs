using Baseline.Applying;
using Baseline.Arm;
using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>An approved plan on its way: journal, writes, report, and the plan that must be empty afterwards.</summary>
internal sealed class ApplyRun(CommandContext context, PlanMaker maker, ApplyArguments arguments)
{
    /// <summary>Applies the plan and says what became of it.</summary>
    public async Task<ExitCode> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        var digest = PlanFile.DigestOf(plan);
        var path = arguments.Journal ?? JournalPath.For(
            arguments.Document, digest, context.IO.Clock.GetUtcNow(), taken => File.Exists(context.IO.FullPath(taken)));
        ApplyReport report;
        using (var file = UserFiles.Create(context.IO, path))
        {
            report = await WriteAsync(plan, digest, file, cancellationToken);
        }

        context.Talk.Report([.. report.Changes.Select(entry => entry.Failure).OfType<WriteFailure>().Select(ArmErrors.Describe)]);
        var page = context.Talk.Page().Line();
        ApplyReportRenderer.WriteBody(page, report);
        context.Talk.Show(page.Line().Line($"Journal: {path}").ToString());
        return ExitCodes.First([.. ExitCodes.Of(report), .. await CloseAsync(report, cancellationToken)]);
    }

    private async Task<ApplyReport> WriteAsync(Plan plan, string digest, FileStream file, CancellationToken cancellationToken)
    {
        var io = context.IO;
        var writer = maker.Session.Writer ?? throw new InvalidOperationException("The estate is read only.");
        using var notice = cancellationToken.Register(() => context.Talk.Say(
            "Cancelling: the write in flight is finished first. Cancel again to stop at once.", Tone.Caution));
        try
        {
            var journal = new RunJournal(file, io.Clock);
            journal.Begin(plan, digest, plan.Exceeded.Count > 0 ? arguments.AllowOverLimits : null);
            return await new Applier(writer, journal, io.Clock)
                .ApplyAsync(plan, new ApplyProgress(io, context.Talk.ErrorPalette), cancellationToken);
        }
        catch (IOException exception)
        {
            throw new DiagnosticException(new Diagnostic(
                Severity.Error,
                "BL5104",
                "Journal cannot be written",
                $"The run was stopped because \"{file.Name}\" cannot be written: {exception.Message} What is in the journal was done.",
                "Make room there, then apply again: it repeats nothing."));
        }
        finally
        {
            maker.Session.Keep();
        }
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
