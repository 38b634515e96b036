using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Baseline.TestKit;

/// <summary>
/// Bodies as Azure returns them: which members are there, which are null, which are absent, and how ids are spelled
/// (docs/azure.md#spelling-of-ids, docs/azure.md#rows-that-nobody-sent, docs/azure.md#unset-values).
/// </summary>
internal static class ArmBodies
{
    private const string Then = "2025-03-04T05:06:07.1234567Z";

    private static readonly string[] ActivityCategories =
        ["Administrative", "Security", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth"];

    private static readonly string[] VaultCategories = ["AuditEvent", "AzurePolicyEvaluationDetails"];

    private static readonly string[] Groups = ["audit", "allLogs"];

    public static JsonObject Resource(string id, string type, string location, JsonObject tags) => new()
    {
        ["id"] = id,
        ["name"] = LastOf(id),
        ["type"] = type,
        ["location"] = location,
        ["tags"] = tags,
    };

    public static JsonObject Vault(string id, string location, JsonObject tags, string tenant)
    {
        var body = Resource(id, "Microsoft.KeyVault/vaults", location, tags);
        body["systemData"] = new JsonObject
        {
            ["createdBy"] = "platform@contoso.example",
            ["createdByType"] = "User",
            ["createdAt"] = "2025-03-04T05:06:07.123Z",
            ["lastModifiedBy"] = "platform@contoso.example",
            ["lastModifiedByType"] = "User",
            ["lastModifiedAt"] = "2025-03-04T05:06:07.123Z",
        };
        body["properties"] = new JsonObject
        {
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = "standard" },
            ["tenantId"] = tenant,
            ["accessPolicies"] = new JsonArray(),
            ["enabledForDeployment"] = false,
            ["enabledForDiskEncryption"] = false,
            ["enabledForTemplateDeployment"] = false,
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = 90,
            ["enableRbacAuthorization"] = true,
            ["vaultUri"] = VaultUri(LastOf(id)),
            ["provisioningState"] = "Succeeded",
            ["publicNetworkAccess"] = "Enabled",
        };
        return body;
    }

    public static JsonObject ManagedHsm(string id, string location, JsonObject tags, string tenant)
    {
        var body = Resource(id, "Microsoft.KeyVault/managedHSMs", location, tags);
        body["sku"] = new JsonObject { ["family"] = "B", ["name"] = "Standard_B1" };
        body["properties"] = new JsonObject
        {
            ["tenantId"] = tenant,
            ["hsmUri"] = $"https://{LastOf(id).ToLowerInvariant()}.managedhsm.azure.net/",
            ["enableSoftDelete"] = true,
            ["softDeleteRetentionInDays"] = 90,
            ["enablePurgeProtection"] = true,
            ["provisioningState"] = "Succeeded",
            ["statusMessage"] = "The Managed HSM is provisioned and ready to use.",
        };
        return body;
    }

    public static JsonObject Workspace(string id) => new()
    {
        ["id"] = id,
        ["name"] = LastOf(id),
        ["type"] = "Microsoft.OperationalInsights/workspaces",
        ["location"] = "westeurope",
        ["properties"] = new JsonObject { ["retentionInDays"] = 90, ["provisioningState"] = "Succeeded" },
    };

    public static JsonObject Account(string id, string location, JsonObject tags)
    {
        var name = LastOf(id);
        var endpoints = new JsonObject();
        foreach (var service in (string[])["dfs", "web", "blob", "queue", "table", "file"])
        {
            endpoints[service] = $"https://{name}.{(service == "web" ? "z6.web" : service)}.core.windows.net/";
        }

        return new JsonObject
        {
            ["sku"] = new JsonObject { ["name"] = "Standard_LRS", ["tier"] = "Standard" },
            ["kind"] = "StorageV2",
            ["id"] = id,
            ["name"] = name,
            ["type"] = "Microsoft.Storage/storageAccounts",
            ["location"] = location,
            ["tags"] = tags,
            ["properties"] = new JsonObject
            {
                ["keyCreationTime"] = new JsonObject { ["key1"] = Then, ["key2"] = Then },
                ["allowCrossTenantReplication"] = false,
                ["privateEndpointConnections"] = new JsonArray(),
                ["minimumTlsVersion"] = "TLS1_2",
                ["allowBlobPublicAccess"] = false,
                ["networkAcls"] = new JsonObject
                {
                    ["ipv6Rules"] = new JsonArray(),
                    ["bypass"] = "AzureServices",
                    ["virtualNetworkRules"] = new JsonArray(),
                    ["ipRules"] = new JsonArray(),
                    ["defaultAction"] = "Allow",
                },
                ["supportsHttpsTrafficOnly"] = true,
                ["encryption"] = new JsonObject
                {
                    ["services"] = new JsonObject { ["file"] = EncryptedService(), ["blob"] = EncryptedService() },
                    ["keySource"] = "Microsoft.Storage",
                },
                ["accessTier"] = "Hot",
                ["provisioningState"] = "Succeeded",
                ["creationTime"] = Then,
                ["primaryEndpoints"] = endpoints,
                ["primaryLocation"] = location,
                ["statusOfPrimary"] = "available",
            },
        };
    }

