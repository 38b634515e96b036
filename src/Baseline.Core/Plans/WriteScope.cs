using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>Whether the document at hand lets a resource be written to, whenever and by whomever the write was planned. Pure.</summary>
/// <param name="catalogue">The controls and types of the tool.</param>
/// <param name="document">The document at hand.</param>
/// <param name="estate">An estate with its scope, and the tags of what is written to where an exclusion asks for them.</param>
/// <param name="today">The day, in UTC, by which exemptions end.</param>
public sealed class WriteScope(ControlCatalogue catalogue, BaselineDocument document, Estate estate, DateOnly today)
{
    private readonly EstateScope _scope = new(document.Scope, estate);
    private readonly ExemptionRegister _exemptions = new(document.Exemptions);
    private readonly HashSet<ResourceId> _named = [.. document.NamedResources];

    private readonly IReadOnlyList<IControl> _controls = catalogue.ControlsOf(document);

    /// <summary>What has to be read to decide on writes.</summary>
    /// <param name="catalogue">The controls and types of the tool.</param>
    /// <param name="document">The document at hand.</param>
    /// <param name="writes">The writes.</param>
    public static EstateRequest RequestFor(
        ControlCatalogue catalogue, BaselineDocument document, IReadOnlyList<ArmWrite> writes)
    {
        var needsTags = document.Scope.Exclusions.Any(exclusion => exclusion.TagName is not null);
        var owners = writes.Select(write => OwnerOf(catalogue.Types, write)).OfType<ResourceId>().ToList();
        var controls = catalogue.ControlsOf(document);
        var tagged = owners.Where(owner => needsTags && controls.Any(control => control.JudgedTypes.Any(owner.IsOfType)));
        var request = new Planner(catalogue).RequestFor(document);
        var needed = controls.SelectMany(control => control.NeededForSavedPlan(owners)).ToList();
        var services = needed.FindAll(id => id.IsOfType(TypeNames.BlobService));

        // The list of all resources shows their tags, whatever their types.
        return request with
        {
            Needs = EstateNeeds.Nothing with { Logged = needsTags ? request.Needs.Logged : [], NewPolicies = services.Count > 0 },
            StillNeeded = _ => services,
            Named = [.. needed.Except(services).Concat(tagged).Distinct()],
        };
    }

    /// <summary>What a write is about: the vault, account, identity, subscription or management group; null for what is no id.</summary>
    public static ResourceId? OwnerOf(ResourceTypes types, ArmWrite write) =>
        ResourceId.TryParse(write.Resource, out var id)
            && ResourceId.TryParse(id.Text[..types.LockScopeOf(write.Type, id.Text).Length], out var owner)
            ? owner
            : null;

    /// <summary>
    /// Why a resource is not to be changed, as a sentence: it is out of scope, excluded or exempt; null where it is none of
    /// it.
    /// </summary>
    /// <param name="write">The write.</param>
    /// <param name="altered">The paths that it is said to alter, by which it is told for which parts it is; null: all that it says.</param>
    public string? WhyNot(ArmWrite write, IReadOnlyCollection<string>? altered = null)
    {
        if (OwnerOf(catalogue.Types, write) is not { } owner)
        {
            return $"{write.Resource} is not the id of anything in scope.";
        }

        var isCovered = owner.SubscriptionId is { } subscription ? _scope.CoversSubscription(subscription)
            : _scope.ManagementGroups.Contains(owner);
        return !isCovered && !_named.Contains(owner) ? $"{owner} is not in the document's scope."
            : UpTo(owner, write).FirstOrDefault(_scope.IsExcluded) is { } excluded
                ? $"{excluded} is excluded from the document's scope."
            : WhyExempt(write, owner, altered);
    }

    /// <summary>The controls that own a write and from which its resource is not exempt; none where it is no write to an id.</summary>
    /// <param name="write">The write.</param>
    public IReadOnlyList<IControl> Asking(ArmWrite write) => OwnerOf(catalogue.Types, write) is { } owner
        ? [.. _controls.Where(control => control.Owns(write, owner) && WhyExempt(control, SubjectOf(control, write, owner)) is null)]
        : [];

    /// <summary>
    /// What is exempt from one control may still be asked for by another; what none asks for, as an undo may take back, is left alone
    /// where it is exempt from any.
    /// </summary>
    private string? WhyExempt(ArmWrite write, ResourceId owner, IReadOnlyCollection<string>? altered)
    {
        var asking = _controls.Where(control => control.Owns(write, owner)).ToList();
        List<string?> reasons =
        [
            .. (asking.Count > 0 ? asking : _controls).Select(control => SubjectOf(control, write, owner) is var subject
                ? WhyExempt(control, subject) ?? WhyExempt(control, subject, control.PartsOf(write, altered))
                : null),
        ];
        return asking.Count > 0 && reasons.Contains(null) ? null : reasons.Find(reason => reason is not null);
    }

    private string? WhyExempt(IControl control, ResourceId subject) => _exemptions.Live(control.Id, subject, today) is { } exemption
        ? $"{subject} is exempt from {control.Id} until {exemption.Expires:yyyy-MM-dd}, and what is exempt is never changed."
        : null;

    private string? WhyExempt(IControl control, ResourceId subject, IEnumerable<string> parts) => parts
        .Select(part => _exemptions.LiveOfPart(control.Id, subject, part, today) is { } exemption
            ? $"{part} of {subject} is exempt from {control.Id} until {exemption.Expires:yyyy-MM-dd}, and what is exempt is never changed."
            : null)
        .FirstOrDefault(why => why is not null);

    /// <summary>
    /// What a control's finding names where it asks for a write: of a setting of a database that is the database, and not the server
    /// that takes one write at a time.
    /// </summary>
    private static ResourceId SubjectOf(IControl control, ArmWrite write, ResourceId owner) =>
        UpTo(owner, write).FirstOrDefault(id => control.JudgedTypes.Any(id.IsOfType)) ?? owner;

    /// <summary>What is written and all that it hangs beneath, from the inside out, the owner being the last.</summary>
    private static IEnumerable<ResourceId> UpTo(ResourceId owner, ArmWrite write)
    {
        for (var at = ResourceId.Parse(write.Resource); at is not null && at != owner; at = at.Parent)
        {
            yield return at;
        }

        yield return owner;
    }
}
