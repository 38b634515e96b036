using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans.Undoing;

/// <summary>
/// Holds what an undo would make anew, or give access by, against the document: whoever forges a journal gets no setting and no grant
/// that the document does not ask for. What it puts back in what is there need not be what the document asks for. Pure.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class UndoneCreationCheck(ControlCatalogue catalogue)
{
    /// <summary>What speaks against such changes of the plan of an undo, in its order.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="WriteScope.RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public IReadOnlyList<PlanObjection> Objections(Plan plan, BaselineDocument document, Estate estate, DateOnly today) =>
    [
        .. new SavedPlanCheck(catalogue).Objections(plan, document, estate, today)
            .Concat(new SavedBodyCheck(catalogue).Objections(plan, document, estate, today))
            .Where(objection => objection.Kind == ObjectionKind.NeverSent
                && (objection.Change.Action == ChangeAction.Create || GivesAccess(objection.Change.ToWrite()))),
    ];

    private static bool GivesAccess(ArmWrite write) => write.IsOfType(TypeNames.AccessPolicy)
        && write.Resource.EndsWith("/add", StringComparison.OrdinalIgnoreCase);
}
