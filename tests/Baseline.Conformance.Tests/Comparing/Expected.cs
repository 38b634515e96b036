using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace Baseline.Conformance.Tests.Comparing;

/// <summary>Reads what a case expects.</summary>
internal static class Expected
{
    public static IReadOnlyList<JsonObject> Items(JsonObject map, string member) =>
        [.. (map[member] as JsonArray ?? []).OfType<JsonObject>()];

    public static bool Flag(JsonObject map, string member) => (bool?)map[member] ?? false;

    /// <summary>One text, or each text of a list.</summary>
    public static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(item => $"{item}") : node is null ? [] : [$"{node}"];

    /// <summary>
    /// Whether an id is the expected one, or ends with it at a slash; letter case does not matter, and <c>*</c> is any text.
    /// </summary>
    public static bool IsId(JsonNode? expected, string id) =>
        (string?)expected is { } text
        && (FileSystemName.MatchesSimpleExpression(text, id) || FileSystemName.MatchesSimpleExpression($"*/{text}", id));
}
