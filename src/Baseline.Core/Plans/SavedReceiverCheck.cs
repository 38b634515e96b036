using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>
/// Holds the changes of a saved plan that are made for the logs in an account against what is there: whether something exports logs to
/// that account is seen in Azure alone, and what the plan says of it counts for nothing. Pure.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class SavedReceiverCheck(ControlCatalogue catalogue)
{
    /// <summary>What has to be read for the check: what leads logs to accounts, wherever that lies; null where nothing has to be.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document at hand.</param>
    public EstateRequest? RequestFor(Plan plan, BaselineDocument document) => ForReceivers(plan, document).Any()
        ? new Planner(catalogue).RequestFor(
            document, document.Controls.Where(settings => catalogue.DefinitionOf(settings).LeadsToReceivers))
        : null;

    /// <summary>The changes for logs that nothing exports there, now or once the plan is applied, in the order of the plan.</summary>
    /// <param name="plan">The plan, against whose bodies <see cref="SavedBodyCheck"/> has nothing.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public IReadOnlyList<PlanObjection> Objections(Plan plan, BaselineDocument document, Estate estate, DateOnly today)
    {
        var controls = catalogue.ControlsOf(document).ToLookup(IsForReceivers);
        var input = Planner.InputOf(document, estate, today);
        var receivers = LogReceivers.Of(document, input, [.. controls[false]], Planned(plan), _ => null);
        return
        [
            .. ForReceivers(plan, document)
                .Where(change => !controls[true].Any(control => Owns(control, change) && control.IsForLogsOf(change.ToWrite(), receivers)))
                .Select(change => new PlanObjection(
                    ObjectionKind.NotToBeChanged,
                    change,
                    "As far as could be read, nothing that the document accepts exports logs there, and it protects only what receives "
                        + "logs.")),
        ];
    }

    /// <summary>
    /// The changes that only controls of receivers ask for. What an undo takes back may have come to receive no logs since: of it, only
    /// what it creates, or nobody can take back, is looked at.
    /// </summary>
    private IEnumerable<Change> ForReceivers(Plan plan, BaselineDocument document)
    {
        var controls = catalogue.ControlsOf(document);
        var isUndo = plan.IsUndo;
        return plan.Changes
            .Where(change => !isUndo || change.Action == ChangeAction.Create
                || catalogue.Types.Find(change.Type)?.ConsentFor(change.ToWrite()) is not null)
            .Where(change => controls.Where(control => Owns(control, change)).ToList() is { Count: > 0 } asking
                && asking.TrueForAll(IsForReceivers));
    }

    private bool Owns(IControl control, Change change) =>
        WriteScope.OwnerOf(catalogue.Types, change.ToWrite()) is { } owner && control.Owns(change.ToWrite(), owner);

    private bool IsForReceivers(IControl control) => catalogue.Find(control.Id)?.JudgesReceivers == true;

    /// <summary>
    /// What the plan makes anew, and settings as it writes them; the last write of a resource holds, should a plan have several.
    /// </summary>
    private static IReadOnlyList<ObservedResource> Planned(Plan plan) =>
    [
        .. plan.Changes
            .Where(change => change.Method == "PUT"
                && (change.Action == ChangeAction.Create || change.ToWrite().IsOfType(TypeNames.DiagnosticSetting)))
            .Select(change => ResourceId.TryParse(change.Resource, out var id) ? new ObservedResource(id, change.ToWrite().Body) : null)
            .OfType<ObservedResource>()
            .Reverse()
            .DistinctBy(resource => resource.Id)
            .Reverse(),
    ];
}
