using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Comparing;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>Two estates compared.</summary>
internal static class Estates
{
    // When something was made, which is another time in each run.
    private static readonly string[] Times = ["createdOn", "createdAt", "creationTime", "created", "updated", "lastModifiedAt"];

    /// <summary>The resources of an estate by id, without times and without what faults added.</summary>
    public static Dictionary<string, JsonObject> Resources(JsonObject estate) =>
        (estate["resources"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(resource => Timeless(Writes.Plain(resource.DeepClone())))
            .OfType<JsonObject>()
            .ToDictionary(resource => "/" + ((string?)resource["id"] ?? "").Trim('/'), StringComparer.OrdinalIgnoreCase);

    /// <summary>What is another in one than in the other.</summary>
    public static List<string> Differences(JsonObject one, JsonObject other) =>
        [.. Survival.Differences(Resources(one), Resources(other), new HashSet<string>())];

    private static JsonNode? Timeless(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in Times)
            {
                members.Remove(name);
            }
        }

        IEnumerable<JsonNode?> inner = node switch
        {
            JsonObject map => map.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var item in inner.ToList())
        {
            Timeless(item);
        }

        return node;
    }
}
