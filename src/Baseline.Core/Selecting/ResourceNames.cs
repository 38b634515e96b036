using Baseline.Azure;

namespace Baseline.Selecting;

/// <summary>
/// What people call a resource: by its own name and those of what it belongs to, as plans print them, such as <c>sql-shop / shop</c>. Pure.
/// </summary>
public static class ResourceNames
{
    private const string ProvidersSegment = "/providers/";

    /// <summary>The resource by its name and those of what it belongs to.</summary>
    public static string Printed(ResourceId id) => string.Join(" / ", PathOf(id));

    /// <summary>The names that a resource answers to: its own, and those by which plans print it.</summary>
    public static IEnumerable<string> Of(ResourceId id) => new[] { id.Name, Own(id), Printed(id) }.Distinct();

    /// <summary>
    /// Whether a pattern means a resource by its name: by its own one, or by the whole path of names, of which each is matched by itself.
    /// Letter case and the blanks around a slash don't matter.
    /// </summary>
    /// <param name="pattern">A name or a path of names, in which <c>*</c> stands for any text.</param>
    /// <param name="id">The resource.</param>
    public static bool Matches(string pattern, ResourceId id)
    {
        var wanted = pattern.Split('/', StringSplitOptions.TrimEntries);
        return wanted is [var own]
            ? ResourcePattern.MatchesSegment(own, id.Name) || ResourcePattern.MatchesSegment(own, Own(id))
            : PathOf(id) is var path && path.Count == wanted.Length
                && wanted.Zip(path).All(pair => ResourcePattern.MatchesSegment(pair.First, pair.Second));
    }

    /// <summary>
    /// The resource that this one is a part of: what a setting or a role assignment is for; else the one that lies in a resource group,
    /// a subscription or a management group.
    /// </summary>
    public static ResourceId Root(ResourceId id)
    {
        var root = id;
        while (Above(root) is { } parent)
        {
            if (root.Text.AsSpan(parent.Text.Length).StartsWith(ProvidersSegment, StringComparison.OrdinalIgnoreCase))
            {
                return parent;
            }

            root = parent;
        }

        return root;
    }

    /// <summary>The resource right above; null where that is a group or a subscription.</summary>
    public static ResourceId? Above(ResourceId id) =>
        id.Parent is { } parent && parent.Text.Contains(ProvidersSegment, StringComparison.OrdinalIgnoreCase)
        && !parent.IsOfType(TypeNames.ManagementGroup)
            ? parent
            : null;

    /// <summary>What people call a service of a storage account, of which each is named <c>default</c>; null for anything else.</summary>
    public static string? ServiceOfAccount(ResourceId id)
    {
        const string Services = "services";
        var kind = id.Type.Split('/')[^1];
        return id.Parent?.IsOfType(TypeNames.StorageAccount) == true && kind.EndsWith(Services, StringComparison.OrdinalIgnoreCase)
            ? $"{kind[..^Services.Length].ToLowerInvariant()} service"
            : null;
    }

    private static string Own(ResourceId id) => ServiceOfAccount(id) ?? id.Name;

    private static List<string> PathOf(ResourceId id)
    {
        var names = new List<string>();
        for (var part = id; part is not null; part = Above(part))
        {
            names.Insert(0, Own(part));
        }

        return names;
    }
}
