using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>What a request covers.</summary>
/// <param name="Subscriptions">The subscriptions whose content can be asked for.</param>
/// <param name="Groups">The management groups in scope, those beneath wanted ones included.</param>
/// <param name="Found">What was read of subscriptions and groups.</param>
/// <param name="NotAskedFor">The subscriptions that were seen and are not in the part that was asked for.</param>
internal sealed record ScopeRead(
    IReadOnlyList<ResourceId> Subscriptions,
    IReadOnlyList<ResourceId> Groups,
    Found Found,
    IReadOnlyList<EstateSubscription> NotAskedFor);

/// <summary>Finds the management groups and subscriptions that a request covers.</summary>
internal sealed class ScopeReading(EstateReads run)
{
    // From here on one list is faster than a read of each, of which the slowest is waited for.
    private const int ListFrom = 5;

    // Each group is read after the one before it, because what is known of the tree decides what is asked next.
    private readonly GroupTree _tree = new();

    /// <summary>Reads the scope.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The whole tenant is wanted, and its subscriptions can't be listed.</exception>
    public async Task<ScopeRead> ReadAsync(EstateRequest request, CancellationToken cancellationToken)
    {
        var listed = request.Tenant || request.ManagementGroups.Count > 0 || request.Subscriptions.Count >= ListFrom
            ? await ListSubscriptionsAsync(request.Tenant, cancellationToken)
            : new Dictionary<string, JsonElement>();
        var read = new List<GroupsRead>();
        foreach (var group in request.ManagementGroups)
        {
            read.Add(await ReadGroupAsync(group, cancellationToken));
        }

        if (request.Tenant)
        {
            read.Add(await ReadAllGroupsAsync(read.SelectMany(part => part.Groups), listed, cancellationToken));
        }

        var wanted = request.Subscriptions.Select(guid => guid.ToLowerInvariant())
            .Concat(request.Tenant ? listed.Keys : [])
            .Concat(_tree.Subscriptions)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var subscriptions = await run.GatherAsync(wanted, (guid, token) => ReadSubscriptionAsync(guid, listed, token), cancellationToken);
        var outside = subscriptions.Subscriptions.Where(one => !request.Part.TakesSubscription(one.Id, one.DisplayName)).ToList();
        var others = outside.Select(one => ResourceId.Subscription(one.Id)).ToHashSet();
        var part = outside.Count == 0 ? subscriptions : subscriptions with
        {
            Subscriptions = [.. subscriptions.Subscriptions.Except(outside)],
            Failed = [.. subscriptions.Failed.Where(failed => !others.Contains(failed.Id))],
        };
        return new ScopeRead(
            [.. wanted.Select(ResourceId.Subscription).Except(others).Except(part.Failed.Select(failed => failed.Id))],
            [.. read.SelectMany(groups => groups.Groups).Distinct().Order()],
            Found.Merge([.. read.Select(groups => groups.Found), part]),
            outside);
    }

    /// <summary>The subscriptions that the caller sees, by GUID.</summary>
    private async Task<IReadOnlyDictionary<string, JsonElement>> ListSubscriptionsAsync(
        bool isNeeded, CancellationToken cancellationToken)
    {
        var list = await run.Tenant.ListSubscriptionsAsync(cancellationToken);
        if (isNeeded && list.Failure is { } failure)
        {
            throw ArmFailures.SubscriptionsUnlisted(failure);
        }

        var listed = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (Guid.TryParseExact(item.TextAt("subscriptionId"), "D", out var id))
            {
                listed[id.ToString()] = item;
            }
            else if (isNeeded)
            {
                // Of a whole tenant nothing may fall out of scope without a word.
                throw ArmFailures.SubscriptionsUnlisted(new ArmFailure(200, "UnexpectedBody", "A subscription has no id that is one."));
            }
        }

