using Baseline.Documents;
using Baseline.Estates;
using Baseline.Planning;
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
        var request = Planner.RequestFor(Document(control));

        Assert.Equal((vaults, activityLog), (request.KeyVaults, request.ActivityLog));
    }

    [Fact]
    public void A_remark_on_a_subscription_is_of_no_control()
    {
        var estate = new Estate("azure", null, [new EstateSubscription(EstateBuilder.DefaultSubscription, "prod", [], State: "Warned")], [], []);

        var plan = Planner.Plan(Document("KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }"), estate, new DateOnly(2026, 11, 22));

        var notice = Assert.Single(plan.Notices, notice => notice.Code == "BL2016");
        Assert.Equal(("", "The subscription is warned."), (notice.Control, notice.Message));
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

        var plan = Planner.Plan(document, estate, new DateOnly(2026, 11, 22));

        var finding = Assert.Single(plan.Findings);
        Assert.Equal(plan.Changes.Select(change => change.Id), finding.Changes);
        Assert.Contains(plan.Changes, change => change.Because.Count == 2);
    }

    private static BaselineDocument Document(string control) => new Documents.TextDocuments()
        .With(
            Documents.TextDocuments.Main,
            $"apiVersion: baseline/v1\nkind: Baseline\nmetadata: {{ name: test }}\nscope: {{ subscriptions: [{EstateBuilder.DefaultSubscription}] }}\ncontrols:\n  {control}\n")
        .Accepted();
}
