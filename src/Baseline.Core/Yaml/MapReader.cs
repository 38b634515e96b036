using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>
/// Reads a map key by key. The keys that were asked for are the known keys, so there is no second list of them that could
/// disagree; <see cref="Done"/> reports the rest.
/// </summary>
/// <param name="map">The map.</param>
/// <param name="where">Its keys from the top, joined by dots; empty for the document itself.</param>
/// <param name="place">Where missing keys are reported.</param>
/// <param name="bag">Takes what is wrong.</param>
/// <param name="examples">A line to copy for each key that must be there, by its path from the top; null for none.</param>
public sealed class MapReader(
    MapNode map, string where, Place place, DiagnosticBag bag, IReadOnlyDictionary<string, string>? examples = null)
{
    private readonly IReadOnlyList<MapEntry> _entries = map.Entries;
    private readonly List<string> _known = [];
    private readonly List<string> _missing = [];

    /// <summary>The keys from the top, joined by dots; empty for the document itself.</summary>
    public string Where => where;

    /// <summary>Where missing keys are reported.</summary>
    public Place Place => place;

    /// <summary>Whether it has no key.</summary>
    public bool IsEmpty => _entries.Count == 0;

    /// <summary>The place of a key that is there, else of the map.</summary>
    public Place PlaceOf(string key) => map.TryGet(key, out var entry) ? entry.Key.Place : place;

    /// <summary>A key with all those above it, joined by dots.</summary>
    public string PathOf(string key) => where.Length == 0 ? key : $"{where}.{key}";

    /// <summary>Text that is not empty; null, reported, where it is something else.</summary>
    public ScalarNode? Text(string key, bool required = false) => AsText(Find(key, required), PathOf(key), PlaceOf(key));

    /// <summary>A single value of any type, as it is spelled; for words that are compared with known ones.</summary>
    public ScalarNode? Word(string key, bool required = false) => Find(key, required) switch
    {
        ScalarNode { IsNull: false } word => word,
        var other => AsText(other, PathOf(key), PlaceOf(key)),
    };

    /// <summary>True or false; what is given as otherwise where the key is not there or, reported, has something else.</summary>
    public bool Flag(string key, bool otherwise = false)
    {
        switch (Find(key, required: false))
        {
            case null or BrokenNode:
                return otherwise;
            case ScalarNode { IsPlain: true } scalar when PlainScalar.Boolean(scalar.Text) is { } value:
                return value;
            case var other:
                bag.Add(ShapeDiagnostics.NotBoolean(other, PathOf(key)));
                return otherwise;
        }
    }

    /// <summary>Whether one key is there, and no other.</summary>
    public bool HasOnly(string key) => map.Entries.Count == 1 && map.TryGet(key, out _);

    /// <summary>Whether a key is there and has a map; for keys that may have something else.</summary>
    public bool IsMap(string key) => map.TryGet(key, out var entry) && entry.Value is MapNode;

    /// <summary>Whether a key is there and has a list; for keys that may have something else.</summary>
    public bool IsList(string key) => map.TryGet(key, out var entry) && entry.Value is ListNode;

    /// <summary>Whether a key is there and has a map of maps; for keys that may have single values in their map.</summary>
    public bool IsMapOfMaps(string key) =>
        map.TryGet(key, out var entry)
        && entry.Value is MapNode { Entries.Count: > 0 } inner
        && inner.Entries.All(each => each.Value is MapNode);

    /// <summary>Whether a key is there and has anything but a map with nothing in it.</summary>
    public bool HasSomething(string key) => map.TryGet(key, out var entry) && entry.Value is not MapNode { Entries.Count: 0 };

    /// <summary>A whole number within a range, both ends included; null where there is none.</summary>
    public int? Integer(string key, int least, int most = int.MaxValue, bool required = false) =>
        Find(key, required) is { } node ? AsInteger(node, PathOf(key), least, most) : null;

    /// <summary>One of a few words; null, reported, where it is none of them.</summary>
    public string? OneOf(string key, IReadOnlyList<string> allowed, bool required = false) =>
        Word(key, required) is { } word ? AsOneOf(word, PathOf(key), allowed) : null;

    /// <summary>A list; null, reported, where it is something else.</summary>
    public ListNode? List(string key, bool required = false, string wanted = "a list")
    {
        switch (Find(key, required))
        {
            case ListNode list:
                return list;
            case null or BrokenNode:
                return null;
            case ScalarNode { IsNull: true }:
                bag.Add(ShapeDiagnostics.EmptyValue(PlaceOf(key), PathOf(key), wanted));
                return null;
            case var other:
                bag.Add(ShapeDiagnostics.WrongType(other, PathOf(key), wanted));
                return null;
        }
    }

    /// <summary>
    /// Words of a list, each one of a few, in the document's order; one that is none of them or stands twice is reported.
    /// </summary>
    public IReadOnlyList<string> AllOf(string key, IReadOnlyList<string> allowed)
    {
        var path = PathOf(key);
        var first = new OrderedDictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (index, item) in (List(key)?.Items ?? []).Index())
        {
            if (AsText(item, $"{path}[{index}]") is { } text
                && AsOneOf(text, $"{path}[{index}]", allowed) is { } word
                && !first.TryAdd(word, item.Place))
            {
                bag.Add(ShapeDiagnostics.ListedTwice(item.Place, path, word, first[word]));
            }
        }

        return [.. first.Keys];
    }

    /// <summary>The same of a list that must not be empty.</summary>
    /// <param name="key">The key.</param>
    /// <param name="allowed">The words.</param>
    /// <param name="wanted">What the list is to hold, such as <c>a list of categories</c>.</param>
    public IReadOnlyList<string> OneOrMoreOf(string key, IReadOnlyList<string> allowed, string wanted)
    {
        var words = AllOf(key, allowed);
        if (map.TryGet(key, out var entry) && entry.Value is ListNode { Items.Count: 0 } empty)
        {
            bag.Add(ShapeDiagnostics.EmptyValue(empty.Place, PathOf(key), wanted));
        }

        return words;
    }

    /// <summary>A map; null, reported, where it is something else.</summary>
    public MapReader? Map(string key, bool required = false) =>
        Find(key, required) is { } node ? AsMap(node, PathOf(key), PlaceOf(key)) : null;

    /// <summary>The entries of a map whose keys are data; null where there is none.</summary>
    public IReadOnlyList<MapEntry>? Entries(string key, bool required = false) => Map(key, required)?._entries;

    /// <summary>A value as a map; null, reported, where it is something else.</summary>
    public MapReader? AsMap(Node node, string path, Place at)
    {
        switch (node)
        {
            case MapNode inner:
                return new MapReader(inner, path, at, bag, examples);
            case BrokenNode:
                return null;
            case ScalarNode { IsNull: true }:
                bag.Add(ShapeDiagnostics.EmptyValue(at, path, "a map"));
                return null;
            default:
                bag.Add(ShapeDiagnostics.WrongType(node, path, "a map"));
                return null;
        }
    }

    /// <param name="node">The value.</param>
    /// <param name="path">Its keys.</param>
    /// <param name="at">Where to say that it is empty; null for its own place.</param>
    public ScalarNode? AsText(Node? node, string path, Place? at = null)
    {
        switch (node)
        {
            case null or BrokenNode:
                return null;
            case ScalarNode { Kind: "text" } scalar when !string.IsNullOrWhiteSpace(scalar.Text):
                return scalar;
            case ScalarNode { Kind: "text" or "empty" }:
                bag.Add(ShapeDiagnostics.EmptyValue(at ?? node.Place, path, "text"));
                return null;
            default:
                bag.Add(ShapeDiagnostics.WrongType(node, path, "text"));
                return null;
        }
    }

    /// <summary>A text that must be one of a few words; null, reported, where it is none of them.</summary>
    public string? AsOneOf(ScalarNode text, string path, IReadOnlyList<string> allowed)
    {
        if (allowed.Contains(text.Text))
        {
            return text.Text;
        }

        bag.Add(ShapeDiagnostics.NotAllowed(text, path, allowed));
        return null;
    }

    /// <summary>A whole number within a range, both ends included; null, reported, where it is none.</summary>
    public int? AsInteger(Node node, string path, int least, int most = int.MaxValue)
    {
        switch (node)
        {
            case BrokenNode:
                return null;
            case ScalarNode { IsPlain: true } scalar when PlainScalar.Integer(scalar.Text) is { } value:
                if (value >= least && value <= most)
                {
                    return (int)value;
                }

                var range = most == int.MaxValue && value < least ? $"{least} or more" : $"from {least} to {most}";
                bag.Add(ShapeDiagnostics.OutOfRange(scalar, path, range));
                return null;
            default:
                bag.Add(ShapeDiagnostics.NotInteger(node, path));
                return null;
        }
    }

    /// <summary>Reports the keys that nobody asked for, and the required ones that are not there.</summary>
    public void Done()
    {
        foreach (var entry in _entries.Where(entry => !_known.Contains(entry.Key.Text)))
        {
            var suggestion = Suggestions.Nearest(entry.Key.Text, _known.Where(key => !map.TryGet(key, out _)));
            bag.Add(ShapeDiagnostics.UnknownKey(entry.Key, where, _known, suggestion));
            if (suggestion is not null)
            {
                _missing.Remove(suggestion);
            }
        }

        foreach (var key in _missing)
        {
            bag.Add(ShapeDiagnostics.MissingKey(place, where, key, examples?.GetValueOrDefault(PathOf(key))));
        }
    }

    private Node? Find(string key, bool required)
    {
        _known.Add(key);
        if (map.TryGet(key, out var entry))
        {
            return entry.Value;
        }

        if (required)
        {
            _missing.Add(key);
        }

        return null;
    }
}
