using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Authorization;

/// <summary>Role definitions: some of the built-in ones, and those that the estate holds.</summary>
internal sealed partial class RoleDefinitionApi(Tenant tenant)
{
    private const string Type = "microsoft.authorization/roledefinitions";

    private static readonly Role[] BuiltIn =
    [
        new("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", ["*"], []),
        new("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", ["*"], []),
        new("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader", ["*/read"], []),
        new("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", ["*/read", "Microsoft.Authorization/*"], []),
        new("749f88d5-cbae-40b8-bcfc-e573ddc772fa", "Monitoring Contributor", ["*/read", "Microsoft.Insights/DiagnosticSettings/*"], []),
        new("43d0d8ad-25c7-4714-9337-8ba259a9fe05", "Monitoring Reader", ["*/read"], []),
        new("92aaf0da-9dab-42b6-94a3-d43ce8d16293", "Log Analytics Contributor", ["*/read", "Microsoft.OperationalInsights/*"], []),
        new("f25e0fa2-a7c8-4377-a976-54943a77a395", "Key Vault Contributor", ["Microsoft.KeyVault/*"], []),
        new(
            "00482a5a-887f-4fb3-b363-3b7fe8e74483",
            "Key Vault Administrator",
            ["Microsoft.KeyVault/vaults/read"],
            ["Microsoft.KeyVault/vaults/*"]),
        new(
            "21090545-7ca7-4776-b22c-e363652d74d2",
            "Key Vault Reader",
            ["Microsoft.KeyVault/vaults/read"],
            ["Microsoft.KeyVault/vaults/*/read"]),
        new(
            "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
            "Key Vault Crypto Officer",
            ["Microsoft.KeyVault/vaults/read"],
            ["Microsoft.KeyVault/vaults/keys/*"]),
        new("12338af0-0e69-4776-bea7-57ae8d297424", "Key Vault Crypto User", [], ["Microsoft.KeyVault/vaults/keys/wrap/action"]),
        new(
            "e147488a-f6f5-4113-8e2d-b22465e65bf6",
            "Key Vault Crypto Service Encryption User",
            [],
            [
                "Microsoft.KeyVault/vaults/keys/read",
                "Microsoft.KeyVault/vaults/keys/wrap/action",
                "Microsoft.KeyVault/vaults/keys/unwrap/action",
            ]),
        new(
            "8b54135c-b56d-4d72-a534-26097cfdc8d8",
            "Key Vault Data Access Administrator",
            ["Microsoft.Authorization/roleAssignments/write"],
            []),
        new("17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor", ["Microsoft.Storage/storageAccounts/*"], []),
        new(
            "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59",
            "Managed Identity Contributor",
            ["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
            []),
        new(
            "f1a07417-d97a-45cb-824c-7a7467783830",
            "Managed Identity Operator",
            ["Microsoft.ManagedIdentity/userAssignedIdentities/*/read"],
            []),
    ];

    public void AddTo(RouteTable routes)
    {
        routes.OnAll("GET", Type, List);
        routes.On("GET", Type, Get);
    }

    private ArmResponse List(ArmCall call)
    {
        var scope = call.Path.Scope;
        var above = tenant.ScopesOf(scope).ToHashSet(StringComparer.Ordinal);
        var custom = tenant.Resources.OfType(Type).Where(found => above.Contains(found.Path.Scope.Key)).Select(found => found.Body);
        var all = BuiltIn.Select(role => BodyOf(role, scope)).Concat(custom);
        if (call.Parameter("$filter") is { Length: > 0 } filter)
        {
            var name = NameFilter().Match(filter) is { Success: true } named ? named.Groups["value"].Value : null;
            var type = TypeFilter().Match(filter) is { Success: true } typed ? typed.Groups["value"].Value : null;
            all = all.Where(role => (name is null || role.At("properties", "roleName").AsText().Same(name))
                && (type is null || role.At("properties", "type").AsText().Same(type)));
        }

        return Answer.List(all);
    }

    private ArmResponse Get(ArmCall call)
    {
        var name = call.Path.Name;
        var seeded = tenant.Resources.OfType(Type).FirstOrDefault(found => found.Path.Name.Same(name))?.Body;
        var known = BuiltIn.Where(role => role.Id.Same(name)).Select(role => BodyOf(role, call.Path.Scope)).FirstOrDefault();
        return (seeded ?? known) is { } body
            ? Answer.Ok(body)
            : Answer.Error(
                404, "RoleDefinitionDoesNotExist", $"The specified role definition with ID '{name}' does not exist.");
    }

    private static JsonObject BodyOf(Role role, ResourcePath scope) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleName"] = role.Name,
            ["type"] = "BuiltInRole",
            ["description"] = role.Name,
            ["assignableScopes"] = new JsonArray("/"),
            ["permissions"] = new JsonArray(new JsonObject
            {
                ["actions"] = ArrayOf(role.Actions),
                ["notActions"] = new JsonArray(),
                ["dataActions"] = ArrayOf(role.DataActions),
                ["notDataActions"] = new JsonArray(),
            }),
        },
        ["id"] = (scope.Subscription is { } id ? "/subscriptions/" + id : "")
            + "/providers/Microsoft.Authorization/roleDefinitions/" + role.Id,
        ["type"] = "Microsoft.Authorization/roleDefinitions",
        ["name"] = role.Id,
    };

    private static JsonArray ArrayOf(string[] words) => new([.. words.Select(word => (JsonNode?)word)]);

    private sealed record Role(string Id, string Name, string[] Actions, string[] DataActions);

    [GeneratedRegex(@"roleName\s+eq\s+'(?<value>[^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex NameFilter();

    [GeneratedRegex(@"(?<![A-Za-z])type\s+eq\s+'(?<value>[^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex TypeFilter();
}
