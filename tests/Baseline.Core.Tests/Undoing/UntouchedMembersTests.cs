using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>
/// An undo restores what the recorded write altered and nothing else, whatever a journal says that the rest of the resource was before:
/// no honest run can have altered that.
/// </summary>
public sealed class UntouchedMembersTests
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Group = $"{Subscription}/resourceGroups/rg/providers";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/st";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/kv";
    private const string Rule = """{"name":"baselineKeyVault004","enabled":true,"type":"Lifecycle","definition":{"filters":{"prefixMatch":["insights-logs-auditevent/"]},"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}}}}}""";
    private const string Other = """{"name":"theirs","enabled":true,"type":"Lifecycle","definition":{"filters":{"prefixMatch":["data/"]}}}""";

    private static readonly string Longer = Rule.Replace("365", "400", StringComparison.Ordinal);

    /// <summary>
    /// The type, the method, what is written to, the journal's "before", the body that was sent, what is there now, and the path beneath
    /// which alone an undo may alter something; empty: nothing at all.
    /// </summary>
    public static TheoryData<string, string, string, string, string, string, string> Forged => new()
    {
        // What is not in a body was not touched.
        { TypeNames.StorageAccount, "PATCH", Account, """{"properties":{"minimumTlsVersion":"TLS1_0","supportsHttpsTrafficOnly":false,"allowBlobPublicAccess":true,"allowSharedKeyAccess":true,"networkAcls":{"defaultAction":"Allow","bypass":"None"}}}""", """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", """{"properties":{"minimumTlsVersion":"TLS1_2","supportsHttpsTrafficOnly":true,"allowBlobPublicAccess":false,"allowSharedKeyAccess":false,"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", "properties.minimumTlsVersion" },

        // Of a firewall only trusted services are let in or not.
        { TypeNames.StorageAccount, "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Allow","bypass":"None"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", "" },
        { TypeNames.StorageAccount, "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"Logging, Metrics"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", "" },
        { TypeNames.StorageAccount, "PATCH", Account, """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"None","ipRules":[{"value":"203.0.113.7","action":"Allow"}]}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", """{"properties":{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}}""", "" },
        { TypeNames.StorageAccount, "PATCH", Account, """{"properties":{"encryption":{"keySource":"Microsoft.Storage","services":{"blob":{"enabled":false}}},"allowBlobPublicAccess":true}}""", """{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyname":"k","keyversion":"","keyvaulturi":"https://kv.vault.azure.net"}}}}""", """{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","services":{"blob":{"enabled":true}},"keyvaultproperties":{"keyname":"k","keyversion":"","keyvaulturi":"https://kv.vault.azure.net"}},"allowBlobPublicAccess":false}}""", "properties.encryption.key" },
        { TypeNames.BlobService, "PUT", $"{Account}/blobServices/default", """{"properties":{"isVersioningEnabled":false,"deleteRetentionPolicy":{"enabled":true,"days":7}}}""", """{"properties":{"isVersioningEnabled":true,"deleteRetentionPolicy":{"enabled":true,"days":30}}}""", """{"properties":{"isVersioningEnabled":true,"deleteRetentionPolicy":{"enabled":true,"days":30}}}""", "" },
        { TypeNames.BlobService, "PUT", $"{Account}/blobServices/default", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7,"allowPermanentDelete":true}}}""", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30}}}""", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30}}}""", "" },
        { TypeNames.BlobService, "PUT", $"{Account}/blobServices/default", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7},"containerDeleteRetentionPolicy":{"enabled":true,"days":30}}}""", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30},"containerDeleteRetentionPolicy":{"enabled":true,"days":30}}}""", """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30},"containerDeleteRetentionPolicy":{"enabled":true,"days":90}}}""", "properties.deleteRetentionPolicy" },
        { TypeNames.LifecyclePolicy, "PUT", $"{Account}/managementPolicies/default", $$$"""{"properties":{"policy":{"rules":[{{{Longer}}},{{{Other}}}]} } }""", $$$"""{"properties":{"policy":{"rules":[{{{Rule}}}]} } }""", $$$"""{"properties":{"policy":{"rules":[{{{Rule}}}]} } }""", "" },
        { TypeNames.LifecyclePolicy, "PUT", $"{Account}/managementPolicies/default", $$$"""{"properties":{"policy":{"rules":[{{{Longer}}}]} } }""", $$$"""{"properties":{"policy":{"rules":[{{{Rule}}}]} } }""", $$$"""{"properties":{"policy":{"rules":[{{{Rule}}},{{{Other}}}]} } }""", "properties.policy.rules[baselineKeyVault004]" },
        { TypeNames.DiagnosticSetting, "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","marketplacePartnerId":"/theirs","logs":[]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","marketplacePartnerId":"/ours","logs":[{"category":"AuditEvent","enabled":true}]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","marketplacePartnerId":"/ours","logs":[{"category":"AuditEvent","enabled":true}]}}""", "" },
        { TypeNames.DiagnosticSetting, "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[],"metrics":[{"category":"AllMetrics","enabled":true}]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[{"category":"AuditEvent","enabled":true}]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[{"category":"AuditEvent","enabled":true}]}}""", "" },
        { TypeNames.DiagnosticSetting, "PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[{"category":"Other","enabled":true}]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[{"category":"Other","enabled":true},{"category":"AuditEvent","enabled":true}]}}""", $$$"""{"properties":{"storageAccountId":"{{{Account}}}","logs":[{"category":"Other","enabled":true},{"category":"AuditEvent","enabled":true}]}}""", "properties.logs[AuditEvent]" },
        { TypeNames.ActivityLogAlert, "PUT", $"{Group}/Microsoft.Insights/activityLogAlerts/baseline-x", """{"location":"Global","tags":{"a":"theirs"},"properties":{"description":"theirs","enabled":false,"scopes":["s"],"condition":{},"actions":{}}}""", """{"location":"Global","tags":{"a":"b"},"properties":{"description":"d","enabled":true,"scopes":["s"],"condition":{},"actions":{}}}""", """{"location":"Global","tags":{"a":"b"},"properties":{"description":"d","enabled":true,"scopes":["s"],"condition":{},"actions":{}}}""", "" },
        { TypeNames.ActivityLogAlert, "PUT", $"{Group}/Microsoft.Insights/activityLogAlerts/baseline-x", """{"location":"Global","properties":{"enabled":false,"scopes":["s"],"condition":{},"actions":{}}}""", """{"location":"Global","properties":{"enabled":true,"scopes":["s"],"condition":{},"actions":{}}}""", """{"location":"Global","tags":{"a":"b"},"properties":{"description":"d","enabled":true,"scopes":["s"],"condition":{},"actions":{}}}""", "properties.enabled" },
        { TypeNames.ImmutabilityPolicy, "PUT", $"{Account}/blobServices/default/containers/insights-logs-auditevent/immutabilityPolicies/default", """{"properties":{"immutabilityPeriodSinceCreationInDays":30,"allowProtectedAppendWritesAll":true}}""", """{"properties":{"immutabilityPeriodSinceCreationInDays":365,"allowProtectedAppendWrites":true}}""", """{"properties":{"state":"Unlocked","immutabilityPeriodSinceCreationInDays":365,"allowProtectedAppendWrites":true}}""", "" },
        { TypeNames.AccessPolicy, "PUT", $"{Vault}/accessPolicies/replace", Access("get", "wrapKey", "unwrapKey"), Access("get", "wrapKey"), Access("get"), "properties.accessPolicies[22222222-2222-2222-2222-222222222222].permissions.keys" },
        { TypeNames.AccessPolicy, "PUT", $"{Vault}/accessPolicies/replace", Access("get", "wrapKey"), Access("get", "wrapKey"), Access("wrapKey"), "" },
        { TypeNames.Identity, "PUT", $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id", """{"location":"x"}""", """{"location":"y"}""", """{"location":"y"}""", "" },
        { TypeNames.Vault, "PATCH", Vault, """{"properties":{"enablePurgeProtection":false}}""", """{"properties":{"enablePurgeProtection":true}}""", """{"properties":{"enablePurgeProtection":true}}""", "" },
        { TypeNames.VaultKey, "PUT", $"{Vault}/keys/k", """{"properties":{"attributes":{"enabled":false}}}""", """{"properties":{"kty":"RSA"}}""", """{"properties":{"kty":"RSA"}}""", "" },
        { TypeNames.ResourceGroup, "PUT", $"{Subscription}/resourceGroups/rg", """{"location":"x"}""", """{"location":"y"}""", """{"location":"y"}""", "" },
        { TypeNames.Lock, "PUT", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", """{"properties":{"level":"ReadOnly"}}""", """{"properties":{"level":"CanNotDelete","notes":"n"}}""", """{"properties":{"level":"CanNotDelete","notes":"n"}}""", "" },
        { TypeNames.RoleAssignment, "PUT", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/33333333-3333-3333-3333-333333333333", """{"properties":{"principalId":"22222222-2222-2222-2222-222222222222"}}""", """{"properties":{"roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6","principalId":"44444444-4444-4444-4444-444444444444"}}""", """{"properties":{"roleDefinitionId":"/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6","principalId":"44444444-4444-4444-4444-444444444444"}}""", "" },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void Only_what_the_write_altered_goes_back(
        string type, string method, string resource, string before, string sent, string live, string altered)
    {
        var recorded = new RecordedChange(
            "c1", ChangeAction.Update, resource, type, ControlCatalogue.Product.Types.Find(type)?.ApiVersion ?? "", method, Json(sent), Json(before), Json(live), "applied");

        var undo = new UndoPlanner(ControlCatalogue.Product.Types).Plan(
            new RunRecord("sha256:0", "test", "sha256:0", [recorded]),
            new Dictionary<string, JsonElement> { ["c1"] = Json(live) },
            new PlanEstate("journal", null));

        Assert.Equal(altered.Length > 0, undo.Plan.Changes.Count > 0);
        Assert.All(
            undo.Plan.Changes.SelectMany(change => change.Properties),
            property => Assert.StartsWith(altered, property.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_type_is_among_them() =>
        Assert.Equal(
            ControlCatalogue.Product.Types.All.Select(type => type.Name).Order(StringComparer.Ordinal),
            Forged.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    private static string Access(params string[] keys) =>
        $$$"""{"properties":{"accessPolicies":[{"tenantId":"11111111-1111-1111-1111-111111111111","objectId":"22222222-2222-2222-2222-222222222222","permissions":{"keys":["{{{string.Join("\",\"", keys)}}}"]} }]} }""";

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
