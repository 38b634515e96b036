using Baseline.Controls;
using Baseline.Core.Tests.Plans;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>Whether what a plan shows comes from the document under review.</summary>
public sealed class PlanComparerTests
{
    private static readonly Finding Found = new("KeyVault-004", SamplePlan.Vault, ComplianceState.Noncompliant, "Off.");

    [Fact]
    public void A_finding_that_is_blocked_now_and_was_not_comes_from_the_document()
    {
        var before = SamplePlan.Empty with { Findings = [Found] };

        Assert.Equal(Origin.Drift, Compare(before, before).Findings[0].Origin);
        Assert.Equal(Origin.Document, Compare(before, Of(Found with { State = ComplianceState.Compliant })).Findings[0].Origin);
        Assert.Equal(Origin.Document, Compare(SamplePlan.Empty with { Findings = [Found with { Obstacles = [new Obstacle("BL2105", "A lock", "remove it")] }] }, before).Findings[0].Origin);
    }

    [Fact]
    public void An_exemption_that_is_new_or_altered_comes_from_the_document_and_one_that_stays_does_not()
    {
        var exemption = new FindingExemption("Moves away.", "team-a", new DateOnly(2027, 1, 31), 70);
        var exempt = Found with { State = ComplianceState.Exempt, Exemption = exemption };
        var longer = exempt with { Exemption = exemption with { Expires = new DateOnly(2028, 1, 31), DaysLeft = 435 } };

        Assert.Null(Compare(Of(exempt), Of(exempt)).Findings[0].Origin);
        Assert.Equal(Origin.Document, Compare(Of(exempt), Of(Found)).Findings[0].Origin);
        Assert.Equal(Origin.Document, Compare(Of(longer), Of(exempt)).Findings[0].Origin);
    }

    [Fact]
    public void An_exemption_that_ends_is_told_with_the_verdict_that_follows()
    {
        var exemption = new FindingExemption("Moves away.", "team-a", new DateOnly(2027, 1, 31), 70);
        var exempt = Found with { State = ComplianceState.Exempt, Exemption = exemption };

        var ended = Assert.Single(Compare(Of(Found), Of(exempt)).Against?.Shifts ?? []);
        var gone = Assert.Single(Compare(SamplePlan.Empty, Of(exempt)).Against?.Shifts ?? []);
        var begun = Assert.Single(Compare(Of(exempt), Of(Found)).Against?.Shifts ?? []);

        Assert.Equal((exemption, ComplianceState.Noncompliant), (ended.Ended, ended.After));
        Assert.Equal((exemption, null), (gone.Ended, gone.After));
        Assert.Null(begun.Ended);
    }

    [Fact]
    public void A_write_is_the_same_however_the_document_spells_its_resource()
    {
        var change = SamplePlan.Change("c1");

        var compared = Compare(SamplePlan.Of(change with { Resource = change.Resource.ToUpperInvariant() }), SamplePlan.Of(change));

        Assert.Equal(Origin.Drift, compared.Changes[0].Origin);
    }

    [Fact]
    public void A_subscription_that_only_the_other_document_judges_keeps_its_display_name()
    {
        var names = new Dictionary<string, string> { [SamplePlan.Vault.SubscriptionId ?? ""] = "Payments", ["00000000-0000-0000-0000-00000000000f"] = "Another" };
        var other = Of(Found) with { Estate = SamplePlan.Empty.Estate with { Subscriptions = names } };
        var named = SamplePlan.Empty with { Estate = SamplePlan.Empty.Estate with { Subscriptions = new Dictionary<string, string>() } };

        Assert.Equal(["Payments"], Compare(named, other).Estate.Subscriptions.Values);
        Assert.Empty(Compare(named with { Findings = [Found] }, other).Estate.Subscriptions);

        var own = new Dictionary<string, string> { ["22222222-2222-2222-2222-222222222222"] = "Shop" };
        Assert.Equal(["Payments", "Shop"], Compare(named with { Estate = named.Estate with { Subscriptions = own } }, other).Estate.Subscriptions.Values);
    }

    [Fact]
    public void A_plan_has_blocked_findings_where_one_is()
    {
        Assert.True((SamplePlan.Empty with { Findings = [Found with { Obstacles = [new Obstacle("BL2105", "A lock", "remove it")] }, Found] }).HasBlocked);
        Assert.False((SamplePlan.Empty with { Findings = [Found] }).HasBlocked);
    }

    private static Plan Of(Finding finding) => SamplePlan.Empty with { Findings = [finding] };

    private static Plan Compare(Plan plan, Plan other) => PlanComparer.Compare(plan, other, "main");
}
