using System.Text.Json.Nodes;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.KeyVault;

/// <summary>What Microsoft.KeyVault refuses about access policies.</summary>
internal static class AccessPolicyRules
{
    private const int MostEntries = 1024;

    private static readonly Dictionary<string, string[]> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["keys"] =
        [
            "all", "encrypt", "decrypt", "wrapKey", "unwrapKey", "sign", "verify", "get", "list", "create", "update", "import",
            "delete", "backup", "restore", "recover", "purge", "release", "rotate", "getrotationpolicy", "setrotationpolicy",
        ],
        ["secrets"] = ["all", "get", "list", "set", "delete", "backup", "restore", "recover", "purge"],
        ["certificates"] =
        [
            "all", "get", "list", "delete", "create", "import", "update", "managecontacts", "getissuers", "listissuers",
            "setissuers", "deleteissuers", "manageissuers", "recover", "purge", "backup", "restore",
        ],
        ["storage"] =
        [
            "all", "get", "list", "delete", "set", "update", "regeneratekey", "recover", "purge", "backup", "restore", "setsas",
            "listsas", "getsas", "deletesas",
        ],
    };

    /// <summary>The refusal of a list of policies for a vault of a tenant; null where there is none, or no list.</summary>
    public static ArmResponse? Refusal(JsonNode? policies, string? tenantId)
    {
        if (policies is null)
        {
            return null;
        }

        var isValid = policies is JsonArray { Count: <= MostEntries } entries
            && entries.All(entry => entry is JsonObject policy && IsValid(policy, tenantId));
        return isValid ? null : Answer.Error(400, "BadRequest", "An invalid value was provided for 'accessPolicies'.");
    }

    private static bool IsValid(JsonObject policy, string? tenantId) =>
        policy["tenantId"].AsText().Same(tenantId)
        && Guid.TryParse(policy["objectId"].AsText(), out _)
        && policy["permissions"] is JsonObject permissions
        && permissions.All(area => area.Value is null || AreKnown(area.Key, area.Value));

    private static bool AreKnown(string area, JsonNode words) =>
        Words.TryGetValue(area, out var known)
        && words is JsonArray array
        && array.All(word => known.Contains(word.AsText(), StringComparer.OrdinalIgnoreCase));
}
