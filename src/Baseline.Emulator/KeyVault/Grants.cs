using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>Who may wrap and unwrap with the keys of a vault, by the vault's own model.</summary>
internal static class Grants
{
    private static readonly string[] Needed = ["get", "wrapKey", "unwrapKey"];

    // Crypto Service Encryption User, Crypto User, Crypto Officer, Administrator.
    private static readonly string[] WrappingRoles =
    [
        "e147488a-f6f5-4113-8e2d-b22465e65bf6",
        "12338af0-0e69-4776-bea7-57ae8d297424",
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603",
        "00482a5a-887f-4fb3-b363-3b7fe8e74483",
    ];

    public static bool MayWrap(Tenant tenant, StoredResource vault, string keyName, string principalId) =>
        vault.Properties["enableRbacAuthorization"].AsFlag() is true
            ? HasRole(tenant, vault.Path.Append("keys/" + keyName), principalId)
            : HasPolicy(vault, principalId);

    /// <summary>Notes which principals gained access with a change of policies: it takes a while to work.</summary>
    public static void Spread(Tenant tenant, JsonNode? before, JsonNode? after)
    {
        foreach (var policy in after.Objects())
        {
            var principal = policy["objectId"].AsText();
            var had = before.Objects().Any(old => old["objectId"].AsText().Same(principal) && Allows(old));
            if (principal is not null && Allows(policy) && !had)
            {
                tenant.Propagation.AccessGranted(principal);
            }
        }
    }

    public static bool IsWrappingRole(string? roleDefinitionId) =>
        roleDefinitionId is not null
        && WrappingRoles.Contains(ResourcePath.Parse(roleDefinitionId).Name, StringComparer.OrdinalIgnoreCase);

    private static bool HasPolicy(StoredResource vault, string principalId) =>
        vault.Properties["accessPolicies"].Objects().Any(policy => policy["objectId"].AsText().Same(principalId)
            && IsOfTenant(policy, vault.Properties["tenantId"].AsText())
            && Allows(policy));

    // After a move to another tenant, the entries of the old one stand there still, and grant nothing.
    private static bool IsOfTenant(JsonObject policy, string? tenantId) =>
        policy["tenantId"].AsText() is not { } own || tenantId is null || own.Same(tenantId);

    private static bool Allows(JsonObject policy)
    {
        var words = policy.At("permissions", "keys").Texts().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return words.Contains("all") || Needed.All(words.Contains);
    }

    private static bool HasRole(Tenant tenant, ResourcePath key, string principalId) => tenant.ScopesOf(key)
        .SelectMany(scope => tenant.Resources.Under(ResourcePath.Parse(scope), "microsoft.authorization/roleassignments"))
        .Any(assignment => assignment.Properties["principalId"].AsText().Same(principalId)
            && IsWrappingRole(assignment.Properties["roleDefinitionId"].AsText()));
}
