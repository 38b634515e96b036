using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Plans;

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
        var planned = plan.Changes.ToLookup(LiveDocument.ReadId, StringComparer.OrdinalIgnoreCase);
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
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var lost in PropertyDiff.Between(Element(now), Element(body)).Where(lost => !IsAllowed(lost, named)))
            {
                yield return $"{id}: {lost.Path} was {PlanText.Of(new PropertyChange(lost.Path, lost.After, lost.Before))}";
            }
        }
    }

    private static bool IsAllowed(PropertyChange lost, HashSet<string> named) =>
        lost.After.ValueKind == JsonValueKind.Undefined
        || named.Contains(lost.Path)
        || OfAzure.Contains(lost.Path.Split('.')[^1], StringComparer.Ordinal);

    private static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);
}
