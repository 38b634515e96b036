using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Xunit;

namespace Baseline.Core.Tests.Azure;

/// <summary>What the tool ever writes, by type: all else is refused, whoever planned or recorded it.</summary>
public sealed class AcceptedWritesTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/kv";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/st";
    private const string Container = $"{Account}/blobServices/default/containers/insights-activity-logs";
    private const string ResourceGroup = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-new";
    private const string ImmutabilityPolicies = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";
    private const string Role = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
    private const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    private const string Roles = "/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleDefinitions";
    private const string Principal = "22222222-2222-2222-2222-222222222222";
    private const string Alerts = $"{Group}/Microsoft.Insights/activityLogAlerts";

    /// <summary>Why, as a part of the sentence; type, method, id, api-version and body of a write that is never sent.</summary>
    public static TheoryData<string, string, string, string, string, string> Never => new()
    {
        { "does not write to resources of type", "Microsoft.Compute/virtualMachines", "PUT", $"{Group}/Microsoft.Compute/virtualMachines/vm", "2024-01-01", "{}" },
        { "is not of type", "Microsoft.KeyVault/vaults", "PATCH", Account, "2026-02-01", """{"properties":{"enablePurgeProtection":true}}""" },
        { "with api-version 2026-02-01", "Microsoft.KeyVault/vaults", "PATCH", Vault, "2019-09-01", """{"properties":{"enablePurgeProtection":true}}""" },
        { "never deletes a vault", "Microsoft.KeyVault/vaults", "DELETE", Vault, "2026-02-01", "" },
        { "\"properties.enableRbacAuthorization\"", "Microsoft.KeyVault/vaults", "PATCH", Vault, "2026-02-01", """{"properties":{"enableRbacAuthorization":false,"enablePurgeProtection":true}}""" },
        { "without soft delete and purge protection", "Microsoft.KeyVault/vaults", "PATCH", Vault, "2026-02-01", """{"properties":{"enablePurgeProtection":false}}""" },
        { "without access policies", "Microsoft.KeyVault/vaults", "PUT", Vault, "2026-02-01", """{"location":"westeurope","properties":{"enablePurgeProtection":true,"accessPolicies":[{}]}}""" },
        { "only creates keys", "Microsoft.KeyVault/vaults/keys", "DELETE", $"{Vault}/keys/k", "2026-02-01", "" },
        { "\"properties.attributes.exportable\"", "Microsoft.KeyVault/vaults/keys", "PUT", $"{Vault}/keys/k", "2026-02-01", """{"properties":{"kty":"RSA","attributes":{"exportable":true}}}""" },
        { "only creates identities", "Microsoft.ManagedIdentity/userAssignedIdentities", "DELETE", $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id", "2024-11-30", "" },
        { "The only role", "Microsoft.Authorization/roleAssignments", "PUT", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/{Role}", "2022-04-01", $$$$"""{"properties":{"roleDefinitionId":"{{{{Roles}}}}/{{{{Owner}}}}","principalId":"{{{{Principal}}}}"}}""" },
        { "at a key vault or a key", "Microsoft.Authorization/roleAssignments", "PUT", $"/subscriptions/11111111-1111-1111-1111-111111111111/providers/Microsoft.Authorization/roleAssignments/{Role}", "2022-04-01", $$$$"""{"properties":{"roleDefinitionId":"{{{{Roles}}}}/{{{{Role}}}}","principalId":"{{{{Principal}}}}"}}""" },
        { "at a key vault or a key", "Microsoft.Authorization/roleAssignments", "DELETE", $"{Account}/providers/Microsoft.Authorization/roleAssignments/{Role}", "2022-04-01", "" },
        { "\"properties.condition\"", "Microsoft.Authorization/roleAssignments", "PUT", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/{Role}", "2022-04-01", $$$$"""{"properties":{"roleDefinitionId":"{{{{Roles}}}}/{{{{Role}}}}","principalId":"{{{{Principal}}}}","condition":"x"}}""" },
        { "\"permissions.secrets\"", "Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", "2026-02-01", $$$$"""{"properties":{"accessPolicies":[{"objectId":"{{{{Principal}}}}","permissions":{"secrets":["get"]}}]}}""" },
        { "one principal at a time", "Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", "2026-02-01", """{"properties":{"accessPolicies":[]}}""" },
        { "never creates, replaces or deletes a storage account", "Microsoft.Storage/storageAccounts", "DELETE", Account, "2025-06-01", "" },
        { "\"properties.allowSharedKeyAccess\"", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"allowSharedKeyAccess":false}}""" },
        { "\"properties.publicNetworkAccess\"", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"minimumTlsVersion":"TLS1_2","publicNetworkAccess":"Disabled"}}""" },
        { "or what protects its logs", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"identity":{"type":"None"},"properties":{"networkAcls":{"defaultAction":"Allow","bypass":"None"}}}""" },
        { "or what protects its logs", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"encryption":{"keySource":"Microsoft.Storage"},"minimumTlsVersion":"TLS1_2"}}""" },
        { "or what protects its logs", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{}}""" },
        { "on or off", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"supportsHttpsTrafficOnly":"yes"}}""" },
        { "or what protects its logs", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"allowBlobPublicAccess":null}}""" },
        { "on or off", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"allowBlobPublicAccess":"false"}}""" },
        { "on or off", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"allowCrossTenantReplication":0}}""" },
        { "a version of TLS", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"minimumTlsVersion":"SSL3"}}""" },
        { "the whole firewall", "Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", """{"properties":{"networkAcls":{"defaultAction":"Deny"}}}""" },
        { "called default", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/other", "2025-06-01", Service("7") },
        { "as a whole", "Microsoft.Storage/storageAccounts/blobServices", "PATCH", $"{Account}/blobServices/default", "2025-06-01", Service("7") },
        { "as a whole", "Microsoft.Storage/storageAccounts/blobServices", "DELETE", $"{Account}/blobServices/default", "2025-06-01", "" },
        { "\"sku\"", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", "2025-06-01", """{"sku":{},"properties":{}}""" },
        { "how long what is deleted can be restored", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", "2025-06-01", """{"properties":{"isVersioningEnabled":true}}""" },
        { "only creates resource groups", "Microsoft.Resources/resourceGroups", "DELETE", ResourceGroup, "2021-04-01", "" },
        { "\"tags\"", "Microsoft.Resources/resourceGroups", "PUT", ResourceGroup, "2021-04-01", """{"location":"westeurope","tags":{}}""" },
        { "called default", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/other", "2025-06-01", Days(7, "allowProtectedAppendWrites") },
        { "locks a policy as it is", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/lock", "2025-06-01", """{"properties":{"immutabilityPeriodSinceCreationInDays":7}}""" },
        { "always sends an object", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", "2025-06-01", "" },
        { "\"properties.allowProtectedAppendWrites\"", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", "2025-06-01", Days(7, "allowProtectedAppendWrites") },
        { "1 to 146000 days", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", "2025-06-01", OnlyDays(146_001) },
        { "1 to 146000 days", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", "2025-06-01", OnlyDays(0) },
        { "nothing else with a policy", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/unlock", "2025-06-01", "" },
        { "nothing else with a policy", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default/lock", "2025-06-01", Days(7, "allowProtectedAppendWrites") },
        { "makes, locks, extends and removes", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default", "2025-06-01", "" },
        { "called default", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/other/lock", "2025-06-01", "" },
        { "is not of type", ImmutabilityPolicies, "POST", $"{Container}/others/default/lock", "2025-06-01", "" },
        { "makes, locks, extends and removes", ImmutabilityPolicies, "PATCH", $"{Container}/immutabilityPolicies/default", "2025-06-01", Days(7, "allowProtectedAppendWrites") },
        { "\"properties.state\"", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", """{"properties":{"state":"Locked","immutabilityPeriodSinceCreationInDays":7,"allowProtectedAppendWrites":true}}""" },
        { "logs can still be appended", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", """{"properties":{"immutabilityPeriodSinceCreationInDays":7}}""" },
        { "logs can still be appended", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", """{"properties":{"immutabilityPeriodSinceCreationInDays":7,"allowProtectedAppendWrites":true,"allowProtectedAppendWritesAll":true}}""" },
        { "1 to 146000 days", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", Days(0, "allowProtectedAppendWrites") },
        { "1 to 146000 days", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", Days(146_001, "allowProtectedAppendWritesAll") },
        { "locks called baseline-delete-lock on storage accounts", "Microsoft.Authorization/locks", "PUT", $"{Account}/providers/Microsoft.Authorization/locks/theirs", "2020-05-01", """{"properties":{"level":"CanNotDelete"}}""" },
        { "locks called baseline-delete-lock on storage accounts", "Microsoft.Authorization/locks", "DELETE", $"{Vault}/providers/Microsoft.Authorization/locks/baseline-delete-lock", "2020-05-01", "" },
        { "forbid deletions, and nothing else", "Microsoft.Authorization/locks", "PUT", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", "2020-05-01", """{"properties":{"level":"ReadOnly"}}""" },
        { "\"properties.owners\"", "Microsoft.Authorization/locks", "PUT", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", "2020-05-01", """{"properties":{"level":"CanNotDelete","owners":[]}}""" },
        { "as a whole", "Microsoft.Authorization/locks", "PATCH", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", "2020-05-01", """{"properties":{"level":"CanNotDelete"}}""" },
        { "resources, subscriptions and management groups", "Microsoft.Insights/diagnosticSettings", "DELETE", $"{Account[..Account.IndexOf("/providers/", StringComparison.Ordinal)]}/providers/Microsoft.Insights/diagnosticSettings/x", "2021-05-01-preview", "" },
        { "resources, subscriptions and management groups", "Microsoft.Insights/diagnosticSettings", "DELETE", $"{Account}/providers/Microsoft.Authorization/locks/l/providers/Microsoft.Insights/diagnosticSettings/x", "2021-05-01-preview", "" },
        { "as a whole", "Microsoft.Insights/diagnosticSettings", "PATCH", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", "2021-05-01-preview", "{}" },
        { "only alerts of its own", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/theirs", "2020-10-01", Alert() },
        { "only alerts of its own", "Microsoft.Insights/activityLogAlerts", "DELETE", $"{Alerts}/theirs", "2020-10-01", "" },
        { "as a whole", "Microsoft.Insights/activityLogAlerts", "PATCH", $"{Alerts}/baseline-x", "2020-10-01", """{"properties":{"enabled":false}}""" },
        { "\"identity\"", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", "2020-10-01", """{"location":"Global","identity":{}}""" },
        { "\"properties.enabled\"", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", "2020-10-01", """{"properties":{"scopes":["/subscriptions/x"],"condition":{"allOf":[]},"actions":{}}}""" },
        { "\"properties.scopes\"", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", "2020-10-01", """{"properties":{"enabled":true,"scopes":[],"condition":{"allOf":[]},"actions":{}}}""" },
        { "\"properties.condition\"", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", "2020-10-01", """{"properties":{"enabled":true,"scopes":["/subscriptions/x"],"actions":{}}}""" },
        { "\"properties.actions\"", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", "2020-10-01", """{"properties":{"enabled":true,"scopes":["/subscriptions/x"],"condition":{"allOf":[]}}}""" },
    };

    /// <summary>A write that is sent, but not over this document.</summary>
    public static TheoryData<string, string, string, string, string, string> NotOver => new()
    {
        { "never puts a new one over it", "Microsoft.KeyVault/vaults", "PUT", Vault, """{"location":"x","properties":{"enablePurgeProtection":true}}""", """{"properties":{}}""" },
        { "The only role", "Microsoft.Authorization/roleAssignments", "DELETE", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/{Role}", "", $$$$"""{"properties":{"roleDefinitionId":"{{{{Roles}}}}/{{{{Owner}}}}"}}""" },
        { "no permission \"all\"", "Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", Policy("get", "all"), $$$$"""{"properties":{"accessPolicies":[]}}""" },
        { "one that allows less", "Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/replace", Policy("get", "delete"), Policy("get") },
        { "\"legal\" would be another or gone", "Microsoft.Storage/storageAccounts/managementPolicies", "DELETE", $"{Account}/managementPolicies/default", "", Rules("legal") },
        { "\"legal\" would be another or gone", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", Rules("other"), Rules("legal") },
        { "no lifecycle rule but \"baselineKeyVault004\" and \"baselineMonitor007\"", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", Rules("BaselineMonitor007"), "" },
        { "\"baselineKeyVault004\" deletes logs in insights-logs-auditevent, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", """{"properties":{"policy":{"rules":[{"name":"baselineKeyVault004","definition":{"actions":{},"filters":{}}}]}}}""", "" },
        { "\"baselineKeyVault004\" deletes logs in insights-logs-auditevent, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineKeyVault004", "insights-activity-logs/"), OwnRule("baselineKeyVault004", "insights-logs-auditevent/") },
        { "\"baselineMonitor007\" deletes logs in insights-activity-logs, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineMonitor007", "insights-logs-auditevent/"), "" },
        { "\"baselineMonitor007\" deletes logs in insights-activity-logs, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineMonitor007", "Insights-Activity-Logs/"), OwnRule("baselineMonitor007", "insights-activity-logs/") },
        { "\"baselineMonitor007\" deletes logs in insights-activity-logs, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineMonitor007", "insights-activity-logs/", ""), "" },
        { "\"baselineKeyVault004\" deletes logs in insights-logs-auditevent, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineKeyVault004", "insights-logs-auditevent-old/"), "" },
        { "\"baselineKeyVault004\" deletes logs in insights-logs-auditevent, and nothing else", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineKeyVault004", "insights-logs-auditevent"), "" },
        { "\"baselineKeyVault004\" is one of somebody else who took the name", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineKeyVault004", "insights-logs-auditevent/"), OwnRule("baselineKeyVault004", "finance/") },
        { "\"baselineKeyVault004\" is one of somebody else who took the name", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("baselineKeyVault004", "insights-logs-auditevent/"), OwnRule("baselineKeyVault004", "insights-logs-auditevent/", "Insights-Logs-AuditEvent/") },
        { "\"baselineMonitor007\" is one of somebody else who took the name", "Microsoft.Storage/storageAccounts/managementPolicies", "DELETE", $"{Account}/managementPolicies/default", "", OwnRule("baselineMonitor007", "insights-activity-logs-old/") },
        { "properties.marketplacePartnerId", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"marketplacePartnerId":"/subscriptions/x/other","logs":[]}}""", """{"properties":{"marketplacePartnerId":"/subscriptions/x/w","logs":[]}}""" },
        { "properties.serviceBusRuleId", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"serviceBusRuleId":"/subscriptions/x/other","logs":[]}}""", """{"properties":{"serviceBusRuleId":"/subscriptions/x/w","logs":[]}}""" },
        { "switches no retention on", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[{"category":"A","enabled":true,"retentionPolicy":{"enabled":true,"days":1}}]}}""", """{"properties":{"logs":[]}}""" },
        { "leaves metrics", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"metrics":[]}}""", """{"properties":{"metrics":[{"category":"AllMetrics","enabled":true}]}}""" },
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Allow","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"None"}}}""" },
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"None","ipRules":[{"value":"203.0.113.7","action":"Allow"}]}}}""" },
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{}}""" },
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices, Logging, Metrics"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"None"}}}""" },
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"Logging"}}}""" },
        // What others have twice as much of, or spell otherwise, is theirs all the same.
        { "nothing of an account's firewall but whether trusted services come in", "Microsoft.Storage/storageAccounts", "PATCH", Account, Firewall("""[{"value":"1.2.3.4"},{"value":"1.2.3.4"}]"""), Firewall("""[{"value":"1.2.3.4"},{"value":"5.6.7.8"}]""") },
        { "\"properties.cors\" would be another", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Cors("https://app.contoso.com/"), Cors("https://app.contoso.com") },
        { "\"properties.cors\" would be another", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Cors("https://App.contoso.com"), Cors("https://app.contoso.com") },
        { "\"properties.cors\" would be another", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Cors("https://a\",\"https://a"), Cors("https://a\",\"https://b") },
        { "\"legal\" would be another or gone", "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", OwnRule("legal", "held"), OwnRule("legal", "held/") },
        { "\"tags\" would be another", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Tagged("{}"), Tagged("""{"legal-hold":""}""") },
        { "\"tags\" would be another", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Tagged("""{"runbook":"https://r/"}"""), Tagged("""{"runbook":"https://r"}""") },
        // A setting is written whole: a destination that is left out would go without the plan saying so.
        { "\"properties.storageAccountId\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"storageAccountId":"/subscriptions/x/w","logs":[]}}""" },
        { "\"properties.workspaceId\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"workspaceId":"/subscriptions/x/w","logs":[]}}""" },
        { "\"properties.eventHubAuthorizationRuleId\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"eventHubAuthorizationRuleId":"/subscriptions/x/w","logs":[]}}""" },
        { "\"properties.eventHubName\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"eventHubName":"/subscriptions/x/w","logs":[]}}""" },
        { "\"properties.serviceBusRuleId\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"serviceBusRuleId":"/subscriptions/x/w","logs":[]}}""" },
        { "\"properties.marketplacePartnerId\" out", "Microsoft.Insights/diagnosticSettings", "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x", """{"properties":{"logs":[]}}""", """{"properties":{"marketplacePartnerId":"/subscriptions/x/w","logs":[]}}""" },
        // What an alert hands to those that it tells is theirs to the letter.
        { "keeps what an alert hands", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Handing("""{"actionGroupId":"/g"}"""), Handing("""{"actionGroupId":"/G","webhookProperties":{"Key":"v"}}""") },
        { "keeps what an alert hands", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Handing("""{"actionGroupId":"/g","webhookProperties":{"Key":"V"}}"""), Handing("""{"actionGroupId":"/G","webhookProperties":{"Key":"v"}}""") },
        { "keeps what an alert hands", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Handing("""{"actionGroupId":"/g","webhookProperties":{"Key":"v","url":""}}"""), Handing("""{"actionGroupId":"/G","webhookProperties":{"Key":"v"}}""") },
        { "keeps what an alert hands", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Handing("""{"actionGroupId":"/g"}"""), Handing("""{"actionGroupId":"/g"}""", ""","actionProperties":{"Email.Subject":"S"}""") },
        { "keeps what an alert hands", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Handing("""{"actionGroupId":"/g"}""", ""","actionProperties":{"Email.Subject":"s"}"""), Handing("""{"actionGroupId":"/g"}""", ""","actionProperties":{"Email.Subject":"S"}""") },
        { "never puts a new one over it", "Microsoft.Resources/resourceGroups", "PUT", ResourceGroup, """{"location":"westeurope"}""", """{"location":"westeurope"}""" },
        { "locked immutability policy", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", Days(7, "allowProtectedAppendWrites"), """{"properties":{"state":"Locked"}}""" },
        { "locked immutability policy", ImmutabilityPolicies, "DELETE", $"{Container}/immutabilityPolicies/default", "", """{"properties":{"state":"locked"}}""" },
        { "locks only a policy", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/lock", "", """{"properties":{"state":"Locked","allowProtectedAppendWrites":true}}""" },
        { "locks only a policy", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/lock", "", """{"properties":{"state":"Unlocked","allowProtectedAppendWrites":false}}""" },
        { "locks only a policy", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/lock", "", """{"properties":{"state":"Deleted","allowProtectedAppendWrites":true}}""" },
        { "extends only a locked policy", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", OnlyDays(7), """{"properties":{"state":"Unlocked","immutabilityPeriodSinceCreationInDays":6}}""" },
        { "only to more days", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", OnlyDays(7), """{"properties":{"state":"Locked","immutabilityPeriodSinceCreationInDays":7}}""" },
        { "only to more days", ImmutabilityPolicies, "POST", $"{Container}/immutabilityPolicies/default/extend", OnlyDays(7), "" },
        { "all blobs be appended to", ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", Days(7, "allowProtectedAppendWrites"), """{"properties":{"state":"Unlocked","allowProtectedAppendWritesAll":true}}""" },
        { "without knowing what it is now", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Service("7"), "" },
        { "\"properties.isVersioningEnabled\" would be another", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Service("7"), """{"properties":{"isVersioningEnabled":true}}""" },
        { "\"properties.cors\" would be another", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Service("7"), """{"properties":{"cors":{"corsRules":[{"maxAgeInSeconds":1}]}}}""" },
        { "\"properties.deleteRetentionPolicy.allowPermanentDelete\"", "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", Service("7"), """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7,"allowPermanentDelete":true}}}""" },
        { "never puts a new one over it", "Microsoft.Authorization/locks", "PUT", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", """{"properties":{"level":"CanNotDelete"}}""", """{"properties":{"level":"CanNotDelete"}}""" },
        { "this is another", "Microsoft.Authorization/locks", "DELETE", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", "", """{"properties":{"level":"ReadOnly"}}""" },
        { "never creates a storage account", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", "" },
        { "is missing", "Microsoft.Storage/storageAccounts", "PATCH", Account, Identities($"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/ours"), Identities($"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/theirs") },
        { "system-assigned", "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"identity":{"type":"None"}}""", """{"identity":{"type":"SystemAssigned"}}""" },
        { "\"tags\" would be another or gone", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Alert(), """{"location":"Global","tags":{"team":"a"},"properties":{}}""" },
        { "\"location\" would be another or gone", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Alert(), """{"location":"westeurope","properties":{}}""" },
        { "\"properties.description\" would be another or gone", "Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/baseline-x", Alert(), """{"location":"Global","properties":{"description":"for the night shift"}}""" },
    };

    [Theory]
    [MemberData(nameof(Never))]
    public void It_is_never_sent(string why, string type, string method, string resource, string version, string body) =>
        Assert.Contains(why, ControlCatalogue.Product.Types.WhyNeverSent(new ArmWrite(type, method, resource, version, Json(body))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(NotOver))]
    public void It_is_not_sent_over_what_is_there(string why, string type, string method, string resource, string body, string live)
    {
        var write = new ArmWrite(type, method, resource, ControlCatalogue.Product.Types.Find(type)?.ApiVersion ?? "", Json(body));

        Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write));
        Assert.Contains(why, ControlCatalogue.Product.Types.WhyNotOver(write, Json(live)), StringComparison.Ordinal);
    }

    /// <summary>Whether the document names the destination, and whether the setting is its own, is for the plan to know.</summary>
    [Theory]
    [InlineData("""{"workspaceId":"/subscriptions/x/other","logs":[]}""", """{"workspaceId":"/subscriptions/x/w","logs":[]}""")]
    [InlineData(
        """{"eventHubAuthorizationRuleId":"/subscriptions/x/other","eventHubName":"logs"}""",
        """{"eventHubAuthorizationRuleId":"/subscriptions/x/r"}""")]
    public void A_destination_that_a_document_can_name_may_be_given_and_moved(string properties, string live)
    {
        var write = new ArmWrite(
            "Microsoft.Insights/diagnosticSettings",
            "PUT",
            $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/x",
            "2021-05-01-preview",
            Json($$"""{"properties":{{properties}}}"""));

        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, default));
        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, Json($$"""{"properties":{{live}}}""")));
    }

    [Fact]
    public void A_vault_may_be_created_with_what_policies_ask_for()
    {
        var body = """
            {"location":"westeurope","tags":{"owner":"team"},"properties":{"tenantId":"t","sku":{"family":"A","name":"standard"},
             "enableRbacAuthorization":true,"enableSoftDelete":true,"enablePurgeProtection":true,"accessPolicies":[],
             "networkAcls":{"bypass":"AzureServices","defaultAction":"Deny"},"publicNetworkAccess":"Disabled","softDeleteRetentionInDays":90}}
            """;
        var write = new ArmWrite("Microsoft.KeyVault/vaults", "PUT", Vault, "2026-02-01", Json(body));

        Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write));
        Assert.Equal("purgeProtection", ControlCatalogue.Product.Types.Find(write.Type)?.ConsentFor(write));
    }

    [Theory]
    [InlineData("Microsoft.Insights/diagnosticSettings", 3)]
    [InlineData("Microsoft.KeyVault/vaults/accessPolicies", 3)]
    [InlineData("Microsoft.Authorization/roleAssignments", 3)]
    [InlineData("Microsoft.KeyVault/vaults", 1)]
    public void What_Azure_shows_and_loses_again_is_looked_at_more_often(string type, int reads) =>
        Assert.Equal(reads, ControlCatalogue.Product.Types.Find(type)?.ConfirmingReads);

    [Theory]
    [InlineData("""{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":1},"containerDeleteRetentionPolicy":{"enabled":true,"days":3}}}""")]
    [InlineData("""{"sku":{"name":"Standard_LRS"},"properties":{"isVersioningEnabled":false,"deleteRetentionPolicy":{"allowPermanentDelete":false}}}""")]
    public void The_days_of_a_blob_service_may_change_and_what_Azure_tells_is_not_sent(string live) => Assert.Null(
        ControlCatalogue.Product.Types.WhyNotOver(
            new ArmWrite("Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", "2025-06-01", Json(Service("7"))),
            Json(live)));

    [Theory]
    [InlineData("")]
    [InlineData("""{"properties":{"state":"Deleted","immutabilityPeriodSinceCreationInDays":0}}""")]
    [InlineData("""{"properties":{"state":"Unlocked","immutabilityPeriodSinceCreationInDays":900}}""")]
    public void A_policy_that_is_not_locked_may_be_made_and_changed(string live) => Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(
        new ArmWrite(ImmutabilityPolicies, "PUT", $"{Container}/immutabilityPolicies/default", "2025-06-01", Json(Days(146_000, "allowProtectedAppendWritesAll"))),
        Json(live)));

    /// <summary>What nobody can take back needs consent by name, and goes with the ETag of what was read.</summary>
    [Theory]
    [InlineData("POST", "/lock", "", """{"properties":{"state":"unlocked","allowProtectedAppendWrites":true}}""", true)]
    [InlineData("POST", "/Lock", "", """{"properties":{"state":"Unlocked","allowProtectedAppendWritesAll":true}}""", true)]
    [InlineData("POST", "/extend", "8", """{"properties":{"state":"Locked","immutabilityPeriodSinceCreationInDays":7}}""", true)]
    [InlineData("DELETE", "", "", """{"properties":{"state":"Unlocked"}}""", false)]
    public void A_policy_is_locked_and_extended_by_consent(string method, string action, string days, string live, bool isForever)
    {
        var write = new ArmWrite(
            ImmutabilityPolicies, method, $"{Container}/immutabilityPolicies/default{action}", "2025-06-01",
            days.Length == 0 ? default : Json(OnlyDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture))));
        var type = ControlCatalogue.Product.Types.TypeOf(write.Type);

        Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write) ?? ControlCatalogue.Product.Types.WhyNotOver(write, Json(live)));
        Assert.Equal((isForever ? "immutabilityLock" : null, isForever), (type.ConsentFor(write), type.IsConditional(write)));
        Assert.Equal($"{Container}/immutabilityPolicies/default", type.ReadAt(write.Resource));
    }

    private static string OnlyDays(int days) => $$$$"""{"properties":{"immutabilityPeriodSinceCreationInDays":{{{{days}}}} } }""";

    private static string Days(int days, string flag) =>
        $$$$"""{"properties":{"immutabilityPeriodSinceCreationInDays":{{{{days}}}},"{{{{flag}}}}":true}}""";

    private static string Service(string days) =>
        $$$$"""{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":{{{{days}}}} } } }""";

    private static string Firewall(string rules) => $$$$"""{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices","ipRules":{{{{rules}}}}}}}""";

    private static string Cors(string origins) =>
        $$$$"""{"properties":{"cors":{"corsRules":[{"allowedOrigins":["{{{{origins}}}}"]}]},"deleteRetentionPolicy":{"enabled":true,"days":7}}}""";

    private static string Handing(string group, string more = "") => Alert().Replace(
        "\"actionGroups\":[]", $"\"actionGroups\":[{group}]{more}", StringComparison.Ordinal);

    private static string Tagged(string tags) =>
        $$$$"""{"location":"Global","tags":{{{{tags}}}},"properties":{"enabled":true,"scopes":["/subscriptions/x"],"condition":{"allOf":[{}]},"actions":{"actionGroups":[]}}}""";

    private static string Policy(params string[] keys) =>
        $$$$"""{"properties":{"accessPolicies":[{"objectId":"{{{{Principal}}}}","permissions":{"keys":[{{{{string.Join(',', keys.Select(key => $"\"{key}\""))}}}}]}}]}}""";

    private static string Rules(string name) =>
        $$$$"""{"properties":{"policy":{"rules":[{"name":"{{{{name}}}}","definition":{"actions":{},"filters":{}}}]}}}""";

    private static string OwnRule(string name, params string[] prefixes) =>
        $$$$"""{"properties":{"policy":{"rules":[{"name":"{{{{name}}}}","definition":{"filters":{"prefixMatch":[{{{{string.Join(',', prefixes.Select(prefix => $"\"{prefix}\""))}}}}]}}}]}}}""";

    private static string Identities(string name) => $$$$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{{name}}}}":{} } } }""";

    private static string Alert() =>
        """{"location":"Global","properties":{"enabled":true,"scopes":["/subscriptions/x"],"condition":{"allOf":[]},"actions":{"actionGroups":[]}}}""";

    /// <summary>What Azure says by itself, and what a write is about, may be as it is.</summary>
    [Theory]
    [InlineData("""{"id":"x","name":"baseline-x","type":"t","location":"Global","properties":{"enabled":false,"scopes":["/subscriptions/y"],"provisioningState":"Succeeded"}}""")]
    [InlineData("""{"location":"GLOBAL","tags":{},"properties":{"condition":{"allOf":[{"field":"caller","equals":"c"}]},"actions":{"actionGroups":[{"actionGroupId":"g"}]}}}""")]
    public void An_own_alert_is_written_over_what_it_says_of_whom_it_tells_of_what(string live)
    {
        var write = new ArmWrite("Microsoft.Insights/activityLogAlerts", "PUT", $"{Alerts}/Baseline-x", "2020-10-01", Json(Alert()));

        Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write));
        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, Json(live)));
        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write with { Method = "DELETE" }, Json(live)));
        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, default));
    }

    /// <summary>Another control's rule may be anything: what is not changed is put back as it is.</summary>
    [Fact]
    public void A_rule_with_the_name_of_an_own_one_is_put_back_whatever_it_says()
    {
        var odd = """{"name":"baselineMonitor007","definition":{"filters":{"prefixMatch":["backups/"]}}}""";
        var own = """{"name":"baselineKeyVault004","definition":{"filters":{"prefixMatch":["insights-logs-auditevent/"]}}}""";
        var write = new ArmWrite(
            "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", "2025-06-01",
            Json($$$$"""{"properties":{"policy":{"rules":[{{{{odd}}}},{{{{own}}}}]}}}"""));

        Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write));
        Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, Json($$$$"""{"properties":{"policy":{"rules":[{{{{odd}}}}]}}}""")));
    }

    private static JsonElement Json(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
