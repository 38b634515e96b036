using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Cli.Tracing;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Cli.Commands;

/// <summary>Reads an estate and plans over it, as often as asked.</summary>
public sealed class PlanMaker(BaselineDocument document, Planner planner, EstateSession session, TimeProvider clock, ConsoleStreams streams)
{
    /// <summary>Where the estate is.</summary>
    public required EstateArguments Place { get; init; }

    /// <summary>The part that is read and planned for; everything by default.</summary>
    public Selection Part { get; init; } = Selection.Everything;

    /// <summary>The estate that is planned over.</summary>
    public EstateSession Session => session;

    /// <summary>Reads the estate afresh and plans.</summary>
    public Task<Plan> MakeAsync(CancellationToken cancellationToken) => MakeAsync(
        planner.RequestFor(document, Part), (estate, today) => Plan(document, estate, today), cancellationToken);

    /// <summary>Reads the estate afresh, for both documents, and plans with each of them.</summary>
    /// <param name="other">The document to compare with.</param>
    /// <param name="otherName">That document as the user named it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<Plan> MakeAgainstAsync(BaselineDocument other, string otherName, CancellationToken cancellationToken) => MakeAsync(
        planner.RequestFor(document, Part).And(planner.RequestFor(other, Part)),
        (estate, today) => PlanComparer.Compare(Plan(document, estate, today), OtherPlan(other, estate, today), otherName),
        cancellationToken);

    /// <summary>Reads the estate afresh, and tells what could not be read; with the day by which exemptions end.</summary>
    /// <exception cref="DiagnosticException">The document covers no subscription at all that can be seen.</exception>
    public Task<(Estate Estate, DateOnly Today)> ObserveAsync(CancellationToken cancellationToken) =>
        ObserveScopeAsync(planner.RequestFor(document, Part), cancellationToken);

    /// <summary>The same for a file: of the part all that the document asks for, and of others what the part refers to.</summary>
    /// <exception cref="DiagnosticException">The document covers no subscription at all that can be seen.</exception>
    public Task<(Estate Estate, DateOnly Today)> CaptureAsync(CancellationToken cancellationToken) =>
        ObserveScopeAsync(planner.RequestFor(document) with { Part = Part }, cancellationToken);

    private Plan Plan(BaselineDocument wanted, Estate estate, DateOnly today) =>
        planner.Plan(wanted, estate, today, Part) is var planned && planned.Value is { } plan
            ? plan
            : throw new DiagnosticException([.. planned.Diagnostics]);

    /// <summary>What the other document has nothing of is not an error: this document may bring it.</summary>
    private Plan OtherPlan(BaselineDocument other, Estate estate, DateOnly today) =>
        planner.Plan(other, estate, today, Part with { MaxChanges = null }) is { Value: { } plan }
            ? plan
            : planner.Plan(other, estate, today) with { Findings = [], Changes = [], Notices = [] };

    private async Task<(Estate Estate, DateOnly Today)> ObserveScopeAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var observed = await ObserveAsync(request, cancellationToken);
        return EmptyScope.Of(document.Scope, observed.Estate, Place) is { } nothing ? throw new DiagnosticException(nothing) : observed;
    }

    private async Task<Plan> MakeAsync(
        EstateRequest request, Func<Estate, DateOnly, Plan> plan, CancellationToken cancellationToken)
    {
        var (estate, today) = await ObserveScopeAsync(request, cancellationToken);
        using var span = Spans.Start("plan");
        var made = plan(estate, today);
        made = Place.PlanCloud is not { } cloud ? made : made with { Estate = made.Estate with { Cloud = cloud } };
        return cancellationToken.IsCancellationRequested
            ? throw new CancelledException("Cancelled while planning: everything was read, and nothing was written.")
            : made;
    }

    /// <summary>Reads a part of the estate afresh, and tells what could not be read; with the day by which exemptions end.</summary>
    /// <param name="request">What is needed of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<(Estate Estate, DateOnly Today)> ObserveAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var observed = await session.ObserveAsync(request, clock, cancellationToken);
        streams.Report(session.Failures.Take());
        return observed;
    }
}
