using Baseline.Applying;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Roles;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>Every case of <c>tests/conformance</c> through the adapters, over an emulated Azure that holds its estate.</summary>
public sealed class EmulatedConformanceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases =>
        [.. CaseFile.All().SelectMany(CaseFile.CaseNames).Where(name => CaseFile.Load(name).CapturedOnly is null)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_plan_over_Azure_is_what_the_case_says(string name)
    {
        var one = CaseFile.Load(name);
        using var azure = new EmulatedAzure(one);

        var plan = await azure.PlanAsync(Cancel);

        var mismatches = PlanComparison.Mismatches(one.Expect, plan);
        Assert.True(mismatches.Count == 0, $"{name}\n- {string.Join("\n- ", mismatches)}\nThe plan is:\n{PlanText.Of(plan)}");
        Assert.Empty(RoleCoverage.Missing(azure.Requests, new LeastPrivilege(ControlCatalogue.Product).ForPlan(one.Document)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task After_an_apply_the_second_plan_is_empty_and_nothing_else_was_touched(string name)
    {
        var one = CaseFile.Load(name);
        using var azure = new EmulatedAzure(one);
        var before = azure.Resources();
        var first = await azure.PlanAsync(Cancel);

        var report = await azure.ApplyAsync(first, Cancel);
        var second = await azure.PlanAsync(Cancel);

        var failed = report.Changes
            .Where(change => change.Outcome != ChangeOutcome.Applied)
            .Select(change => $"{change.Change.Id} {change.Change.Resource}: {change.Outcome} {change.Detail}");
        Assert.True(report.Succeeded, $"{name}\n{string.Join('\n', failed)}");
        Assert.True(second.IsEmpty, $"{name}\nThe second plan is:\n{PlanText.Of(second)}");
        Assert.All(
            first.Findings.Where(finding => finding is { State: ComplianceState.Noncompliant, Blocked: null }),
            finding => Assert.Equal(finding.Incomplete ? ComplianceState.Unknown : ComplianceState.Compliant, StateIn(second, finding)));
        var losses = Survival.Losses(before, azure.Resources(), first).ToList();
        Assert.True(losses.Count == 0, $"{name}\n{string.Join('\n', losses)}");
        Assert.Empty(RoleCoverage.Missing(azure.Requests, new LeastPrivilege(ControlCatalogue.Product).ForApply(one.Document)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task No_change_can_be_left_out(string name)
    {
        var one = CaseFile.Load(name);
        using var first = new EmulatedAzure(one);
        var plan = await first.PlanAsync(Cancel);

        foreach (var left in plan.Changes)
        {
            using var azure = new EmulatedAzure(one);
            await azure.ApplyAsync(plan.Without(left), Cancel);
            var next = await azure.PlanAsync(Cancel);

            Assert.False(next.IsEmpty, $"{name}\n{left.Id} is not needed: {left.Action} {left.Resource}\n{PlanText.Of(plan)}");
        }
    }

    private static ComplianceState? StateIn(Plan plan, Finding finding) =>
        plan.Findings.FirstOrDefault(other => other.Control == finding.Control && other.Resource == finding.Resource)?.State;
}
