using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>What is read for a document, and what a plan says beside its verdicts.</summary>
public sealed class PlannerTests
{
    [Theory]
    [InlineData("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }", true, false)]
    [InlineData("Monitor-006: { keySource: Microsoft.Keyvault }", false, true)]
    public void Only_what_the_controls_of_the_document_judge_is_read(string control, bool vaults, bool activityLog)
    {
        var request = new Planner(ControlCatalogue.Product).RequestFor(Document(control));

        Assert.Equal((vaults, activityLog), (request.Needs.KeyVaults, request.Needs.ActivityLog));
    }

    [Fact]
    public void The_version_of_a_key_is_read_where_the_document_names_one()
    {
        const string Keys = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-keys";
        const string Version = "0123456789abcdef0123456789abcdef";

        Assert.Contains($"{Keys}/keys/log/versions/{Version}", Named($", version: {Version}"));
        Assert.DoesNotContain(Named(""), id => id.Contains("/versions/", StringComparison.Ordinal));

        IEnumerable<string> Named(string version) => new Planner(ControlCatalogue.Product)
            .RequestFor(Document($"Monitor-006: {{ keySource: Microsoft.Keyvault, key: {{ vault: {Keys}, name: log{version} }} }}"))
            .Named.Select(id => id.Text);
    }

    [Fact]
    public void A_remark_on_a_subscription_is_of_no_control()
    {
        var estate = new Estate("azure", null, [new EstateSubscription(EstateBuilder.DefaultSubscription, "prod", [], State: "Warned")], [], []);

        var plan = new Planner(ControlCatalogue.Product).Plan(Document("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }"), estate, new DateOnly(2026, 11, 22));

        var notice = Assert.Single(plan.Notices, notice => notice.Code == "BL2016");
        Assert.Equal(("", "The subscription is warned."), (notice.Control, notice.Message));
    }

    [Fact]
    public void Only_a_shard_lists_what_was_judged_for_it()
    {
        var estate = new EstateBuilder().Account("stlogs").Vault("kv-a").Build();

        Assert.Empty(PartOf(new Selection { MaxChanges = 1 }).Judged);
        Assert.Equal([ResourceId.Parse(new EstateBuilder().VaultId("kv-a")).Text], PartOf(new Selection { Shard = new Shard(1, 1) }).Judged);

        PlanPart PartOf(Selection selection) => new Planner(ControlCatalogue.Product)
            .Plan(Document("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }"), estate, new DateOnly(2026, 11, 22), selection)
            .Value?.Part ?? throw new InvalidOperationException("The plan is for no part.");
    }

    [Fact]
    public void A_change_that_two_accounts_of_a_finding_need_is_named_once()
    {
        var document = Document(
            """
            Monitor-006:
                keySource: Microsoft.Keyvault
                key: { vault: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-keys, name: log }
                identity: { id: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-log }
                grant: auto
            """);
        var estate = new EstateBuilder()
            .Vault("kv-keys").PurgeProtected().Key("kv-keys", "log").Identity("id-log")
            .Account("stone").Account("sttwo")
            .SubscriptionSetting("one", "stone", logs: "Administrative").SubscriptionSetting("two", "sttwo", logs: "Security")
            .Build();

        var plan = new Planner(ControlCatalogue.Product).Plan(document, estate, new DateOnly(2026, 11, 22));

        var finding = Assert.Single(plan.Findings);
        Assert.Equal(plan.Changes.Select(change => change.Id), finding.Changes);
        Assert.Contains(plan.Changes, change => change.Because.Count == 2);
    }

