using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;

namespace Baseline.Cli.Commands;

/// <summary>Carries a plan out, and plans again to show that nothing is left.</summary>
public sealed class ApplyCommand(CommandContext context)
{
    /// <summary>Runs the command.</summary>
    public async Task<ExitCode> RunAsync(ApplyArguments arguments, CancellationToken cancellationToken)
    {
        if (context.ReadDocument(arguments.Document) is not { } document)
        {
            return ExitCode.Error;
        }

        var saved = arguments.PlanFile is { } path ? context.ReadPlan(path) : null;
        if (arguments.PlanFile is not null && saved is null)
        {
            return ExitCode.Error;
        }

        var maker = context.Maker(document, arguments.Estate);
        var plan = saved ?? await maker.MakeAsync(cancellationToken);
        context.Show(plan, arguments.Document, [new FormatRequest(PlanFormats.Default, null)]);
        if (ApplyGate.Check(plan, document, arguments) is { } refusal)
        {
            context.Talk.Report(refusal.Diagnostic);
            return refusal.Code;
        }

        if (plan.IsEmpty)
        {
            context.Talk.Say("There is nothing to apply.");
            return ExitCodes.First(ExitCodes.Of(plan, arguments.DetailedExitCode));
        }

        // Whoever hands in a saved plan has approved it.
        var isApproved = arguments.AutoApprove || saved is not null || await Approval.AskAsync(context, cancellationToken);
        return isApproved ? await new ApplyRun(context, maker, arguments).RunAsync(plan, cancellationToken) : ExitCode.Error;
    }
}
