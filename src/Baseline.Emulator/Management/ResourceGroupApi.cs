using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Resource groups: those that the estate holds, and those that something in the estate lies in.</summary>
internal sealed class ResourceGroupApi(Tenant tenant)
{
    private const string Type = "microsoft.resources/resourcegroups";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call => Answer.Page(call, [.. InSubscription(tenant, call.Path.Parent)], tenant.Options.PageSize));
        routes.On("GET", Type, call => Answer.Ok(BodyOf(tenant, call.Path)));
        routes.On("HEAD", Type, _ => Answer.Empty(204));
        routes.On("PUT", Type, Put);
        routes.On("PATCH", Type, Patch);
    }

    public static IEnumerable<JsonObject> InSubscription(Tenant tenant, ResourcePath subscription) => tenant.Resources.All
        .Where(resource => resource.Path.ResourceGroup is not null && resource.Path.IsWithin(subscription))
        .DistinctBy(resource => resource.Path.ResourceGroup, StringComparer.OrdinalIgnoreCase)
        .Where(resource => tenant.UnreadableAt(GroupOf(resource.Path)) is null)
        .Select(resource => BodyOf(tenant, GroupOf(resource.Path)));

    private static ResourcePath GroupOf(ResourcePath path) =>
        ResourcePath.Parse($"/subscriptions/{path.Subscription}/resourceGroups/{path.ResourceGroup}");

    private static JsonObject BodyOf(Tenant tenant, ResourcePath path) => tenant.Resources.Find(path)?.Body ?? New(
        path,
        Regions.Normal(tenant.Resources.RegionOfGroup(path)) is { Length: > 0 } region and not "global" ? region : "westeurope",
        null);

    private static JsonObject New(ResourcePath path, string location, JsonNode? tags) => new()
    {
        ["id"] = $"/subscriptions/{path.Subscription}/resourceGroups/{path.ResourceGroup}",
        ["name"] = path.ResourceGroup,
        ["type"] = "Microsoft.Resources/resourceGroups",
        ["location"] = location,
        ["tags"] = tags?.DeepClone() ?? new JsonObject(),
        ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
    };

    private ArmResponse Put(ArmCall call)
    {
        if (call.Body["location"].AsText() is not { } location)
        {
            return Answer.Refused(400, "LocationRequired", "The location property is required for this definition.");
        }

        var before = tenant.HasResourceGroup(call.Path) ? BodyOf(tenant, call.Path) : null;
        if (before?["location"].AsText() is { } place && !Regions.AreSame(place, location))
        {
            return Answer.Refused(
                409,
                "InvalidResourceGroupLocation",
                $"Invalid resource group location '{location}'. The Resource group already exists in location '{place}'.");
        }

        var body = New(call.Path, Regions.Normal(location), call.Body["tags"]);
        tenant.Resources.Put(call.Path, body);
        return Answer.Of(before is null ? 201 : 200, body);
    }

    private ArmResponse Patch(ArmCall call)
    {
        var body = BodyOf(tenant, call.Path).DeepClone().AsObject();
        if (call.Body["tags"] is { } tags)
        {
            body["tags"] = tags.DeepClone();
        }

        tenant.Resources.Put(call.Path, body);
        return Answer.Ok(body);
    }
}
