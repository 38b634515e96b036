using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// Brings a live document into the form in which it is compared, so that what Azure adds by itself (disabled categories,
/// empty retention, time stamps, the key version in use) never looks like a change. What is so of one type is known by the type.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
public sealed class ResourceNormalizer(ResourceTypes types)
{
    /// <summary>Which document it is, and who wrote it: at its top only, for a rule or a tag may well be called "name".</summary>
    private static readonly HashSet<string> Identifying = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "type", "etag", "systemData",
    };

    // What Azure keeps up to date by itself, whatever the type.
    internal static readonly string[] AddedByAzure = ["provisioningState", "lastModifiedTime"];

    /// <summary>
    /// The part of a live document that a change rests on. A PATCH rests on the members that it names; an access policy
    /// on the entry of its principal; every other write on the whole document.
    /// </summary>
    public JsonElement Relevant(Change change, JsonElement live)
    {
        var type = types.TypeOf(change.Type);
        var part = type.PartOf(change.Body, live);
        if (!type.IsThere(part))
        {
            return default;
        }

        var form = new NormalForm(type, AddedByAzure);
        if (change.Method != "PATCH")
        {
            return form.Of(WithoutIdentity(part));
        }

        var touched = new JsonObject();
        foreach (var path in TouchedPaths(change.Body))
        {
            touched[path] = form.NodeOf(part.At(path));
        }

        return JsonSerializer.SerializeToElement(touched, BodyJson.Default.JsonObject);
    }

    /// <summary>What a change would alter in a live document; empty when the document already is as wanted.</summary>
    public IReadOnlyList<PropertyChange> Differences(Change change, JsonElement live)
    {
        var type = types.TypeOf(change.Type);
        return Removed(type, change, live) ?? new PropertyDiff(type).Between(type.PartOf(change.Body, live), type.Wanted(change.ToWrite()));
    }

    /// <summary>What a plan shows of a change: what it would alter, and what it sends empty.</summary>
    public IReadOnlyList<PropertyChange> Shown(Change change, JsonElement live)
    {
        var type = types.TypeOf(change.Type);
        return Removed(type, change, live) ?? new PropertyDiff(type).Shown(type.PartOf(change.Body, live), type.Wanted(change.ToWrite()));
    }

    /// <summary>
    /// Whether every property that a change alters already is as wanted. What the body merely puts back does not count: Azure
    /// may drop or respell it.
    /// </summary>
    public bool Satisfies(Change change, JsonElement live)
    {
        var type = types.TypeOf(change.Type);
        var isThere = type.IsThere(type.PartOf(change.Body, live));
        if (live.ValueKind == JsonValueKind.Undefined || change.Method == "DELETE")
        {
            return !isThere && change.Method == "DELETE";
        }

        var altered = change.Properties.Select(property => property.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !Differences(change, live).Any(difference => altered.Contains(difference.Path));
    }

    /// <summary>What vanishes; null for a write that takes nothing away.</summary>
    private static IReadOnlyList<PropertyChange>? Removed(IResourceType type, Change change, JsonElement live)
    {
        if (change.Method == "DELETE")
        {
            return new PropertyDiff(type).Removing(live);
        }

        return type.TakesAway(change.Resource) ? new PropertyDiff(type).Removing(type.PartOf(change.Body, live)) : null;
    }

    private static JsonElement WithoutIdentity(JsonElement document)
    {
        var members = document.EnumerateObject().Where(member => !Identifying.Contains(member.Name));
        var rest = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()))));
        return JsonSerializer.SerializeToElement(rest, BodyJson.Default.JsonObject);
    }

    private static IEnumerable<string> TouchedPaths(JsonElement body) =>
        body.EnumerateObject().SelectMany(member => member.Name == "properties"
            ? member.Value.EnumerateObject().Select(inner => $"properties.{inner.Name}")
            : [member.Name]);
}
