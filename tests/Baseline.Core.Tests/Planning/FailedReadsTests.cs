using Baseline.Azure;
using Baseline.Controls;
using Baseline.Core.Tests.Plans;
using Baseline.Documents;
using Baseline.Plans;
using Baseline.Selecting;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>A read that failed is told by the finding that rests on it, else by a notice; and never twice.</summary>
public sealed class FailedReadsTests
{
    private const string One = EstateBuilder.DefaultSubscription;
    private const string Subscription = $"/subscriptions/{One}";
    private const string Other = "/subscriptions/22222222-2222-2222-2222-222222222222";
    private const string Groups = "/providers/Microsoft.Management/managementGroups";
    private const string Logs = $"{Subscription}/resourceGroups/rg-logs/providers";
    private const string Account = $"{Logs}/Microsoft.Storage/storageAccounts/stactivity";
    private const string Vault = $"{Subscription}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-app";
    private const string Identity = $"{Logs}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log";

    [Theory]
    [InlineData(
        $"{Subscription}/providers/Microsoft.Authorization/locks",
        ", and no finding speaks of it. A ReadOnly lock that was not seen makes Azure refuse a change.",
        false)]
    [InlineData(
        $"{Subscription}/providers/Microsoft.KeyVault/managedHSMs",
        ", and no finding speaks of it. Managed HSMs that were not seen have no finding.",
        false)]
    [InlineData(Identity, ", and no finding speaks of it.", false)]
    [InlineData($"{Vault}/providers/Microsoft.Authorization/roleAssignments", ", and no finding speaks of it.", false)]
    [InlineData($"{Account}/managementPolicies/default", ", and no finding speaks of it.", false)]
    [InlineData($"{Logs}/Microsoft.EventHub/namespaces/ns", ", and no finding speaks of it.", false)]
    [InlineData($"{Groups}", ": management groups that were not seen have no finding.", true)]
    [InlineData($"{Groups}/corp/descendants", ": management groups that were not seen have no finding.", true)]
    public void A_read_that_no_finding_rests_on_has_a_notice(string id, string consequence, bool isTenant)
    {
        var plan = PlanOf(Estate().Unreadable(id), isTenant);

        var notice = Assert.Single(plan.Notices, notice => notice.Code == "BL2017");
        Assert.Equal(
            new Notice("BL2017", "", id, $"It could not be read (403 AuthorizationFailed){consequence}"),
            notice);
    }

    [Theory]
    [InlineData($"{Subscription}/providers/Microsoft.KeyVault/vaults")]
    [InlineData($"{Subscription}/providers/microsoft.insights/logprofiles")]
    [InlineData($"{Subscription}/providers/microsoft.insights/diagnosticSettings")]
    [InlineData($"{Vault}/providers/microsoft.insights/diagnosticSettings")]
    [InlineData(Subscription)]
    [InlineData($"{Logs}/Microsoft.KeyVault/vaults/kv-hidden")]
    public void A_read_that_a_finding_rests_on_is_unknown_there_and_told_once(string id)
    {
        var plan = PlanOf(Estate().Unreadable(id));

        Assert.Contains(plan.Findings, finding => finding.State == ComplianceState.Unknown);
        Assert.DoesNotContain(plan.Notices, notice => notice.Code == "BL2017");
    }

    [Theory]
    [InlineData(Identity, true)]
    [InlineData($"{Identity}/providers/Microsoft.Insights/diagnosticSettingsCategories", false)]
    public void That_a_type_has_no_logs_is_an_answer_only_to_what_logs_it_has(string id, bool isTold) =>
        Assert.Equal(isTold, PlanOf(Estate().Unreadable(id, 400, "ResourceTypeNotSupported")).Notices.Any(notice => notice.Code == "BL2017"));

    [Theory]
    // What the document names is read for each shard, and a finding of one speaks of what failed for all.
    [InlineData("Unknown", "Identity id-log could not be read (403 AuthorizationFailed).", false)]
    [InlineData("Incomplete", "Identity ID-LOG could not be read (403 AuthorizationFailed).", false)]
    [InlineData("Compliant", "Identity id-log could not be read (403 AuthorizationFailed).", true)]
    [InlineData("Unknown", "Identity id-other could not be read (403 AuthorizationFailed).", true)]
    [InlineData("Unknown", "Identity id-log could not be read (500 InternalServerError).", true)]
    public void What_no_finding_of_one_shard_speaks_of_one_of_another_may(string state, string reason, bool isTold) => Assert.Equal(
        isTold, IsToldWith(new Notice("BL2017", "", Identity, "It could not be read (403 AuthorizationFailed), and no finding speaks of it."), state, reason));

