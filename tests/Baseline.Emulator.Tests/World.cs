using System.Text;
using System.Text.Json.Nodes;

namespace Baseline.Emulator.Tests;

/// <summary>Builds an estate, and talks to the emulator that it seeds.</summary>
internal sealed class World
{
    public const string Sub = "11111111-1111-1111-1111-111111111111";
    public const string OtherSub = "22222222-2222-2222-2222-222222222222";
    public const string Tenant = "99999999-9999-9999-9999-999999999999";
    public const string Group = $"/subscriptions/{Sub}/resourceGroups/rg-logs";
    public const string Vault = $"{Group}/providers/Microsoft.KeyVault/vaults/kv-pay";
    public const string Account = $"{Group}/providers/Microsoft.Storage/storageAccounts/stauditwe";
    public const string IdentityPath = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-log";
    public const string Principal = "33333333-3333-3333-3333-333333333333";
    public const string WrapRole =
        $"/subscriptions/{Sub}/providers/Microsoft.Authorization/roleDefinitions/e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private readonly JsonArray _subscriptions =
    [
        Subscription(Sub, ["contoso", "root"]),
    ];

    private readonly JsonArray _resources = [];
    private readonly JsonArray _unreadable = [];
    private ArmEmulator? _emulator;

    public StoppedClock Clock { get; } = new();

    public Func<EmulatorOptions, EmulatorOptions> Options { get; set; } = options => options;

    public ArmEmulator Emulator => _emulator ??= Load(ToJson());

    public static JsonObject Subscription(string id, string[] groups, string state = "Enabled") => new()
    {
        ["id"] = id,
        ["displayName"] = "Subscription " + id[..4],
        ["managementGroups"] = new JsonArray([.. groups.Select(group => (JsonNode?)group)]),
        ["tenantId"] = Tenant,
        ["state"] = state,
    };

    public World WithSubscription(JsonObject subscription)
    {
        _subscriptions.Add((JsonNode?)subscription);
        return this;
    }

    public World With(string resource)
    {
        _resources.Add(JsonNode.Parse(resource));
        return this;
    }

    public World WithUnreadable(string id, int status, string code)
    {
        _unreadable.Add((JsonNode?)new JsonObject { ["id"] = id, ["status"] = status, ["code"] = code });
        return this;
    }

    public World WithVault(string more = "", string id = Vault) => With($$"""
        { "id": "{{id}}", "name": "{{id.Split('/')[^1]}}", "type": "Microsoft.KeyVault/vaults", "location": "westeurope",
          "tags": {},
          "properties": { "sku": { "family": "A", "name": "standard" }, "tenantId": "{{Tenant}}", "accessPolicies": [],
            "enableSoftDelete": true, "vaultUri": "https://{{id.Split('/')[^1]}}.vault.azure.net/",
            "provisioningState": "Succeeded"{{more}} } }
        """);

    public World WithAccount(
        string id = Account, string location = "westeurope", string sku = "Standard_LRS", string more = "") => With($$"""
        { {{more}} "sku": { "name": "{{sku}}", "tier": "{{sku.Split('_')[0]}}" }, "kind": "StorageV2", "id": "{{id}}",
          "name": "{{id.Split('/')[^1]}}", "type": "Microsoft.Storage/storageAccounts", "location": "{{location}}", "tags": {},
          "properties": { "provisioningState": "Succeeded", "supportsHttpsTrafficOnly": true,
            "encryption": { "services": { "blob": { "keyType": "Account", "enabled": true } },
              "keySource": "Microsoft.Storage" } } }
        """);

    public World WithIdentity() => With($$"""
        { "id": "{{IdentityPath.Replace("resourceGroups", "resourcegroups", StringComparison.Ordinal)}}", "name": "id-log",
          "type": "Microsoft.ManagedIdentity/userAssignedIdentities", "location": "westeurope", "tags": {},
          "properties": { "tenantId": "{{Tenant}}", "principalId": "{{Principal}}",
            "clientId": "44444444-4444-4444-4444-444444444444" } }
        """);

    public World WithKey(string name = "key1", string more = "\"keySize\": 2048", string attributes = "\"enabled\": true") =>
        With($$"""
        { "id": "{{Vault}}/keys/{{name}}", "name": "{{name}}", "type": "Microsoft.KeyVault/vaults/keys",
          "location": "westeurope", "properties": { "attributes": { {{attributes}} }, "kty": "RSA", {{more}},
            "keyUri": "https://kv-pay.vault.azure.net/keys/{{name}}",
            "keyUriWithVersion": "https://kv-pay.vault.azure.net/keys/{{name}}/0123456789abcdef0123456789abcdef" } }
        """);

    public World WithLock(string scope, string level) => With($$"""
        { "id": "{{scope}}/providers/Microsoft.Authorization/locks/l1", "name": "l1",
          "type": "Microsoft.Authorization/locks", "properties": { "level": "{{level}}" } }
        """);

    public ArmResponse Send(string method, string target, string? json = null, string version = "2021-05-01-preview")
    {
        var separator = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Emulator.Handle(ArmRequest.Create(method, $"{target}{separator}api-version={version}", json));
    }

    public ArmResponse Get(string target) => Send("GET", target);

    public string ToJson() => new JsonObject
    {
        ["formatVersion"] = "1.0",
        ["capturedAt"] = "2026-11-22T09:00:00Z",
        ["source"] = "azure",
        ["subscriptions"] = _subscriptions.DeepClone(),
        ["resources"] = _resources.DeepClone(),
        ["unreadable"] = _unreadable.DeepClone(),
    }.ToJsonString();

    public ArmEmulator Load(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return ArmEmulator.Load(stream, Options(new EmulatorOptions(Clock)));
    }

    public static string Saved(ArmEmulator emulator)
    {
        using var stream = new MemoryStream();
        emulator.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
