using System.Text.Json.Nodes;

namespace Baseline.Emulator.Store;

/// <summary>The whole emulated directory: its subscriptions, its resources, and what can't be read of them.</summary>
internal sealed class Tenant(EmulatorOptions options)
{
    private readonly Dictionary<string, Subscription> _subscriptions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Unreadable> _unreadable = new(StringComparer.Ordinal);

    public EmulatorOptions Options { get; } = options;

    public TimeProvider Clock { get; } = options.Clock;

    public ResourceStore Resources { get; } = new();

    public Identifiers Identifiers { get; } = new();

    public Propagation Propagation { get; } = new(options.PropagationTries, options.PrincipalTries ?? options.PropagationTries);

    public IReadOnlyCollection<Subscription> Subscriptions => _subscriptions.Values;

    public bool TryAdd(Subscription subscription) => _subscriptions.TryAdd(subscription.Id, subscription);

    public void Add(Unreadable unreadable) => _unreadable[unreadable.Path.Key] = unreadable;

    public Subscription? FindSubscription(string? id) => id is null ? null : _subscriptions.GetValueOrDefault(id);

    /// <summary>
    /// Whether a resource may name another as its linked one: both lie in one tenant, or either's subscription is delegated to
    /// the tenant of the other.
    /// </summary>
    public bool MayLink(ResourcePath from, ResourcePath to)
    {
        var (here, there) = (TenantIdOf(from), TenantIdOf(to));
        return here.Same(there)
            || FindSubscription(to.Subscription)?.ManagedByTenants.Contains(here, StringComparer.OrdinalIgnoreCase) is true
            || FindSubscription(from.Subscription)?.ManagedByTenants.Contains(there, StringComparer.OrdinalIgnoreCase) is true;
    }

    /// <summary>A resource group exists where it is in the file, or where anything lies in it, readable or not.</summary>
    public bool HasResourceGroup(ResourcePath path) => Resources.HasResourceGroup(path)
        || _unreadable.Values.Any(unreadable => unreadable.Status != 404
            && unreadable.Path.Subscription.Same(path.Subscription)
            && unreadable.Path.ResourceGroup.Same(path.ResourceGroup));

    public Unreadable? UnreadableAt(ResourcePath path) => _unreadable.GetValueOrDefault(path.Key);

    /// <summary>False for what a caller without the right to read it does not even see in a list.</summary>
    public bool IsListed(StoredResource resource) => UnreadableAt(resource.Path) is not { IsForbidden: true };

    /// <summary>The keys of a path and of everything above it: resources, group, subscription, management groups, tenant.</summary>
    public IEnumerable<string> ScopesOf(ResourcePath path)
    {
        for (var scope = path; !scope.IsTenant; scope = scope.Parent)
        {
            yield return scope.Key;
        }

        foreach (var group in GroupsAbove(path))
        {
            yield return ResourcePath.Parse($"/providers/Microsoft.Management/managementGroups/{group}").Key;
        }

        yield return "";
    }

    public string TenantIdOf(ResourcePath path) =>
        FindSubscription(path.Subscription)?.TenantId
        ?? _subscriptions.Values.FirstOrDefault(subscription =>
            subscription.ManagementGroups.Contains(path.ManagementGroup ?? "", StringComparer.OrdinalIgnoreCase))?.TenantId
        ?? Options.TenantId.ToString();

    /// <summary>The time now, as most providers print it.</summary>
    public string Timestamp() =>
        Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public JsonObject SystemData(JsonNode? before)
    {
        var now = Timestamp();
        return new JsonObject
        {
            ["createdBy"] = before.At("createdBy").AsText() ?? Caller.ObjectId,
            ["createdByType"] = before.At("createdByType").AsText() ?? "Application",
            ["createdAt"] = before.At("createdAt").AsText() ?? now,
            ["lastModifiedBy"] = Caller.ObjectId,
            ["lastModifiedByType"] = "Application",
            ["lastModifiedAt"] = now,
        };
    }

    private IEnumerable<string> GroupsAbove(ResourcePath path)
    {
        if (FindSubscription(path.Subscription) is { } subscription)
        {
            return subscription.ManagementGroups;
        }

        return path.ManagementGroup is null
            ? []
            : _subscriptions.Values
                .Select(candidate => candidate.ManagementGroups
                    .SkipWhile(group => !group.Same(path.ManagementGroup))
                    .Skip(1))
                .FirstOrDefault(above => above.Any(), []);
    }
}
