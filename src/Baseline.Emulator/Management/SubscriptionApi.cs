using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Management;

/// <summary>Subscriptions, their resource groups, and the registration of resource providers in them.</summary>
internal sealed class SubscriptionApi(Tenant tenant)
{
    private const string Subscriptions = "microsoft.resources/subscriptions";
    private const string Groups = "microsoft.resources/resourcegroups";
    private const string Providers = "microsoft.resources/providers";

    private static readonly string[] KnownProviders =
    [
        "Microsoft.Authorization", "Microsoft.Insights", "Microsoft.KeyVault", "Microsoft.ManagedIdentity",
        "Microsoft.Management", "Microsoft.ResourceGraph", "Microsoft.Storage",
    ];

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Subscriptions, _ => ListSubscriptions());
        routes.On("GET", Subscriptions, GetSubscription);
        routes.OnAll("GET", Groups, call => Answer.List(GroupsIn(call.Path.Parent)));
        routes.On("GET", Groups, call => Answer.Ok(GroupBody(call.Path)));
        routes.On("PUT", Groups, PutGroup);
        routes.OnAll("GET", Providers, call => Answer.List(KnownProviders.Select(name => Provider(call.Path.Parent, name))));
        routes.On("GET", Providers, call => Answer.Ok(Provider(call.Path.Scope, call.Path.Namespace)));
        routes.OnAll("POST", Providers + "/register", Register);
    }

    private static JsonObject GroupBody(ResourcePath path, string location = "westeurope") => new()
    {
        ["id"] = $"/subscriptions/{path.Subscription}/resourceGroups/{path.ResourceGroup}",
        ["name"] = path.ResourceGroup,
        ["type"] = "Microsoft.Resources/resourceGroups",
        ["location"] = location,
        ["tags"] = new JsonObject(),
        ["properties"] = new JsonObject { ["provisioningState"] = "Succeeded" },
    };

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

    private IEnumerable<JsonObject> GroupsIn(ResourcePath subscription) => tenant.Resources.All
        .Where(resource => resource.Path.ResourceGroup is not null && resource.Path.IsWithin(subscription))
        .DistinctBy(resource => resource.Path.ResourceGroup, StringComparer.OrdinalIgnoreCase)
        .Select(resource => Group(resource.Path));

    private JsonObject Group(ResourcePath path)
    {
        var group = ResourcePath.Parse($"/subscriptions/{path.Subscription}/resourceGroups/{path.ResourceGroup}");
        return tenant.Resources.Find(group)?.Body ?? GroupBody(group);
    }

    private ArmResponse PutGroup(ArmCall call)
    {
        var isNew = !tenant.Resources.HasResourceGroup(call.Path);
        if (call.Body["location"].AsText() is not { } location)
        {
            return Answer.Refused(400, "LocationRequired", "The location property is required for this definition.");
        }

        var body = GroupBody(call.Path, location);
        tenant.Resources.Put(call.Path, body);
        return Answer.Of(isNew ? 201 : 200, body);
    }

    private JsonObject Provider(ResourcePath subscription, string name)
    {
        var path = subscription.Append("providers/" + name);
        return tenant.Resources.Find(path)?.Body ?? new JsonObject
        {
            ["id"] = path.Text,
            ["namespace"] = name,
            ["registrationPolicy"] = "RegistrationRequired",
            ["resourceTypes"] = new JsonArray(),
            ["registrationState"] = "Registered",
        };
    }

    private ArmResponse Register(ArmCall call)
    {
        var body = Provider(call.Path.Scope, call.Path.Namespace).DeepClone().AsObject();
        body["registrationState"] = "Registered";
        tenant.Resources.Put(call.Path.Scope.Append("providers/" + call.Path.Namespace), body);
        return Answer.Ok(body);
    }
}
