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
        Assert.Equal(Origin.Document, Compare(SamplePlan.Empty with { Findings = [Found with { Obstacles = [new Obstacle("BL2105", "A lock", "remove it")] }] }, before).Findings[0].Origin);
    }

    [Fact]
    public void A_write_is_the_same_however_the_document_spells_its_resource()
    {
        var change = SamplePlan.Change("c1");

        var compared = Compare(SamplePlan.Of(change with { Resource = change.Resource.ToUpperInvariant() }), SamplePlan.Of(change));

        Assert.Equal(Origin.Drift, compared.Changes[0].Origin);
    }

    [Fact]
    public void A_plan_has_blocked_findings_where_one_is()
    {
        Assert.True((SamplePlan.Empty with { Findings = [Found with { Obstacles = [new Obstacle("BL2105", "A lock", "remove it")] }, Found] }).HasBlocked);
        Assert.False((SamplePlan.Empty with { Findings = [Found] }).HasBlocked);
    }

    private static Plan Compare(Plan plan, Plan other) => PlanComparer.Compare(plan, other, "main");
}
