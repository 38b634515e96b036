using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Estates;

public sealed class EstateBuilderTests
{
    [Fact]
    public void Names_stand_for_the_ids_of_what_was_added()
    {
        var builder = new EstateBuilder()
            .Account("stlogs", group: "rg-platform").Lifecycle("stlogs", new LifecycleRule("short", 90, "insights-logs-auditevent/"))
            .Vault("kv-a", tags: "environment=prod")
            .Setting("kv-a", "audit", storage: "stlogs").Retention(30).Metrics();

        var estate = builder.Build();

        var vault = ResourceId.Parse(builder.IdOf("kv-a"));
        var account = ResourceId.Parse(builder.AccountId("stlogs"));
        var setting = Assert.Single(estate.List(vault, "microsoft.insights/diagnosticSettings").Resources).Body;
        Assert.Equal("prod", estate.Find(vault).Resource?.Body.TextAt("tags.environment"));
        Assert.Equal(account.Text, setting.TextAt("properties.storageAccountId"));
        Assert.Equal(30, setting.ItemsAt("properties.logs").First().NumberAt("retentionPolicy.days"));
        Assert.True(setting.ItemsAt("properties.metrics").First().IsTrueAt("enabled"));
        Assert.Equal(Presence.Found, estate.Find(account.Child("managementPolicies/default")).Presence);
        Assert.Equal("rg-platform", account.ResourceGroup);
    }

    [Fact]
    public void A_name_that_was_not_added_is_something_that_does_not_exist()
    {
        var builder = new EstateBuilder().Vault("kv-a").Setting("kv-a", "audit", storage: "gone");

        Assert.Equal(Presence.Absent, builder.Build().Find(ResourceId.Parse(builder.AccountId("gone"))).Presence);
    }

    [Fact]
    public void Settings_have_a_row_for_every_category_or_every_group()
    {
        var builder = new EstateBuilder().Vault("kv-a")
            .Setting("kv-a", "one", workspace: "law", logs: "-AuditEvent")
            .Setting("kv-a", "two", workspace: "law", logs: ["allLogs"]);

        var settings = builder.Build().OfType("microsoft.insights/diagnosticsettings");

        Assert.Equal(
            ["AuditEvent False", "AzurePolicyEvaluationDetails False"],
            settings[0].Body.ItemsAt("properties.logs").Select(row => $"{row.TextAt("category")} {row.IsTrueAt("enabled")}"));
        Assert.Equal(
            ["allLogs True", "audit False"],
            settings[1].Body.ItemsAt("properties.logs").Select(row => $"{row.TextAt("categoryGroup")} {row.IsTrueAt("enabled")}"));
    }

    [Fact]
    public void Resources_lie_in_the_subscription_named_last()
    {
        const string other = "22222222-2222-2222-2222-222222222222";
        const string unread = "33333333-3333-3333-3333-333333333333";
        var builder = new EstateBuilder()
            .Vault("kv-a")
            .Subscription(other, "Payments", "contoso").Vault("kv-b").SubscriptionSetting("export", storage: "stactivity")
            .OutsideSubscription(unread);

        var estate = builder.Build();

        Assert.Equal([EstateBuilder.DefaultSubscription, other], estate.Subscriptions.Select(subscription => subscription.Id));
        Assert.Equal(["contoso"], estate.Subscriptions[1].ManagementGroups);
        Assert.Single(estate.List(ResourceId.Subscription(other), "microsoft.insights/diagnosticSettings").Resources);
        Assert.Equal(Presence.Unknown, estate.Find(ResourceId.Parse(builder.AccountId("stelsewhere"))).Presence);
    }

    [Fact]
    public void An_account_keeps_its_system_identity_beside_the_one_of_its_key()
    {
        var builder = new EstateBuilder()
            .Identity("id-log")
            .Vault("kv-key").PurgeProtected().AccessPolicyModel().Policy(EstateBuilder.PrincipalOf("id-log"), "get", "wrapKey")
            .Key("kv-key", "log-key", size: 3072)
            .Account("stactivity").SystemIdentity().CustomerKey("kv-key", "log-key", identity: "id-log");

        var estate = builder.Build();

        var account = estate.Find(ResourceId.Parse(builder.AccountId("stactivity"))).Resource?.Body ?? default;
        Assert.Equal("SystemAssigned,UserAssigned", account.TextAt("identity.type"));
        Assert.Equal("Microsoft.Keyvault", account.TextAt("properties.encryption.keySource"));
        Assert.Equal(EstateBuilder.PrincipalOf("id-log"), account.MembersAt("identity.userAssignedIdentities").First().Value.TextAt("principalId"));
        var vault = estate.Find(ResourceId.Parse(builder.VaultId("kv-key"))).Resource?.Body ?? default;
        Assert.True(vault.IsTrueAt("properties.enablePurgeProtection"));
        Assert.Equal(JsonValueKind.Undefined, vault.At("properties.enableRbacAuthorization").ValueKind);
        Assert.Equal(EstateBuilder.PrincipalOf("id-log"), vault.ItemsAt("properties.accessPolicies").First().TextAt("objectId"));
    }

    [Fact]
    public void Failed_reads_locks_roles_and_raw_bodies_are_part_of_it()
    {
        var builder = new EstateBuilder()
            .CapturedAt(null)
            .Vault("kv-a").Lock("kv-a").RoleAssignment("kv-a", EstateBuilder.PrincipalOf("id-log")).SettingsUnreadable("kv-a")
            .ManagedHsm("hsm").LogProfile("stold").ManagementGroupSetting("contoso", "export", storage: "stactivity")
            .Raw("""{ "id": "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app" }""");

        var estate = builder.Build();

        Assert.Null(estate.CapturedAt);
        Assert.Equal(7, estate.Resources.Count);
        Assert.NotNull(estate.List(ResourceId.Parse(builder.VaultId("kv-a")), "microsoft.insights/diagnosticSettings").Unreadable);
    }
}
