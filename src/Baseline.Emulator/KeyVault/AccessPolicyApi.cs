using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>vaults/accessPolicies/{add|replace|remove}: changes the entries it names and leaves the others.</summary>
internal sealed class AccessPolicyApi(Tenant tenant)
{
    public void AddTo(RouteTable routes) => routes.On("PUT", VaultApi.Type + "/accesspolicies", Put);

    private ArmResponse Put(ArmCall call)
    {
        if (tenant.Resources.Find(call.Path.Parent) is not { } vault)
        {
            return Answer.ResourceNotFound(call.Path.Parent);
        }

        // What an entry of another tenant left behind can still be taken away.
        var isRemoval = call.Path.Name.Same("remove");
        if (!isRemoval && AccessPolicyRules.Refusal(
            call.Body.At("properties", "accessPolicies"),
            vault.Properties["tenantId"].AsText() ?? tenant.TenantIdOf(vault.Path)) is { } refusal)
        {
            return refusal;
        }

        var before = vault.Properties["accessPolicies"]?.DeepClone();
        var policies = before?.DeepClone() as JsonArray ?? [];
        foreach (var sent in call.Body.At("properties", "accessPolicies").Objects())
        {
            var existing = policies.Objects().FirstOrDefault(policy => IsFor(policy, sent));
            switch (call.Path.Name.ToLowerInvariant())
            {
                case "add":
                    Add(policies, existing, sent);
                    break;
                case "replace":
                    policies.Remove(existing);
                    policies.Add(sent.DeepClone());
                    break;
                case "remove":
                    Remove(policies, existing, sent);
                    break;
                default:
                    return Answer.Error(400, "BadRequest", $"'{call.Path.Name}' is not an operation on access policies.");
            }
        }

        vault.Properties["accessPolicies"] = policies;
        vault.Body["systemData"] = tenant.SystemData(vault.Body["systemData"]);
        Grants.Spread(tenant, before, policies);
        return Answer.Ok(new JsonObject
        {
            ["id"] = $"{vault.Id}/accessPolicies/",
            ["type"] = "Microsoft.KeyVault/vaults/accessPolicies",
            ["properties"] = new JsonObject { ["accessPolicies"] = policies.DeepClone() },
        });
    }

    private static bool IsFor(JsonObject policy, JsonObject sent) =>
        policy["tenantId"].AsText().Same(sent["tenantId"].AsText())
        && policy["objectId"].AsText().Same(sent["objectId"].AsText())
        && policy["applicationId"].AsText().Same(sent["applicationId"].AsText());

    private static void Add(JsonArray policies, JsonObject? existing, JsonObject sent)
    {
        if (existing is null)
        {
            policies.Add(sent.DeepClone());
            return;
        }

        foreach (var (area, words) in Permissions(sent))
        {
            var before = existing.At("permissions", area).Texts().ToArray();
            SetPermissions(existing, area, before.Union(words, StringComparer.OrdinalIgnoreCase));
        }
    }

    private static void Remove(JsonArray policies, JsonObject? existing, JsonObject sent)
    {
        if (existing is null)
        {
            return;
        }

        foreach (var (area, words) in Permissions(sent))
        {
            var before = existing.At("permissions", area).Texts().ToArray();
            SetPermissions(existing, area, before.Except(words, StringComparer.OrdinalIgnoreCase));
        }

        if (!Permissions(existing).Any(area => area.Words.Length > 0))
        {
            policies.Remove(existing);
        }
    }

    private static (string Area, string[] Words)[] Permissions(JsonObject policy) =>
        policy["permissions"] is JsonObject areas
            ? areas.Select(area => (area.Key, area.Value.Texts().ToArray())).ToArray()
            : [];

    private static void SetPermissions(JsonObject policy, string area, IEnumerable<string> words)
    {
        if (policy["permissions"] is JsonObject permissions)
        {
            permissions[area] = new JsonArray([.. words.Select(word => (JsonNode?)word)]);
        }
    }
}