    /// <summary>A customer-managed key of an account; without an identity it is the system's.</summary>
    public static JsonObject CustomerKey(string vault, string key, string? version, string? identity)
    {
        var used = $"{VaultUri(vault)}keys/{key}/{version ?? Hash($"{vault}/{key}")[..32]}";
        var encryption = new JsonObject
        {
            ["keyvaultproperties"] = new JsonObject
            {
                ["currentVersionedKeyIdentifier"] = used,
                ["lastKeyRotationTimestamp"] = Then,
                ["currentVersionedKeyExpirationTimestamp"] = "1970-01-01T00:00:00.0000000Z",
                ["keyvaulturi"] = VaultUri(vault),
                ["keyname"] = key,
                ["keyversion"] = version ?? "",
            },
            ["services"] = new JsonObject { ["file"] = EncryptedService(), ["blob"] = EncryptedService() },
            ["keySource"] = "Microsoft.Keyvault",
        };
        if (identity is not null)
        {
            encryption.Insert(0, "identity", new JsonObject { ["userAssignedIdentity"] = LowerGroups(identity) });
        }

        return encryption;
    }

    /// <summary>A resource's setting, with a row for every category or every group, as a read by name gives it.</summary>
    public static JsonObject Setting(string resource, string name, IReadOnlyList<string> logs) => new()
    {
        ["id"] = $"{resource.ToLowerInvariant()}/providers/microsoft.insights/diagnosticSettings/{name}",
        ["type"] = "Microsoft.Insights/diagnosticSettings",
        ["name"] = name,
        ["location"] = null,
        ["kind"] = null,
        ["tags"] = null,
        ["properties"] = new JsonObject
        {
            ["storageAccountId"] = null,
            ["serviceBusRuleId"] = null,
            ["workspaceId"] = null,
            ["eventHubAuthorizationRuleId"] = null,
            ["eventHubName"] = null,
            ["metrics"] = new JsonArray(new JsonObject
            {
                ["category"] = "AllMetrics",
                ["enabled"] = false,
                ["retentionPolicy"] = Retention(enabled: false, 0),
            }),
            ["logs"] = Rows(logs, VaultCategories, (category, group, enabled) => new JsonObject
            {
                ["category"] = category,
                ["categoryGroup"] = group,
                ["enabled"] = enabled,
                ["retentionPolicy"] = Retention(enabled: false, 0),
            }),
            ["logAnalyticsDestinationType"] = null,
        },
        ["identity"] = null,
    };

    /// <summary>A setting of an activity log: another shape, without retention and without unused sinks.</summary>
    public static JsonObject ActivitySetting(string scope, string name, IReadOnlyList<string> logs) => new()
    {
        ["id"] = $"{scope}/providers/microsoft.insights/diagnosticSettings/{name}",
        ["type"] = "Microsoft.Insights/diagnosticSettings",
        ["name"] = name,
        ["location"] = "global",
        ["properties"] = new JsonObject
        {
            ["logs"] = Rows(logs, ActivityCategories, (category, group, enabled) => new JsonObject
            {
                ["category"] = category,
                ["enabled"] = enabled,
                ["categoryGroup"] = group,
            }),
        },
    };

    public static JsonObject Key(string vault, string name, string location, int size)
    {
        var uri = $"{VaultUri(LastOf(vault))}keys/{name}";
        return new JsonObject
        {
            ["id"] = $"{vault}/keys/{name}",
            ["name"] = name,
            ["type"] = "Microsoft.KeyVault/vaults/keys",
            ["location"] = location,
            ["properties"] = new JsonObject
            {
                ["attributes"] = new JsonObject
                {
                    ["enabled"] = true,
                    ["created"] = 1741064767,
                    ["updated"] = 1741064767,
                    ["recoveryLevel"] = "Recoverable",
                    ["exportable"] = false,
                },
                ["kty"] = "RSA",
                ["keyOps"] = new JsonArray("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"),
                ["keySize"] = size,
                ["keyUri"] = uri,
                ["keyUriWithVersion"] = $"{uri}/{Hash($"{LastOf(vault)}/{name}")[..32]}",
            },
        };
    }

