using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// What differs between an observed document and the body that is sent, property by property. Items of arrays are matched
/// by their key (category, rule name, object id), so order never matters; text is compared without case, because Azure
/// changes the case of ids, categories and permissions.
/// </summary>
/// <param name="type">The type of the resource.</param>
public sealed class PropertyDiff(IResourceType type)
{
    /// <summary>The properties that the body alters, sorted by path. Members that only Azure has are not reported.</summary>
    /// <param name="observed">The live document; undefined when there is none.</param>
    /// <param name="body">The body that is sent.</param>
    public IReadOnlyList<PropertyChange> Between(JsonElement observed, JsonElement body)
    {
        var before = Flattened(observed);
        var after = Flattened(body);
        var changes = after.Values
            .Where(leaf => !Holds(before, leaf.Key, leaf.Value))
            .Select(leaf => new PropertyChange(leaf.Key, before.Values.GetValueOrDefault(leaf.Key), leaf.Value));
        var emptied = after.EmptyLists
            .Where(list => before.Values.TryGetValue(list.Key, out var value) && value.ValueKind == JsonValueKind.Array)
            .Select(list => new PropertyChange(list.Key, before.Values[list.Key], list.Value));
        var nulled = NullPaths(body, "").ToList();
        var removed = before.Values
            .Where(leaf => (!MeansNothing(leaf.Key, leaf.Value)
                    && (after.Lacks(before.ItemOf(leaf.Key)) || IsTakenAway(type, after, leaf.Key)))
                || nulled.Any(path => IsAtOrBelow(leaf.Key, path)))
            .Select(leaf => new PropertyChange(leaf.Key, leaf.Value, default));
        return [.. changes.Concat(emptied).Concat(removed).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    /// <summary>
    /// What a plan shows: the properties that the body alters, and texts and lists that it sends empty where there are none. They
    /// alter nothing by themselves, but whoever reviews a change sees all that is sent: an empty key version makes Azure follow
    /// the key's rotation. The same goes for what the type wants shown where it comes or goes.
    /// </summary>
    /// <param name="observed">The live document; undefined when there is none.</param>
    /// <param name="body">The body that is sent.</param>
    public IReadOnlyList<PropertyChange> Shown(JsonElement observed, JsonElement body)
    {
        var before = Flattened(observed);
        var after = Flattened(body);
        var texts = after.Values.Where(leaf => IsEmptyText(leaf.Value) && !before.Values.ContainsKey(leaf.Key))
            .Select(leaf => new PropertyChange(leaf.Key, default, leaf.Value));
        var lists = after.EmptyLists.Where(list => !before.HasList(list.Key))
            .Select(list => new PropertyChange(list.Key, default, list.Value));
        var gone = type.ShownWhereNew(observed).Where(after.LacksItemOf)
            .Select(path => new PropertyChange(path, before.Values.GetValueOrDefault(path), default));
        var come = type.ShownWhereNew(body).Where(path => observed.ValueKind == JsonValueKind.Object && !before.Values.ContainsKey(path))
            .Select(path => new PropertyChange(path, default, after.Values.GetValueOrDefault(path)));
        return
        [
            .. Between(observed, body).Concat(texts).Concat(lists).Concat(gone).Concat(come)
                .DistinctBy(change => change.Path)
                .OrderBy(change => change.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Where a body says null: a PATCH takes the member away.</summary>
    internal static IEnumerable<string> NullPaths(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Null ? [path]
        : value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject()
                .SelectMany(member => NullPaths(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}"))
            : [];

    /// <summary>Whether a body takes a member away by leaving it out of an item that is sent whole.</summary>
    internal static bool IsTakenAway(IResourceType type, FlattenedProperties body, string path) =>
        type.IsSentWhole(path) && !body.Values.ContainsKey(path);

    internal static bool IsAtOrBelow(string path, string parent) =>
        path.StartsWith(parent, StringComparison.OrdinalIgnoreCase)
        && (path.Length == parent.Length || path[parent.Length] == '.');

    /// <summary>
    /// The properties that vanish with a document, sorted by path: not those that say nothing, or that Azure keeps by itself.
    /// </summary>
    public IReadOnlyList<PropertyChange> Removing(JsonElement observed) =>
        [.. Flattened(new NormalForm(type, ResourceNormalizer.AddedByAzure).Of(observed.At("properties"))).Values
            .Where(leaf => !type.SaysNothing($"properties.{leaf.Key}", leaf.Value))
            .Select(leaf => new PropertyChange($"properties.{leaf.Key}", leaf.Value, default))
            .OrderBy(change => change.Path, StringComparer.Ordinal)];

    private bool Holds(FlattenedProperties before, string path, JsonElement wanted) =>
        before.Values.TryGetValue(path, out var observed)
            ? SameValue(observed, wanted)
            : MeansNothing(path, wanted)
                || (wanted.ValueKind == JsonValueKind.Object
                    && before.Values.Keys.Any(key => key.StartsWith($"{path}.", StringComparison.OrdinalIgnoreCase)));

    /// <summary>An empty text, or what the type knows to say the same as its absence.</summary>
    private bool MeansNothing(string path, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? IsEmptyText(value) : type.SaysNothing(path, value);

    private FlattenedProperties Flattened(JsonElement document) => FlattenedProperties.Of(document, type.ListKeys);

    private static bool IsEmptyText(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is "";

    private static bool SameValue(JsonElement observed, JsonElement wanted) => (observed.ValueKind, wanted.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.String) => JsonValues.SameText(observed.GetString(), wanted.GetString()),
        (JsonValueKind.Number, JsonValueKind.Number) => observed.GetDouble().Equals(wanted.GetDouble()),
        (JsonValueKind.Array, JsonValueKind.Array) => SameSet(observed, wanted),
        _ => observed.ValueKind == wanted.ValueKind,
    };

    private static bool SameSet(JsonElement observed, JsonElement wanted) =>
        observed.EnumerateArray().Select(CanonicalJson.Text).ToHashSet(StringComparer.OrdinalIgnoreCase)
            .SetEquals(wanted.EnumerateArray().Select(CanonicalJson.Text));
}
