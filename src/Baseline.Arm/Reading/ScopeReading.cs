using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>What a request covers.</summary>
/// <param name="Subscriptions">The subscriptions whose content can be asked for.</param>
/// <param name="Groups">The management groups in scope, those beneath wanted ones included.</param>
internal sealed record ScopeRead(IReadOnlyList<ResourceId> Subscriptions, IReadOnlyList<ResourceId> Groups);

/// <summary>Finds the management groups and subscriptions that a request covers.</summary>
internal sealed class ScopeReading(EstateReads run)
{
    private readonly Dictionary<string, JsonElement> _listed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _wanted = new(StringComparer.Ordinal);
    private readonly GroupTree _tree = new();

    /// <summary>Reads the scope.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The whole tenant is wanted, and its subscriptions can't be listed.</exception>
    public async Task<ScopeRead> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        _wanted.UnionWith(request.Subscriptions.Select(guid => guid.ToLowerInvariant()));
        if (request.Tenant || request.ManagementGroups.Count > 0)
        {
            await ListSubscriptionsAsync(request.Tenant, cancellationToken);
        }

        var groups = new List<ResourceId>();
        foreach (var group in request.ManagementGroups)
        {
            groups.AddRange(await ReadGroupAsync(group, cancellationToken));
        }

        if (request.Tenant)
        {
            groups.AddRange(await ReadAllGroupsAsync(groups, cancellationToken));
        }

