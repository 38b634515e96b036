using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Conformance.Tests.Generated;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>
/// A change of a saved plan is refused where its body was edited, or brings about what the document wants. What fixes less, such as a new setting for one of two places, may pass: what a resource offers and which other settings it has is
/// not read for that, and the next plan asks for the rest.
/// </summary>
public sealed partial class ForgedBodyTests
{
    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    public static TheoryData<string> Cases => [.. CaseFile.All().SelectMany(CaseFile.CaseNames)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_plan_that_nobody_edited_is_taken(string name)
    {
        var one = CaseFile.Load(name);

        Assert.Empty(await ObjectionsAsync(one, new Planner(Catalogue).Plan(one.Document, one.Estate, one.Today)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_edited_body_is_refused_or_leaves_what_the_honest_one_leaves(string name)
    {
        var one = CaseFile.Load(name);
        var plan = new Planner(Catalogue).Plan(one.Document, one.Estate, one.Today);
        var wrong = new List<string>();
        foreach (var (at, change) in plan.Changes.Index().Where(entry => IsOfOneResource(entry.Item)))
        {
            var live = one.Estate.Find(ResourceId.Parse(change.Resource)).Resource?.Body ?? default;
            var honest = PlanText.Of(Left(one, change, change.Body));
            foreach (var edit in BodyEdits.Of(change.Body))
            {
                var forged = BodyEdits.Shown(change, edit.Body, live);
                var edited = plan with { Changes = [.. plan.Changes.Take(at), forged, .. plan.Changes.Skip(at + 1)] };
                if (await IsTakenAsync(one, edited) && Left(one, change, edit.Body) is var left
                    && PlanText.Of(left) != honest && !(IsLess(change, edit) && IsStillAsked(left)))
                {
                    wrong.Add($"{change.Action} {change.Resource}: {edit.What}: {edit.Body}\n{PlanText.Of(left)}\nin place of\n{honest}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    /// <summary>Whether it sends a resource or a part of it; what waits for the answer to another change is not known yet.</summary>
    private static bool IsOfOneResource(Change change) => change.Method is "PUT" or "PATCH"
        && change.Body.ValueKind == JsonValueKind.Object
        && !ChangeReference.IsIn(change.Resource) && !ChangeReference.IsIn(change.Body.GetRawText());

    private static async Task<bool> IsTakenAsync(ConformanceCase one, Plan plan) => (await ObjectionsAsync(one, plan)).Count == 0;

    /// <summary>What the first of the checks of a saved plan that does not take it has against it.</summary>
    private static async Task<IReadOnlyList<PlanObjection>> ObjectionsAsync(ConformanceCase one, Plan plan) =>
        new SavedPlanCheck(Catalogue).Objections(plan, one.Document, one.Estate, one.Today) is { Count: > 0 } planned ? planned
        : new SavedBodyCheck(Catalogue).Objections(plan, one.Document, one.Estate, one.Today) is { Count: > 0 } sent ? sent
        : await new LiveCheck(Catalogue.Types, new CapturedReader(one.Estate), 1) { Controls = Catalogue.ControlsOf(one.Document) }
            .ObjectionsAsync(plan, TestContext.Current.CancellationToken);

    /// <summary>
    /// Whether it changes which logs are exported, or leaves out a place, a property or what of a rule is for versions: what a document
    /// alone can't tell. Or it leaves out a rule that one of two controls asks for, as the plan of a part does that has only the other.
    /// </summary>
    private static bool IsLess(Change change, BodyEdit edit) => (change.Method == "PATCH" && edit.IsLess)
        || (edit.IsLess && change.Because.Select(cause => cause.Control).Distinct().Count() > 1 && WholeRule().IsMatch(edit.What))
        || edit.What.Contains("properties.logs", StringComparison.Ordinal)
        || (edit.IsLess && (edit.What.EndsWith("Id", StringComparison.Ordinal) || edit.What.EndsWith(".version", StringComparison.Ordinal)));

    private static bool IsStillAsked(Plan left) => left.Findings.Any(finding => finding.State == ComplianceState.Noncompliant);

    /// <summary>What is left to do once a resource is as it was sent.</summary>
    private static Plan Left(ConformanceCase one, Change change, JsonElement body)
    {
        var id = ResourceId.Parse(change.Resource);
        var sent = change.Method == "PATCH" && one.Estate.Find(id).Resource is { } live
            ? JsonSerializer.SerializeToElement(Over(JsonNode.Parse(live.Body.GetRawText()), JsonNode.Parse(body.GetRawText())))
            : body;
        return new Planner(Catalogue).Plan(one.Document, one.Estate.Replacing([new ObservedResource(id, sent)]), one.Today);
    }

    /// <summary>What a PATCH leaves: members over members, and everything else in place of what was there.</summary>
    private static JsonNode? Over(JsonNode? live, JsonNode? sent)
    {
        if (live is not JsonObject before || sent is not JsonObject after)
        {
            return sent?.DeepClone();
        }

        foreach (var (name, value) in after.ToList())
        {
            before[name] = value is JsonObject && before[name] is JsonObject inner ? Over(inner.DeepClone(), value) : value?.DeepClone();
        }

        return before;
    }

    [GeneratedRegex(@" at properties\.policy\.rules\.\d+$")]
    private static partial Regex WholeRule();

    /// <summary>Reads from a captured estate, and writes nothing.</summary>
    private sealed class CapturedReader(Estate estate) : IChangeWriter
    {
        public Task<WriteResult> ReadAsync(string resource, string apiVersion, CancellationToken cancellationToken) =>
            Task.FromResult(new WriteResult(estate.Find(ResourceId.Parse(resource)).Resource?.Body ?? default, Failure: null));

        public Task<WriteResult> WriteAsync(
            string method, string resource, string apiVersion, JsonElement body, string? ifMatch, CancellationToken cancellationToken) =>
            throw new InvalidOperationException($"{method} {resource}: a check writes nothing.");
    }
}
