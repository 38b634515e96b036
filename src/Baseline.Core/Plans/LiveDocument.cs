using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Brings a live document into the form in which it is compared, so that what Azure adds by itself (disabled categories,
/// empty retention, time stamps, the key version in use) never looks like a change.
/// </summary>
public static class LiveDocument
{
    /// <summary>Which document it is, and who wrote it: at its top only, for a rule or a tag may well be called "name".</summary>
    private static readonly HashSet<string> Identifying = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "etag", "systemData",
    };

    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "provisioningState", "lastModifiedTime", "lastEnabledTime",
        "lastKeyRotationTimestamp", "currentVersionedKeyIdentifier", "currentVersionedKeyExpirationTimestamp",
        "creationTime", "keyCreationTime", "timeGrain",
    };

    /// <summary>Whether writes of a type go to the access policies of a vault.</summary>
    public static bool IsAccessPolicy(string type) => type.EndsWith("/accessPolicies", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The part of a live document that a change rests on. A PATCH rests on the members that it names; an access policy
    /// on the entry of its principal; every other write on the whole document.
    /// </summary>
    public static JsonElement Relevant(Change change, JsonElement live)
    {
        if (live.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return default;
        }

        if (IsAccessPolicy(change.Type))
        {
            return Normalized(EntryOrNothing(change, live).At("properties.accessPolicies"));
        }

        if (change.Method != "PATCH")
        {
            return Normalized(WithoutIdentity(live));
        }

        var part = new JsonObject();
        foreach (var path in TouchedPaths(change.Body))
        {
            part[path] = NormalizedNode(live.At(path));
        }

        return JsonSerializer.SerializeToElement(part, BodyJson.Default.JsonObject);
    }

    /// <summary>What a change would alter in a live document; empty when the document already is as wanted.</summary>
    public static IReadOnlyList<PropertyChange> Differences(Change change, JsonElement live) =>
        change.Method == "DELETE" ? PropertyDiff.Removing(live)
        : IsPolicyRemoval(change) ? PropertyDiff.Removing(EntryOrNothing(change, live))
        : PropertyDiff.Between(Compared(change, live), change.Body);

    /// <summary>What a plan shows of a change: what it would alter, and what it sends empty.</summary>
    public static IReadOnlyList<PropertyChange> Shown(Change change, JsonElement live) =>
        change.Method == "DELETE" || IsPolicyRemoval(change)
            ? Differences(change, live)
            : PropertyDiff.Shown(Compared(change, live), change.Body);

    private static JsonElement Compared(Change change, JsonElement live) =>
        IsAccessPolicy(change.Type) ? PolicyEntry(change.Body, live) : live;

    /// <summary>
    /// Whether every property that a change alters already is as wanted. What the body merely puts back does not count: Azure
    /// may drop or respell it.
    /// </summary>
    public static bool Satisfies(Change change, JsonElement live)
    {
        if (live.ValueKind == JsonValueKind.Undefined || change.Method == "DELETE")
        {
            return live.ValueKind == JsonValueKind.Undefined && change.Method == "DELETE";
        }

        var altered = change.Properties.Select(property => property.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !Differences(change, live).Any(difference => altered.Contains(difference.Path));
    }

    private static bool IsPolicyRemoval(Change change) =>
        change.Resource.EndsWith("/accessPolicies/remove", StringComparison.OrdinalIgnoreCase);

    private static JsonElement EntryOrNothing(Change change, JsonElement vault) =>
        PolicyEntry(change.Body, vault) is var entry && entry.At("properties.accessPolicies").GetArrayLength() > 0 ? entry : default;

    /// <summary>A vault reduced to the access policy of the principal that a body names.</summary>
    private static JsonElement PolicyEntry(JsonElement body, JsonElement vault)
    {
        var principal = body.ItemsAt("properties.accessPolicies").Select(entry => entry.TextAt("objectId")).FirstOrDefault();
        var entries = new JsonArray([.. vault.ItemsAt("properties.accessPolicies")
            .Where(entry => string.Equals(entry.TextAt("objectId"), principal, StringComparison.OrdinalIgnoreCase)
                && entry.TextAt("applicationId") is null)
            .Select(Node)]);
        var reduced = new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = entries } };
        return JsonSerializer.SerializeToElement(reduced, BodyJson.Default.JsonObject);
    }

    private static JsonElement WithoutIdentity(JsonElement document)
    {
        var members = document.EnumerateObject().Where(member => !Identifying.Contains(member.Name));
        var rest = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, Node(member.Value))));
        return JsonSerializer.SerializeToElement(rest, BodyJson.Default.JsonObject);
    }

    private static IEnumerable<string> TouchedPaths(JsonElement body) =>
        body.EnumerateObject().SelectMany(member => member.Name == "properties"
            ? member.Value.EnumerateObject().Select(inner => $"properties.{inner.Name}")
            : [member.Name]);

    private static JsonElement Normalized(JsonElement value) =>
        NormalizedNode(value) is { } node ? JsonSerializer.SerializeToElement(node, BodyJson.Default.JsonNode) : default;

    private static JsonNode? NormalizedNode(JsonElement value, bool isLogRow = false) => value.ValueKind switch
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
        foreach (var member in value.EnumerateObject())
        {
            var dropped = Volatile.Contains(member.Name)
                || (isLogRow && member.Name == "retentionPolicy" && !member.Value.IsTrueAt("enabled"));
            if (!dropped && NormalizedNode(member.Value) is { } node)
            {
                result[member.Name] = node;
            }
        }

        return result;
    }

    /// <summary>Rows of categories are a set in which a disabled row means nothing.</summary>
    private static JsonArray NormalizedArray(JsonElement value)
    {
        var rows = value.EnumerateArray().Where(IsLogRow).ToList();
        IEnumerable<JsonElement> items = rows.Count == 0
            ? value.EnumerateArray()
            : rows.Where(row => row.IsTrueAt("enabled"))
                .OrderBy(row => row.TextAt("category") ?? row.TextAt("categoryGroup"), StringComparer.Ordinal);
        return new JsonArray([.. items.Select(item => NormalizedNode(item, rows.Count > 0))]);
    }

    private static bool IsLogRow(JsonElement item) =>
        item.At("enabled").ValueKind is JsonValueKind.True or JsonValueKind.False
        && (item.TextAt("category") ?? item.TextAt("categoryGroup")) is not null;

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
