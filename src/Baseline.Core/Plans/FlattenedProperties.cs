using System.Text.Json;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>
/// The values of a document by path, such as <c>properties.logs[AuditEvent].enabled</c>. Items of lists are called by what
/// tells them apart, or by their place; a list of plain values is one value. Paths are compared without letter case.
/// </summary>
internal sealed class FlattenedProperties
{
    private readonly IReadOnlyList<string> _itemKeys;
    private readonly Dictionary<string, JsonElement> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string List, string Path)> _items = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, JsonElement> _emptyLists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _present = new(StringComparer.OrdinalIgnoreCase);

    private FlattenedProperties(IReadOnlyList<string> itemKeys) => _itemKeys = itemKeys;

    /// <summary>Values that are neither null nor an object or list with something in it, by path.</summary>
    public IReadOnlyDictionary<string, JsonElement> Values => _values;

    /// <summary>Lists without anything in them, by path.</summary>
    public IReadOnlyDictionary<string, JsonElement> EmptyLists => _emptyLists;

    /// <summary>Whether a list is there, empty or not.</summary>
    public bool HasList(string path) =>
        _lists.Contains(path) || (_values.TryGetValue(path, out var value) && value.ValueKind == JsonValueKind.Array);

    /// <summary>Takes a document apart.</summary>
    /// <param name="document">The document; undefined for none.</param>
    /// <param name="itemKeys">Members that tell the items of a list apart, the first that an item has.</param>
    public static FlattenedProperties Of(JsonElement document, IReadOnlyList<string> itemKeys)
    {
        var properties = new FlattenedProperties(itemKeys);
        properties.Add(document, "", item: null);
        return properties;
    }

    /// <summary>The outermost item of a list that a value lies in; null where it lies in none.</summary>
    public (string List, string Path)? ItemOf(string path) => _items.TryGetValue(path, out var item) ? item : null;

    /// <summary>Whether the list of an item is there, and the item is not in it.</summary>
    public bool Lacks((string List, string Path)? item) =>
        item is { } one && _lists.Contains(one.List) && !_present.Contains(one.Path);

    /// <summary>Whether a path leads into an item that its list, which is there, does not have.</summary>
    public bool LacksItemOf(string path)
    {
        var start = path.IndexOf('[', StringComparison.Ordinal);
        var ends = Enumerable.Range(0, path.Length).Where(at => path[at] == ']' && at > start);
        return start > 0 && _lists.Contains(path[..start]) && !ends.Any(end => _present.Contains(path[..(end + 1)]));
    }

    private void Add(JsonElement value, string path, (string List, string Path)? item)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                break;
            case JsonValueKind.Object when path.Length == 0 || value.EnumerateObject().Any():
                foreach (var member in value.EnumerateObject())
                {
                    Add(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", item);
                }

                break;
            case JsonValueKind.Array when value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Object):
                AddItems(value, path, item);
                break;
            default:
                _values.TryAdd(path, value);
                if (item is { } outermost)
                {
                    _items.TryAdd(path, outermost);
                }

                break;
        }
    }

    private void AddItems(JsonElement list, string path, (string List, string Path)? outermost)
    {
        _lists.Add(path);
        if (list.GetArrayLength() == 0)
        {
            _emptyLists.TryAdd(path, list);
        }

        foreach (var (index, entry) in list.EnumerateArray().Index())
        {
            var keyName = _itemKeys.FirstOrDefault(name => entry.TextAt(name) is not null);
            var item = $"{path}[{(keyName is null ? $"{index}" : entry.TextAt(keyName))}]";
            _present.Add(item);
            foreach (var member in entry.EnumerateObject().Where(member => member.Name != keyName))
            {
                Add(member.Value, $"{item}.{member.Name}", outermost ?? (path, item));
            }
        }
    }
}
