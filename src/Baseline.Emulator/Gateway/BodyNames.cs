using System.Text.Json.Nodes;

namespace Baseline.Emulator.Gateway;

/// <summary>
/// Azure reads the members of a body in any letter case and prints them in its own. Members that are keys of a map (tags,
/// attached identities) are the caller's own words and stay as they were sent.
/// </summary>
internal static class BodyNames
{
    private static readonly HashSet<string> Maps =
        new(StringComparer.OrdinalIgnoreCase) { "tags", "userAssignedIdentities", "requestHeaderDetails", "webhookProperties" };

    // Inside "permissions" and "services" the members are names of areas, which Azure spells in lower case.
    private static readonly Dictionary<string, string> Known = new[]
    {
        // Of every resource.
        "id", "name", "type", "location", "tags", "kind", "sku", "tier", "family", "capacity", "identity", "properties", "zones",
        "extendedLocation", "principalId", "tenantId", "clientId", "userAssignedIdentities",

        // Of diagnostic settings.
        "storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName", "serviceBusRuleId",
        "marketplacePartnerId", "logAnalyticsDestinationType", "logs", "metrics", "category", "categoryGroup", "enabled",
        "retentionPolicy", "days", "timeGrain",

        // Of alerts on the activity log.
        "scopes", "allOf", "anyOf", "field", "equals", "containsAny", "actionGroups", "actionGroupId", "webhookProperties",

        // Of vaults and keys.
        "accessPolicies", "objectId", "applicationId", "permissions", "keys", "secrets", "certificates", "storage",
        "enabledForDeployment", "enabledForDiskEncryption", "enabledForTemplateDeployment", "enableSoftDelete",
        "softDeleteRetentionInDays", "enableRbacAuthorization", "enablePurgeProtection", "createMode", "networkAcls", "bypass",
        "defaultAction", "ipRules", "virtualNetworkRules", "value", "ignoreMissingVnetServiceEndpoint", "publicNetworkAccess",
        "vaultUri", "kty", "keySize", "curveName", "keyOps", "attributes", "nbf", "exp", "exportable", "rotationPolicy",
        "lifetimeActions", "trigger", "action", "timeAfterCreate", "timeBeforeExpiry", "expiryTime",

        // Of storage accounts, their services and their lifecycle rules.
        "encryption", "services", "blob", "file", "queue", "table", "keyType", "keySource", "keyvaultproperties", "keyname",
        "keyversion", "keyvaulturi", "requireInfrastructureEncryption", "userAssignedIdentity", "federatedIdentityClientId",
        "accessTier", "minimumTlsVersion", "allowBlobPublicAccess", "allowSharedKeyAccess", "allowCrossTenantReplication",
        "supportsHttpsTrafficOnly", "defaultToOAuthAuthentication", "isHnsEnabled", "dnsEndpointType", "policy", "rules",
        "definition", "actions", "filters", "blobTypes", "prefixMatch", "blobIndexMatch", "baseBlob", "snapshot", "version",
        "delete", "tierToCool", "tierToArchive", "tierToCold", "daysAfterModificationGreaterThan",
        "daysAfterCreationGreaterThan", "daysAfterLastAccessTimeGreaterThan", "deleteRetentionPolicy",
        "containerDeleteRetentionPolicy", "shareDeleteRetentionPolicy", "isVersioningEnabled", "changeFeed",
        "lastAccessTimeTrackingPolicy", "restorePolicy", "cors", "corsRules",

        // Of identities, role assignments and locks.
        "isolationScope", "roleDefinitionId", "principalType", "condition", "conditionVersion", "description", "level", "notes",

        // Of batches and queries.
        "requests", "httpMethod", "relativeUrl", "url", "content", "query", "subscriptions", "managementGroups", "options",
        "$top", "$skip", "$skipToken", "resultFormat",
    }.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The body with Azure's spelling of every member that is known; null where a member stands twice.</summary>
    public static JsonObject? Canonical(JsonObject sent)
    {
        var result = new JsonObject();
        foreach (var (name, value) in sent)
        {
            var canonical = Known.GetValueOrDefault(name, name);
            if (!result.TryAdd(canonical, null) || !TryConvert(value, canonical, out var converted))
            {
                return null;
            }

            result[canonical] = converted;
        }

        return result;
    }

    private static bool TryConvert(JsonNode? value, string member, out JsonNode? converted)
    {
        converted = value?.DeepClone();
        if (Maps.Contains(member))
        {
            return true;
        }

        if (value is JsonObject inner)
        {
            converted = Canonical(inner);
            return converted is not null;
        }

        if (value is not JsonArray items)
        {
            return true;
        }

        var copy = new JsonArray();
        foreach (var item in items)
        {
            if (!TryConvert(item, "", out var one))
            {
                return false;
            }

            copy.Add(one);
        }

        converted = copy;
        return true;
    }
}
