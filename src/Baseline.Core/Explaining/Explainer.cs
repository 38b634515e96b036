using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Selecting;

namespace Baseline.Explaining;

/// <summary>Why a resource is judged as it is.</summary>
/// <param name="Steps">From the document's line to what was observed, in the order in which they are taken.</param>
/// <param name="Finding">The verdict.</param>
/// <param name="Plan">The plan that it is a part of.</param>
public sealed record Explanation(IReadOnlyList<EvidenceStep> Steps, Finding Finding, Plan Plan);

/// <summary>
/// Shows a verdict with its evidence, from the document's line to the JSON path that it rests on. Pure, so it works offline.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class Explainer(ControlCatalogue catalogue)
{
    private const int MostNamed = 3;

    /// <summary>Explains the verdict of a control on a resource; the two stand in any order.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    /// <param name="control">The control's id, in any letter case and with or without its hyphen.</param>
    /// <param name="resource">
    /// The id of the finding's resource or of a part of it, such as a storage account; or its name, also as plans print it
    /// (<c>sql-shop / shop</c>), or the display name of a subscription, where only one judged resource has it.
    /// </param>
    public Diagnosed<Explanation> Explain(
        BaselineDocument document, Estate estate, DateOnly today, string control, string resource)
    {
        var controls = catalogue.ControlsOf(document);
        var known = ControlNamed(controls, control);
        if (known is null && ControlNamed(controls, resource) is { } second)
        {
            (known, resource) = (second, control);
        }

        if (known is null)
        {
            return UnknownControl(controls, control, resource);
        }

        var world = new JudgedWorld(catalogue, document, estate, today);
        return Explain(world, Planner.PlanOf(world), known, resource);
    }

    private Diagnosed<Explanation> Explain(JudgedWorld world, Plan plan, IControl known, string resource)
    {
        var input = world.Input;
        resource = Spelled(resource);
        var findings = plan.Findings.Where(finding => finding.Control == known.Id).ToList();
        List<Finding> matches = ResourceId.TryParse(resource, out var id)
            ? [.. findings.Where(finding => finding.Resource == id)]
            : [.. findings.Where(finding => NamesOf(finding.Resource, input.Estate).Contains(resource, StringComparer.OrdinalIgnoreCase))];
        if (matches.Count == 0)
        {
            matches = [.. PartsNamed(findings, id, resource).Select(PartOf).OfType<Finding>()];
        }

        return matches.Count switch
        {
            0 => NotJudged(known, findings, input, id, resource),
            1 => new Diagnosed<Explanation>(
                new Explanation(EvidenceOf(world, known, matches[0].Resource), matches[0], plan), []),
            _ => Refuse(
                "BL2022",
                "The name is ambiguous",
                $"{matches.Count} judged resources are called \"{resource}\".",
                $"Give the whole id, such as {matches[0].Resource}."),
        };

        // With the changes of the plan that serve the part.
        Finding? PartOf(ResourceId part) => known.Evaluate(input with { Only = part }).Findings is [var finding]
            ? finding with
            {
                Changes = [.. plan.Changes
                    .Where(change => change.Because.Any(cause =>
                        cause.Control == known.Id && ResourceId.TryParse(cause.Account, out var served) && served == part))
                    .Select(change => change.Id)],
            }
            : null;
    }

    /// <summary>The steps by what is there, and then those by what other controls of the document make of it.</summary>
    private static IReadOnlyList<EvidenceStep> EvidenceOf(JudgedWorld world, IControl control, ResourceId resource)
    {
        var today = control.Evaluate(world.Input with { Only = resource }).Evidence;
        return world.InputOncePlanned(control, resource) is { } planned
            ?
            [
                .. today,
                new EvidenceStep(0, resource.Text, "Once this plan is applied:"),
                .. control.Evaluate(planned with { Only = resource }).Evidence.Except(today),
            ]
            : today;
    }

    /// <summary>
    /// The parts of findings that an id or a name speaks of. An exempt part is in no finding, so that an id may be one all the same.
    /// </summary>
    private static IEnumerable<ResourceId> PartsNamed(IEnumerable<Finding> findings, ResourceId? id, string name) =>
        id is not null
            ? [id]
            : findings.SelectMany(finding => finding.Details)
                .Select(detail => detail.Resource)
                .Where(part => ResourceNames.Of(part).Contains(name, StringComparer.OrdinalIgnoreCase))
                .Distinct();

    private static IControl? ControlNamed(IEnumerable<IControl> controls, string word) =>
        controls.FirstOrDefault(control => IsNamed(control.Id, word));

    private static bool IsNamed(string id, string word) => Plain(id).Equals(Plain(word), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string word) => word.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);

    private Diagnosed<Explanation> UnknownControl(IReadOnlyList<IControl> controls, string first, string second)
    {
        List<string> ids = [.. controls.Select(entry => entry.Id)];
        var nearest = Suggestions.Nearest(first, ids) ?? Suggestions.Nearest(second, ids);
        var absent = catalogue.All.Select(entry => entry.Id)
            .FirstOrDefault(entry => IsNamed(entry, first) || IsNamed(entry, second));
        var list = string.Join(", ", ids);
        return Refuse(
            "BL2020",
            "The document has no such control",
            absent is null ? $"\"{first}\" is not one of {list}." : $"The document does not have {absent}; it has {list}.",
            absent is not null ? $"Add {absent} under controls in the document, or name one of {list}."
                : nearest is null ? $"Name one of {list}."
                : $"Did you mean \"{nearest}\"?");
    }

    private Diagnosed<Explanation> NotJudged(
        IControl control, IReadOnlyList<Finding> findings, EvaluationInput input, ResourceId? id, string name)
    {
        var estate = input.Estate;
        var word = id?.Name ?? name;
        var parts = findings.SelectMany(finding => finding.Details).Select(detail => detail.Resource);
        var names = findings.Select(finding => finding.Resource).Concat(parts).SelectMany(resource => NamesOf(resource, estate));
        var nearest = Suggestions.Nearest(word, names, MostNamed);
        var there = estate.Resources.Select(resource => resource.Id)
            .Concat(estate.Subscriptions.Select(subscription => ResourceId.Subscription(subscription.Id)))
            .Where(other => id is null ? NamesOf(other, estate).Contains(name, StringComparer.OrdinalIgnoreCase) : other == id)
            .ToList();
        if (there.Select(input.Scope.ExclusionOf).OfType<Exclusion>().FirstOrDefault() is { } exclusion)
        {
            return Refuse(
                "BL2021",
                "No finding for the resource",
                $"\"{name}\" exists, and is excluded from the scope: {exclusion.Text}{(exclusion.Span is { } at ? $", at {at}" : "")}.",
                "Remove or narrow the exclusion to have it judged.");
        }

        var why = new MissingFinding(control, catalogue.Find(control.Id)?.Exempts.Judged ?? "what the document asks for", input);
        return Refuse(
            "BL2021",
            "No finding for the resource",
            there.Count > 0
                ? $"\"{name}\" {why.Of(there[0])}"
                : $"{control.Id} judged nothing called \"{name}\", and nothing of that name was read.",
            nearest.Count == 0
                ? "Take a resource from the findings of `baseline plan`."
                : $"Did you mean {string.Join(" or ", nearest.Select(other => $"\"{other}\""))}?");
    }

    /// <summary>A path of names as it is printed, however many blanks stand around its slashes; an id begins with one.</summary>
    private static string Spelled(string name) =>
        name.StartsWith('/') ? name : string.Join(" / ", name.Split('/', StringSplitOptions.TrimEntries));

    /// <summary>What a resource is called: its name, and a subscription also as people call it.</summary>
    private static IEnumerable<string> NamesOf(ResourceId resource, Estate estate) =>
        resource.Parent is null && resource.SubscriptionId is { } guid && estate.Subscription(guid)?.DisplayName is { Length: > 0 } shown
            ? [shown, resource.Name]
            : ResourceNames.Of(resource);

    private static Diagnosed<Explanation> Refuse(string code, string summary, string detail, string fix) =>
        new(null, [new Diagnostic(Severity.Error, code, summary, detail, fix)]);
}
