using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Holds a body against the members that it must have, and those that it must not.</summary>
internal static class BodyComparison
{
    /// <summary>Members must be there and match, items of a list one by one; what is not expected may be there too.</summary>
    public static IEnumerable<string> Mismatches(string path, JsonNode? expected, JsonElement actual) => expected switch
    {
        null => [],
        JsonObject map => map.SelectMany(member => Mismatches($"{path}.{member.Key}", member.Value, Member(actual, member.Key))),
        JsonArray list when actual.ValueKind == JsonValueKind.Array && actual.GetArrayLength() == list.Count =>
            list.Zip(actual.EnumerateArray()).SelectMany(pair => Mismatches($"{path}[]", pair.First, pair.Second)),
        _ when JsonNode.DeepEquals(expected, Node(actual)) => [],
        _ => [$"{path}: expected {expected.ToJsonString()}, but it is {Node(actual)?.ToJsonString() ?? "absent"}"],
    };

    /// <summary>The dotted paths of <paramref name="lacking"/> that are there all the same.</summary>
    public static IEnumerable<string> Present(string path, JsonNode? lacking, JsonElement actual) =>
        Expected.Texts(lacking)
            .Where(member => actual.At(member).ValueKind != JsonValueKind.Undefined)
            .Select(member => $"{path}.{member}: expected none, but it is {actual.At(member).GetRawText()}");

    private static JsonElement Member(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    private static JsonNode? Node(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());
}
