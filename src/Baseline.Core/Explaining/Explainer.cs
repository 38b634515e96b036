using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Planning;
using Baseline.Resources;

namespace Baseline.Explaining;

/// <summary>Why a resource is judged as it is.</summary>
/// <param name="Steps">From the document's line to what was observed, in the order in which they are taken.</param>
/// <param name="Finding">The verdict.</param>
public sealed record Explanation(IReadOnlyList<TraceStep> Steps, Finding Finding);

/// <summary>Traces a verdict from the document's line to the JSON path that it rests on; pure, so it works offline.</summary>
public static class Explainer
{
    /// <summary>Explains the verdict of a control on a resource.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="estate">What was observed.</param>
    /// <param name="today">The day, in UTC, by which exemptions end.</param>
    /// <param name="control">The control's id, in any letter case.</param>
    /// <param name="resource">The id of the finding's resource, or its name where only one judged resource has it.</param>
    public static Diagnosed<Explanation> Explain(
        BaselineDocument document, Estate estate, DateOnly today, string control, string resource)
    {
        var known = Planner.ControlsOf(document).FirstOrDefault(entry => entry.Id.Equals(control, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            var ids = string.Join(", ", Planner.ControlsOf(document).Select(entry => entry.Id));
            return Refuse("BL2020", "The document has no such control", $"\"{control}\" is not one of {ids}.", $"Name one of {ids}.");
        }

        var plan = Planner.Plan(document, estate, today);
        var findings = plan.Findings.Where(finding => finding.Control == known.Id).ToList();
        var matches = ResourceId.TryParse(resource, out var id)
            ? [.. findings.Where(finding => finding.Resource == id)]
            : findings.Where(finding => finding.Resource.Name.Equals(resource, StringComparison.OrdinalIgnoreCase)).ToList();
        return matches.Count switch
        {
            0 => Refuse(
                "BL2021",
                "No finding for the resource",
                $"{known.Id} judged nothing called \"{resource}\": it does not exist, or it is out of scope.",
                "Take a resource from the findings of `baseline plan`."),
            1 => new Diagnosed<Explanation>(
                new Explanation([.. known.Trace(Planner.ContextOf(document, estate, today), matches[0].Resource)], matches[0]), []),
            _ => Refuse(
                "BL2022",
                "The name is ambiguous",
                $"{matches.Count} judged resources are called \"{resource}\".",
                $"Give the whole id, such as {matches[0].Resource}."),
        };
    }

    private static Diagnosed<Explanation> Refuse(string code, string summary, string detail, string fix) =>
        new(null, [new Diagnostic(Severity.Error, code, summary, detail, fix)]);
}
