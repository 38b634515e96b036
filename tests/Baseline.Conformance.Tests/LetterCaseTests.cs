using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>Azure spells ids, types and the words of its enumerations now so and now so: no verdict and no change rests on that.</summary>
public sealed class LetterCaseTests
{
    // Members whose values Azure takes in any letter case.
    private static readonly string[] Words =
    [
        "type", "location", "kind", "keySource", "level", "category", "categoryGroup", "equals", "defaultAction", "state",
        "principalType", "permissions", "field",
    ];

    public static TheoryData<string> Cases => [.. CaseFile.All().SelectMany(CaseFile.CaseNames)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_estate_in_other_letters_is_judged_and_changed_the_same(string name)
    {
        var one = CaseFile.Load(name);
        var other = Respelled(one);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);
        var respelled = new Planner(ControlCatalogue.Product).Plan(one.Document, other, one.Today);

        Assert.Equal(plan.Findings.Select(Told), respelled.Findings.Select(Told));
        Assert.Equal(plan.Changes.Select(Told).Order(), respelled.Changes.Select(Told).Order());
        Assert.Equal(plan.Notices.Select(Told).Order(), respelled.Notices.Select(Told).Order());
    }

    private static Estate Respelled(ConformanceCase one)
    {
        var estate = (JsonObject)one.EstateJson.DeepClone();
        foreach (var resource in estate["resources"]?.AsArray() ?? [])
        {
            // What a resource is called and what others call it differ, too.
            var id = resource?["id"]?.GetValue<string>();
            Respell(resource);
            if (resource is JsonObject body && id is not null)
            {
                body["id"] = id.ToLowerInvariant();
            }
        }

        return ConformanceCase.EstateOf(estate);
    }

    private static void Respell(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (key, value) in members.ToList())
                {
                    Respell(value);
                    if (Upper(key, value) is { } upper)
                    {
                        members[key] = upper;
                    }

                    if (IsId(key))
                    {
                        members.Remove(key);
                        members[key.ToUpperInvariant()] = value?.DeepClone();
                    }
                }

                break;
            case JsonArray items:
                for (var index = 0; index < items.Count; index++)
                {
                    Respell(items[index]);
                    if (Upper("", items[index]) is { } upper)
                    {
                        items[index] = upper;
                    }
                }

                break;
            default:
                break;
        }
    }

    private static string? Upper(string key, JsonNode? value) =>
        value is JsonValue single && single.TryGetValue<string>(out var text) && (IsId(text) || Words.Contains(key, StringComparer.Ordinal))
            ? text.ToUpperInvariant()
            : null;

    private static bool IsId(string text) => text.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase);

    private static string Told(Finding finding) =>
        $"{finding.Control} {finding.Resource.Key} {finding.State} {string.Join(' ', finding.Obstacles.Select(obstacle => obstacle.Code))} "
            + string.Join(' ', finding.Details.Select(detail => $"{detail.Resource.Key} {detail.State}"));

    private static string Told(Change change) => $"{change.Action} {change.Method} {change.Resource} {change.Irreversible}".ToLowerInvariant();

    private static string Told(Notice notice) => $"{notice.Code} {notice.Control} {notice.Resource}".ToLowerInvariant();
}
