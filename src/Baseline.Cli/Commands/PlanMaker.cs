using Baseline.Cli.Estates;
using Baseline.Cli.Tracing;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Planning;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Reads an estate and plans over it, as often as asked.</summary>
public sealed class PlanMaker(BaselineDocument document, EstateSession session, TimeProvider clock)
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

    /// <summary>Reads the estate afresh; with the day by which exemptions end.</summary>
    public async Task<(Estate Estate, DateOnly Today)> ObserveAsync(CancellationToken cancellationToken)
    {
        var estate = await ReadAsync(cancellationToken);
        var now = estate.CapturedAt ?? clock.GetUtcNow();
        return (estate, DateOnly.FromDateTime(now.UtcDateTime));
    }

    private async Task<Estate> ReadAsync(CancellationToken cancellationToken)
    {
        using var span = Spans.Start("read");
        try
        {
            return await session.Reader.ReadAsync(Planner.RequestFor(document), cancellationToken);
        }
        catch (OperationCanceledException exception)
        {
            throw new CancelledException($"Cancelled while reading: {session.Tally.Describe()}; nothing was written.", exception);
        }
    }
}
