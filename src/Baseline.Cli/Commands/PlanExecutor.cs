using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Cli.Tracing;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>The writes of an approved plan: recorded, carried out and reported, the same for every command that writes.</summary>
/// <param name="context">What the command works with.</param>
/// <param name="session">The estate.</param>
/// <param name="document">The document, beside which journals are kept.</param>
/// <param name="journalPath">Where the run is recorded; null: the default place.</param>
/// <param name="overLimits">Why limits were set aside; null when they were not.</param>
internal sealed class PlanExecutor(CommandContext context, EstateSession session, string document, string? journalPath, string? overLimits)
{
    /// <summary>The controls of the document, which have a say in what is written over; none by default, as for an undo.</summary>
    public IReadOnlyList<IControl> Controls { get; init; } = [];

    /// <summary>Carries the plan out, and says what became of each change and where it is recorded.</summary>
    /// <exception cref="DiagnosticException">The journal can't be written, or another run writes the estate.</exception>
    public async Task<ApplyReport> RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        using var underWay = context.IO.Writes.Begin();
        using var reservation = session.Reserve();
        var digest = PlanFile.DigestOf(plan);
        var path = journalPath ?? JournalPath.For(
            document, digest, context.IO.Clock.GetUtcNow(), taken => File.Exists(context.IO.FullPath(taken)));
        ApplyReport? report;
        var problems = new List<Diagnostic>();
        using (var file = UserFiles.Create(context.IO, path))
        {
            report = await WriteAsync(plan, digest, file, problems, cancellationToken);
        }

        if (report is not null)
        {
            Show(plan, report, path);
        }

        return report is not null && problems.Count == 0 ? report : throw new DiagnosticException([.. problems]);
    }

    private void Show(Plan plan, ApplyReport report, string path)
    {
        context.Streams.Report([.. report.Changes.Select(entry => entry.Failure).OfType<ArmFailure>().Select(ArmFailures.Describe)]);
        var page = context.Streams.Page();
        var addresses = new Addresses(plan) { WholeIds = context.Streams.Display.WholeIds };
        ApplyReportRenderer.WriteBody(page, report, addresses, context.Catalogue.Types);
        context.Streams.WriteOutput($"\n{page.Gap().Line($"Journal: {path}")}");
        if (report.Cancelled)
        {
            context.Streams.WriteMessage(ApplyReportRenderer.HowToGoOn(report, context.Typed.As("undo", path)), Tone.Caution);
        }
    }

    /// <summary>
    /// The report; null where the journal could not be written. What went wrong beside the writes is added to the problems.
    /// </summary>
    private async Task<ApplyReport?> WriteAsync(
        Plan plan, string digest, FileStream file, List<Diagnostic> problems, CancellationToken cancellationToken)
    {
        var io = context.IO;
        var writer = session.Writer ?? throw new InvalidOperationException("The estate is read only.");
        using var notice = cancellationToken.Register(() => context.Streams.WriteMessage(
            "Cancelling: writes in flight are finished first. Cancel again to stop at once.", Tone.Caution));
        using var span = Spans.Start("apply");
        var progress = new ApplyProgress(plan, context.Streams, io);
        try
        {
            var journal = new RunJournal(file, io.Clock);
            journal.Begin(plan, digest, overLimits, Origin());
            return await new Applier(context.Catalogue.Types, writer, journal, session.Pace, io.Clock) { Controls = Controls }
                .ApplyAsync(plan, new TracedChanges(progress), cancellationToken);
        }
        catch (IOException exception)
        {
            problems.Add(new Diagnostic(
                Severity.Error,
                "BL5104",
                "Journal cannot be written",
                $"The run was stopped because \"{file.Name}\" cannot be written: {exception.Message} "
                    + "Nothing was sent that the journal does not name; for the last writes it may not say what became of them.",
                "Make room there, then run again: what is done is not repeated."));
            return null;
        }
        finally
        {
            progress.End();
            problems.AddRange(Keep());
        }
    }

    private RunOrigin Origin()
    {
        var run = PipelineRun.Of(context.IO.Variable);
        return new RunOrigin
        {
            Caller = session.Caller(),
            Tool = BuildStamp.Version,
            Host = run?.Host switch
            {
                PipelineHost.GitHub => "github",
                PipelineHost.AzurePipelines => "azure",
                PipelineHost.GitLab => "gitlab",
                _ => null,
            },
            Run = run?.Page,

            // Only GitLab says it: whoever starts a job that waits for somebody lets it go on.
            ApprovedBy = run?.Host == PipelineHost.GitLab && context.IO.Variable("CI_JOB_MANUAL") == "true"
                ? context.IO.Variable("GITLAB_USER_LOGIN")
                : null,
        };
    }

    private IReadOnlyList<Diagnostic> Keep()
    {
        try
        {
            session.Keep();
            return [];
        }
        catch (DiagnosticException exception)
        {
            return exception.Diagnostics;
        }
    }
}