    [Theory]
    [InlineData("BL2016", "", Identity, "It could not be read (403 AuthorizationFailed), and no finding speaks of it.")]
    [InlineData("BL2017", "Monitor-006", Identity, "It could not be read (403 AuthorizationFailed), and no finding speaks of it.")]
    [InlineData("BL2017", "", Identity, "It could not be read: 403 AuthorizationFailed.")]
    [InlineData("BL2017", "", "controls.Monitor-006.identity", "It could not be read (403 AuthorizationFailed), and no finding speaks of it.")]
    public void Of_other_notices_no_finding_of_another_shard_speaks(string code, string control, string resource, string message) => Assert.True(
        IsToldWith(new Notice(code, control, resource, message), "Unknown", "Identity id-log could not be read (403 AuthorizationFailed)."));

    [Theory]
    [InlineData("kv-roleassignments", $"{Vault}/providers/Microsoft.Authorization/roleAssignments")]
    [InlineData("kv-default", $"{Account}/managementPolicies/default")]
    public void What_another_resource_happens_to_be_called_tells_nothing_of_it(string name, string id)
    {
        var plan = PlanOf(Estate().Vault(name).SettingsUnreadable(name).Unreadable(id));

        Assert.Equal(id, Assert.Single(plan.Notices, notice => notice.Code == "BL2017").Resource);
    }

    [Fact]
    public void What_lies_below_a_resource_that_is_unknown_is_told_with_it()
    {
        var plan = PlanOf(new EstateBuilder().SubscriptionSetting("audit", "stactivity")
            .Unreadable(Account)
            .Unreadable($"{Account}/blobServices/default/containers/insights-activity-logs", 500, "InternalServerError"));

        Assert.Equal(ComplianceState.Unknown, Assert.Single(plan.Findings).State);
        Assert.DoesNotContain(plan.Notices, notice => notice.Code == "BL2017");
    }

    [Theory]
    [InlineData($"{Other}/providers/Microsoft.Authorization/locks", 403, "AuthorizationFailed")]
    [InlineData($"{Groups}", 403, "AuthorizationFailed")]
    [InlineData($"{Groups}/corp/descendants", 403, "AuthorizationFailed")]
    [InlineData($"{Subscription}/resourceGroups/rg-out/providers/Microsoft.EventHub/namespaces/ns", 403, "AuthorizationFailed")]
    [InlineData($"{Logs}/Microsoft.EventHub/namespaces/ns", 404, "ResourceNotFound")]
    [InlineData("/providers/Microsoft.Billing/billingAccounts/corp", 403, "AuthorizationFailed")]
    public void What_is_out_of_scope_or_gone_is_no_failed_read(string id, int status, string code) =>
        Assert.DoesNotContain(PlanOf(Estate().Unreadable(id, status, code)).Notices, notice => notice.Code == "BL2017");

    [Fact]
    public void A_subscription_that_holds_what_the_document_names_counts()
    {
        var plan = PlanOf(Estate().Unreadable($"{Other}/providers/Microsoft.Authorization/locks"), identity: Identity.Replace(Subscription, Other, StringComparison.Ordinal));

        Assert.Contains(plan.Notices, notice => notice.Code == "BL2017");
    }

    [Fact]
    public void A_subscription_in_scope_counts_whatever_is_found_in_it()
    {
        var empty = new EstateBuilder().Subscription(One).Unreadable($"{Subscription}/providers/Microsoft.Authorization/locks");

        Assert.Contains(PlanOf(empty, identity: null).Notices, notice => notice.Code == "BL2017");
    }

    [Fact]
    public void A_list_of_a_subscription_that_no_finding_rests_on_is_told_beside_one_that_fails_too()
    {
        var plan = PlanOf(Estate()
            .Unreadable($"{Subscription}/providers/Microsoft.KeyVault/vaults")
            .Unreadable($"{Subscription}/providers/Microsoft.Authorization/locks"));

        Assert.Equal($"{Subscription}/providers/Microsoft.Authorization/locks", Assert.Single(plan.Notices, notice => notice.Code == "BL2017").Resource);
    }

