using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Workspaces and Event Hubs, which settings send to: what the estate holds of them can be read and listed.</summary>
internal sealed class KnownTypesApi(Tenant tenant)
{
    private const string Namespaces = "microsoft.eventhub/namespaces";
    private const string Rules = Namespaces + "/authorizationrules";
    private const string RootRule = "RootManageSharedAccessKey";

    private static readonly string[] TopLevel = ["microsoft.operationalinsights/workspaces", Namespaces];
    private static readonly string[] Inner =
        [Namespaces + "/eventhubs", Namespaces + "/eventhubs/authorizationrules", "microsoft.operationalinsights/workspaces/tables"];

    public void AddTo(RouteTable routes)
    {
        foreach (var type in TopLevel)
        {
            routes.OnAll("GET", type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
        }

        foreach (var type in Inner)
        {
            routes.OnAll("GET", type, call => Answer.Page(
                call, [.. tenant.Resources.Under(call.Path.Parent, type).Select(found => found.Body)], tenant.Options.PageSize));
        }

        routes.OnAll("GET", Rules, call => Answer.Page(call, [.. RulesOf(call.Path.Parent)], tenant.Options.PageSize));
        routes.On("GET", Rules, call =>
            RulesOf(call.Path.Parent).FirstOrDefault(rule => rule["name"].AsText().Same(call.Path.Name)) is { } rule
                ? Answer.Ok(rule)
                : Answer.ResourceNotFound(call.Path));
    }

    // Every namespace is made with one rule that may do everything.
    private IEnumerable<JsonObject> RulesOf(ResourcePath space)
    {
        if (tenant.Resources.Find(space.Append("authorizationRules/" + RootRule)) is null)
        {
            yield return new JsonObject
            {
                ["id"] = $"{tenant.Resources.Find(space)?.Id ?? space.Text}/authorizationRules/{RootRule}",
                ["name"] = RootRule,
                ["type"] = "Microsoft.EventHub/namespaces/authorizationRules",
                ["location"] = tenant.Resources.Find(space)?.Location,
                ["properties"] = new JsonObject { ["rights"] = new JsonArray("Listen", "Manage", "Send") },
            };
        }

        foreach (var rule in tenant.Resources.Under(space, Rules))
        {
            yield return rule.Body;
        }
    }
}
