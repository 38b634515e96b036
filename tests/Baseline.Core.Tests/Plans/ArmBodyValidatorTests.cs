using System.Text.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Plans;

public sealed class ArmBodyValidatorTests
{
    private const string Insights = "Microsoft.Insights/diagnosticSettings";
    private const string Lifecycle = "Microsoft.Storage/storageAccounts/managementPolicies";
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Key = "Microsoft.KeyVault/vaults/keys";
    private const string Policies = "Microsoft.KeyVault/vaults/accessPolicies";
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string Role = "Microsoft.Authorization/roleAssignments";

    private const string GoodRule =
        """{ "name": "r", "type": "Lifecycle", "enabled": true, "definition": { "actions": { "baseBlob": { "delete": { "daysAfterModificationGreaterThan": 365.0 } } }, "filters": { "blobTypes": ["appendBlob"], "prefixMatch": ["insights-logs-auditevent/"] } } }""";

    private const string GoodVault =
        """{ "location": "eastus", "properties": { "tenantId": "11111111-1111-1111-1111-111111111111", "sku": { "family": "A", "name": "standard" }, "enablePurgeProtection": true, "accessPolicies": [] } }""";

    public static TheoryData<string, string, string, string> GoodBodies => new()
    {
        { Insights, "2021-05-01-preview", "PUT", """{ "properties": { "storageAccountId": "/subscriptions/1", "workspaceId": null, "logs": [ { "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": false, "days": 0 } } ], "metrics": [] } }""" },
        { Lifecycle, "2025-06-01", "PUT", $$"""{ "properties": { "policy": { "rules": [ {{GoodRule}} ] } } }""" },
        { Storage, "2025-06-01", "PATCH", """{ "identity": { "type": "SystemAssigned,UserAssigned", "userAssignedIdentities": { "/subscriptions/1/x": {} } } }""" },
        { Storage, "2025-06-01", "PATCH", """{ "properties": { "encryption": { "keySource": "Microsoft.Keyvault", "keyvaultproperties": { "keyvaulturi": "https://kv.vault.azure.net", "keyname": "k", "keyversion": "" }, "identity": { "userAssignedIdentity": "/subscriptions/1/x" }, "services": { "blob": { "enabled": true }, "file": { "enabled": true } } } } }""" },
        { Vault, "2026-02-01", "PUT", GoodVault },
        { Vault, "2026-02-01", "PATCH", """{ "properties": { "enablePurgeProtection": true } }""" },
        { Key, "2026-02-01", "PUT", """{ "properties": { "kty": "RSA", "keySize": 2048, "keyOps": ["wrapKey", "unwrapKey"], "attributes": { "enabled": true } } }""" },
        { Policies, "2026-02-01", "PUT", """{ "properties": { "accessPolicies": [ { "tenantId": "${c1.properties.tenantId}", "objectId": "${c1.properties.principalId}", "permissions": { "keys": ["Get", "wrapKey", "unwrapKey"] } } ] } }""" },
        { Identity, "2024-11-30", "PUT", """{ "location": "eastus", "tags": { "owner": "platform" } }""" },
        { Role, "2022-04-01", "PUT", """{ "properties": { "roleDefinitionId": "/subscriptions/1/x", "principalId": "2", "principalType": "ServicePrincipal" } }""" },
    };

