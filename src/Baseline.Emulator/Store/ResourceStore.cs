using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>All resources, found by id, by parent and type, and by subscription and type.</summary>
internal sealed class ResourceStore
{
    private const string AnyPlace = "*";
    private const string AnyType = "*";

    private static readonly SortedDictionary<long, StoredResource> None = [];

    private readonly Dictionary<string, StoredResource> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Place, string Type), SortedDictionary<long, StoredResource>> _byPlace = [];
    private readonly Dictionary<string, string?> _resourceGroups = new(StringComparer.Ordinal);
    private long _order;

    /// <summary>Everything in the order of the file, then what was made since.</summary>
    public IEnumerable<StoredResource> All => _byKey.Values.OrderBy(resource => resource.Order);

    public StoredResource? Find(ResourcePath path) => _byKey.GetValueOrDefault(path.Key);

    public StoredResource? Find(string id) => Find(ResourcePath.Parse(id));

    /// <summary>Those directly under a parent or scope: keys of a vault, settings of a resource, vaults of a group.</summary>
    public IEnumerable<StoredResource> Under(ResourcePath parent, string type) => At(parent.Key, type);

    public IEnumerable<StoredResource> InSubscription(string subscription, string type) =>
        At(subscription.ToLowerInvariant(), type);

    /// <summary>Everything in a subscription, in the order of <see cref="All"/>.</summary>
    public IEnumerable<StoredResource> InSubscription(string subscription) => At(subscription.ToLowerInvariant(), AnyType);

    public IEnumerable<StoredResource> OfType(string type) => At(AnyPlace, type);

    /// <summary>A resource group exists once a resource has lain in it.</summary>
    public bool HasResourceGroup(ResourcePath path) => _resourceGroups.ContainsKey(GroupKey(path));

    /// <summary>The region of the first resource of a group that lies in one: a group that is in no file lies there too.</summary>
    public string? RegionOfGroup(ResourcePath path) => _resourceGroups.GetValueOrDefault(GroupKey(path));

    public StoredResource Seed(ResourcePath path, JsonObject body) => Add(path, body, isSeeded: true);

    /// <summary>Stores a body under a path, in the place of the one that was there.</summary>
    public StoredResource Put(ResourcePath path, JsonObject body)
    {
        if (_byKey.TryGetValue(path.Key, out var old))
        {
            var replaced = old with { Body = body };
            _byKey[path.Key] = replaced;
            foreach (var place in PlacesOf(old.Path))
            {
                _byPlace[place][old.Order] = replaced;
            }

            return replaced;
        }

        return Add(path, body, isSeeded: false);
    }

    public bool Remove(ResourcePath path)
    {
        if (!_byKey.Remove(path.Key, out var resource))
        {
            return false;
        }

        foreach (var place in PlacesOf(resource.Path))
        {
            _byPlace[place].Remove(resource.Order);
        }

        return true;
    }

    private static string GroupKey(ResourcePath path) =>
        $"{path.Subscription}/{path.ResourceGroup}".ToLowerInvariant();

    private static IEnumerable<(string Place, string Type)> PlacesOf(ResourcePath path)
    {
        yield return (AnyPlace, path.Type);
        yield return (path.Parent.Key, path.Type);
        if (path.Subscription is { } subscription)
        {
            yield return (subscription.ToLowerInvariant(), path.Type);
            yield return (subscription.ToLowerInvariant(), AnyType);
        }
    }

    private SortedDictionary<long, StoredResource>.ValueCollection At(string place, string type) =>
        _byPlace.GetValueOrDefault((place, type), None).Values;

    private StoredResource Add(ResourcePath path, JsonObject body, bool isSeeded)
    {
        var resource = new StoredResource(path, body, _order++, isSeeded);
        _byKey.Add(path.Key, resource);
        foreach (var place in PlacesOf(path))
        {
            if (!_byPlace.TryGetValue(place, out var resources))
            {
                _byPlace[place] = resources = [];
            }

            resources.Add(resource.Order, resource);
        }

        if (path.ResourceGroup is not null)
        {
            var group = GroupKey(path);
            _resourceGroups[group] = _resourceGroups.GetValueOrDefault(group) ?? resource.Location;
        }

        return resource;
    }
}
