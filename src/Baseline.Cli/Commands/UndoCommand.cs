using System.Text;
using System.Text.Json;
using Baseline.Applying;
using Baseline.Cli.Arguments;
using Baseline.Cli.Estates;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Plans;
using Baseline.Resources;
using Baseline.Undoing;

namespace Baseline.Cli.Commands;

/// <summary>Restores what a run changed: a plan from its journal, under the same checks as any other.</summary>
public sealed class UndoCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(UndoArguments arguments, CancellationToken cancellationToken)
    {
        var journal = UserFiles.Read(context.IO, arguments.Run, UserFiles.MostOfJournal);
        var record = RunRecord.Read(Encoding.UTF8.GetString(journal), arguments.Run);
        context.Talk.Report(record.Diagnostics);
        var hasDocument = arguments.DocumentIsGiven || File.Exists(context.IO.FullPath(arguments.Document));
        var document = hasDocument ? context.ReadDocument(arguments.Document) : null;
        if (record.Value is not { } run || (hasDocument && document is null))
        {
            return ExitCode.Error;
        }

        var session = context.Opener.Open(arguments.Estate, context.IO, context.Talk);
        var undoing = await PlanAsync(run, session, document, cancellationToken);
        Show(undoing, arguments);
        if (ApplyGate.CheckLimits(undoing.Plan, arguments.AllowOverLimits, $"baseline undo {arguments.Run}") is { } refusal)
        {
            context.Talk.Report(refusal.Diagnostic);
            return refusal.Code;
        }

        if (undoing.Plan.IsEmpty)
        {
            return ExitCode.Done;
        }

        var isApproved = arguments.AutoApprove || await Approval.AskAsync(context, cancellationToken);
        return isApproved ? await ApplyAsync(undoing.Plan, arguments, session, cancellationToken) : ExitCode.Error;
    }

    /// <summary>
    /// The plan that restores, held against the limit on changes. The limit on a part of what was judged can't hold here: an
    /// undoing judges nothing.
    /// </summary>
    private static async Task<UndoResult> PlanAsync(
        RunRecord run, EstateSession session, BaselineDocument? document, CancellationToken cancellationToken)
    {
        var writer = session.Writer ?? throw new InvalidOperationException("The estate is read only.");
        var undoing = UndoPlanner.Plan(run, await LiveAsync(run, writer, cancellationToken), new PlanEstate("journal", null));
        var exceeded = PlanGuard.Exceeded(document?.Limits.MaxChanges, maxChangedPercent: null, undoing.Plan.Changes, new HashSet<ResourceId>());
        return undoing with { Plan = undoing.Plan with { Exceeded = exceeded } };
    }

    private void Show(UndoResult undoing, UndoArguments arguments)
    {
        if (arguments.Out is { } path)
        {
            UserFiles.Replace(context.IO, path, Audience.Owner, stream => stream.Write(PlanFile.Write(undoing.Plan)));
        }

        context.Show(undoing.Plan, arguments.Document, arguments.Formats);
        foreach (var left in undoing.Left)
        {
            context.Talk.Say($"Left: {left.Change.ChangeId} {left.Change.Resource}. {left.Why}", Tone.Caution);
        }
    }

    private async Task<ExitCode> ApplyAsync(
        Plan plan, UndoArguments arguments, EstateSession session, CancellationToken cancellationToken)
    {
        var overLimits = plan.Exceeded.Count > 0 ? arguments.AllowOverLimits : null;
        var report = await new WriteRun(context, session, arguments.Document, arguments.Journal, overLimits)
            .RunAsync(plan, cancellationToken);
        var page = context.Talk.Page().Line().Line(ApplyReportRenderer.Closing(report), report.Succeeded ? Tone.Good : Tone.Caution);
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
            if (cancellationToken.IsCancellationRequested)
            {
                throw new CancelledException($"Cancelled while reading: {live.Count} of the resources that the run changed were read; nothing was written.");
            }

            var result = await writer.ReadAsync(UndoPlanner.ReadId(change), change.ApiVersion, CancellationToken.None);
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