        return listed;
    }

    /// <summary>
    /// A group counts as read only with everything beneath it: half a list would let subscriptions fall out of scope
    /// without a word.
    /// </summary>
    private async Task<GroupsRead> ReadGroupAsync(ResourceId group, CancellationToken cancellationToken)
    {
        var answer = await run.Resources.GetAsync(group, cancellationToken);
        if (answer.Failure is { } refused)
        {
            return new GroupsRead([], Found.Unreadable(group, refused));
        }

        var descendants = await run.Tenant.ListDescendantsAsync(group, cancellationToken);
        if (WhyNotWhole(descendants) is { } failure)
        {
            return new GroupsRead([], Found.Unreadable(group, failure));
        }

        var above = await ReadAboveAsync(group, answer.Body, cancellationToken);
        var beneath = TakeDescendants(descendants.Items);
        return new GroupsRead([group, .. beneath.Groups], Found.Merge([Found.Of(answer.Body, group), above, beneath.Found]));
    }

    /// <summary>
    /// The groups above a wanted one, as far up as they can be read: what is granted there holds below. None of them is in
    /// scope for being above.
    /// </summary>
    private async Task<Found> ReadAboveAsync(ResourceId group, JsonElement body, CancellationToken cancellationToken)
    {
        while (!_tree.HasParent(group) && ResourceId.TryParse(body.TextAt("properties.details.parent.id"), out var parent))
        {
            _tree.AddParent(group, parent);
            var above = await run.Resources.GetAsync(parent, cancellationToken);
            if (above.Failure is { } failure)
            {
                return Found.Unreadable(parent, failure);
            }

            (group, body) = (parent, above.Body);
        }

        return Found.Nothing;
    }

    /// <summary>
    /// Why descendants are not all known; null when they are. A row that names nothing may be a subscription in scope, and so may one that
    /// does not say what it lies in.
    /// </summary>
    private static ArmFailure? WhyNotWhole(ArmList descendants) =>
        descendants.Failure ?? (descendants.Items.All(row => DescendantId(row) is not null && GroupTree.ParentOf(row) is not null)
            ? null
            : new ArmFailure(
                200, "UnexpectedBody", "A descendant is neither a subscription nor a management group, or does not say what it lies in."));

    private static ResourceId? DescendantId(JsonElement row) =>
        ResourceId.TryParse(row.TextAt("id"), out var id)
        && (id.IsOfType(TypeNames.ManagementGroup) ? !id.IsList : id.Parent is null && Guid.TryParseExact(id.SubscriptionId, "D", out _))
            ? id
            : null;

    private GroupsRead TakeDescendants(IEnumerable<JsonElement> rows)
    {
        var groups = new List<Found>();
        foreach (var row in rows)
        {
            if (DescendantId(row) is not { } id)
            {
                continue;
            }

            _tree.Add(id, row);
            if (id.SubscriptionId is null)
            {
                groups.Add(Found.Of(row, id));
            }
        }

        var found = Found.Merge(groups);
        return new GroupsRead([.. found.Resources.Select(group => group.Id)], found);
    }

    /// <summary>
    /// The groups of the tenant, as far as the caller sees them. The root group, where it can be read, tells all the rest.
    /// </summary>
    private async Task<GroupsRead> ReadAllGroupsAsync(
        IEnumerable<ResourceId> known, IReadOnlyDictionary<string, JsonElement> listed, CancellationToken cancellationToken)
    {
        var visible = Found.Of(await run.Tenant.ListGroupsAsync(cancellationToken), TenantClient.AllGroups);
        var ids = visible.Resources.Select(group => group.Id).ToList();
        var tenants = listed.Values.Select(item => item.TextAt("tenantId")).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var covered = known.ToHashSet();
        var found = new List<Found> { visible };
        foreach (var group in ids.OrderBy(id => tenants.Contains(id.Name) ? 0 : 1).ThenBy(id => id))
        {
            if (covered.Contains(group))
            {
                continue;
            }

            var descendants = await run.Tenant.ListDescendantsAsync(group, cancellationToken);
            if (WhyNotWhole(descendants) is { } failure)
            {
                found.Add(Found.Unreadable(group.Child("descendants"), failure));
            }

            var beneath = TakeDescendants(descendants.Items);
            found.Add(beneath.Found);
            covered.UnionWith(beneath.Groups);
        }

        return new GroupsRead([.. ids, .. covered], Found.Merge(found));
    }

    /// <summary>
    /// A subscription under a wanted group stays in the estate, with its groups, even when it can't be read: else it would
    /// not be known that it is in scope.
    /// </summary>
    private async Task<Found> ReadSubscriptionAsync(
        string guid, IReadOnlyDictionary<string, JsonElement> listed, CancellationToken cancellationToken)
    {
        if (listed.TryGetValue(guid, out var body))
        {
            return Found.Of(Subscription(guid, body, _tree.ChainOf(guid)));
        }

        var id = ResourceId.Subscription(guid);
        var answer = await run.Resources.GetAsync(id, cancellationToken);
        return answer.Failure is not { } failure ? Found.Of(Subscription(guid, answer.Body, _tree.ChainOf(guid)))
            : !_tree.Subscriptions.Contains(guid) ? Found.Unreadable(id, failure)
            : Found.Unreadable(id, failure).And(Found.Of(new EstateSubscription(guid, _tree.NameOf(guid), _tree.ChainOf(guid))));
    }

    /// <summary>A subscription from its raw body.</summary>
    public static EstateSubscription Subscription(string guid, JsonElement body, IReadOnlyList<string> groups) =>
        new(guid, body.TextAt("displayName") ?? "", groups, body.TextAt("tenantId"), body.TextAt("state"))
        {
            ManagedByTenants = [.. body.ItemsAt("managedByTenants").Select(tenant => tenant.TextAt("tenantId")).OfType<string>()],
        };

    /// <summary>Management groups that were read.</summary>
    /// <param name="Groups">Those in scope.</param>
    /// <param name="Found">What was read of them, and of what is above them.</param>
    private sealed record GroupsRead(IReadOnlyList<ResourceId> Groups, Found Found);
}
