using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>
/// Holds what the changes of a saved plan send against the document: whoever forges a plan gets no body past it that the tool would
/// not send for the document. What a change does to what is there already is held against that (<c>Applying</c>). Pure.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class SavedBodyCheck(ControlCatalogue catalogue)
{
    /// <summary>
    /// What speaks against what the plan sends, in its order. An undo goes back to what was, and so not to what the document wants:
    /// of it, only what it creates is looked at here, and what nobody can take back, which no undo does.
    /// </summary>
    /// <param name="plan">The plan, against which <see cref="SavedPlanCheck"/> has nothing.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="SavedPlanCheck.RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public IReadOnlyList<PlanObjection> Objections(Plan plan, BaselineDocument document, Estate estate, DateOnly today)
    {
        var scope = new WriteScope(catalogue, document, estate, today);
        var isUndo = plan.IsUndo;
        var saved = SavedPlan.Of(document, [.. plan.Changes.Select(Saved)], estate, today) with { IsUndo = isUndo };
        return
        [
            .. plan.Changes.Where(change => !isUndo || change.Action == ChangeAction.Create || IsForever(change))
                .Select(change => WhyNotWanted(change, scope, saved) is { } why
                    ? new PlanObjection(ObjectionKind.NeverSent, change, why)
                    : null)
                .OfType<PlanObjection>(),
        ];
    }

    private bool IsForever(Change change) => catalogue.Types.Find(change.Type)?.ConsentFor(change.ToWrite()) is not null;

    /// <summary>Why no control that asks for a change wants it so; null where one does.</summary>
    private string? WhyNotWanted(Change change, WriteScope scope, SavedPlan plan)
    {
        var write = change.ToWrite();
        if (catalogue.Types.WhyNeverSent(write) is { } never)
        {
            return never;
        }

        var saved = Saved(change);
        var asking = scope.Asking(write);
        var alone = asking.Select(control => (Control: control, Write: Part(saved, path => control.DecidesAlone(write, path))))
            .Where(one => one.Write.Properties.Count > 0)
            .ToList();
        var rest = Part(saved, path => !asking.Any(control => control.DecidesAlone(write, path)));
        List<string?> answers = alone.Count > 0 && rest.Properties.Count == 0
            ? [null]
            : [.. asking.Select(control => WhyNotWanted(control, rest, plan))];
        return alone.Select(one => WhyNotWanted(one.Control, one.Write, plan)).FirstOrDefault(why => why is not null)
            ?? (answers.Contains(null) ? null : answers.FirstOrDefault());
    }

    private static string? WhyNotWanted(IControl control, SavedWrite write, SavedPlan plan) =>
        control.WhyNotAsked(write, plan) ?? control.WhyNotWanted(write, plan);

    /// <summary>A write as far as it alters certain properties.</summary>
    private static SavedWrite Part(SavedWrite saved, Func<string, bool> has) =>
        saved with { Properties = [.. saved.Properties.Where(property => has(property.Path))] };

    /// <summary>The change; what is created is told by its body alone, whatever the plan says that it alters.</summary>
    private SavedWrite Saved(Change change) => new(
        change.Id,
        change.Action,
        change.ToWrite(),
        change is { Action: ChangeAction.Create, Method: "PUT" }
            ? new ResourceNormalizer(catalogue.Types).Shown(change, default)
            : change.Properties);
}
