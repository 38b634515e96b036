using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>What a plan says that an undo does not give back is what the undo of that very change leaves.</summary>
public sealed class NotUndoneTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/kv";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/st";
    private const string Identity = $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    private const string Principal = "22222222-2222-2222-2222-222222222222";
    private const string Role = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private const string Rule =
        """{"name":"baselineKeyVault004","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-logs-auditevent/"]}}}""";

    private const string Policies = $"{{\"properties\":{{\"policy\":{{\"rules\":[{Rule}]}}}}}}";
    private const string OffRow = """{"category":"AuditEvent","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}""";
    private const string KeptRow = """{"category":"AuditEvent","enabled":true,"retentionPolicy":{"enabled":true,"days":30}}""";
    private const string KeptGroup = """{"categoryGroup":"audit","enabled":true,"retentionPolicy":{"enabled":true,"days":30}}""";
    private const string OffGroup = """{"categoryGroup":"audit","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}""";
    private const string PolicyRow = """{"category":"AzurePolicyEvaluationDetails","enabled":true}""";
    private const string Metrics = """{"category":"AllMetrics","enabled":true,"retentionPolicy":{"enabled":true,"days":7}}""";
    private const string OffMetrics = """{"category":"AllMetrics","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}""";
    private const string NoIdentity = """{"identity":{"type":"None"}}""";
    private const string WithIdentity =
        $"{{\"identity\":{{\"type\":\"UserAssigned\",\"userAssignedIdentities\":{{\"{Identity}\":{{}}}}}}}}";

    private const string MicrosoftKey = """{"properties":{"encryption":{"keySource":"Microsoft.Storage"}}}""";
    private const string CustomerKey =
        $"{{\"properties\":{{\"encryption\":{{\"keySource\":\"Microsoft.Keyvault\",\"identity\":{{\"userAssignedIdentity\":\"{Identity}\"}},"
            + "\"keyvaultproperties\":{\"keyname\":\"k\",\"keyversion\":\"\",\"keyvaulturi\":\"https://kv.vault.azure.net\"}}}}";

    private const string Protected =
        """{"location":"westeurope","properties":{"tenantId":"t","sku":{"family":"A","name":"standard"},"enablePurgeProtection":true}}""";

    /// <summary>Every kind of write that the tool sends.</summary>
    public static TheoryData<string, string, string, string?, string?, string> Writes => new()
    {
        // Type, method, id below the one that the row is about, before, sent, and what is said.
        { "Microsoft.Insights/diagnosticSettings", "PUT", Setting, null, Logs(OffRow), "" },
        { "Microsoft.Insights/diagnosticSettings", "PUT", Setting, Logs(PolicyRow), Logs(PolicyRow, OffRow), "" },
        { "Microsoft.Insights/diagnosticSettings", "PUT", Setting, Logs(KeptRow), Logs(OffRow), "the retention of AuditEvent" },
        { "Microsoft.Insights/diagnosticSettings", "PUT", Setting, Logs(KeptGroup), Logs(OffGroup), "the retention of audit" },
        { "Microsoft.Insights/diagnosticSettings", "PUT", Setting, Logs(KeptRow), Logs(PolicyRow), "the retention of AuditEvent" },
        {
            "Microsoft.Insights/diagnosticSettings", "PUT", Setting, Logs(Metrics, [KeptRow]), Logs(OffMetrics, [OffRow]),
            "the retention of AllMetrics, the retention of AuditEvent"
        },
        { "Microsoft.Insights/diagnosticSettings", "DELETE", Setting, Logs(OffRow), null, "" },
        { "Microsoft.Insights/diagnosticSettings", "DELETE", Setting, Logs(KeptRow), null, "the retention of AuditEvent" },
        { "Microsoft.Storage/storageAccounts/managementPolicies", "PUT", $"{Account}/managementPolicies/default", null, Policies, "" },
        { "Microsoft.Storage/storageAccounts/managementPolicies", "DELETE", $"{Account}/managementPolicies/default", Policies, null, "" },
        { "Microsoft.Storage/storageAccounts", "PATCH", Account, NoIdentity, WithIdentity, "" },
        { "Microsoft.Storage/storageAccounts", "PATCH", Account, MicrosoftKey, CustomerKey, "" },
        { "Microsoft.KeyVault/vaults", "PUT", Vault, null, Protected, "the key vault" },
        {
            "Microsoft.KeyVault/vaults", "PATCH", Vault, """{"properties":{"enableSoftDelete":true}}""",
            """{"properties":{"enablePurgeProtection":true}}""", "purge protection"
        },
        {
            "Microsoft.KeyVault/vaults/keys", "PUT", $"{Vault}/keys/k", null, """{"properties":{"kty":"RSA","keySize":3072}}""", "the key"
        },
        {
            "Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add",
            """{"properties":{"accessPolicies":[]}}""", Access, ""
        },
        {
            "Microsoft.Authorization/roleAssignments", "PUT",
            $"{Vault}/providers/Microsoft.Authorization/roleAssignments/33333333-3333-3333-3333-333333333333", null, Grant, ""
        },
        {
            "Microsoft.ManagedIdentity/userAssignedIdentities", "PUT", Identity, null, """{"location":"westeurope"}""",
            "the managed identity"
        },
        {
            "Microsoft.Resources/resourceGroups", "PUT", "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-new", null,
            """{"location":"westeurope"}""", "the resource group"
        },
        { "Microsoft.Insights/activityLogAlerts", "PUT", Alert, null, On, "" },
        { "Microsoft.Insights/activityLogAlerts", "PUT", Alert, Off, On, "" },
        {
            "Microsoft.Storage/storageAccounts", "PATCH", Account, """{"properties":{"minimumTlsVersion":"TLS1_0"}}""",
            """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", ""
        },
        {
            "Microsoft.Storage/storageAccounts/blobServices", "PUT", $"{Account}/blobServices/default", """{"properties":{}}""",
            """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":7}}}""", ""
        },
        {
            "Microsoft.Authorization/locks", "PUT", $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock", null,
            """{"properties":{"level":"CanNotDelete"}}""", ""
        },
        {
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies", "PUT",
            $"{Account}/blobServices/default/containers/insights-activity-logs/immutabilityPolicies/default", null,
            """{"properties":{"immutabilityPeriodSinceCreationInDays":365,"allowProtectedAppendWrites":true}}""", ""
        },
        {
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies", "POST",
            $"{Account}/blobServices/default/containers/insights-activity-logs/immutabilityPolicies/default/extend",
            """{"properties":{"immutabilityPeriodSinceCreationInDays":30,"state":"Locked","allowProtectedAppendWrites":true}}""",
            """{"properties":{"immutabilityPeriodSinceCreationInDays":365}}""", "the days"
        },
    };

    private const string Alert = $"{Group}/Microsoft.Insights/activityLogAlerts/baseline-x";
    private const string On = """{"location":"Global","properties":{"enabled":true,"scopes":["/subscriptions/x"],"condition":{"allOf":[]},"actions":{}}}""";
    private const string Off = """{"location":"Global","properties":{"enabled":false,"scopes":["/subscriptions/x"],"condition":{"allOf":[]},"actions":{}}}""";

    private const string Setting = $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent";
    private const string Access =
        $"{{\"properties\":{{\"accessPolicies\":[{{\"tenantId\":\"t\",\"objectId\":\"{Principal}\",\"permissions\":{{\"keys\":[\"get\"]}}}}]}}}}";

    private const string Grant =
        $"{{\"properties\":{{\"roleDefinitionId\":\"/subscriptions/11111111-1111-1111-1111-111111111111/providers/"
            + $"Microsoft.Authorization/roleDefinitions/{Role}\",\"principalId\":\"{Principal}\",\"principalType\":\"ServicePrincipal\"}}}}";

    [Theory]
    [MemberData(nameof(Writes))]
    public void What_an_undo_does_not_give_back_is_said_before_the_write(
        string type, string method, string id, string? before, string? sent, string said)
    {
        var change = Planned(type, method, id, before, sent);

        Assert.Equal(said, string.Join(", ", change.NotUndone(ControlCatalogue.Product.Types)));
        var undo = UndoOf(change, Parsed(before), Parsed(sent));
        Assert.Equal(said.Length > 0, undo.Left.Count > 0);
        Assert.False(said.Length == 0 && undo.Plan.IsEmpty);
    }

    [Fact]
    public void No_type_is_left_out() => Assert.Empty(
        ControlCatalogue.Product.Types.All.Select(type => type.Name).Except(Writes.Select(row => row.Data.Item1)));

    private static Change Planned(string type, string method, string id, string? before, string? sent)
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Add(new ProposedChange(
            new ChangeDraft("key", 1)
            {
                Action = method == "DELETE" ? ChangeAction.Delete : before is null ? ChangeAction.Create : ChangeAction.Update,
                Resource = id,
                Type = type,
                ApiVersion = ControlCatalogue.Product.Types.TypeOf(type).ApiVersion,
                Method = method,
                Body = sent is null ? null : JsonNode.Parse(sent) as JsonObject,
                Live = Parsed(before),
            },
            new Cause("Control-001", id)));
        return Assert.Single(changes.Assemble());
    }

    /// <summary>The undo of a change to which nobody added anything since.</summary>
    private static UndoResult UndoOf(Change change, JsonElement before, JsonElement live)
    {
        var recorded = new RecordedChange(
            change.Id, change.Action, change.Resource, change.Type, change.ApiVersion, change.Method, change.Body, before, live, "applied");
        return new UndoPlanner(ControlCatalogue.Product.Types).Plan(
            new RunRecord("sha256:0", "test", "sha256:0", [recorded]),
            new Dictionary<string, JsonElement> { [change.Id] = live },
            new PlanEstate("journal", null));
    }

    private static string Logs(params string[] rows) => Logs(null, rows);

    private static string Logs(string? metrics, string[] rows) =>
        $"{{\"properties\":{{\"storageAccountId\":\"{Account}\",\"logs\":[{string.Join(',', rows)}],\"metrics\":[{metrics}]}}}}";

    private static JsonElement Parsed(string? text) => text is null ? default : JsonDocument.Parse(text).RootElement.Clone();
}
