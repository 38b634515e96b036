using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Lays documents over one another: maps merge, lists and single values are replaced, exemptions add up.</summary>
internal static class Layering
{
    private const string Exemptions = "exemptions";

    /// <summary>One document of several layers, lowest first. Each value keeps the place where it was written.</summary>
    public static MapNode Merge(IReadOnlyList<MapNode> layers) =>
        layers.Aggregate((lower, upper) => Over(lower, upper, isDocument: true));

    private static MapNode Over(MapNode lower, MapNode upper, bool isDocument)
    {
        var entries = new OrderedDictionary<string, MapEntry>(StringComparer.Ordinal);
        foreach (var entry in lower.Entries.Concat(upper.Entries))
        {
            var key = entry.Key.Text;
            entries[key] = entries.TryGetValue(key, out var below)
                ? new MapEntry(entry.Key, Over(below.Value, entry.Value, isDocument && key == Exemptions))
                : entry;
        }

        return new MapNode(upper.Place, [.. entries.Values]);
    }

    private static Node Over(Node lower, Node upper, bool addsUp) => (lower, upper) switch
    {
        (MapNode below, MapNode above) => Over(below, above, isDocument: false),
        (ListNode below, ListNode above) when addsUp => new ListNode(above.Place, [.. below.Items, .. above.Items]),
        _ => upper,
    };
}