        _wanted.UnionWith(_tree.Subscriptions);
        await run.ForEachAsync(_wanted, ReadSubscriptionAsync, cancellationToken);
        return new ScopeRead(
            [.. _wanted.Where(guid => !_unreadable.Contains(guid)).Select(ResourceId.Subscription)],
            [.. groups.Distinct().Order()]);
    }

    private async Task ListSubscriptionsAsync(bool isNeeded, CancellationToken cancellationToken)
    {
        var list = await run.Tenant.ListSubscriptionsAsync(cancellationToken);
        if (isNeeded && list.Failure is { } error)
        {
            throw ArmFailures.SubscriptionsUnlisted(error);
        }

        foreach (var item in list.Items)
        {
            if (!Guid.TryParseExact(item.TextAt("subscriptionId"), "D", out var id))
            {
                // Of a whole tenant nothing may fall out of scope without a word.
                if (isNeeded)
                {
                    throw ArmFailures.SubscriptionsUnlisted(new ArmFailure(200, "UnexpectedBody", "A subscription has no id that is one."));
                }

                continue;
            }

            var guid = id.ToString();
            _listed[guid] = item;
            if (isNeeded)
            {
                _wanted.Add(guid);
            }
        }
    }

    /// <summary>
    /// A group counts as read only with everything beneath it: half a list would let subscriptions fall out of scope
    /// without a word.
    /// </summary>
    private async Task<IReadOnlyList<ResourceId>> ReadGroupAsync(ResourceId group, CancellationToken cancellationToken)
    {
        var answer = await run.Resources.GetAsync(group, cancellationToken);
        if (answer.Failure is { } refused)
        {
            run.Collector.AddUnreadable(group, refused);
            return [];
        }

        var descendants = await run.Tenant.ListDescendantsAsync(group, cancellationToken);
        if (WhyNotWhole(descendants) is { } error)
        {
            run.Collector.AddUnreadable(group, error);
            return [];
        }

        run.Collector.Add(answer.Body, group);
        await ReadAboveAsync(group, answer.Body, cancellationToken);
        return [group, .. TakeDescendants(descendants.Items)];
    }

    /// <summary>
    /// The groups above a wanted one, as far up as they can be read: what is granted there holds below. None of them is in
    /// scope for being above.
    /// </summary>
    private async Task ReadAboveAsync(ResourceId group, JsonElement body, CancellationToken cancellationToken)
    {
        while (!_tree.HasParent(group) && ResourceId.TryParse(body.TextAt("properties.details.parent.id"), out var parent))
        {
            _tree.AddParent(group, parent);
            var above = await run.Resources.GetAsync(parent, cancellationToken);
            if (above.Failure is { } error)
            {
                run.Collector.AddUnreadable(parent, error);
                return;
            }

            (group, body) = (parent, above.Body);
        }
    }

    /// <summary>Why descendants are not all known; null when they are. A row that names nothing may be a subscription in scope.</summary>
    private static ArmFailure? WhyNotWhole(ArmList descendants) =>
        descendants.Failure ?? (descendants.Items.All(row => DescendantId(row) is not null)
            ? null
            : new ArmFailure(200, "UnexpectedBody", "A descendant is neither a subscription nor a management group."));

    private static ResourceId? DescendantId(JsonElement row) =>
        ResourceId.TryParse(row.TextAt("id"), out var id)
        && (id.IsOfType(TypeNames.ManagementGroup) ? !id.IsList : id.Parent is null && Guid.TryParseExact(id.SubscriptionId, "D", out _))
            ? id
            : null;

    private List<ResourceId> TakeDescendants(IEnumerable<JsonElement> rows)
    {
        var groups = new List<ResourceId>();
        foreach (var row in rows)
        {
            if (DescendantId(row) is not { } id)
            {
                continue;
            }

            _tree.Add(id, row);
            if (id.SubscriptionId is null)
            {
                run.Collector.Add(row, id);
                groups.Add(id);
            }
        }

        return groups;
    }

    /// <summary>
    /// The groups of the tenant, as far as the caller sees them. The root group, where it can be read, tells all the rest.
    /// </summary>
    private async Task<IReadOnlyList<ResourceId>> ReadAllGroupsAsync(
        IReadOnlyCollection<ResourceId> known, CancellationToken cancellationToken)
    {
        var list = await run.Tenant.ListGroupsAsync(cancellationToken);
        var visible = run.Take(list, TenantClient.AllGroups).Select(resource => resource.Id).ToList();
        var tenants = _listed.Values.Select(item => item.TextAt("tenantId")).OfType<string>()
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var covered = new HashSet<ResourceId>(known);
        foreach (var group in visible.OrderBy(id => tenants.Contains(id.Name) ? 0 : 1).ThenBy(id => id))
        {
            if (covered.Contains(group))
            {
                continue;
            }

            var descendants = await run.Tenant.ListDescendantsAsync(group, cancellationToken);
            if (WhyNotWhole(descendants) is { } error)
            {
                run.Collector.AddUnreadable(group.Child("descendants"), error);
            }

            covered.UnionWith(TakeDescendants(descendants.Items));
        }

        return [.. visible, .. covered];
    }

    /// <summary>
    /// A subscription under a wanted group stays in the estate, with its groups, even when it can't be read: else it would
    /// not be known that it is in scope.
    /// </summary>
    private async Task ReadSubscriptionAsync(string guid, CancellationToken cancellationToken)
    {
        if (!_listed.TryGetValue(guid, out var body))
        {
            var answer = await run.Resources.GetAsync(ResourceId.Subscription(guid), cancellationToken);
            if (answer.Failure is { } error)
            {
                run.Collector.AddUnreadable(ResourceId.Subscription(guid), error);
                lock (_unreadable)
                {
                    _unreadable.Add(guid);
                }

                if (_tree.Subscriptions.Contains(guid))
                {
                    run.Collector.Add(new EstateSubscription(guid, _tree.NameOf(guid), _tree.ChainOf(guid)));
                }

                return;
            }

            body = answer.Body;
        }

        run.Collector.Add(Subscription(guid, body, _tree.ChainOf(guid)));
    }

    /// <summary>A subscription from its raw body.</summary>
    public static EstateSubscription Subscription(string guid, JsonElement body, IReadOnlyList<string> groups) =>
        new(guid, body.TextAt("displayName") ?? "", groups, body.TextAt("tenantId"), body.TextAt("state"))
        {
            ManagedByTenants = [.. body.ItemsAt("managedByTenants").Select(tenant => tenant.TextAt("tenantId")).OfType<string>()],
        };
}
