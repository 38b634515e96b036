using System.Text.Json;
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
/// A change of a saved plan that sends a resource whole is refused where its body was edited, or brings about what the document wants.
/// What fixes less, such as a new setting for one of two places, may pass: what a resource offers and which other settings it has is
/// not read for that, and the next plan asks for the rest.
/// </summary>
public sealed class ForgedBodyTests
{
    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    public static TheoryData<string> Cases => [.. CaseFile.All().SelectMany(CaseFile.CaseNames)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_edited_body_is_refused_or_leaves_what_the_honest_one_leaves(string name)
    {
        var one = CaseFile.Load(name);
        var plan = new Planner(Catalogue).Plan(one.Document, one.Estate, one.Today);
        var wrong = new List<string>();
        foreach (var (at, change) in plan.Changes.Index().Where(entry => IsSentWhole(entry.Item)))
        {
            var live = one.Estate.Find(ResourceId.Parse(change.Resource)).Resource?.Body ?? default;
            var honest = PlanText.Of(Left(one, change, change.Body));
            foreach (var edit in BodyEdits.Of(change.Body))
            {
                var forged = BodyEdits.Shown(change, edit.Body, live);
                var edited = plan with { Changes = [.. plan.Changes.Take(at), forged, .. plan.Changes.Skip(at + 1)] };
                if (await IsTakenAsync(one, edited) && Left(one, change, edit.Body) is var left
                    && PlanText.Of(left) != honest && !(IsOfLogs(edit) && IsStillAsked(left)))
                {
                    wrong.Add($"{change.Action} {change.Resource}: {edit.What}: {edit.Body}\n{PlanText.Of(left)}\nin place of\n{honest}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static bool IsSentWhole(Change change) => change.Method == "PUT"
        && change.Body.ValueKind == JsonValueKind.Object && !ChangeReference.IsIn(change.Resource);

    private static async Task<bool> IsTakenAsync(ConformanceCase one, Plan plan) =>
        new SavedPlanCheck(Catalogue).Objections(plan, one.Document, one.Estate, one.Today).Count == 0
        && new SavedBodyCheck(Catalogue).Objections(plan, one.Document, one.Estate, one.Today).Count == 0
        && (await new LiveCheck(Catalogue.Types, new CapturedReader(one.Estate), 1)
            .ObjectionsAsync(plan, TestContext.Current.CancellationToken)).Count == 0;

    /// <summary>Whether it changes what is exported, where to, or what of a rule is for versions: what a document alone can't tell.</summary>
    private static bool IsOfLogs(BodyEdit edit) => edit.What.Contains("properties.logs", StringComparison.Ordinal)
        || (edit.IsLess && (edit.What.EndsWith("Id", StringComparison.Ordinal) || edit.What.EndsWith(".version", StringComparison.Ordinal)));

    private static bool IsStillAsked(Plan left) => left.Findings.Any(finding => finding.State == ComplianceState.Noncompliant);

    /// <summary>What is left to do once a resource is as it was sent.</summary>
    private static Plan Left(ConformanceCase one, Change change, JsonElement body) => new Planner(Catalogue).Plan(
        one.Document, one.Estate.Replacing([new ObservedResource(ResourceId.Parse(change.Resource), body)]), one.Today);

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
