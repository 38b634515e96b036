using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Whether everything that a plan did not name is as it was before.</summary>
internal static class Survival
{
    private static readonly string[] OfAzure =
    [
        "id", "systemData", "provisioningState", "lastModifiedTime", "lastEnabledTime", "updatedOn",
        "currentVersionedKeyIdentifier", "lastKeyRotationTimestamp",
    ];

    /// <summary>Resources and members of before that are gone or another afterwards, without being in the plan.</summary>
    public static IEnumerable<string> Losses(
        IReadOnlyDictionary<string, JsonObject> before, IReadOnlyDictionary<string, JsonObject> after, Plan plan)
    {
        var planned = plan.Changes.ToLookup(change => ControlCatalogue.Product.Types.ReadAt(change.Type, change.Resource), StringComparer.OrdinalIgnoreCase);
        foreach (var (id, body) in before)
        {
            var changes = planned[id].ToList();
            if (changes.Exists(change => change.Action == ChangeAction.Delete))
            {
                continue;
            }

            if (!after.TryGetValue(id, out var now))
            {
                yield return $"{id} is gone";
                continue;
            }

            var named = changes
                .SelectMany(change => change.Properties)
                .Select(property => property.Path)
                .Concat(WithinContainer(id, plan))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var lost in new PropertyDiff(new UnnamedType()).Between(Element(now), Element(body)).Where(lost => !IsAllowed(lost, named)))
            {
                yield return $"{id}: {lost.Path} was {PlanText.Of(new PropertyChange(lost.Path, lost.After, lost.Before))}";
            }
        }
    }

    /// <summary>What is another afterwards, gone or new, but for what Azure sets itself and for resources that are known to be.</summary>
    public static IEnumerable<string> Differences(
        IReadOnlyDictionary<string, JsonObject> before, IReadOnlyDictionary<string, JsonObject> after, ISet<string> left)
    {
        foreach (var id in before.Keys.Union(after.Keys, StringComparer.OrdinalIgnoreCase).Where(id => !left.Contains(id)))
        {
            if (!before.TryGetValue(id, out var then) || !after.TryGetValue(id, out var now))
            {
                yield return $"{id} is {(before.ContainsKey(id) ? "gone" : "new")}";
                continue;
            }

            foreach (var difference in new PropertyDiff(new UnnamedType()).Between(Element(then), Element(now)).Where(difference => !IsAllowed(difference, []) && !IsNoIdentity(difference)))
            {
                yield return $"{id}: {PlanText.Of(difference)}";
            }
        }
    }

    /// <summary>An account that had an identity once says "None" ever after.</summary>
    private static bool IsNoIdentity(PropertyChange difference) =>
        difference is { Path: "identity.type", Before.ValueKind: JsonValueKind.Undefined } && difference.After.ValueEquals("None");

    /// <summary>What a container shows of the changes of its policy, which lies within it.</summary>
    private static IEnumerable<string> WithinContainer(string id, Plan plan) => plan.Changes
        .Where(change => change.Type == TypeNames.ImmutabilityPolicy
            && change.Resource.StartsWith($"{id}/", StringComparison.OrdinalIgnoreCase))
        .SelectMany(change => change.Properties)
        .Select(property => $"properties.immutabilityPolicy.{property.Path}")
        .Append("properties.hasImmutabilityPolicy");

    private static bool IsAllowed(PropertyChange lost, HashSet<string> named) =>
        lost.After.ValueKind == JsonValueKind.Undefined
        || named.Contains(lost.Path)
        || lost.Path.Split('.').Any(member => OfAzure.Contains(member, StringComparer.Ordinal));

    private static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);
}
