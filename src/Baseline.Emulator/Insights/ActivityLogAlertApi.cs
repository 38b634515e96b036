using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>Alerts on the activity log of a subscription.</summary>
internal sealed class ActivityLogAlertApi(Tenant tenant)
{
    private const string Type = "microsoft.insights/activitylogalerts";
    private const string Provider = "Microsoft.Insights";

    // A limit that Azure does not raise (https://learn.microsoft.com/azure/azure-monitor/service-limits#alerts).
    private const int MostAlerts = 100;

    private static readonly string[] ComparisonMembers = ["field", "equals", "containsAny"];
    private static readonly string[] PartMembers = [.. ComparisonMembers, "anyOf"];

    private readonly RegistrationRules _registrations = new(tenant);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
        routes.On("GET", Type, call => tenant.Resources.Find(call.Path) is { } alert ? Answer.Ok(alert.Body) : NotFound(call));
        routes.On("PUT", Type, Put);
        routes.On("PATCH", Type, Patch);
        routes.On("DELETE", Type, call => Answer.Empty(tenant.Resources.Remove(call.Path) ? 200 : 204));
    }

    private static ArmResponse NotFound(ArmCall call) => Answer.ResourceNotFound(call.Path);

    private ArmResponse Put(ArmCall call)
    {
        var existing = tenant.Resources.Find(call.Path);
        if ((NotRegistered(call) ?? AlertRules.Refusal(call) ?? TooMany(call, existing, IsOn(call.Body))) is { } refusal)
        {
            return refusal;
        }

        var body = BodyOf(call);
        tenant.Resources.Put(call.Path, body);
        return Answer.Of(existing is null ? 201 : 200, body);
    }

    private ArmResponse Patch(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } existing)
        {
            return NotFound(call);
        }

        var isOn = call.Body.At("properties", "enabled") is null ? IsOn(existing.Body) : IsOn(call.Body);
        if ((AlertRules.RefusalOfPatch(call) ?? TooMany(call, existing, isOn)) is { } refusal)
        {
            return refusal;
        }

        if (call.Body["tags"] is { } tags)
        {
            existing.Body["tags"] = tags.DeepClone();
        }

        existing.Properties["enabled"] = isOn;
        return Answer.Ok(existing.Body);
    }

    private ArmResponse? NotRegistered(ArmCall call) => _registrations.IsRegistered(call.Path.Subscription, Provider)
        ? null
        : Answer.Refused(
            409, "MissingSubscriptionRegistration", $"The subscription is not registered to use namespace '{Provider}'.");

    /// <summary>Only alerts that are on count.</summary>
    private ArmResponse? TooMany(ArmCall call, StoredResource? existing, bool isOn)
    {
        var others = tenant.Resources.InSubscription(call.Path.Subscription ?? "", Type)
            .Count(alert => IsOn(alert.Body) && alert.Path.Key != existing?.Path.Key);
        return isOn && others >= MostAlerts
            ? Answer.Error(
                400,
                "BadRequest",
                $"The number of active activity log alerts of subscription '{call.Path.Subscription}' would exceed the limit of "
                + $"{MostAlerts}.")
            : null;
    }

    private static bool IsOn(JsonNode alert) => alert.At("properties", "enabled") is not JsonValue value
        || !value.TryGetValue<bool>(out var isOn) || isOn;

    /// <summary>Azure answers with its own spelling of the region, and with every member that a comparison may have.</summary>
    private static JsonObject BodyOf(ArmCall call)
    {
        var path = call.Path;
        var properties = call.Body["properties"]?.DeepClone() as JsonObject ?? [];
        properties["enabled"] = IsOn(call.Body);
        if (properties.At("condition", "allOf") is JsonArray parts)
        {
            properties["condition"] = new JsonObject { ["allOf"] = new JsonArray([.. parts.Select(Whole)]) };
        }

        var location = call.Body["location"].AsText();
        return new JsonObject
        {
            ["id"] = $"/subscriptions/{path.Subscription}/resourceGroups/{path.ResourceGroup}/providers/microsoft.insights"
                + $"/activityLogAlerts/{path.Name}",
            ["name"] = path.Name,
            ["type"] = "Microsoft.Insights/ActivityLogAlerts",
            ["location"] = Regions.AreSame(location, "global") ? "global" : location,
            ["tags"] = call.Body["tags"]?.DeepClone() ?? new JsonObject(),
            ["properties"] = properties,
        };
    }

    private static JsonNode Whole(JsonNode? part)
    {
        var whole = Comparison(part, PartMembers);
        whole["anyOf"] = part?["anyOf"] is JsonArray several
            ? new JsonArray([.. several.Select(one => (JsonNode)Comparison(one, ComparisonMembers))])
            : null;
        return whole;
    }

    private static JsonObject Comparison(JsonNode? one, string[] members) =>
        new(members.Select(name => KeyValuePair.Create(name, one?[name]?.DeepClone())));
}
