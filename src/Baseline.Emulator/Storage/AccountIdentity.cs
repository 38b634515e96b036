using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The identity block of a storage account: the type is replaced, the map of identities is merged.</summary>
internal sealed class AccountIdentity(Tenant tenant)
{
    public (JsonObject? Identity, ArmResponse? Refusal) Merge(ResourcePath account, JsonNode? before, JsonNode? sent)
    {
        if (sent is not JsonObject)
        {
            return (before as JsonObject, null);
        }

        var types = TypesOf(sent);
        var map = sent["userAssignedIdentities"] as JsonObject ?? [];
        if (!types.Contains("UserAssigned", StringComparer.OrdinalIgnoreCase) && map.Count > 0)
        {
            return (null, Bad("a non-UserAssigned identity type should not contain: userAssignedIdentities"));
        }

        if (map.FirstOrDefault(entry => entry.Value is JsonObject { Count: > 0 }).Key is { } echoed)
        {
            return (null, Bad($"The value of user assigned identity '{echoed}' must be an empty object or null."));
        }

        return Missing(account, before, map) is { } refusal
            ? (null, refusal)
            : (Merged(account, before, types, map), null);
    }

    public static bool HasSystemIdentity(JsonNode? identity) =>
        TypesOf(identity).Contains("SystemAssigned", StringComparer.OrdinalIgnoreCase);

    /// <summary>The entry of an attached identity, or null where it is not attached.</summary>
    public static JsonObject? Attached(JsonNode? identity, string id) =>
        Find(identity.At("userAssignedIdentities") as JsonObject, id) is { } key
            ? identity.At("userAssignedIdentities", key) as JsonObject
            : null;

    private static string[] TypesOf(JsonNode? identity) => identity.At("type").AsText()?
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static string? Find(JsonObject? map, string id)
    {
        var key = ResourcePath.Parse(id).Key;
        return map?.Select(entry => entry.Key).FirstOrDefault(name => ResourcePath.Parse(name).Key == key);
    }

    private static ArmResponse Bad(string message) => StorageAnswer.Error(400, "InvalidIdentityValues", message);

    private ArmResponse? Missing(ResourcePath account, JsonNode? before, JsonObject map)
    {
        foreach (var (id, value) in map)
        {
            if (value is null || Attached(before, id) is not null || tenant.Resources.Find(id) is not null)
            {
                continue;
            }

            return Answer.Refused(
                400,
                "FailedIdentityOperation",
                $"Identity operation for resource '{account.Text}' failed with error 'Failed to perform resource identity "
                + "operation. Status: 'BadRequest'. Response: '{\"error\":{\"code\":\"BadRequest\",\"message\":\"Resource "
                + $"'{id}' was not found.\"}}}}'.'.");
        }

        return null;
    }

    private JsonObject Merged(ResourcePath account, JsonNode? before, string[] types, JsonObject map)
    {
        var identity = new JsonObject();
        if (types.Contains("UserAssigned", StringComparer.OrdinalIgnoreCase))
        {
            identity["userAssignedIdentities"] = MergedMap(before, map);
        }

        if (types.Contains("SystemAssigned", StringComparer.OrdinalIgnoreCase))
        {
            identity["principalId"] = SystemPrincipal(account, before);
            identity["tenantId"] = tenant.TenantIdOf(account);
        }

        identity["type"] = string.Join(',', types);
        return identity;
    }

    private string SystemPrincipal(ResourcePath account, JsonNode? before)
    {
        if (HasSystemIdentity(before) && before.At("principalId").AsText() is { } principal)
        {
            return principal;
        }

        principal = tenant.Identifiers.Next("system principal", account.Key).ToString();
        tenant.Propagation.IdentityMade(principal);
        return principal;
    }

    private JsonObject MergedMap(JsonNode? before, JsonObject map)
    {
        var merged = before.At("userAssignedIdentities")?.DeepClone() as JsonObject ?? [];
        foreach (var (id, value) in map)
        {
            if (Find(merged, id) is { } attached)
            {
                if (value is null)
                {
                    merged.Remove(attached);
                }

                continue;
            }

            if (value is not null)
            {
                var identity = tenant.Resources.Find(id);
                merged[id] = new JsonObject
                {
                    ["principalId"] = identity?.Properties["principalId"]?.DeepClone(),
                    ["clientId"] = identity?.Properties["clientId"]?.DeepClone(),
                };
            }
        }

        return merged;
    }
}
