using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.DiagnosticSettings;

/// <summary>One setting that has what two controls ask for, each of which computed its body from the same live setting.</summary>
internal static class SettingUnion
{
    private const string Properties = "properties";
    private const string Logs = "logs";
    private const string Enabled = "enabled";

    /// <summary>
    /// The first body, with the rows that are on in the second, and with what the second changes where the first does not.
    /// </summary>
    public static JsonObject Of(JsonObject first, JsonObject second, JsonElement live)
    {
        var union = first.DeepClone().AsObject();
        if (union[Properties] is not JsonObject properties || second[Properties] is not JsonObject more)
        {
            return union;
        }

        foreach (var (name, value) in more)
        {
            var before = live.At($"{Properties}.{name}");
            if (name == Logs)
            {
                SwitchOn(properties, value);
            }
            else if (!IsSame(before, value) && (properties[name] is null || IsSame(before, properties[name])))
            {
                properties[name] = value?.DeepClone();
            }
        }

        return union;
    }

    private static void SwitchOn(JsonObject properties, JsonNode? rows)
    {
        if (properties[Logs] is not JsonArray logs)
        {
            properties[Logs] = logs = [];
        }

        foreach (var row in (rows as JsonArray ?? []).OfType<JsonObject>().Where(IsOn))
        {
            if (logs.OfType<JsonObject>().FirstOrDefault(other => KeyOf(other) == KeyOf(row)) is { } known)
            {
                known[Enabled] = true;
            }
            else
            {
                logs.Add(row.DeepClone());
            }
        }
    }

    private static bool IsOn(JsonObject row) => row[Enabled]?.GetValueKind() == JsonValueKind.True;

    /// <summary>What a row is about: a category or a group.</summary>
    private static (string? Category, string? Group) KeyOf(JsonObject row) =>
        (row["category"]?.ToString().ToLowerInvariant(), row["categoryGroup"]?.ToString().ToLowerInvariant());

    private static bool IsSame(JsonElement one, JsonNode? other) =>
        other is null ? JsonValues.IsNothing(one) : JsonValues.Same(one, JsonValues.Element(other));
}
