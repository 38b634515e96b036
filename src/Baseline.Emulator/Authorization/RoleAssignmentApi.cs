using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.KeyVault;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Authorization;

/// <summary>Role assignments at any scope.</summary>
internal sealed partial class RoleAssignmentApi(Tenant tenant)
{
    public const string Type = "microsoft.authorization/roleassignments";

    private static readonly string[] PrincipalTypes = ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"];

    private readonly Principals _principals = new(tenant);

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
        routes.On("PUT", Type, Put);
        routes.On("DELETE", Type, Delete);
    }

    private static bool IsSameRole(JsonNode? one, JsonNode? other) =>
        ResourcePath.Parse(one.AsText() ?? "").Name.Same(ResourcePath.Parse(other.AsText() ?? "").Name);

    private ArmResponse List(ArmCall call)
    {
        var scope = call.Path.Scope;
        var filter = call.Parameter("$filter") ?? "";
        var above = tenant.ScopesOf(scope).ToHashSet(StringComparer.Ordinal);
        var isAtScope = filter.Contains("atScope()", StringComparison.OrdinalIgnoreCase);
        var principal = PrincipalFilter().Match(filter) is { Success: true } match ? match.Groups["id"].Value : null;
        return Answer.List(tenant.Resources.OfType(Type)
            .Where(found => above.Contains(found.Path.Scope.Key) || (!isAtScope && found.Path.IsWithin(scope)))
            .Where(found => principal is null || found.Properties["principalId"].AsText().Same(principal))
            .Select(found => found.Body));
    }

    private ArmResponse Get(ArmCall call) => tenant.Resources.Find(call.Path) is { } assignment
        ? Answer.Ok(assignment.Body)
        : Answer.Error(
            404, "RoleAssignmentNotFound", $"The role assignment '{call.Path.Name}' is not found.");

    private ArmResponse Put(ArmCall call)
    {
        var sent = call.Body["properties"];
        var existing = tenant.Resources.Find(call.Path);
        if ((Invalid(call, sent) ?? Conflicting(call, sent, existing)) is { } refusal)
        {
            return refusal;
        }

        var principal = sent.At("principalId").AsText() ?? "";
        if (existing is not null)
        {
            return Update(existing, sent);
        }

        var type = sent.At("principalType").AsText();
        if (!_principals.IsKnown(principal, type))
        {
            return _principals.NotFound(principal, call.Path);
        }

        if (type is not null && !type.Same("ServicePrincipal") && _principals.IsIdentity(principal))
        {
            return Answer.Error(
                400,
                "UnmatchedPrincipalType",
                $"The PrincipalId '{principal}' has type 'ServicePrincipal', which is different from specified PrincipalType '{type}'.");
        }

        var body = BodyOf(call, sent, principal);
        tenant.Resources.Put(call.Path, body);
        if (Grants.IsWrappingRole(sent.At("roleDefinitionId").AsText()))
        {
            tenant.Propagation.AccessGranted(principal);
        }

        // The answer to the PUT does not yet know who created the assignment; every later GET does.
        var echo = body.DeepClone().AsObject();
        if (echo["properties"] is JsonObject properties)
        {
            properties["createdBy"] = null;
        }

        return Answer.Of(201, echo);
    }

    // Who gets which role where stays; the words beside it can change.
    private ArmResponse Update(StoredResource existing, JsonNode? sent)
    {
        foreach (var member in (string[])["description", "condition", "conditionVersion"])
        {
            if (sent.At(member) is { } value)
            {
                existing.Properties[member] = value.DeepClone();
                existing.Properties["updatedOn"] = tenant.Timestamp();
            }
        }

        return Answer.Ok(existing.Body);
    }

    private static ArmResponse? Invalid(ArmCall call, JsonNode? sent)
    {
        if (!Guid.TryParse(call.Path.Name, out _))
        {
            return Answer.Error(
                400,
                "InvalidRoleAssignmentId",
                $"The role assignment ID '{call.Path.Name}' is not valid. The role assignment ID must be a GUID.");
        }

        if (!Guid.TryParse(sent.At("principalId").AsText(), out _))
        {
            return Answer.Error(
                400,
                "InvalidPrincipalId",
                $"The Principal ID '{sent.At("principalId").AsText()}' is not valid. Principal ID must be a GUID.");
        }

        if (sent.At("principalType") is { } type && !PrincipalTypes.Contains(type.AsText(), StringComparer.OrdinalIgnoreCase))
        {
            return Answer.Error(
                400, "InvalidPrincipalType", $"The principal type '{type.AsText()}' is not valid.");
        }

        return Guid.TryParse(ResourcePath.Parse(sent.At("roleDefinitionId").AsText() ?? "").Name, out _)
            ? null
            : Answer.Error(
                400,
                "InvalidRoleDefinitionId",
                $"The role definition ID '{sent.At("roleDefinitionId").AsText()}' is not valid.");
    }

    private ArmResponse? Conflicting(ArmCall call, JsonNode? sent, StoredResource? existing)
    {
        if (existing is not null)
        {
            var isSame = existing.Properties["principalId"].AsText().Same(sent.At("principalId").AsText())
                && IsSameRole(existing.Properties["roleDefinitionId"], sent.At("roleDefinitionId"));
            return isSame
                ? null
                : Answer.Error(
                    400,
                    "RoleAssignmentUpdateNotPermitted",
                    "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
        }

        if (tenant.Resources.OfType(Type).Any(found => found.Path.Name.Same(call.Path.Name)))
        {
            return Answer.Error(
                409,
                "HashConflictOnDifferentRoleAssignmentIds",
                "A hash conflict was encountered for the role Assignment ID. Please use a new Guid.");
        }

        return tenant.Resources.Under(call.Path.Scope, Type).Any(found =>
            found.Properties["principalId"].AsText().Same(sent.At("principalId").AsText())
            && IsSameRole(found.Properties["roleDefinitionId"], sent.At("roleDefinitionId")))
            ? Answer.Error(409, "RoleAssignmentExists", "The role assignment already exists.")
            : null;
    }

    private JsonObject BodyOf(ArmCall call, JsonNode? sent, string principal)
    {
        var now = tenant.Timestamp();
        var scope = call.Path.Scope;
        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = sent.At("roleDefinitionId")?.DeepClone(),
                ["principalId"] = principal,
                ["principalType"] = sent.At("principalType")?.DeepClone() ?? "ServicePrincipal",
                ["scope"] = scope.IsTenant ? "/" : scope.Text,
                ["condition"] = sent.At("condition")?.DeepClone(),
                ["conditionVersion"] = sent.At("conditionVersion")?.DeepClone(),
                ["createdOn"] = now,
                ["updatedOn"] = now,
                ["createdBy"] = Caller.ObjectId,
                ["updatedBy"] = Caller.ObjectId,
                ["delegatedManagedIdentityResourceId"] = null,
                ["description"] = sent.At("description")?.DeepClone(),
            },
            ["id"] = $"{(scope.IsTenant ? "" : scope.Text)}/providers/Microsoft.Authorization/roleAssignments/{call.Path.Name}",
            ["type"] = "Microsoft.Authorization/roleAssignments",
            ["name"] = call.Path.Name,
        };
    }

    private ArmResponse Delete(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path) is not { } assignment)
        {
            return Answer.Empty(204);
        }

        tenant.Resources.Remove(call.Path);
        return Answer.Ok(assignment.Body);
    }

    [GeneratedRegex(@"(?:principalId\s+eq\s+|assignedTo\()'\{?(?<id>[0-9a-fA-F-]+)\}?'", RegexOptions.IgnoreCase)]
    private static partial Regex PrincipalFilter();
}
