using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Resources;

namespace Baseline.Plans;

/// <summary>
/// Brings a live document into the form in which it is compared, so that what Azure adds by itself (disabled categories,
/// empty retention, time stamps, the key version in use) never looks like a change (azure-facts §11.4).
/// </summary>
public static class LiveDocument
{
    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "etag", "systemData", "provisioningState", "lastModifiedTime", "lastEnabledTime",
        "lastKeyRotationTimestamp", "currentVersionedKeyIdentifier", "currentVersionedKeyExpirationTimestamp",
        "creationTime", "keyCreationTime", "timeGrain",
    };

    /// <summary>
    /// The part of a live document that a change rests on. A PATCH rests on the members that it names; an access policy
    /// on the vault's policies; every other write on the whole document.
    /// </summary>
    public static JsonElement Relevant(string type, string method, JsonElement body, JsonElement live)
    {
        if (live.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return default;
        }

        if (type.EndsWith("/accessPolicies", StringComparison.OrdinalIgnoreCase))
        {
            return Normalized(live.At("properties.accessPolicies"), isLogRow: false);
        }

        if (method != "PATCH")
        {
            return Normalized(live, isLogRow: false);
        }

        var part = new JsonObject();
        foreach (var path in TouchedPaths(body))
        {
            part[path] = Node(Normalized(live.At(path), isLogRow: false));
        }

        return JsonSerializer.SerializeToElement(part, PlanJson.Default.JsonObject);
    }

    private static IEnumerable<string> TouchedPaths(JsonElement body) =>
        body.EnumerateObject().SelectMany(member => member.Name == "properties"
            ? member.Value.EnumerateObject().Select(inner => $"properties.{inner.Name}")
            : [member.Name]);

    private static JsonElement Normalized(JsonElement value, bool isLogRow)
    {
        var node = NormalizedNode(value, isLogRow);
        return node is null ? default : JsonSerializer.SerializeToElement(node, PlanJson.Default.JsonNode);
    }

    private static JsonNode? NormalizedNode(JsonElement value, bool isLogRow) => value.ValueKind switch
    {
        JsonValueKind.Object => NormalizedObject(value, isLogRow),
        JsonValueKind.Array => NormalizedArray(value),
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String when value.GetString() is "" => null,
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => Node(value),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value."),
    };

    private static JsonObject NormalizedObject(JsonElement value, bool isLogRow)
    {
        var result = new JsonObject();
        foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
        {
            var dropped = Volatile.Contains(member.Name)
                || (isLogRow && member.Name == "retentionPolicy" && !member.Value.IsTrueAt("enabled"));
            if (!dropped && NormalizedNode(member.Value, isLogRow: false) is { } node)
            {
                result[member.Name] = node;
            }
        }

        return result;
    }

    /// <summary>Rows of categories are a set in which a disabled row means nothing (recorded facts 6, 7, 12).</summary>
    private static JsonArray NormalizedArray(JsonElement value)
    {
        var rows = value.EnumerateArray().Where(IsLogRow).ToList();
        IEnumerable<JsonElement> items = rows.Count == 0
            ? value.EnumerateArray()
            : rows.Where(row => row.IsTrueAt("enabled"))
                .OrderBy(row => row.TextAt("category") ?? row.TextAt("categoryGroup"), StringComparer.OrdinalIgnoreCase);
        return new JsonArray([.. items.Select(item => NormalizedNode(item, rows.Count > 0))]);
    }

    private static bool IsLogRow(JsonElement item) =>
        item.At("enabled").ValueKind is JsonValueKind.True or JsonValueKind.False
        && (item.TextAt("category") ?? item.TextAt("categoryGroup")) is not null;

    private static JsonNode? Node(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());
}
