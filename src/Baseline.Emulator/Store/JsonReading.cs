using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>Reads members of JSON that others wrote: a missing or wrongly typed member is null.</summary>
internal static class JsonReading
{
    public static string? AsText(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? AsFlag(this JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static double? AsNumber(this JsonNode? node)
    {
        if (node is not JsonValue value || value.GetValueKind() is not JsonValueKind.Number)
        {
            return null;
        }

        if (value.TryGetValue<double>(out var number))
        {
            return number;
        }

        // A number that was never text is found only under the very type it was made with.
        if (value.TryGetValue<int>(out var small))
        {
            return small;
        }

        return value.TryGetValue<long>(out var whole) ? whole : null;
    }

    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = node is JsonObject parent ? parent[name] : null;
        }

        return node;
    }

    public static IEnumerable<JsonObject> Objects(this JsonNode? node) =>
        node is JsonArray array ? array.OfType<JsonObject>() : [];

    public static IEnumerable<string> Texts(this JsonNode? node) =>
        node is JsonArray array ? array.Select(item => item.AsText()).OfType<string>() : [];

    /// <summary>Equal without regard to case; two absent texts are equal too.</summary>
    public static bool Same(this string? text, string? other) =>
        string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
