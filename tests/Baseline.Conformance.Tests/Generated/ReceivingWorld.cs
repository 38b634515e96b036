using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Worlds in which accounts are to be protected that receive logs today, will by what lies in their own subscription, or only by what
/// lies in another one; and in which the activity log goes where a second control follows it.
/// </summary>
internal static class ReceivingWorld
{
    public const int Count = 32;

    private const string CapturedAt = "2026-11-22T09:00:00Z";

    /// <summary>The world of a number: each of its bits is about one export, or about one control.</summary>
    public static ConformanceCase Number(int number)
    {
        var estate = new EstateBuilder()
            .Subscription(Names.Two, "Two", Names.Group, "root")
            .Subscription(Names.One, "One", Names.Group, "root")
            .Account(Names.Accounts[0])
            .Account(Names.Accounts[1], "northeurope")
            .Account(Names.Accounts[2])
            .Vault(Names.KeyVault, EstateBuilder.DefaultRegion, "rg-keys").PurgeProtected()
            .Key(Names.KeyVault, Names.Key)
            .Identity(Names.Identity)
            .Vault("kv-a")
            .Vault(Names.VaultId(Names.Two, "kv-b"))
            .Vault(Names.VaultId(Names.Two, "kv-c"), "northeurope");
        if (Has(number, 1))
        {
            estate.Setting("kv-a", "theirs", Names.AccountId(Names.Accounts[0]), null, "AuditEvent");
        }

        if (Has(number, 2))
        {
            estate.SubscriptionSetting("theirs", Names.AccountId(Names.Accounts[2]));
        }

        if (Has(number, 4))
        {
            estate.Raw($$"""{ "id": "{{Names.AccountId(Names.Accounts[1])}}/blobServices/default/containers/insights-logs-auditevent", "properties": { "publicAccess": "None" } }""");
        }

        var json = JsonNode.Parse(estate.ToJson()) as JsonObject ?? throw new InvalidOperationException("An estate is an object.");
        json["capturedAt"] ??= CapturedAt;
        return new ConformanceCase($"receiving world {number}", ConformanceCase.DocumentOf(Document(Has(number, 8), Has(number, 16))), json, [], null);
    }

    private static bool Has(int number, int bit) => (number & bit) > 0;

    private static JsonObject Document(bool follows, bool exports) => JsonNode.Parse($$"""
        {
          "apiVersion": "baseline/v1", "kind": "Baseline", "metadata": { "name": "receiving" },
          "scope": { "subscriptions": ["{{Names.One}}", "{{Names.Two}}"] },
          "controls": {
            "KeyVault-004": {
              "auditEvent": "enabled", "retentionDays": [365, 0], "manageLifecycle": true,
              "destination": {
                "accept": "mapped",
                "storageAccounts": { "westeurope": "{{Names.AccountId(Names.Accounts[0])}}", "northeurope": "{{Names.AccountId(Names.Accounts[1])}}" }
              }
            },
            "Monitor-007": {
              "categories": ["Administrative", "Policy"],
              "destination": { "accept": "mapped", "storageAccounts": { "*": "{{Names.AccountId(Names.Accounts[exports ? 0 : 1])}}" } }
            },
            {{(follows ? Encryption : "")}}
            "LogStorage": {
              "minimumTls": "TLS1_2", "deleteLock": "required", "softDelete": { "blobs": 30 },
              "immutability": { "containers": "logs", "days": 365 }
            }
          }
        }
        """) as JsonObject ?? throw new InvalidOperationException("A document is an object.");

    private static string Encryption => $$"""
        "Monitor-006": {
          "keySource": "Microsoft.Keyvault", "grant": "auto",
          "export": { "required": false },
          "key": { "vault": "{{Names.KeyVaultId}}", "name": "{{Names.Key}}", "version": "latest", "pinned": false },
          "identity": { "id": "{{Names.IdentityId}}" }
        },
        """;
}