    [Fact]
    public void The_name_of_a_grant_follows_from_the_identity_that_the_plan_creates()
    {
        var estate = Exporting().Vault("kv-keys").PurgeProtected().Key("kv-keys", "log").Build();

        var grant = Assert.Single(Plan(WithKey, estate).Changes, change => change.Type == "Microsoft.Authorization/roleAssignments");

        Assert.EndsWith("/roleAssignments/${guid:c1.properties.principalId}", grant.Resource, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_by_access_policy_is_added_to_those_of_the_vault_in_its_tenant()
    {
        var estate = Exporting().Identity("id-log").Vault("kv-keys").PurgeProtected().AccessPolicyModel().Key("kv-keys", "log").Build();

        var grant = Assert.Single(Plan(WithKey, estate).Changes, change => change.Resource.EndsWith("/accessPolicies/add", StringComparison.Ordinal));

        Assert.Equal(("PUT", "Microsoft.KeyVault/vaults/accessPolicies", "2026-02-01"), (grant.Method, grant.Type, grant.ApiVersion));
        Assert.Equal(EstateBuilder.Tenant, grant.Body.GetProperty("properties").GetProperty("accessPolicies")[0].GetProperty("tenantId").GetString());
    }

    [Fact]
    public void Protection_is_switched_on_in_a_vault_without_writing_the_rest_of_it()
    {
        var estate = Exporting().Identity("id-log").Vault("kv-keys").Key("kv-keys", "log").Build();

        var protect = Assert.Single(Plan(WithKey, estate).Changes, change => change.Type == "Microsoft.KeyVault/vaults");

        Assert.Equal("PATCH", protect.Method);
    }

    [Fact]
    public void Of_a_vault_that_is_missing_only_that_is_told()
    {
        var finding = Assert.Single(Plan(WithKey, Exporting().Identity("id-log").Build()).Findings);

        Assert.Equal(
            "Key vault /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-keys does not exist: create it, or let apply do so with controls.Monitor-006.key.createVault.",
            finding.Blocked);
    }

    [Fact]
    public void Only_what_makes_the_verdict_is_its_reason()
    {
        var estate = Exporting().Account("stgood").CustomerKey("kv-keys", "log").SubscriptionSetting("good", "stgood", logs: "Security").Build();

        var finding = Assert.Single(Plan(WithKey, estate).Findings);

        Assert.DoesNotContain("stgood", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("stone", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_is_gone_is_not_judged()
    {
        var estate = Exporting().SubscriptionSetting("gone", "stgone", logs: "Security").Build();

        Assert.Equal(1, Plan(WithKey, estate).Judged);
    }

    [Fact]
    public void An_account_keeps_the_identities_that_it_has()
    {
        var estate = Exporting().Identity("id-log").Vault("kv-keys").PurgeProtected().Key("kv-keys", "log")
            .Account("sttwo").Attached("id-other").SubscriptionSetting("two", "sttwo", logs: "Security")
            .Build();

        var identity = Assert.Single(Plan(WithKey, estate).Changes, change => change.Resource.EndsWith("sttwo", StringComparison.Ordinal) && change.Body.TryGetProperty("identity", out _))
            .Body.GetProperty("identity");

        Assert.Equal("UserAssigned", identity.GetProperty("type").GetString());
        Assert.Equal(["id-other", "id-log"], identity.GetProperty("userAssignedIdentities").EnumerateObject().Select(member => member.Name.Split('/')[^1]));
    }

    [Fact]
    public void Another_key_is_granted_to_the_identity_that_the_account_uses()
    {
        var estate = new EstateBuilder().Vault("kv-keys").PurgeProtected().Key("kv-keys", "log")
            .Account("stone").Attached("id-other").CustomerKey("kv-others", "key", "id-used").SubscriptionSetting("one", "stone", logs: "Administrative")
            .Build();

        var grant = Assert.Single(Plan(Pinned, estate).Changes, change => change.Type == "Microsoft.Authorization/roleAssignments");

        var attached = estate.OfType("microsoft.storage/storageaccounts")[0].Body.GetProperty("identity").GetProperty("userAssignedIdentities")
            .EnumerateObject().Single(member => member.Name.EndsWith("id-used", StringComparison.Ordinal));
        Assert.Equal(attached.Value.GetProperty("principalId").GetString(), grant.Body.GetProperty("properties").GetProperty("principalId").GetString());
    }

    [Fact]
    public void Of_a_pinned_keys_vault_that_is_missing_only_that_is_told()
    {
        var estate = new EstateBuilder().Account("stone").CustomerKey("kv-others", "key", "id-used").SubscriptionSetting("one", "stone", logs: "Administrative").Build();

        Assert.EndsWith("kv-keys does not exist: create it, or let apply do so with controls.Monitor-006.key.createVault.", Assert.Single(Plan(Pinned.Replace("grant: auto", "grant: none", StringComparison.Ordinal), estate).Findings).Blocked, StringComparison.Ordinal);
    }

    [Fact]
    public void Permissions_that_are_no_text_grant_nothing()
    {
        var principal = new EstateBuilder().Identity("id-log").Build().OfType("microsoft.managedidentity/userassignedidentities")[0].Body.GetProperty("properties").GetProperty("principalId").GetString();
        var odd = Exporting().Identity("id-log").Vault("kv-keys").PurgeProtected().Policy(principal ?? "", "get")
            .With(vault => vault["properties"]!["accessPolicies"]![0]!["permissions"]!["keys"]!.AsArray().Add(1))
            .Key("kv-keys", "log").Build();

        var grant = Assert.Single(Plan(WithKey, odd).Changes, change => change.Resource.EndsWith("/accessPolicies/add", StringComparison.Ordinal));

        Assert.Equal(
            """["get","wrapKey","unwrapKey"]""",
            grant.Body.GetProperty("properties").GetProperty("accessPolicies")[0].GetProperty("permissions").GetProperty("keys").GetRawText());
    }

    private const string Pinned =
        """
        Monitor-006:
            keySource: Microsoft.Keyvault
            key: { vault: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-keys, name: log, pinned: true }
            grant: auto
        """;

    private const string WithKey =
        """
        Monitor-006:
            keySource: Microsoft.Keyvault
            key: { vault: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-keys, name: log }
            identity: { id: /subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-log, create: { location: westeurope } }
            irreversible: [purgeProtection]
        """;

    private static EstateBuilder Exporting() => new EstateBuilder().Account("stone").SubscriptionSetting("one", "stone", logs: "Administrative");

    private static Plan Plan(string control, Estate estate) => new Planner(ControlCatalogue.Product).Plan(Document(control), estate, new DateOnly(2026, 11, 22));

    private static BaselineDocument Document(string control) => new Documents.TextDocuments()
        .With(
            Documents.TextDocuments.Main,
            $"apiVersion: baseline/v1\nkind: Baseline\nmetadata: {{ name: test }}\nscope: {{ subscriptions: [{EstateBuilder.DefaultSubscription}] }}\ncontrols:\n  {control}\n")
        .Accepted();
}
