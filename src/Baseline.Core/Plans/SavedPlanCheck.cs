using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.Vaults;
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

    /// <summary>What the change is made to is out of scope, excluded or exempt.</summary>
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
public static class SavedPlanCheck
{
    /// <summary>What has to be read for the check.</summary>
    public static EstateRequest RequestFor(Plan plan, BaselineDocument document) =>
        WriteScope.RequestFor(document, [.. plan.Changes.Select(WriteOf)]);

    /// <summary>What speaks against the plan, in its order; the first objection to each change.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="estate">What <see cref="RequestFor"/> asks for.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    public static IReadOnlyList<PlanObjection> Objections(Plan plan, BaselineDocument document, Estate estate, DateOnly today)
    {
        var scope = new WriteScope(document, estate, today);
        var named = new NamedTargets(document, estate, plan);
        return
        [
            .. plan.Changes.Select(change =>
            {
                var write = WriteOf(change);
                return (ResourceTypes.WhyNeverSent(write) ?? named.WhyOther(change)) is { } never
                    ? new PlanObjection(ObjectionKind.NeverSent, change, never)
                    : WhyNoConsent(write, document) is { } consent ? new PlanObjection(ObjectionKind.NoConsent, change, consent)
                    : scope.WhyNot(write) is { } not ? new PlanObjection(ObjectionKind.NotToBeChanged, change, not)
                    : null;
            }).OfType<PlanObjection>(),
        ];
    }

    /// <summary>
    /// The document's limits that a saved plan goes beyond, counted anew. The share is taken of what the plan says it judged, as
    /// far as its findings bear that out; an undo judges nothing, and has no share.
    /// </summary>
    public static IReadOnlyList<ExceededLimit> Exceeded(Plan plan, BaselineDocument document)
    {
        var subjects = plan.Findings.Select(finding => finding.Resource)
            .Concat(plan.Findings.SelectMany(finding => finding.Details).Select(detail => detail.Resource))
            .Where(id => PlanGuard.IsSubject(id))
            .ToHashSet();
        var named = document.NamedResources.ToHashSet();
        var changed = plan.Changes.Select(PlanGuard.SubjectOf).OfType<ResourceId>()
            .Where(subject => subjects.Contains(subject) || !named.Contains(subject)).ToHashSet();
        var judged = Math.Min(plan.Judged, subjects.Union(named.Where(PlanGuard.IsSubject)).Count());
        var isUndo = plan is { Judged: 0, Findings.Count: 0 } && plan.Changes
            .All(change => change.Because.All(cause => cause.Control == "undo"));
        return PlanGuard.Exceeded(document.Limits.MaxChanges, isUndo ? null : document.Limits.MaxChangedPercent, plan.Changes.Count,
            changed.Count, judged);
    }

    private static string? WhyNoConsent(ArmWrite write, BaselineDocument document) =>
        ResourceTypes.Find(write.Type)?.ConsentFor(write) is not { } consent
            || (consent == VaultType.PurgeProtection && document.Monitor006?.ConsentsToPurgeProtection == true)
            ? null
            : $"It can't be taken back, and the document does not consent to {consent} under controls.Monitor-006.irreversible.";

    internal static ArmWrite WriteOf(Change change) => new(
        change.Type, change.Method, change.Resource, change.ApiVersion, change.Body.ValueKind == JsonValueKind.Null ? default
            : change.Body);
}
