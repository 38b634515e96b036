using System.Text.Json.Nodes;
using Baseline.Emulator.Management;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.ResourceGraph;

/// <summary>The tables of Resource Graph, made from the estate as it is now.</summary>
internal sealed class GraphRows(Tenant tenant)
{
    private static readonly string[] Copied =
        ["kind", "managedBy", "sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"];

    public IEnumerable<JsonObject> Of(string table, HashSet<string> subscriptions) => table.ToLowerInvariant() switch
    {
        "resources" => Resources(subscriptions),
        "resourcecontainers" => Containers(subscriptions),
        "authorizationresources" => Assignments(subscriptions),
        _ => [],
    };

    private IEnumerable<JsonObject> Resources(HashSet<string> subscriptions) => subscriptions
        .SelectMany(id => tenant.Resources.InSubscription(id))
        .Where(resource => TrackedResources.Contains(resource.Path))
        .Where(resource => tenant.UnreadableAt(resource.Path) is null)
        .OrderBy(resource => resource.Order)
        .Select(Row);

    private IEnumerable<JsonObject> Assignments(HashSet<string> subscriptions) => tenant.Resources
        .OfType("microsoft.authorization/roleassignments")
        .Where(resource => resource.Path.Subscription is not { } id || subscriptions.Contains(id))
        .Select(Row);

    private JsonObject Row(StoredResource resource)
    {
        var path = resource.Path;
        var row = new JsonObject
        {
            ["id"] = resource.Id,
            ["name"] = resource.Name,
            ["type"] = path.Type,
            ["tenantId"] = tenant.TenantIdOf(path),
            ["location"] = resource.Location,
            ["resourceGroup"] = path.ResourceGroup?.ToLowerInvariant() ?? "",
            ["subscriptionId"] = path.Subscription ?? "",
        };
        foreach (var member in Copied)
        {
            row[member] = resource.Body[member]?.DeepClone();
        }

        return row;
    }

    private IEnumerable<JsonObject> Containers(HashSet<string> subscriptions)
    {
        foreach (var subscription in tenant.Subscriptions.Where(found => subscriptions.Contains(found.Id)))
        {
            yield return SubscriptionRow(subscription);
        }

        foreach (var id in tenant.Subscriptions.Select(found => found.Id).Where(subscriptions.Contains))
        {
            foreach (var group in ResourceGroupApi.InSubscription(tenant, ResourcePath.Parse("/subscriptions/" + id)))
            {
                var row = ContainerRow(
                    group["id"].AsText() ?? "",
                    group["name"].AsText() ?? "",
                    "microsoft.resources/subscriptions/resourcegroups",
                    id,
                    new JsonObject { ["provisioningState"] = "Succeeded" });
                row["location"] = group["location"]?.DeepClone();
                row["resourceGroup"] = group["name"].AsText()?.ToLowerInvariant();
                row["tags"] = group["tags"]?.DeepClone();
                yield return row;
            }
        }

        foreach (var group in ManagementGroups.Of(tenant).Groups)
        {
            yield return ContainerRow(
                group.Id,
                group.Name,
                "microsoft.management/managementgroups",
                "",
                new JsonObject { ["displayName"] = group.DisplayName });
        }
    }

    private JsonObject SubscriptionRow(Subscription subscription)
    {
        var chain = subscription.ManagementGroups.Select(name => (JsonNode?)new JsonObject
        {
            ["name"] = name,
            ["displayName"] = name,
        });
        return ContainerRow(
            "/subscriptions/" + subscription.Id,
            subscription.DisplayName,
            "microsoft.resources/subscriptions",
            subscription.Id,
            new JsonObject
            {
                ["state"] = subscription.State,
                ["managementGroupAncestorsChain"] = new JsonArray([.. chain]),
            });
    }

    private JsonObject ContainerRow(string id, string name, string type, string subscription, JsonObject properties) => new()
    {
        ["id"] = id,
        ["name"] = name,
        ["type"] = type,
        ["tenantId"] = tenant.TenantIdOf(ResourcePath.Parse(id)),
        ["subscriptionId"] = subscription,
        ["properties"] = properties,
    };
}
