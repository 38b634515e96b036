using System.Text.Json.Nodes;
using Baseline.TestKit;
using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>Estates that Azure could hold: no two settings of a resource send the same category to the same sink.</summary>
internal static class GeneratedEstate
{
    private static readonly string[] Logs = ["AuditEvent", "-AuditEvent", "audit", "allLogs", "AzurePolicyEvaluationDetails"];

    public static readonly Gen<EstateBuilder> Any =
        from accounts in Account.Array[3]
        from keys in KeyChain
        from vaults in Vault.Array[0, 4]
        from exports in Export.Array[0, 2]
        from trouble in Trouble
        select Build(accounts, keys, vaults, exports, trouble);

    private static Gen<Action<EstateBuilder, string>> Account =>
        from exists in Gen.Int[0, 5]
        from encryption in Gen.Int[0, 4]
        from rules in Rule.Array[0, 3]
        from north in Gen.Int[0, 3]
        from firewall in Gen.Int[0, 5]
        from tagged in Gen.Int[0, 6]
        select (Action<EstateBuilder, string>)((estate, name) =>
        {
            if (exists == 0)
            {
                return;
            }

            var region = name == "stnorth" || (name == "stother" && north == 0) ? "northeurope" : "westeurope";
            estate.Account(name, region, "rg-logs", tagged == 0 ? ["environment=sandbox"] : []);
            Encrypt(estate, encryption);
            if (firewall == 0)
            {
                estate.Firewall(trustedServices: tagged % 2 == 0);
            }

            estate.WithProperty("futureMember", new JsonObject { ["kept"] = "as it is" });
            if (rules.Length > 0)
            {
                estate.Lifecycle(name, [.. rules.DistinctBy(rule => rule.Name)]);
            }
        });

    private static Gen<LifecycleRule> Rule =>
        from name in Pick.From("baselineKeyVault004", "shortLogs", "longLogs", "backups")
        from days in Pick.From(30, 90, 365, 400)
        from enabled in Gen.Int[0, 4]
        from prefix in Pick.From("", "insights-logs-auditevent/", "insights-logs-auditevent", "backups/", "insights-activity-logs")
        select name == "baselineKeyVault004"
            ? new LifecycleRule(name, days, "insights-logs-auditevent/") { Enabled = enabled > 0 }
            : name == "longLogs" && prefix == "insights-activity-logs"
            ? new LifecycleRule("baselineMonitor007", days, "insights-activity-logs/") { Enabled = enabled > 0 }
            : new LifecycleRule(name, days, prefix.Length == 0 ? [] : [prefix]) { Enabled = enabled > 0 };

    /// <summary>What Monitor-006 needs, or a part of it.</summary>
    private static Gen<Action<EstateBuilder>> KeyChain =>
        from vault in Gen.Int[0, 4]
        from isProtected in Gen.Bool
        from policies in Gen.Bool
        from key in Gen.Int[0, 5]
        from identity in Gen.Int[0, 3]
        from granted in Gen.Bool
        select (Action<EstateBuilder>)(estate =>
        {
            if (identity > 0)
            {
                estate.Identity(Names.Identity);
            }

            if (vault == 0)
            {
                return;
            }

            estate.Vault(Names.KeyVault, EstateBuilder.DefaultRegion, "rg-keys");
            if (isProtected)
            {
                estate.PurgeProtected();
            }

            if (policies)
            {
                estate.Policy("99999999-0000-0000-0000-000000000009", "get", "list");
            }

            if (granted && identity > 0 && policies)
            {
                estate.Policy(EstateBuilder.PrincipalOf(Names.Identity), "get", "wrapKey", "unwrapKey");
            }

            if (key > 0)
            {
                estate.Key(Names.KeyVault, Names.Key, key == 1 ? 1024 : 2048, enabled: key != 2);
            }

            if (granted && identity > 0 && !policies)
            {
                estate.RoleAssignment(Names.KeyVault, EstateBuilder.PrincipalOf(Names.Identity));
            }
        });

    private static Gen<Action<EstateBuilder, string>> Vault =>
        from home in Pick.From(Names.One, Names.One, Names.Two, Names.Three)
        from region in Pick.From("westeurope", "westeurope", "northeurope", "West Europe", "uksouth")
        from place in Gen.Int[0, 5]
        from settings in Setting.Array[0, 5]
        from withOwn in Gen.Int[0, 5]
        select (Action<EstateBuilder, string>)((estate, name) =>
        {
            var folder = place == 0 ? "rg-sandbox-x" : "rg-app";
            estate.Subscription(home).Vault(name, region, folder, place == 1 ? ["environment=sandbox"] : ["owner=team"]);
            estate.With(body => body["futureMember"] = 7);
            foreach (var (index, setting) in settings.Index())
            {
                setting(estate, Names.VaultId(home, name, folder), AccountIn(estate, region, index), index, withOwn == 0 && index == 0 ? Names.OwnSetting : $"setting-{index}");
            }
        });

