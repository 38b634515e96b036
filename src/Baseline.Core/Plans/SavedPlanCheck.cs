using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>What speaks against a saved plan.</summary>
public enum ObjectionKind
{
    /// <summary>The tool never sends such a change for this document: the plan was not made by it.</summary>
    NeverSent,

    /// <summary>Azure can't take the change back, and the document does not consent.</summary>
    NoConsent,

    /// <summary>What the change is made to is out of scope, excluded or exempt, or receives no logs.</summary>
    NotToBeChanged,
}

/// <summary>Why a change of a saved plan is not applied.</summary>
/// <param name="Kind">What speaks against it.</param>
/// <param name="Change">The change.</param>
/// <param name="Why">A sentence.</param>
public sealed record PlanObjection(ObjectionKind Kind, Change Change, string Why);

/// <summary>
/// Holds a saved plan against the document at hand. That a plan says of itself that it is within limits, reversible or made by
/// the tool counts for nothing: its digest is a checksum, which whoever forges a plan can compute. Pure.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class SavedPlanCheck(ControlCatalogue catalogue)
{
    /// <summary>What has to be read for the check.</summary>
    public EstateRequest RequestFor(Plan plan, BaselineDocument document)
    {
        var controls = catalogue.ControlsOf(document);
        var request = WriteScope.RequestFor(catalogue, document, [.. plan.Changes.Select(change => change.ToWrite())]);
        var needed = plan.Changes.Select(Saved).SelectMany(write => controls.SelectMany(control => control.NeededForSavedWrite(write)));
        return request with { Named = [.. request.Named.Union(needed)] };
    }

    /// <summary>What speaks against the plan, in its order; the first objection to each change.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public IReadOnlyList<PlanObjection> Objections(Plan plan, BaselineDocument document, Estate estate, DateOnly today)
    {
        var scope = new WriteScope(catalogue, document, estate, today);
        var controls = catalogue.ControlsOf(document);
        var saved = SavedPlan.Of(document, [.. plan.Changes.Select(Saved)], estate, today) with { IsUndo = plan.IsUndo };
        return
        [
            .. plan.Changes.Select(change =>
            {
                var write = change.ToWrite();
                return (catalogue.Types.WhyNeverSent(write) ?? WhyNotAsked(change, controls, saved)) is { } never
                    ? new PlanObjection(ObjectionKind.NeverSent, change, never)
                    : WhyNoConsent(write, document) is { } consent ? new PlanObjection(ObjectionKind.NoConsent, change, consent)
                    : scope.WhyNot(write, [.. change.Properties.Select(property => property.Path)]) is { } not
                        ? new PlanObjection(ObjectionKind.NotToBeChanged, change, not)
                    : null;
            }).OfType<PlanObjection>(),
        ];
    }

    /// <summary>Why no control of the document asks for a change; null where one does.</summary>
    private string? WhyNotAsked(Change change, IReadOnlyList<IControl> controls, SavedPlan plan)
    {
        var owner = WriteScope.OwnerOf(catalogue.Types, change.ToWrite());
        var answers = controls.Where(control => owner is not null && control.Owns(change.ToWrite(), owner))
            .Select(control => control.WhyNotAsked(Saved(change), plan))
            .ToList();
        return answers.Count == 0 ? $"No control of the document asks for a change of {change.Resource}."
            : answers.Contains(null) ? null
            : answers[0];
    }

    private static SavedWrite Saved(Change change) => new(change.Id, change.Action, change.ToWrite(), change.Properties);

    /// <summary>
    /// The document's limits that a saved plan goes beyond, counted anew. The share is taken of what the plan says it judged, as
    /// far as its findings bear that out; an undo judges nothing, and has no share.
    /// </summary>
    public IReadOnlyList<ExceededLimit> Exceeded(Plan plan, BaselineDocument document)
    {
        var types = catalogue.ControlsOf(document).SelectMany(control => control.JudgedTypes).ToList();
        var subjects = plan.Findings.Select(finding => finding.Resource)
            .Concat(plan.Findings.SelectMany(finding => finding.Details).Select(detail => detail.Resource))
            .Where(IsSubject)
            .ToHashSet();
        var named = document.NamedResources.ToHashSet();
        var changed = plan.Changes.Select(change => PlanGuard.SubjectOf(change, IsSubject)).OfType<ResourceId>()
            .Where(subject => subjects.Contains(subject) || !named.Contains(subject)).ToHashSet();
        var judged = Math.Min(plan.Judged, subjects.Union(named.Where(IsSubject)).Count());
        return PlanGuard.Exceeded(document.Limits.MaxChanges, plan.IsUndo ? null : document.Limits.MaxChangedPercent, plan.Changes.Count,
            changed.Count, judged);

        bool IsSubject(ResourceId id) => types.Exists(id.IsOfType);
    }

    private string? WhyNoConsent(ArmWrite write, BaselineDocument document) =>
        catalogue.Types.Find(write.Type)?.ConsentFor(write) is not { } consent
            || document.Controls.Any(control => control.Consents.Contains(consent))
            ? null
            : $"It can't be taken back, and the document does not consent to {consent} under {WhereToConsent(document, consent)}.";

    private static string WhereToConsent(BaselineDocument document, string consent) => string.Join(
        " or ",
        document.Controls.Select(control => control.WhereToConsent(consent)).OfType<string>().DefaultIfEmpty("any control"));
}
