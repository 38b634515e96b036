using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>A management group, or a subscription, in the hierarchy.</summary>
internal sealed record HierarchyNode(string Name, string DisplayName, string? Parent, bool IsSubscription)
{
    public string Id => IsSubscription
        ? $"/subscriptions/{Name}"
        : $"/providers/Microsoft.Management/managementGroups/{Name}";
}

/// <summary>The hierarchy that the chains of the subscriptions and the seeded groups describe.</summary>
internal sealed class ManagementGroups
{
    private readonly Dictionary<string, HierarchyNode> _nodes = new(StringComparer.OrdinalIgnoreCase);

    private ManagementGroups(Tenant tenant)
    {
        foreach (var group in tenant.Resources.OfType("microsoft.management/managementgroups"))
        {
            var parent = group.Properties.At("details", "parent", "id").AsText();
            Add(new HierarchyNode(
                group.Name,
                group.Properties["displayName"].AsText() ?? group.Name,
                parent is null ? null : ResourcePath.Parse(parent).Name,
                IsSubscription: false));
        }

        foreach (var subscription in tenant.Subscriptions)
        {
            var chain = subscription.ManagementGroups;
            for (var index = 0; index < chain.Count; index++)
            {
                var parent = index + 1 < chain.Count ? chain[index + 1] : null;
                Add(new HierarchyNode(chain[index], chain[index], parent, IsSubscription: false));
            }

            Add(new HierarchyNode(
                subscription.Id, subscription.DisplayName, chain.Count > 0 ? chain[0] : null, IsSubscription: true));
        }
    }

    public IEnumerable<HierarchyNode> Groups => _nodes.Values.Where(node => !node.IsSubscription);

    public static ManagementGroups Of(Tenant tenant) => new(tenant);

    public bool Contains(string name) => Find(name) is { IsSubscription: false };

    public HierarchyNode? Find(string? name) => name is null ? null : _nodes.GetValueOrDefault(name);

    public IEnumerable<HierarchyNode> ChildrenOf(string name) => _nodes.Values.Where(node => node.Parent.Same(name));

    /// <summary>Everything beneath a group, nearest first.</summary>
    public IEnumerable<HierarchyNode> DescendantsOf(string name)
    {
        var waiting = new Queue<HierarchyNode>(ChildrenOf(name));
        while (waiting.TryDequeue(out var node))
        {
            yield return node;
            foreach (var child in ChildrenOf(node.Name))
            {
                waiting.Enqueue(child);
            }
        }
    }

    private void Add(HierarchyNode node)
    {
        if (!_nodes.TryAdd(node.Name, node) && _nodes[node.Name].Parent is null)
        {
            _nodes[node.Name] = _nodes[node.Name] with { Parent = node.Parent };
        }
    }
}