    public static JsonObject Identity(string id, string location, JsonObject tags, string tenant)
    {
        var body = Resource(LowerGroups(id), "Microsoft.ManagedIdentity/userAssignedIdentities", location, tags);
        body["properties"] = new JsonObject
        {
            ["isolationScope"] = "None",
            ["tenantId"] = tenant,
            ["principalId"] = GuidOf($"principal of {LastOf(id)}"),
            ["clientId"] = GuidOf($"client of {LastOf(id)}"),
        };
        return body;
    }

    public static JsonObject RoleAssignment(string scope, string principal, string role)
    {
        var name = GuidOf($"{scope}|{principal}|{role}".ToLowerInvariant());
        var subscription = string.Join('/', scope.Split('/').Take(3));
        return new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = $"{subscription}/providers/Microsoft.Authorization/roleDefinitions/{role}",
                ["principalId"] = principal,
                ["principalType"] = "ServicePrincipal",
                ["scope"] = scope,
                ["condition"] = null,
                ["conditionVersion"] = null,
                ["createdOn"] = Then,
                ["updatedOn"] = Then,
                ["createdBy"] = GuidOf("platform"),
                ["updatedBy"] = GuidOf("platform"),
                ["delegatedManagedIdentityResourceId"] = null,
                ["description"] = null,
            },
            ["id"] = $"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
            ["type"] = "Microsoft.Authorization/roleAssignments",
            ["name"] = name,
        };
    }

    public static JsonObject Lock(string scope, string name, string level) => new()
    {
        ["properties"] = new JsonObject { ["level"] = level, ["notes"] = "Set by the platform team." },
        ["id"] = $"{scope}/providers/Microsoft.Authorization/locks/{name}",
        ["type"] = "Microsoft.Authorization/locks",
        ["name"] = name,
    };

    public static JsonObject LogProfile(string subscription, string name, string account) => new()
    {
        ["id"] = $"{subscription}/providers/microsoft.insights/logprofiles/{name}",
        ["type"] = null,
        ["name"] = name,
        ["location"] = null,
        ["kind"] = null,
        ["tags"] = null,
        ["properties"] = new JsonObject
        {
            ["storageAccountId"] = account,
            ["serviceBusRuleId"] = null,
            ["locations"] = new JsonArray("global", "westeurope"),
            ["categories"] = new JsonArray("Write", "Delete", "Action"),
            ["retentionPolicy"] = Retention(enabled: false, 0),
        },
        ["identity"] = null,
    };

    public static JsonObject Policy(string account, IEnumerable<LifecycleRule> rules) => new()
    {
        ["id"] = $"{account}/managementPolicies/default",
        ["name"] = "DefaultManagementPolicy",
        ["type"] = "Microsoft.Storage/storageAccounts/managementPolicies",
        ["properties"] = new JsonObject
        {
            ["policy"] = new JsonObject { ["rules"] = new JsonArray([.. rules.Select(rule => rule.ToJson())]) },
            ["lastModifiedTime"] = Then,
        },
    };

    public static JsonObject Retention(bool enabled, int days) => new() { ["enabled"] = enabled, ["days"] = days };

    public static string VaultUri(string vault) => $"https://{LastOf(vault).ToLowerInvariant()}.vault.azure.net/";

    public static string LastOf(string id) => id[(id.LastIndexOf('/') + 1)..];

    public static string LowerGroups(string id) => id.Replace("/resourceGroups/", "/resourcegroups/", StringComparison.Ordinal);

    /// <summary>A GUID that is always the same for the same text.</summary>
    public static string GuidOf(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString("D", CultureInfo.InvariantCulture);

    private static JsonObject EncryptedService() =>
        new() { ["keyType"] = "Account", ["enabled"] = true, ["lastEnabledTime"] = Then };

    /// <summary>One row for each category, or for each group where a group is named; a leading minus means named but off.</summary>
    private static JsonArray Rows(
        IReadOnlyList<string> logs, string[] categories, Func<string?, string?, bool, JsonObject> row)
    {
        var names = logs.Select(log => log.TrimStart('-')).ToList();
        var usesGroups = names.Exists(name => Groups.Contains(name, StringComparer.OrdinalIgnoreCase));
        var known = usesGroups ? Groups : categories;
        var all = names.Concat(known.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)));
        return new JsonArray([.. all.Select(name =>
            row(usesGroups ? null : name, usesGroups ? name : null, logs.Contains(name)))]);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
