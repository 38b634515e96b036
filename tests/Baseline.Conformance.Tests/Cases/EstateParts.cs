using System.Text.Json.Nodes;

namespace Baseline.Conformance.Tests.Cases;

/// <summary>Turns the resources of a case, which are keyed by id, into the list of an estate file.</summary>
internal static class EstateParts
{
    public static JsonObject ToFile(JsonObject estate)
    {
        var file = (JsonObject)estate.DeepClone();
        file["resources"] = new JsonArray([.. (estate["resources"] as JsonObject ?? [])
            .Where(entry => entry.Value is not null)
            .Select(JsonNode (entry) => Resource(entry.Key, entry.Value as JsonObject ?? []))]);
        return file;
    }

    /// <summary>A raw body: with its id, its name, and <c>$self</c> and <c>$id</c> put in.</summary>
    private static JsonObject Resource(string id, JsonObject body)
    {
        var self = id[(id.LastIndexOf('/') + 1)..];
        var text = body.ToJsonString()
            .Replace("$self", self, StringComparison.Ordinal)
            .Replace("$id", id, StringComparison.Ordinal);
        var result = new JsonObject { ["id"] = id, ["name"] = self };
        return SharedParts.Over(result, JsonNode.Parse(text) as JsonObject ?? []);
    }
}
