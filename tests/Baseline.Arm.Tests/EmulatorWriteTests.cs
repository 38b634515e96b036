using System.Text;
using System.Text.Json;
using Baseline.Arm.Client;
using Baseline.Arm.Writing;
using Baseline.Emulator;
using Baseline.Json;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Every kind of change through the writer against the emulator, with all the delays that Azure is known for.</summary>
public sealed class EmulatorWriteTests : IDisposable
{
    private const string Group = $"{SubPath}/resourceGroups/rg/providers";
    private const string Identity = $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log";
    private const string NewVault = $"{Group}/Microsoft.KeyVault/vaults/kv-new";
    private const string Role = $"{SubPath}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6";
    private const string Container = $"{Account}/blobServices/default/containers/insights-activity-logs";
    private const string Tenant = "7a4d2b1e-0c5f-4f3a-9d68-1f2e3d4c5b6a";

    private readonly ImpatientClock _clock = new();
    private readonly ArmEmulator _emulator;
    private readonly ArmConnection _connection;
    private readonly ArmChangeWriter _writer;

    public EmulatorWriteTests()
    {
        var seed = $$"""
            { "formatVersion": "1.0", "subscriptions": [ { "id": "{{Sub}}", "displayName": "Payments", "managementGroups": [] } ],
              "resources": [
                { "id": "{{Vault}}", "type": "Microsoft.KeyVault/vaults", "name": "kv", "location": "westeurope",
                  "properties": { "tenantId": "{{Tenant}}", "sku": { "family": "A", "name": "standard" }, "accessPolicies": [], "vaultUri": "https://kv.vault.azure.net/" } },
                { "id": "{{Account}}", "type": "Microsoft.Storage/storageAccounts", "name": "staudit", "location": "westeurope", "kind": "StorageV2",
                  "sku": { "name": "Standard_LRS" }, "properties": { "encryption": { "keySource": "Microsoft.Storage" } } },
                { "id": "{{Container}}", "type": "Microsoft.Storage/storageAccounts/blobServices/containers", "name": "insights-activity-logs", "properties": {} } ],
              "unreadable": [] }
            """;
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(seed));
        _emulator = ArmEmulator.Load(stream, new EmulatorOptions(_clock) { PropagationTries = 3, RegisteringDnsReads = 3, CreationPolls = 3 });
        _connection = new ArmConnection(Options(new ArmEmulatorHandler(_emulator), _clock));
        _writer = new ArmChangeWriter(_connection);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public async Task The_chain_of_a_customer_managed_key_holds_although_grants_spread_slowly()
    {
        var identity = await PutAsync(Identity, "2024-11-30", """{"location":"westeurope"}""");
        var principal = identity.TextAt("properties.principalId");
        var vault = await PutAsync(NewVault, "2026-02-01", $$"""{"location":"westeurope","properties":{"tenantId":"{{Tenant}}","sku":{"family":"A","name":"standard"},"enableRbacAuthorization":true,"enablePurgeProtection":true,"enableSoftDelete":true} }""");
        await PutAsync($"{NewVault}/keys/k", "2026-02-01", """{"properties":{"kty":"RSA","keySize":2048}}""");
        await PutAsync(
            $"{NewVault}/providers/Microsoft.Authorization/roleAssignments/44444444-4444-4444-4444-444444444444",
            "2022-04-01",
            $$"""{"properties":{"roleDefinitionId":"{{Role}}","principalId":"{{principal}}","principalType":"ServicePrincipal"} }""");
        await WriteAsync("PATCH", Account, "2025-06-01", $$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{Identity}}":{} } } }""");
        await WriteAsync("PATCH", Account, "2025-06-01", $$"""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyvaulturi":"https://kv-new.vault.azure.net/","keyname":"k","keyversion":""},"identity":{"userAssignedIdentity":"{{Identity}}"} } } }""");

