using Baseline.Cli.Estates;
using Baseline.Cli.Tracing;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Planning;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Reads an estate and plans over it, as often as asked.</summary>
public sealed class PlanMaker(BaselineDocument document, EstateSession session, TimeProvider clock, Talk talk)
{
    /// <summary>The estate that is planned over.</summary>
    public EstateSession Session => session;

    /// <summary>
    /// Reads the estate afresh and plans. Exemptions end by the day on which the estate was captured, so that the same
    /// inputs give the same plan on any day.
    /// </summary>
    public async Task<Plan> MakeAsync(CancellationToken cancellationToken)
    {
        var (estate, today) = await ObserveAsync(cancellationToken);
        using var span = Spans.Start("plan");
        var plan = Planner.Plan(document, estate, today);
        return cancellationToken.IsCancellationRequested
            ? throw new CancelledException("Cancelled while planning: everything was read, and nothing was written.")
            : plan;
    }

    /// <summary>Reads the estate afresh, for both documents, and plans with each of them.</summary>
    /// <param name="other">The document to compare with.</param>
    /// <param name="otherName">That document as the user named it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<Plan> MakeAgainstAsync(BaselineDocument other, string otherName, CancellationToken cancellationToken)
    {
        var (estate, today) = await ObserveAsync(Planner.RequestFor(document).And(Planner.RequestFor(other)), cancellationToken);
        return PlanComparer.Compare(Planner.Plan(document, estate, today), Planner.Plan(other, estate, today), otherName);
    }

    /// <summary>Reads the estate afresh; with the day by which exemptions end.</summary>
    public Task<(Estate Estate, DateOnly Today)> ObserveAsync(CancellationToken cancellationToken) =>
        ObserveAsync(Planner.RequestFor(document), cancellationToken);

    private async Task<(Estate Estate, DateOnly Today)> ObserveAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var estate = await ReadAsync(request, cancellationToken);
        var now = estate.CapturedAt ?? clock.GetUtcNow();
        return (estate, DateOnly.FromDateTime(now.UtcDateTime));
    }

    private async Task<Estate> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        using var span = Spans.Start("read");
        try
        {
            var estate = await session.Reader.ReadAsync(request, cancellationToken);
            talk.Report(session.Failures.Take());
            return estate;
        }
        catch (OperationCanceledException exception)
        {
            throw new CancelledException($"Cancelled while reading: {session.Tally.Describe()}; nothing was written.", exception);
        }
    }
}
