using Baseline.Azure;
using Baseline.Documents;
using Baseline.Json;

namespace Baseline.Estates;

/// <summary>Which part of an estate a document covers: the union of tenant, groups and subscriptions, without exclusions.</summary>
public sealed class EstateScope
{
    private readonly ScopeSettings _settings;
    private readonly Estate _estate;
    private readonly HashSet<string> _subscriptions;
    private readonly HashSet<ResourceId> _groups;

    /// <summary>Resolves the scope over an estate.</summary>
    public EstateScope(ScopeSettings settings, Estate estate)
    {
        _settings = settings;
        _estate = estate;
        _groups = GroupsInScope();
        _subscriptions = [.. settings.Subscriptions];
        _subscriptions.UnionWith(estate.Subscriptions
            .Where(subscription => settings.Tenant || subscription.ManagementGroups.Any(IsGroupInScope))
            .Select(subscription => subscription.Id));
    }

    /// <summary>Whether the document covers the whole tenant.</summary>
    public bool IsTenant => _settings.Tenant;

    /// <summary>The wanted subscriptions, read or not, sorted; without those that an exclusion names.</summary>
    public IEnumerable<ResourceId> Subscriptions =>
        _subscriptions.Order(StringComparer.Ordinal).Select(ResourceId.Subscription).Where(id => !IsExcluded(id));

    /// <summary>The management groups in scope, sorted.</summary>
    public IEnumerable<ResourceId> ManagementGroups => _groups.Order();

    /// <summary>Whether a subscription is covered.</summary>
    public bool CoversSubscription(string? guid) => guid is not null && _subscriptions.Contains(guid);

    /// <summary>Whether a resource is covered and not excluded.</summary>
    public bool Covers(ResourceId id) => CoversSubscription(id.SubscriptionId) && !IsExcluded(id);

    /// <summary>Whether an exclusion matches a resource: every field that the exclusion gives.</summary>
    public bool IsExcluded(ResourceId id) => ExclusionOf(id) is not null;

    /// <summary>The first exclusion that matches a resource; null where none does.</summary>
    public Exclusion? ExclusionOf(ResourceId id) => _settings.Exclusions.FirstOrDefault(exclusion => Matches(exclusion, id));

    /// <summary>
    /// Why a wanted management group is unknown, in a few words; null when it was read, or a subscription says that it lies
    /// under it. A group that refused to be read may hold more than is known of it from elsewhere.
    /// </summary>
    public string? WhyUnknown(ResourceId group)
    {
        var lookup = _estate.Find(group);
        return lookup.Presence == Presence.Found ? null
            : lookup.Presence == Presence.Unknown ? lookup.Why
            : _estate.Subscriptions.Any(s => s.ManagementGroups.Contains(group.Name, StringComparer.OrdinalIgnoreCase)) ? null
            : "it is not part of what was read";
    }

    /// <summary>The management groups above a subscription that are in scope.</summary>
    public IEnumerable<ResourceId> GroupsAbove(string subscription) =>
        (_estate.Subscription(subscription)?.ManagementGroups ?? [])
            .Where(IsGroupInScope)
            .Select(ResourceId.ManagementGroup);

    /// <summary>
    /// The failed read of the tenant's management groups, or of what lies under one, where a subscription has no known group above
    /// it: it may lie under one that was not seen. Null where there is no such doubt.
    /// </summary>
    public UnreadableResource? UnreadGroupAbove(string subscription) =>
        _settings.Tenant && _estate.Subscription(subscription)?.ManagementGroups.Count == 0
            ? _estate.Unreadable.FirstOrDefault(entry => IsListOfGroups(entry.Id))
            : null;

    /// <summary>Whether an id is the list of the tenant's management groups, or of what lies under one of them.</summary>
    public static bool IsListOfGroups(ResourceId id) =>
        (id.IsList && id.IsOfType(TypeNames.ManagementGroup)) || id.IsOfType($"{TypeNames.ManagementGroup}/descendants");

    private bool IsGroupInScope(string name) => _groups.Contains(ResourceId.ManagementGroup(name));

    /// <summary>
    /// The wanted groups and those under them: a chain runs from the nearest group to the root, so every group before a
    /// wanted one lies under it.
    /// </summary>
    private HashSet<ResourceId> GroupsInScope()
    {
        HashSet<ResourceId> groups = [.. _settings.ManagementGroups];
        foreach (var chain in _estate.Subscriptions.Select(s => s.ManagementGroups.Select(ResourceId.ManagementGroup).ToList()))
        {
            groups.UnionWith(_settings.Tenant ? chain : chain.Take(chain.FindLastIndex(_settings.ManagementGroups.Contains)));
        }

        if (_settings.Tenant)
        {
            groups.UnionWith(_estate.OfType(TypeNames.ManagementGroup).Select(group => group.Id));
        }

        return groups;
    }

    private bool Matches(Exclusion exclusion, ResourceId id) =>
        (exclusion.ResourceGroup is null
            || (id.ResourceGroup is { } group && ResourcePattern.MatchesSegment(exclusion.ResourceGroup, group)))
        && (exclusion.Resource is null || exclusion.Resource.MatchesAtOrAbove(id))
        && (exclusion.TagName is null || HasTag(exclusion.TagName, exclusion.TagValue, id));

    private bool HasTag(string name, string? value, ResourceId id) =>
        _estate.Row(id) is { } resource
        && resource.Body.MembersAt("tags").Any(tag =>
            tag.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            && (value is null
                || (tag.Value.ValueKind == System.Text.Json.JsonValueKind.String
                    && tag.Value.GetString() is { } text
                    && ResourcePattern.MatchesSegment(value, text))));
}
