using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Subscriptions, the regions they may use, and the tenants they lie in.</summary>
internal sealed class SubscriptionApi(Tenant tenant)
{
    private const string Subscriptions = "microsoft.resources/subscriptions";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Subscriptions, _ => ListSubscriptions());
        routes.On("GET", Subscriptions, GetSubscription);
        routes.OnAll("GET", "microsoft.resources/locations", ListLocations);
        routes.OnAll("GET", "microsoft.resources/tenants", _ => ListTenants());
    }

    private ArmResponse ListSubscriptions()
    {
        var readable = tenant.Subscriptions
            .Where(subscription => tenant.UnreadableAt(PathOf(subscription)) is null)
            .Select(subscription => subscription.ToBody())
            .ToArray();
        return Answer.Ok(new JsonObject
        {
            ["value"] = Answer.ArrayOf(readable),
            ["count"] = new JsonObject { ["type"] = "Total", ["value"] = readable.Length },
        });
    }

    private static ResourcePath PathOf(Subscription subscription) => ResourcePath.Parse("/subscriptions/" + subscription.Id);

    private ArmResponse GetSubscription(ArmCall call) => tenant.FindSubscription(call.Path.Subscription) is { } subscription
        ? Answer.Ok(subscription.ToBody())
        : Answer.ResourceNotFound(call.Path);

    private static ArmResponse ListLocations(ArmCall call) => Answer.List(Locations.All.Select(location => new JsonObject
    {
        ["id"] = $"{call.Path.Parent.Text}/locations/{location.Name}",
        ["name"] = location.Name,
        ["type"] = "Region",
        ["displayName"] = location.DisplayName,
        ["regionalDisplayName"] = $"({location.Geography}) {location.DisplayName}",
        ["metadata"] = new JsonObject
        {
            ["regionType"] = "Physical",
            ["geography"] = location.Geography,
            ["pairedRegion"] = new JsonArray(),
        },
    }));

    private ArmResponse ListTenants() => Answer.List(tenant.Subscriptions
        .Select(subscription => subscription.TenantId)
        .DefaultIfEmpty(tenant.Options.TenantId.ToString())
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(id => new JsonObject
        {
            ["id"] = $"/tenants/{id}",
            ["tenantId"] = id,
            ["tenantCategory"] = "Home",
        }));
}