        var account = await ReadAsync(Account, "2025-06-01");
        Assert.Equal("Succeeded", vault.TextAt("properties.provisioningState"));
        Assert.Equal("Microsoft.Keyvault", account.TextAt("properties.encryption.keySource"));
        Assert.Contains(_emulator.Log, exchange => exchange.Status == 400);
    }

    [Fact]
    public async Task The_same_role_under_another_name_is_as_wanted()
    {
        var identity = await PutAsync(Identity, "2024-11-30", """{"location":"westeurope"}""");
        var body = $$"""{"properties":{"roleDefinitionId":"{{Role}}","principalId":"{{identity.TextAt("properties.principalId")}}"} }""";
        await PutAsync($"{Vault}/providers/Microsoft.Authorization/roleAssignments/44444444-4444-4444-4444-444444444444", "2022-04-01", body);

        var again = await _writer.WriteAsync(
            "PUT", $"{Vault}/providers/Microsoft.Authorization/roleAssignments/55555555-5555-5555-5555-555555555555", "2022-04-01", ToJson(body), null, TestContext.Current.CancellationToken);

        Assert.Null(again.Failure);
        Assert.Equal(409, _emulator.Log[^1].Status);
    }

    [Fact]
    public async Task Settings_of_vaults_and_subscriptions_are_written_and_removed()
    {
        var vaultSetting = $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent";
        var activity = $"{SubPath}/providers/Microsoft.Insights/diagnosticSettings/baseline-activity-log";
        await PutAsync(vaultSetting, "2021-05-01-preview", $$"""{"properties":{"storageAccountId":"{{Account}}","logs":[{"category":"AuditEvent","enabled":true}],"metrics":[]} }""");
        await PutAsync(activity, "2021-05-01-preview", $$"""{"properties":{"storageAccountId":"{{Account}}","logs":[{"category":"Administrative","enabled":true}]} }""");

        Assert.Equal(Account, (await ReadAsync(vaultSetting, "2021-05-01-preview")).TextAt("properties.storageAccountId"));
        Assert.Equal(Account, (await ReadAsync(activity, "2021-05-01-preview")).TextAt("properties.storageAccountId"));

        await WriteAsync("DELETE", vaultSetting, "2021-05-01-preview", null);

        Assert.Equal(JsonValueKind.Undefined, (await ReadAsync(vaultSetting, "2021-05-01-preview")).ValueKind);
    }

    [Fact]
    public async Task A_sink_that_is_taken_fails_at_once()
    {
        var body = ToJson($$"""{"properties":{"storageAccountId":"{{Account}}","logs":[{"category":"AuditEvent","enabled":true}]} }""");
        await PutAsync($"{Vault}/providers/Microsoft.Insights/diagnosticSettings/a", "2021-05-01-preview", body.GetRawText());

        var result = await _writer.WriteAsync("PUT", $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/b", "2021-05-01-preview", body, null, TestContext.Current.CancellationToken);

        Assert.Equal((409, "Conflict"), (result.Failure?.Status, result.Failure?.Code));
        Assert.Equal("BL6034", ArmFailures.Describe(result.Failure ?? throw new InvalidOperationException("It was taken.")).Code);
    }

    [Fact]
    public async Task Lifecycle_policies_access_policies_and_purge_protection_are_written()
    {
        var policy = $"{Account}/managementPolicies/default";
        await PutAsync(policy, "2025-06-01", """{"properties":{"policy":{"rules":[{"name":"baselineKeyVault004","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-logs-auditevent/"]}}}]}}}""");
        var identity = await PutAsync(Identity, "2024-11-30", """{"location":"westeurope"}""");
        await WriteAsync("PUT", $"{Vault}/accessPolicies/add", "2026-02-01", $$"""{"properties":{"accessPolicies":[{"tenantId":"{{Tenant}}","objectId":"{{identity.TextAt("properties.principalId")}}","permissions":{"keys":["get","wrapKey","unwrapKey"]} }]} }""");
        await WriteAsync("PATCH", Vault, "2026-02-01", """{"properties":{"enablePurgeProtection":true,"enableSoftDelete":true}}""");

        var vault = await ReadAsync(Vault, "2026-02-01");
        Assert.Single((await ReadAsync(policy, "2025-06-01")).ItemsAt("properties.policy.rules"));
        Assert.Single(vault.ItemsAt("properties.accessPolicies"));
        Assert.True(vault.IsTrueAt("properties.enablePurgeProtection"));

        await WriteAsync("DELETE", policy, "2025-06-01", null);

        Assert.Equal(JsonValueKind.Undefined, (await ReadAsync(policy, "2025-06-01")).ValueKind);
    }

    /// <summary>What nobody can take back is sent with the ETag of what was read: Azure refuses it where somebody wrote in between.</summary>
    [Fact]
    public async Task A_policy_is_locked_as_it_was_read()
    {
        const string Policy = $"{Container}/immutabilityPolicies/default";
        await PutAsync(Policy, "2025-06-01", """{"properties":{"immutabilityPeriodSinceCreationInDays":7,"allowProtectedAppendWrites":true} }""");
        var read = (await ReadAsync(Policy, "2025-06-01")).TextAt("etag");
        await PutAsync(Policy, "2025-06-01", """{"properties":{"immutabilityPeriodSinceCreationInDays":9000,"allowProtectedAppendWrites":true} }""");

        var stale = await _writer.WriteAsync("POST", $"{Policy}/lock", "2025-06-01", default, read, TestContext.Current.CancellationToken);
        var now = await ReadAsync(Policy, "2025-06-01");
        var locked = await _writer.WriteAsync("POST", $"{Policy}/lock", "2025-06-01", default, now.TextAt("etag"), TestContext.Current.CancellationToken);

        Assert.Equal(412, stale.Failure?.Status);
        Assert.Equal("Unlocked", now.TextAt("properties.state"));
        Assert.Null(locked.Failure);
        Assert.Equal("Locked", (await ReadAsync(Policy, "2025-06-01")).TextAt("properties.state"));
    }

    [Fact]
    public async Task A_storage_account_that_is_created_is_waited_for()
    {
        var account = await PutAsync($"{Account}new", "2025-06-01", """{"location":"westeurope","kind":"StorageV2","sku":{"name":"Standard_LRS"}}""");

        Assert.Equal("Succeeded", account.TextAt("properties.provisioningState"));
        Assert.Contains(_emulator.Log, exchange => exchange.Status == 202);
    }

    private Task<JsonElement> PutAsync(string resource, string apiVersion, string body) => WriteAsync("PUT", resource, apiVersion, body);

    private async Task<JsonElement> WriteAsync(string method, string resource, string apiVersion, string? body)
    {
        var result = await _writer.WriteAsync(
            method, resource, apiVersion, body is null ? default : ToJson(body), null, TestContext.Current.CancellationToken);
        Assert.True(result.Failure is null, result.Failure?.ToString());
        return result.Body;
    }

    private async Task<JsonElement> ReadAsync(string resource, string apiVersion)
    {
        var result = await _writer.ReadAsync(resource, apiVersion, TestContext.Current.CancellationToken);
        Assert.Null(result.Failure);
        return result.Body;
    }
}
