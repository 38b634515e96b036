using Baseline.Azure;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;

namespace Baseline.Explaining;

/// <summary>Why a resource is judged as it is.</summary>
/// <param name="Steps">From the document's line to what was observed, in the order in which they are taken.</param>
/// <param name="Finding">The verdict.</param>
public sealed record Explanation(IReadOnlyList<EvidenceStep> Steps, Finding Finding);

/// <summary>
/// Shows a verdict with its evidence, from the document's line to the JSON path that it rests on. Pure, so it works offline.
/// </summary>
/// <param name="catalogue">The controls and types of the tool.</param>
public sealed class Explainer(ControlCatalogue catalogue)
{
    /// <summary>Explains the verdict of a control on a resource.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    /// <param name="control">The control's id, in any letter case.</param>
    /// <param name="resource">
    /// The id of the finding's resource or of a part of it, such as a storage account; or its name where only one judged resource
    /// has it.
    /// </param>
    public Diagnosed<Explanation> Explain(
        BaselineDocument document, Estate estate, DateOnly today, string control, string resource)
    {
        var controls = catalogue.ControlsOf(document);
        if (controls.FirstOrDefault(entry => entry.Id.Equals(control, StringComparison.OrdinalIgnoreCase)) is not { } known)
        {
            var ids = string.Join(", ", controls.Select(entry => entry.Id));
            return Refuse("BL2020", "The document has no such control", $"\"{control}\" is not one of {ids}.", $"Name one of {ids}.");
        }

        var plan = new Planner(catalogue).Plan(document, estate, today);
        var input = Planner.InputOf(document, estate, today);
        var findings = plan.Findings.Where(finding => finding.Control == known.Id).ToList();
        List<Finding> matches = ResourceId.TryParse(resource, out var id)
            ? [.. findings.Where(finding => finding.Resource == id)]
            : [.. findings.Where(finding => finding.Resource.Name.Equals(resource, StringComparison.OrdinalIgnoreCase))];
        if (matches.Count == 0)
        {
            matches = [.. PartsNamed(findings, id, resource).Select(PartOf).OfType<Finding>()];
        }

        return matches.Count switch
        {
            0 => Refuse(
                "BL2021",
                "No finding for the resource",
                $"{known.Id} judged nothing called \"{resource}\": it does not exist, or it is out of scope.",
                "Take a resource from the findings of `baseline plan`."),
            1 => new Diagnosed<Explanation>(
                new Explanation(known.Evaluate(input with { Only = matches[0].Resource }).Evidence, matches[0]), []),
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

    /// <summary>
    /// The parts of findings that an id or a name speaks of. An exempt part is in no finding, so that an id may be one all the same.
    /// </summary>
    private static IEnumerable<ResourceId> PartsNamed(IEnumerable<Finding> findings, ResourceId? id, string name) =>
        id is not null
            ? [id]
            : findings.SelectMany(finding => finding.Details)
                .Select(detail => detail.Resource)
                .Where(part => part.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Distinct();

    private static Diagnosed<Explanation> Refuse(string code, string summary, string detail, string fix) =>
        new(null, [new Diagnostic(Severity.Error, code, summary, detail, fix)]);
}
