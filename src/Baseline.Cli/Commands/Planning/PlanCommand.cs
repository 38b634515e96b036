using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Planning;

/// <summary>Reads, decides and prints; changes nothing.</summary>
public sealed class PlanCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public Task<ExitCode> RunAsync(PlanArguments arguments, CancellationToken cancellationToken) =>
        new OutputsWriter(context, arguments.Outputs).AfterAsync(() => PlanAsync(arguments, cancellationToken));

    private async Task<RunOutcome> PlanAsync(PlanArguments arguments, CancellationToken cancellationToken)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return new RunOutcome(ExitCode.Error);
        }

        var other = arguments.Against is { } against ? new OtherDocumentReader(context).Read(against, arguments.Document) : null;
        if (arguments.Against is not null && other is null)
        {
            return new RunOutcome(ExitCode.Error);
        }

        var maker = context.Maker(document, arguments.Estate, arguments.Part);
        var plan = other is not null && arguments.Against is { } name
            ? await maker.MakeAgainstAsync(other.Document, name.Name, cancellationToken)
            : await maker.MakeAsync(cancellationToken);
        if (WaveGate.Check(plan, context.Typed.ToString()) is { } refusal)
        {
            context.Streams.Report(refusal.Diagnostics);
            return new RunOutcome(refusal.Code, plan) { Waits = true };
        }

        context.CheckFolders(plan, arguments.Document, arguments.Formats);
        if (arguments.Out is { } path)
        {
            var digest = "";
            UserFiles.Replace(context.IO, path, Audience.Owner, stream => digest = PlanFile.Write(plan, stream));
            context.Streams.WriteMessage($"Saved as {path}, {digest}.");
        }

        var differences = other is null ? null : DocumentFiles.Diff(
            other.Files, DocumentFiles.Of(context.Documents, arguments.Document, context.Catalogue), other.Reference);
        context.Show(
            plan,
            arguments.Document,
            arguments.Formats,
            document,
            new ShownDiffs(arguments.Diff, differences),
            arguments.Estate.CapturedFile);
        if (NextStep.After(plan, arguments, context.Typed) is { } command)
        {
            context.Streams.WriteMessage($"To apply exactly this plan:  {command}", Tone.Strong);
        }
        else if (NextStep.ToSave(plan, arguments, context.Typed) is { } save)
        {
            context.Streams.WriteMessage($"To save it, for a review and for apply:  {save}");
        }

        return new RunOutcome(ExitCodes.First(ExitCodes.Of(plan, arguments.FailOn)), plan);
    }
}
