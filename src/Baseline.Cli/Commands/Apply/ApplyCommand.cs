using Baseline.Applying;
using Baseline.Cli.Commands.Outputs;
using Baseline.Cli.Estates;
using Baseline.Cli.Formats;
using Baseline.Documents;
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
            ?? (saved is null ? null : await HoldAsync(saved, document, maker, cancellationToken))
            ?? LimitGate.Check(exceeded, arguments.AllowOverLimits, context.Typed.ToString());
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

    /// <summary>Holds a saved plan against the document and the scope as they are now.</summary>
    private async Task<Refusal?> HoldAsync(
        Plan saved, BaselineDocument document, PlanMaker maker, CancellationToken cancellationToken)
    {
        if (saved.IsEmpty)
        {
            return null;
        }

        var check = new SavedPlanCheck(context.Catalogue);
        var (estate, today) = await maker.ObserveAsync(check.RequestFor(saved, document), cancellationToken);
        var bodies = new SavedBodyCheck(context.Catalogue);
        return ApplyGate.CheckObjections(check.Objections(saved, document, estate, today))
            ?? await HoldPartAsync(saved, document, maker, cancellationToken)
            ?? ApplyGate.CheckObjections(bodies.Objections(saved, document, estate, today))
            ?? ApplyGate.CheckObjections(await ReceiversAsync(saved, document, maker, cancellationToken))
            ?? ApplyGate.CheckObjections(await LookAsync(saved, document, maker.Session, cancellationToken));
    }

    /// <summary>Holds a saved plan against its part: what is outside of it, and whether its wave has to wait.</summary>
    private async Task<Refusal?> HoldPartAsync(
        Plan saved, BaselineDocument document, PlanMaker maker, CancellationToken cancellationToken)
    {
        if (saved.Part is not { } part || part.Selection with { MaxChanges = null } is { IsEverything: true })
        {
            return null;
        }

        var check = new SavedPartCheck(context.Catalogue);
        var (estate, today) = await maker.ObserveAsync(check.RequestFor(part, document), cancellationToken);
        var (objections, wave) = check.Check(saved, part, document, estate, today);
        return ApplyGate.CheckObjections(objections)
            ?? WaveGate.Check(saved with { Part = part with { Wave = wave } }, command: null);
    }

    /// <summary>Holds what is done for logs in an account against what exports logs now.</summary>
    private async Task<IReadOnlyList<PlanObjection>> ReceiversAsync(
        Plan saved, BaselineDocument document, PlanMaker maker, CancellationToken cancellationToken)
    {
        var check = new SavedReceiverCheck(context.Catalogue);
        if (check.RequestFor(saved, document) is not { } request)
        {
            return [];
        }

        var (estate, today) = await maker.ObserveAsync(request, cancellationToken);
        return check.Objections(saved, document, estate, today);
    }

    private async Task<IReadOnlyList<PlanObjection>> LookAsync(
        Plan saved, BaselineDocument document, EstateSession session, CancellationToken cancellationToken)
    {
        try
        {
            return session.Writer is { } reader
                ? await new LiveCheck(context.Catalogue.Types, reader, session.Pace.Unanswered)
                {
                    Controls = context.Catalogue.ControlsOf(document),
                }.ObjectionsAsync(saved, cancellationToken)
                : [];
        }
        catch (OperationCanceledException exception)
        {
            throw new CancelledException("Cancelled while holding the plan against Azure: nothing was written.", exception);
        }
    }
}