    /// <summary>Each setting of a vault has a sink of its own: an account of that place in the list, or a workspace.</summary>
    private static Gen<Action<EstateBuilder, string, string?, int, string>> Setting =>
        from logs in Pick.From(Logs)
        from storage in Gen.Int[0, 3]
        from retention in Pick.From(0, 0, 30, 365)
        from metrics in Gen.Bool
        from hub in Gen.Int[0, 4]
        select (Action<EstateBuilder, string, string?, int, string>)((estate, vault, sink, index, name) =>
        {
            var account = storage > 0 ? sink : null;
            estate.Setting(vault, name, account, account is null ? $"law-{index}" : null, logs);
            if (retention > 0 && !logs.StartsWith('-') && logs is not ("audit" or "allLogs"))
            {
                estate.Retention(retention);
            }

            if (metrics)
            {
                estate.Metrics();
            }

            if (hub == 0 && account is not null)
            {
                estate.EventHub(
                    $"/subscriptions/{Names.Outside}/resourceGroups/rg-siem/providers/Microsoft.EventHub/namespaces/ns-{index}"
                    + "/authorizationRules/send",
                    "logs");
            }
        });

    private static Gen<Action<EstateBuilder, int>> Export =>
        from home in Pick.From(Names.One, Names.Two)
        from storage in Gen.Int[0, 3]
        from own in Gen.Int[0, 3]
        from all in Gen.Bool
        select (Action<EstateBuilder, int>)((estate, index) =>
        {
            // The second export of a subscription may not share a sink with the first.
            var account = storage == 0 ? null : Names.AccountId(Names.Accounts[index == 1 ? 1 : storage > 1 ? 2 : 0]);
            estate.Subscription(home).SubscriptionSetting(
                own == 0 && index == 0 ? Names.OwnExport : $"export-{index}", account, account is null ? $"law-{index}" : null,
                all ? [] : ["Administrative", "Security"]);
        });

    /// <summary>Locks, and reads that fail.</summary>
    private static Gen<Action<EstateBuilder, string[]>> Trouble =>
        from which in Gen.Int[0, 11]
        from level in Pick.From("ReadOnly", "CanNotDelete")
        from status in Pick.From(403, 500, 429)
        select (Action<EstateBuilder, string[]>)((estate, vaults) =>
        {
            switch (which)
            {
                case 0 when vaults.Length > 0:
                    estate.Lock(vaults[0], level);
                    break;
                case 1 when vaults.Length > 0:
                    estate.Unreadable($"{vaults[0]}/providers/microsoft.insights/diagnosticSettings", status, $"Failed{status}");
                    break;
                case 2:
                    estate.Unreadable(Names.AccountId(Names.Accounts[0]), status, $"Failed{status}");
                    break;
                case 3:
                    estate.Unreadable($"/subscriptions/{Names.Two}/providers/microsoft.insights/diagnosticSettings", status, $"Failed{status}");
                    break;
                case 4:
                    estate.Lock($"/subscriptions/{Names.One}/resourceGroups/rg-logs", level);
                    break;
                case 5:
                    estate.Unreadable($"{Names.AccountId(Names.Accounts[0])}/managementPolicies/default", status, $"Failed{status}");
                    break;
                default:
                    break;
            }
        });

    private static EstateBuilder Build(
        Action<EstateBuilder, string>[] accounts,
        Action<EstateBuilder> keys,
        Action<EstateBuilder, string>[] vaults,
        Action<EstateBuilder, int>[] exports,
        Action<EstateBuilder, string[]> trouble)
    {
        var estate = new EstateBuilder()
            .Subscription(Names.Two, "Two", Names.Group, "root")
            .Subscription(Names.Three, "Three", "root")
            .Subscription(Names.One, "One", Names.Group, "root");
        foreach (var name in (string[])["rg-keys", "rg-logs"])
        {
            estate.Raw($$"""{ "id": "/subscriptions/{{Names.One}}/resourceGroups/{{name}}", "type": "Microsoft.Resources/resourceGroups", "name": "{{name}}", "location": "westeurope" }""");
        }

        keys(estate);
        foreach (var (account, name) in accounts.Zip(Names.Accounts))
        {
            account(estate, name);
        }

        foreach (var (vault, name) in vaults.Zip(Names.Vaults))
        {
            vault(estate, name);
        }

        foreach (var (index, export) in exports.Index())
        {
            export(estate, index);
        }

        trouble(estate, [.. Names.Vaults.Take(vaults.Length).Select(estate.IdOf)]);
        return estate;
    }

    /// <summary>Azure lets a vault export to accounts of its own region only; one that went away may have been there.</summary>
    private static string? AccountIn(EstateBuilder estate, string region, int index)
    {
        if (index >= Names.Accounts.Length)
        {
            return null;
        }

        var name = Names.Accounts[index];
        var lies = estate.RegionOf(name) ?? (index == 1 ? "northeurope" : "westeurope");
        var place = region.Replace(" ", "", StringComparison.Ordinal);
        return lies.Equals(place, StringComparison.OrdinalIgnoreCase) ? Names.AccountId(name) : null;
    }

    private static void Encrypt(EstateBuilder estate, int kind)
    {
        switch (kind)
        {
            case 0:
                estate.CustomerKey(Names.KeyVault, Names.Key, Names.Identity);
                break;
            case 1:
                estate.CustomerKey("kv-of-others", "their-key");
                break;
            case 2:
                estate.Attached("id-of-others");
                break;
            default:
                break;
        }
    }
}
