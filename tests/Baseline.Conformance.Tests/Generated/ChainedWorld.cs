using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Worlds in which everything that the tool can write is written: each link of the chain to a customer-managed key is there or
/// missing, and the setting, the rule and the grant are to be created, completed or removed.
/// </summary>
internal static class ChainedWorld
{
    public const int Count = 48;

    private const string CapturedAt = "2026-11-22T09:00:00Z";

    public static ConformanceCase Number(int number)
    {
        var vault = number % 3;
        var usesRoles = number / 3 % 2 == 0;
        var hasKey = number / 6 % 2 == 0;
        var hasIdentity = number / 12 % 2 == 0;
        var shortens = number / 24 % 2 == 0;
        var estate = new EstateBuilder()
            .Subscription(Names.Two, "Two", Names.Group, "root")
            .Subscription(Names.Three, "Three", "root")
            .Subscription(Names.One, "One", Names.Group, "root");
        foreach (var name in (string[])["rg-keys", "rg-logs"])
        {
            estate.Raw($$"""{ "id": "/subscriptions/{{Names.One}}/resourceGroups/{{name}}", "type": "Microsoft.Resources/resourceGroups", "name": "{{name}}", "location": "westeurope" }""");
        }

        AddKeyVault(estate, vault, usesRoles, hasKey && vault > 0);
        if (hasIdentity)
        {
            estate.Identity(Names.Identity);
        }

        AddLogs(estate, number, shortens);
        var json = JsonNode.Parse(estate.ToJson()) as JsonObject ?? throw new InvalidOperationException("An estate is an object.");
        json["capturedAt"] ??= CapturedAt;
        return new ConformanceCase($"chained world {number}", ConformanceCase.DocumentOf(Document(usesRoles, shortens)), json, [], null);
    }

    /// <summary>The vault is missing, unprotected, or as it should be.</summary>
    private static void AddKeyVault(EstateBuilder estate, int vault, bool usesRoles, bool hasKey)
    {
        if (vault == 0)
        {
            return;
        }

        estate.Vault(Names.KeyVault, EstateBuilder.DefaultRegion, "rg-keys");
        if (vault == 2)
        {
            estate.PurgeProtected();
        }

        if (!usesRoles)
        {
            estate.Policy("99999999-0000-0000-0000-000000000009", "get", "list");
        }

        if (hasKey)
        {
            estate.Key(Names.KeyVault, Names.Key);
        }
    }

    /// <summary>Accounts with and without identities and rules, a vault without a setting, one with half a setting, and an export.</summary>
    private static void AddLogs(EstateBuilder estate, int number, bool shortens)
    {
        estate.Account(Names.Accounts[0]);
        if (number % 8 is 1 or 6)
        {
            estate.Raw($$"""{ "id": "{{Names.AccountId(Names.Accounts[0])}}/blobServices/default", "properties": { "isVersioningEnabled": true } }""");
        }

        if (shortens)
        {
            estate.Lifecycle(
                Names.Accounts[0],
                [.. new[] { new LifecycleRule("baselineKeyVault004", 30, "insights-logs-auditevent/"), new LifecycleRule("backups", 30, "backups/") }.Take(1 + (number % 2))]);
        }
        else if (number % 2 == 0)
        {
            estate.Lifecycle(Names.Accounts[0], new LifecycleRule("backups", 30, "backups/"));
        }

        estate.Account(Names.Accounts[2]);
        if (number % 4 == 1)
        {
            estate.SystemIdentity();
        }

        estate.Vault("kv-a").Vault("kv-b").Setting("kv-b", "theirs", Names.AccountId(Names.Accounts[0]), null, "AzurePolicyEvaluationDetails");
        if (number % 5 == 0)
        {
            estate.Metrics();
        }

        estate.SubscriptionSetting("export", Names.AccountId(Names.Accounts[2]));
    }

    private static JsonObject Document(bool usesRoles, bool shortens) => JsonNode.Parse($$"""
        {
          "apiVersion": "baseline/v1", "kind": "Baseline", "metadata": { "name": "chained" },
          "scope": { "subscriptions": ["{{Names.One}}", "{{Names.Two}}"] },
          "controls": {
            "KeyVault-004": {
              "auditEvent": "enabled", "retentionDays": [{{(shortens ? "0" : "365")}}], "manageLifecycle": true,
              "destination": { "storageAccounts": { "westeurope": "{{Names.AccountId(Names.Accounts[0])}}" } }
            },
            "Monitor-006": {
              "keySource": "Microsoft.Keyvault", "grant": "auto", "irreversible": ["purgeProtection"],
              "export": { "required": true, "storageAccount": "{{Names.AccountId(Names.Accounts[2])}}" },
              "key": {
                "vault": "{{Names.KeyVaultId}}", "name": "{{Names.Key}}", "version": "latest", "pinned": false,
                "createVault": { "location": "westeurope", "sku": "standard", "authorization": "{{(usesRoles ? "rbac" : "accessPolicy")}}" },
                "create": { "type": "RSA", "size": 2048 }
              },
              "identity": { "id": "{{Names.IdentityId}}", "create": { "location": "westeurope" } }
            }
          }
        }
        """) as JsonObject ?? throw new InvalidOperationException("A document is an object.");
}
