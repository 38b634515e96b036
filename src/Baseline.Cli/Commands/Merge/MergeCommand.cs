using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Files;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Merge;

/// <summary>Makes one plan of those of all shards.</summary>
public sealed class MergeCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public Task<ExitCode> RunAsync(MergeArguments arguments, CancellationToken cancellationToken) =>
        new OutputsWriter(context, arguments.Outputs).AfterAsync(() => Task.FromResult(Merge(arguments, cancellationToken)));

    private RunOutcome Merge(MergeArguments arguments, CancellationToken cancellationToken)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return new RunOutcome(ExitCode.Error);
        }

        var shards = new List<(string Name, Plan Plan)>();
        foreach (var path in arguments.PlanFiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (context.ReadPlan(path) is not { } shard)
            {
                return new RunOutcome(ExitCode.Error);
            }

            shards.Add((path, shard));
        }

        if (context.Accept(PlanMerge.Of(context.Catalogue.Types, shards)) is not { } merged)
        {
            return new RunOutcome(ExitCode.Error);
        }

        if (merged.Baseline.Digest != document.Digest)
        {
            context.Streams.Report(new Diagnostic(
                Severity.Error,
                "BL5101",
                "Plan was made from another document",
                $"The document changed since the shards were planned, or \"{arguments.Document}\" is not the one they were made from.",
                "Name the document of the plans with -f, or plan all shards again."));
            return new RunOutcome(ExitCode.Stale);
        }

        var plan = merged with { Exceeded = new SavedPlanCheck(context.Catalogue).Exceeded(merged, document) };
        context.CheckFolders(plan, arguments.Document, arguments.Formats);
        if (arguments.Out is { } target)
        {
            var digest = "";
            UserFiles.Replace(context.IO, target, Audience.Owner, stream => digest = PlanFile.Write(plan, stream));
            context.Streams.WriteMessage($"Saved as {target}, {digest}.");
        }

        context.Show(plan, arguments.Document, arguments.Formats, document);
        return new RunOutcome(ExitCodes.First(ExitCodes.Of(plan, arguments.FailOn)), plan);
    }
}
