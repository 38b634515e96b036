using System.Text.Json;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>The management groups above each subscription, put together from the parents that descendants name.</summary>
internal sealed class GroupTree
{
    private readonly Dictionary<ResourceId, ResourceId> _parents = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The subscriptions seen, by GUID.</summary>
    public IReadOnlyCollection<string> Subscriptions => _names.Keys;

    /// <summary>The group that a descendant lies in; null where its row does not say.</summary>
    public static ResourceId? ParentOf(JsonElement row) =>
        ResourceId.TryParse(row.TextAt("properties.parent.id"), out var parent) ? parent : null;

    public void Add(ResourceId id, JsonElement row)
    {
        if (id.SubscriptionId is { } guid)
        {
            _names[guid] = row.TextAt("properties.displayName") ?? row.TextAt("displayName") ?? "";
        }

        if (ParentOf(row) is { } parent)
        {
            _parents[id] = parent;
        }
    }

    /// <summary>Whether the group above a group is known.</summary>
    public bool HasParent(ResourceId group) => _parents.ContainsKey(group);

    public void AddParent(ResourceId group, ResourceId parent) => _parents[group] = parent;

    public string NameOf(string guid) => _names.GetValueOrDefault(guid) ?? "";

    /// <summary>The groups above a subscription, the nearest first; as far as they are known.</summary>
    public IReadOnlyList<string> ChainOf(string guid)
    {
        var chain = new List<string>();
        var at = ResourceId.Subscription(guid);
        while (_parents.TryGetValue(at, out var parent) && chain.Count < 32)
        {
            chain.Add(parent.Name);
            at = parent;
        }

        return chain;
    }
}
