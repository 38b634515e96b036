using Baseline.Applying;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>What <c>apply</c> holds a saved plan against before it sends anything.</summary>
internal static class SavedPlanGate
{
    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    /// <summary>Why the plan is refused, a line each; empty where it is taken.</summary>
    /// <param name="azure">What is there now.</param>
    /// <param name="one">The case that gives the day.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="plan">The plan, which goes through its file.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public static async Task<IReadOnlyList<string>> RefusalsAsync(
        EmulatedAzure azure, ConformanceCase one, BaselineDocument document, Plan plan, CancellationToken cancellationToken)
    {
        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json", Catalogue.Types);
        if (read.Value is not { } saved)
        {
            return [.. read.Diagnostics.Select(diagnostic => diagnostic.ToString())];
        }

        var check = new SavedPlanCheck(Catalogue);
        var estate = await azure.ReadAsync(check.RequestFor(saved, document), cancellationToken);
        var receivers = new SavedReceiverCheck(Catalogue);
        List<PlanObjection> objections =
        [
            .. check.Objections(saved, document, estate, one.Today),
            .. new SavedBodyCheck(Catalogue).Objections(saved, document, estate, one.Today),
            .. receivers.RequestFor(saved, document) is { } request
                ? receivers.Objections(saved, document, await azure.ReadAsync(request, cancellationToken), one.Today)
                : [],
            .. await new LiveCheck(Catalogue.Types, azure.Writer, atOnce: 1) { Controls = Catalogue.ControlsOf(document) }
                .ObjectionsAsync(saved, cancellationToken),
        ];
        return [.. objections.Select(objection => $"{objection.Kind} {objection.Change.Action} {objection.Change.Resource}: {objection.Why}")];
    }
}