    public static TheoryData<string, string, string, string> BadBodies => new()
    {
        { Insights, "PUT", """{ "properties": { "storageAcountId": "x" } }""", "properties.storageAcountId: no such member" },
        { Insights, "PUT", """{ "properties": { "workspaceID": "x" } }""", "properties.workspaceID: no such member, but \"workspaceId\" is one" },
        { Insights, "PUT", """{ "properties": { "logs": [ { "category": "AuditEvent", "enabled": "yes" } ] } }""", "properties.logs[0].enabled: must be true or false, and is string" },
        { Insights, "PUT", """{ "properties": { "logs": [ { "category": "AuditEvent" } ] } }""", "properties.logs[0].enabled: required, and missing" },
        { Insights, "PUT", """{ "properties": { "logs": { } } }""", "properties.logs: must be a list, and is object" },
        { Insights, "PUT", """{ "id": "/subscriptions/1", "properties": { } }""", "id: read-only, Azure sets it" },
        { Insights, "PUT", """{ "properties": { "logs": [ { "enabled": true, "retentionPolicy": { "enabled": false, "days": -1 } } ] } }""", "properties.logs[0].retentionPolicy.days: -1 is not between 0 and " },
        { Lifecycle, "PUT", """{ "properties": { "policy": { "rules": [ { "name": "r", "type": "Lifecycle", "definition": { "actions": { }, "filters": { } } } ] } } }""", "properties.policy.rules[0].definition.filters.blobTypes: required, and missing" },
        { Storage, "PATCH", """{ "identity": { "type": "Both" } }""", "identity.type: \"Both\" is not one of None, SystemAssigned, UserAssigned, SystemAssigned,UserAssigned" },
        { Storage, "PATCH", """{ "identity": { "type": "UserAssigned", "userAssignedIdentities": { "/x": { "principalId": "1" } } } }""", "identity.userAssignedIdentities./x.principalId: read-only, Azure sets it" },
        { Storage, "PATCH", """{ "properties": { "encryption": { "keyVaultProperties": { } } } }""", "properties.encryption.keyVaultProperties: no such member, but \"keyvaultproperties\" is one" },
        { Vault, "PUT", GoodVault.Replace("\"standard\"", "\"basic\"", StringComparison.Ordinal), "properties.sku.name: \"basic\" is not one of standard, premium" },
        { Vault, "PUT", """{ "location": "eastus" }""", "properties: required, and missing" },
        { Vault, "PUT", GoodVault.Replace("\"11111111-1111-1111-1111-111111111111\"", "\"contoso\"", StringComparison.Ordinal), "properties.tenantId: length 7 is not between 36 and 36" },
        { Key, "PUT", """{ "properties": { "kty": "RSA", "keySize": "2048" } }""", "properties.keySize: must be a whole number, and is string" },
        { Policies, "PUT", """{ "properties": { "accessPolicies": [ { "objectId": "x" } ] } }""", "properties.accessPolicies[0].tenantId: required, and missing" },
        { Identity, "PUT", """{ "tags": { } }""", "location: required, and missing" },
        { Role, "PUT", """{ "properties": { "roleDefinitionId": "x", "principalId": null } }""", "properties.principalId: required, and missing" },
        { Role, "PUT", """[]""", "the body: must be an object, and is array" },
    };

    [Theory]
    [MemberData(nameof(GoodBodies))]
    public void A_good_body_passes_by_the_version_it_is_sent_with(string type, string apiVersion, string method, string body)
    {
        var report = ArmBodyValidator.Validate(type, apiVersion, method, Json(body));

        Assert.Empty(report.Problems);
        Assert.Equal(apiVersion, report.ApiVersion);
    }

    [Theory]
    [MemberData(nameof(BadBodies))]
    public void A_bad_body_is_told_what_is_wrong_with_it(string type, string method, string body, string problem)
    {
        var version = GoodBodies.First(good => good.Data.Item1 == type).Data.Item2;

        var report = ArmBodyValidator.Validate(type, version, method, Json(body));

        Assert.Contains(report.Problems, found => found.StartsWith(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void A_version_that_is_not_described_is_judged_by_the_newest_before_it()
    {
        Assert.Equal("2021-05-01-preview", ArmBodyValidator.Validate(Insights, "2022-01-01", "PUT", Json("{}")).ApiVersion);
        Assert.Equal("2026-02-01", ArmBodyValidator.Validate("microsoft.keyvault/VAULTS", "2026-05-01", "PUT", Json(GoodVault)).ApiVersion);
        Assert.NotEmpty(ArmBodyValidator.Validate(Vault, "2001-01-01", "PUT", Json("{}")).Problems);
        Assert.NotEmpty(ArmBodyValidator.Validate("Microsoft.KeyVault/safes", "2026-02-01", "PUT", Json("{}")).Problems);
    }

    [Fact]
    public void A_deletion_has_no_body()
    {
        Assert.Empty(ArmBodyValidator.Validate(Insights, "2021-05-01-preview", "DELETE", default).Problems);
        Assert.NotEmpty(ArmBodyValidator.Validate(Insights, "2021-05-01-preview", "DELETE", Json("{}")).Problems);
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