    [Theory]
    [InlineData(403, false)]
    [InlineData(500, true)]
    public void What_failed_otherwise_than_a_finding_says_is_told(int status, bool isTold)
    {
        const string Hidden = $"{Logs}/Microsoft.Storage/storageAccounts/sthidden";
        var estate = Estate().Vault("kv-two").Setting("kv-two", "audit", storage: Hidden.ToUpperInvariant())
            .Unreadable(Hidden)
            .Unreadable($"{Hidden}/managementPolicies/default", status, status == 403 ? "AuthorizationFailed" : "InternalServerError");

        Assert.Equal(
            isTold ? [$"{Hidden}/managementPolicies/default"] : [],
            PlanOf(estate).Notices.Where(notice => notice.Code == "BL2017").Select(notice => notice.Resource));
    }

    [Fact]
    public void A_subscription_that_holds_an_account_of_a_finding_counts()
    {
        var estate = Estate()
            .SubscriptionSetting("far", storage: $"{Other}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stfar")
            .Unreadable($"{Other}/providers/Microsoft.Authorization/locks");

        Assert.Contains(PlanOf(estate).Notices, notice => notice.Code == "BL2017");
    }

    [Theory]
    [InlineData("corp", true)]
    [InlineData("CORP", true)]
    [InlineData("elsewhere", false)]
    public void A_group_above_the_scope_is_remarked_on(string group, bool isTold)
    {
        var notice = PlanOf(Estate().Unreadable($"{Groups}/{group}")).Notices.SingleOrDefault(notice => notice.Code == "BL2017");

        Assert.Equal(isTold, notice is not null);
        Assert.True(notice?.IsWarning != true);
        Assert.True(notice?.Message.Contains("what is granted there, or above it,", StringComparison.Ordinal) != false);
    }

    [Fact]
    public void A_group_above_a_part_of_the_scope_is_remarked_on()
    {
        var two = Other.Split('/')[^1];
        var plan = PlanOf(Estate().Subscription(two, null, "elsewhere").Unreadable($"{Groups}/corp"), subscriptions: $"{One}, {two}");

        Assert.Contains(plan.Notices, notice => notice.Code == "BL2017" && notice.Resource == $"{Groups}/corp");
    }

    /// <summary>Whether a notice of one shard is in the plan of both, where the other has a finding, beside one that speaks of nothing.</summary>
    private static bool IsToldWith(Notice notice, string state, string reason)
    {
        var finding = state == "Incomplete"
            ? new Finding("Monitor-006", ResourceId.Subscription(One), ComplianceState.Noncompliant, reason) { Incomplete = true }
            : new Finding("Monitor-006", ResourceId.Subscription(One), Enum.Parse<ComplianceState>(state), reason);
        var shard = SamplePlan.Empty with { Notices = [notice], Part = new PlanPart(SelectorSet.Everything, null, new Shard(1, 2), null) };
        var other = SamplePlan.Empty with
        {
            Findings = [finding, new Finding("KeyVault-004", ResourceId.Parse(Vault), ComplianceState.Unknown, "Nobody knows.")],
            Part = new PlanPart(SelectorSet.Everything, null, new Shard(2, 2), null),
        };

        var merged = PlanMerge.Of([("one.json", shard), ("two.json", other)], ControlCatalogue.Product).Value;
        return Assert.IsType<Plan>(merged).Notices.Contains(notice);
    }

    private static EstateBuilder Estate() => new EstateBuilder()
        .Subscription(One, null, "corp")
        .Vault("kv-app").Setting("kv-app", "audit", storage: "stlogs").Account("stlogs")
        .Account("stactivity").CustomerKey("kv-app", "key").Key("kv-app", "key").SubscriptionSetting("audit", "stactivity");

    private static Plan PlanOf(EstateBuilder estate, bool isTenant = false, string? identity = Identity, string subscriptions = One)
    {
        var document = new BaselineReader(new OneFile(
            $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: unread }
            scope:
              {{(isTenant ? "tenant: true" : $"subscriptions: [{subscriptions}]")}}
              exclude: [{ resourceGroup: rg-out }]
            controls:
              KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }
              {{(identity is null ? "" : $"Monitor-006: {{ keySource: Microsoft.Keyvault, identity: {{ id: {identity} }} }}")}}
            """), ControlCatalogue.Product.All).Read("baseline.yaml");
        return new Planner(ControlCatalogue.Product).Plan(
            document.Value ?? throw new InvalidOperationException(string.Join('\n', document.Diagnostics)),
            estate.Build(),
            new DateOnly(2026, 11, 22));
    }

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => System.Text.Encoding.UTF8.GetBytes(text);
    }
}
