using System.Text;
using System.Text.Json;
using Baseline.Applying;
using Baseline.Cli.Arguments;
using Baseline.Cli.Estates;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Plans;
using Baseline.Undoing;

namespace Baseline.Cli.Commands;

/// <summary>Restores what a run changed: a plan from its journal, under the same checks as any other.</summary>
public sealed class UndoCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(UndoArguments arguments, CancellationToken cancellationToken)
    {
        var record = RunRecord.Read(Encoding.UTF8.GetString(UserFiles.Read(context.IO, arguments.Run)), arguments.Run);
        context.Talk.Report(record.Diagnostics);
        if (record.Value is not { } run)
        {
            return ExitCode.Error;
        }

        var session = context.Opener.Open(arguments.Estate, context.IO, context.Talk);
        var writer = session.Writer ?? throw new InvalidOperationException("The estate is read only.");
        var undoing = UndoPlanner.Plan(run, await LiveAsync(run, writer, cancellationToken), new PlanEstate("journal", null));
        Show(undoing, arguments);
        if (undoing.Plan.IsEmpty)
        {
            return ExitCode.Done;
        }

        var isApproved = arguments.AutoApprove || await Approval.AskAsync(context, cancellationToken);
        return isApproved ? await ApplyAsync(undoing.Plan, arguments, session, writer, cancellationToken) : ExitCode.Error;
    }

    private void Show(UndoResult undoing, UndoArguments arguments)
    {
        if (arguments.Out is { } path)
        {
            UserFiles.Replace(context.IO, path, stream => stream.Write(PlanFile.Write(undoing.Plan)));
        }

        context.Show(undoing.Plan, arguments.Document, arguments.Formats);
        foreach (var left in undoing.Left)
        {
            context.Talk.Say($"Left: {left.Change.ChangeId} {left.Change.Resource}. {left.Why}", Tone.Caution);
        }
    }

    private async Task<ExitCode> ApplyAsync(
        Plan plan, UndoArguments arguments, EstateSession session, IChangeWriter writer, CancellationToken cancellationToken)
    {
        var digest = PlanFile.DigestOf(plan);
        var path = arguments.Journal ?? JournalPath.For(
            arguments.Document, digest, context.IO.Clock.GetUtcNow(), taken => File.Exists(context.IO.FullPath(taken)));
        using var file = UserFiles.Create(context.IO, path);
        var journal = new RunJournal(file, context.IO.Clock);
        journal.Begin(plan, digest, overLimits: null);
        ApplyReport report;
        try
        {
            report = await new Applier(writer, journal, context.IO.Clock)
                .ApplyAsync(plan, new ApplyProgress(context.IO, context.Talk.ErrorPalette), cancellationToken);
        }
        finally
        {
            session.Keep();
        }

        var page = context.Talk.Page().Line();
        ApplyReportRenderer.WriteBody(page, report);
        page.Line().Line($"Journal: {path}").Gap().Line(ApplyReportRenderer.Closing(report), report.Succeeded ? Tone.Good : Tone.Caution);
        context.Talk.Show(page.ToString());
        return ExitCodes.First(ExitCodes.Of(report));
    }

    /// <summary>What each changed resource looks like now; one that can't be read stops the undoing before any write.</summary>
    private static async Task<IReadOnlyDictionary<string, JsonElement>> LiveAsync(
        RunRecord run, IChangeWriter writer, CancellationToken cancellationToken)
    {
        var live = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var change in run.Changes.Where(change => change.MayHaveTakenEffect))
        {
            var result = await writer.ReadAsync(UndoPlanner.ReadId(change), change.ApiVersion, cancellationToken);
            if (result.Failure is { } failure)
            {
                throw new DiagnosticException(new Diagnostic(
                    Severity.Error,
                    "BL5002",
                    "Cannot see what there is to undo",
                    $"{failure.Operation} failed: {failure.Status} {failure.Code}. {failure.Message} Nothing was changed.",
                    "Grant read access to the resource, then undo again.",
                    Resource: change.Resource));
            }

            live[change.ChangeId] = result.Body;
        }

        return live;
    }
}
