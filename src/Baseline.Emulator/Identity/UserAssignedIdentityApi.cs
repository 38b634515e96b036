using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Identity;

/// <summary>User-assigned managed identities.</summary>
internal sealed partial class UserAssignedIdentityApi(Tenant tenant)
{
    public const string Type = "microsoft.managedidentity/userassignedidentities";

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, call => Answer.Page(call, Listing.Of(tenant, call), tenant.Options.PageSize));
        routes.On("PUT", Type, Put);
        routes.On("PATCH", Type, Patch);
        routes.On("DELETE", Type, call => Answer.Empty(tenant.Resources.Remove(call.Path) ? 200 : 204));
    }

    private ArmResponse Put(ArmCall call)
    {
        var existing = tenant.Resources.Find(call.Path);
        if (call.Body["location"].AsText() is not { } location)
        {
            return Answer.Refused(400, "LocationRequired", "The location property is required for this definition.");
        }

        if ((Invalid(call) ?? Listing.Moved(existing, location)) is { } refusal)
        {
            return refusal;
        }

        var body = BodyOf(call, existing, location);
        tenant.Resources.Put(call.Path, body);
        if (existing is not null)
        {
            return Answer.Ok(body);
        }

        tenant.Propagation.IdentityMade(body.At("properties", "principalId").AsText() ?? "");
        return Answer.Of(201, body).With("Location", $"{body["id"].AsText()}?api-version={call.ApiVersion}");
    }

    private static ArmResponse? Invalid(ArmCall call)
    {
        if (!ValidName().IsMatch(call.Path.Name))
        {
            return Answer.Error(
                400,
                "InvalidResourceName",
                $"The name '{call.Path.Name}' of an identity is not valid: it has 3 to 128 letters, digits, hyphens and underscores "
                + "and begins with a letter or a digit.");
        }

        var scope = call.Body.At("properties", "isolationScope");
        return scope is null || scope.AsText().Same("None") || scope.AsText().Same("Regional")
            ? null
            : Answer.Error(400, "BadRequest", $"The isolation scope '{scope.AsText()}' is not valid: it is None or Regional.");
    }

    [GeneratedRegex("^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$")]
    private static partial Regex ValidName();

    private JsonObject BodyOf(ArmCall call, StoredResource? existing, string location)
    {
        var path = call.Path;
        var name = existing?.Name ?? path.Name;
        var properties = existing?.Properties.DeepClone().AsObject() ?? new JsonObject
        {
            ["tenantId"] = tenant.TenantIdOf(path),
            ["principalId"] = tenant.Identifiers.Next("principal", path.Key).ToString(),
            ["clientId"] = tenant.Identifiers.Next("client", path.Key).ToString(),
        };
        if (call.Body.At("properties", "isolationScope") is { } isolation)
        {
            properties["isolationScope"] = isolation.DeepClone();
        }
        else if (call.IsFrom("2024-11-30") && properties["isolationScope"] is null)
        {
            properties["isolationScope"] = "None";
        }

        // Azure spells this type's group segment in lower case, whatever the caller sent (docs/azure.md#spelling-of-ids).
        return new JsonObject
        {
            ["location"] = location,
            ["tags"] = call.Body["tags"]?.DeepClone() ?? new JsonObject(),
            ["id"] = $"/subscriptions/{path.Subscription}/resourcegroups/{path.ResourceGroup}"
                + $"/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.ManagedIdentity/userAssignedIdentities",
            ["properties"] = properties,
        };
    }

    private ArmResponse Patch(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } identity)
        {
            return Answer.ResourceNotFound(call.Path);
        }

        if (call.Body["tags"] is { } tags)
        {
            identity.Body["tags"] = tags.DeepClone();
        }

        return Answer.Ok(identity.Body);
    }
}
