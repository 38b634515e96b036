using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The identity block of a storage account: the type is replaced, the map of identities is merged.</summary>
internal sealed class AccountIdentity(Tenant tenant)
{
    private static readonly string[] KnownTypes = ["None", "SystemAssigned", "UserAssigned"];

    /// <summary>The identity block after an update of an account that lies in <paramref name="region"/>.</summary>
    public (JsonObject? Identity, ArmResponse? Refusal) Merge(ResourcePath account, string? region, JsonNode? before, JsonNode? sent)
    {
        if (sent is not JsonObject)
        {
            return (before as JsonObject, null);
        }

        var types = TypesOf(sent);
        if (types.Length == 0 || types.Any(type => !KnownTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            || (types.Length > 1 && types.Contains("None", StringComparer.OrdinalIgnoreCase)))
        {
            return (null, Bad($"The identity type '{sent.At("type").AsText()}' is not valid. The supported types are 'None', "
                + "'SystemAssigned', 'UserAssigned' and 'SystemAssigned,UserAssigned'."));
        }

        var map = sent["userAssignedIdentities"] as JsonObject ?? [];
        if (!types.Contains("UserAssigned", StringComparer.OrdinalIgnoreCase) && map.Count > 0)
        {
            return (null, Bad("a non-UserAssigned identity type should not contain: userAssignedIdentities"));
        }

        if (map.FirstOrDefault(entry => entry.Value is JsonObject { Count: > 0 }).Key is { } echoed)
        {
            return (null, Bad($"The value of user assigned identity '{echoed}' must be an empty object or null."));
        }

        if (Unattachable(account, region, before, map) is { } refusal)
        {
            return (null, refusal);
        }

        var merged = Merged(account, before, types, map);
        return types.Contains("UserAssigned", StringComparer.OrdinalIgnoreCase)
            && merged["userAssignedIdentities"] is not JsonObject { Count: > 0 }
            ? (null, Bad("The identity type 'UserAssigned' needs userAssignedIdentities with at least one identity."))
            : (merged, null);
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

    private ArmResponse? Unattachable(ResourcePath account, string? region, JsonNode? before, JsonObject map)
    {
        foreach (var (id, value) in map)
        {
            if (value is null || Attached(before, id) is not null)
            {
                continue;
            }

            if (tenant.Resources.Find(id) is not { } identity)
            {
                return Failed(account, $"Resource '{id}' was not found.");
            }

            if (identity.Properties["isolationScope"].AsText().Same("Regional") && !Regions.AreSame(identity.Location, region))
            {
                return Failed(
                    account,
                    $"The identity '{id}' has the isolation scope 'Regional' and lies in '{identity.Location}'; it can't be "
                    + $"assigned to a resource in '{region}'.");
            }
        }

        return null;
    }

    private static ArmResponse Failed(ResourcePath account, string message) => Answer.Refused(
        400,
        "FailedIdentityOperation",
        $"Identity operation for resource '{account.Text}' failed with error 'Failed to perform resource identity operation. "
        + $"Status: 'BadRequest'. Response: '{{\"error\":{{\"code\":\"BadRequest\",\"message\":\"{message}\"}}}}'.'.");

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
