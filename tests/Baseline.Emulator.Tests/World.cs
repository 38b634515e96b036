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

    private static readonly (string Type, string Version)[] Versions =
    [
        ("microsoft.insights/logprofiles", "2016-03-01"),
        ("microsoft.insights/activitylogalerts", "2020-10-01"),
        ("microsoft.insights/actiongroups", "2023-01-01"),
        ("microsoft.insights/", "2021-05-01-preview"),
        ("microsoft.keyvault/", "2023-02-01"),
        ("microsoft.storage/", "2023-05-01"),
        ("microsoft.managedidentity/", "2023-01-31"),
        ("microsoft.authorization/locks", "2020-05-01"),
        ("microsoft.authorization/", "2022-04-01"),
        ("microsoft.management/", "2021-04-01"),
        ("microsoft.resourcegraph/", "2024-04-01"),
        ("microsoft.operationalinsights/", "2022-10-01"),
        ("microsoft.eventhub/", "2024-01-01"),
    ];

    private readonly JsonArray _subscriptions =
    [
        Subscription(Sub, ["contoso", "root"]),
    ];

    private readonly JsonArray _resources = [];
    private readonly JsonArray _unreadable = [];
    private ArmEmulator? _emulator;

    /// <summary>The tenant that the subscription is delegated to, if any.</summary>
    public string? ManagedBy
    {
        init => Managed(_subscriptions[0]?.AsObject() ?? [], value);
    }

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

    /// <summary>A subscription that is delegated to a tenant, or not.</summary>
    public static JsonObject Managed(JsonObject subscription, string? tenant)
    {
        if (tenant is not null)
        {
            subscription["managedByTenants"] = new JsonArray(new JsonObject { ["tenantId"] = tenant });
        }

        return subscription;
    }

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

    /// <summary>Sends a request, by default with a version that its type has.</summary>
    public ArmResponse Send(string method, string target, string? json = null, string? version = null)
    {
        var separator = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return Emulator.Handle(ArmRequest.Create(
            method, $"{target}{separator}api-version={version ?? VersionFor(target)}", json));
    }

    private static string VersionFor(string target)
    {
        var path = Uri.UnescapeDataString(target.Split('?')[0]).ToLowerInvariant();
        var at = path.EndsWith("/register", StringComparison.Ordinal) ? -1 : path.LastIndexOf("/providers/", StringComparison.Ordinal);
        return Versions.FirstOrDefault(version => at >= 0 && path[at..].StartsWith("/providers/" + version.Type, StringComparison.Ordinal))
            .Version ?? "2022-12-01";
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
