using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Resource providers and their registration in a subscription.</summary>
internal sealed class ProviderApi(Tenant tenant)
{
    private const string Type = "microsoft.resources/providers";

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Authorization"] = ["locks", "roleAssignments", "roleDefinitions"],
        ["Microsoft.EventHub"] = ["namespaces", "namespaces/authorizationRules", "namespaces/eventhubs"],
        ["Microsoft.Insights"] =
        [
            "actionGroups", "activityLogAlerts", "dataCollectionRuleAssociations", "dataCollectionRules", "diagnosticSettings",
            "diagnosticSettingsCategories", "logprofiles",
        ],
        ["Microsoft.KeyVault"] = ["vaults", "vaults/keys", "vaults/accessPolicies", "deletedVaults", "managedHSMs"],
        ["Microsoft.ManagedIdentity"] = ["userAssignedIdentities"],
        ["Microsoft.Management"] = ["managementGroups"],
        ["Microsoft.OperationalInsights"] = ["workspaces"],
        ["Microsoft.ResourceGraph"] = ["resources"],
        ["Microsoft.Resources"] = ["subscriptions", "resourceGroups", "tenants", "providers"],
        ["Microsoft.Storage"] = ["storageAccounts", "storageAccounts/blobServices", "storageAccounts/managementPolicies"],
    };

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
        routes.OnAll("POST", Type + "/register", Register);
    }

    private ArmResponse List(ArmCall call)
    {
        var seeded = tenant.Resources.Under(call.Path.Parent, Type).Select(provider => provider.Path.Name);
        var names = Known.Keys.Union(seeded, StringComparer.OrdinalIgnoreCase);
        return Answer.Page(call, [.. names.Select(name => BodyOf(call.Path.Parent, name))], tenant.Options.PageSize);
    }

    private ArmResponse Get(ArmCall call) => IsKnown(call.Path)
        ? Answer.Ok(BodyOf(call.Path.Scope, call.Path.Namespace))
        : NotFound(call.Path.Namespace);

    // What the estate has resources of, Azure has a provider for.
    private bool IsKnown(ResourcePath path) => Known.ContainsKey(path.Namespace)
        || tenant.Resources.Find(path) is not null
        || tenant.Resources.All.Any(resource => resource.Path.Namespace.Same(path.Namespace));

    private static ArmResponse NotFound(string name) => Answer.Refused(
        404, "InvalidResourceNamespace", $"The resource namespace '{name}' is invalid.");

    private JsonObject BodyOf(ResourcePath subscription, string name)
    {
        var path = subscription.Append("providers/" + name);
        if (tenant.Resources.Find(path) is { } seeded)
        {
            return seeded.Body;
        }

        var provider = Known.Keys.FirstOrDefault(known => known.Same(name)) ?? name;
        return new JsonObject
        {
            ["id"] = $"{subscription.Text}/providers/{provider}",
            ["namespace"] = provider,
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = new JsonArray([.. Known.GetValueOrDefault(provider, []).Select(type => (JsonNode?)TypeOf(provider, type))]),
            ["registrationState"] = "Registered",
        };
    }

    private static JsonObject TypeOf(string provider, string type) => new()
    {
        ["resourceType"] = type,
        ["locations"] = new JsonArray([.. Locations.All.Select(location => (JsonNode?)location.DisplayName)]),
        ["apiVersions"] = new JsonArray(
            [.. (SupportedVersions.Of($"{provider}/{type}".ToLowerInvariant()) ?? []).Select(version => (JsonNode?)version)]),
        ["capabilities"] = "None",
    };

    private ArmResponse Register(ArmCall call)
    {
        var path = call.Path.Scope.Append("providers/" + call.Path.Namespace);
        if (!IsKnown(path))
        {
            return NotFound(call.Path.Namespace);
        }

        var body = BodyOf(call.Path.Scope, call.Path.Namespace).DeepClone().AsObject();
        body["registrationState"] = "Registered";
        tenant.Resources.Put(path, body);
        return Answer.Ok(body);
    }
}
