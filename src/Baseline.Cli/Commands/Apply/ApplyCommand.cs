using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Formats;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Apply;

/// <summary>Carries a plan out, and plans again to show that nothing is left.</summary>
public sealed class ApplyCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public Task<ExitCode> RunAsync(ApplyArguments arguments, CancellationToken cancellationToken) =>
        new OutputsWriter(context, arguments.Outputs).AfterAsync(() => ApplyAsync(arguments, cancellationToken));

    private async Task<RunOutcome> ApplyAsync(ApplyArguments arguments, CancellationToken cancellationToken)
    {
        var saved = arguments.PlanFile is { } path ? context.ReadPlan(path) : null;
        if ((arguments.PlanFile is not null && saved is null) || context.ReadDocument(arguments.Document) is not { } document)
        {
            return new RunOutcome(ExitCode.Error);
        }

        var maker = context.Maker(document, arguments.Estate, saved is null ? arguments.Part : saved.Part?.Selection);
        var plan = saved ?? await maker.MakeAsync(cancellationToken);
        context.Show(plan, arguments.Document, [new FormatRequest(PlanFormats.Default, null)]);
        var exceeded = saved is null ? plan.Exceeded : new SavedPlanCheck(context.Catalogue).Exceeded(saved, document);
        var refusal = ApplyGate.Check(plan, document, arguments)
            ?? WaveGate.Check(plan, saved is null ? context.Typed.ToString() : null)
            ?? (saved is null
                ? null
                : await new SavedPlanGate(context, maker.Session).CheckAsync(saved, document, cancellationToken))
            ?? LimitGate.Check(exceeded, arguments.AllowOverLimits, context.Typed.ToString(), plan.IsUndo);
        if (refusal is not null)
        {
            context.Streams.Report(refusal.Diagnostics);
            return new RunOutcome(refusal.Code, plan) { Waits = WaveGate.IsOf(refusal) };
        }

        if (plan.IsEmpty)
        {
            context.Streams.WriteMessage("There is nothing to apply.");
            return new RunOutcome(ExitCodes.First(ExitCodes.Of(plan, arguments.FailOn)), plan);
        }

        // Whoever hands in a saved plan has approved it.
        var isApproved = arguments.AutoApprove || saved is not null || await Approval.AskAsync(context, cancellationToken);
        var overLimits = exceeded.Count > 0 ? arguments.AllowOverLimits : null;
        return isApproved
            ? await new ApplyRun(context, maker, context.Catalogue.ControlsOf(document), arguments, overLimits)
                .RunAsync(plan, cancellationToken)
            : new RunOutcome(ExitCode.Error, plan);
    }
}
