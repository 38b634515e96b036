using Baseline.Applying;
using Baseline.Cli.Estates;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Holds a saved plan against the document, the scope and Azure as they are now.</summary>
/// <param name="context">What commands share.</param>
/// <param name="session">The estate that the plan is for.</param>
public sealed class SavedPlanGate(CommandContext context, EstateSession session)
{
    /// <summary>Why the plan may not be applied; null where it may.</summary>
    /// <param name="saved">The plan.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Refusal?> CheckAsync(Plan saved, BaselineDocument document, CancellationToken cancellationToken)
    {
        if (saved.IsEmpty)
        {
            return null;
        }

        var check = new SavedPlanCheck(context.Catalogue);
        var (estate, today) = await ObserveAsync(check.RequestFor(saved, document), cancellationToken);
        var bodies = new SavedBodyCheck(context.Catalogue);
        return Refused(check.Objections(saved, document, estate, today))
            ?? await CheckPartAsync(saved, document, cancellationToken)
            ?? Refused(bodies.Objections(saved, document, estate, today))
            ?? Refused(await ReceiversAsync(saved, document, cancellationToken))
            ?? Refused(await LookAsync(saved, document, cancellationToken));
    }

    /// <summary>Holds the plan against its part: what is outside of it, and whether its wave has to wait.</summary>
    private async Task<Refusal?> CheckPartAsync(Plan saved, BaselineDocument document, CancellationToken cancellationToken)
    {
        if (saved.Part is not { } part || part.Selection with { MaxChanges = null } is { IsEverything: true })
        {
            return null;
        }

        var check = new SavedPartCheck(context.Catalogue);
        var (estate, today) = await ObserveAsync(check.RequestFor(part, document), cancellationToken);
        var (objections, wave) = check.Check(saved, part, document, estate, today);
        return Refused(objections)
            ?? WaveGate.Check(saved with { Part = part with { Wave = wave } }, command: null);
    }

    /// <summary>Holds what is done for logs in an account against what exports logs now.</summary>
    private async Task<IReadOnlyList<PlanObjection>> ReceiversAsync(
        Plan saved, BaselineDocument document, CancellationToken cancellationToken)
    {
        var check = new SavedReceiverCheck(context.Catalogue);
        if (check.RequestFor(saved, document) is not { } request)
        {
            return [];
        }

        var (estate, today) = await ObserveAsync(request, cancellationToken);
        return check.Objections(saved, document, estate, today);
    }

    private async Task<IReadOnlyList<PlanObjection>> LookAsync(
        Plan saved, BaselineDocument document, CancellationToken cancellationToken)
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

    private async Task<(Estate Estate, DateOnly Today)> ObserveAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var observed = await session.ObserveAsync(request, context.IO.Clock, cancellationToken);
        context.Streams.Report(session.Failures.Take());
        return observed;
    }

    /// <summary>What speaks against changes of a saved plan; null when nothing does.</summary>
    private static Refusal? Refused(IReadOnlyList<PlanObjection> objections) => objections.Count == 0
        ? null
        : new Refusal(
            objections.All(objection => objection.Kind == ObjectionKind.NotToBeChanged) ? ExitCode.Stale : ExitCode.Error,
            [.. objections.Select(Describe)]);

    private static Diagnostic Describe(PlanObjection objection)
    {
        var what = $"{objection.Change.Id} ({objection.Change.Method} {objection.Change.Resource})";
        return objection.Kind switch
        {
            ObjectionKind.NeverSent => Diagnosed(
                "BL5105", "Not a change of baseline",
                $"{what} is none that baseline plans for this document. {objection.Why} Nothing was changed.",
                "Do not trust the file: make the plan again with `baseline plan --out`, and have it reviewed."),
            ObjectionKind.NoConsent => Diagnosed(
                "BL5106", "Consent is missing", $"{what}: {objection.Why} Nothing was changed.",
                "Consent in the document, by name, then plan again."),
            ObjectionKind.NotToBeChanged => Diagnosed(
                "BL5107", "Not to be changed any more", $"{what}: {objection.Why} Nothing was changed.",
                "Plan again: what is out of scope, excluded or exempt, or receives no logs any more, is left out."),
            _ => throw new ArgumentOutOfRangeException(nameof(objection), objection.Kind, "Not a kind of objection."),
        };

        Diagnostic Diagnosed(string code, string title, string detail, string fix) =>
            new(Severity.Error, code, title, detail, fix, Resource: objection.Change.Resource);
    }
}
