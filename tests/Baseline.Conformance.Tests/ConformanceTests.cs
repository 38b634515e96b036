using System.Text.Json;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>Every case of <c>tests/conformance</c>, over the captured estate.</summary>
public sealed class ConformanceTests
{
    private static readonly HashSet<string> Documented =
    [
        .. File.ReadLines(Repo.PathOf("docs", "diagnostics.md"))
            .Where(line => line.StartsWith("| BL", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim()),
    ];

    public static TheoryData<string> Cases => [.. CaseFile.All().SelectMany(CaseFile.CaseNames)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_plan_is_what_the_case_says(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        var mismatches = PlanComparison.Mismatches(one.Expect, plan);
        Assert.True(mismatches.Count == 0, $"{name}\n- {string.Join("\n- ", mismatches)}\nThe plan is:\n{PlanText.Of(plan)}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_order_of_the_estate_does_not_matter(string name)
    {
        var one = CaseFile.Load(name);

        var plan = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today));
        var shuffled = PlanFile.Write(new Planner(ControlCatalogue.Product).Plan(one.Document, one.ShuffledEstate(), one.Today));

        Assert.Equal(plan, shuffled);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void X6_Retention_is_never_sent_switched_on(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        Assert.All(plan.Changes, change => Assert.False(SendsRetention(change.Body), change.Id));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_change_alters_something(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        Assert.All(plan.Changes, change => Assert.NotEmpty(change.Properties));
    }

    /// <summary>Else a saved plan of the tool itself would be refused, and an undo would leave the change.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_change_is_one_that_its_type_and_its_control_know_of(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        var objections = new SavedPlanCheck(ControlCatalogue.Product).Objections(plan, one.Document, one.Estate, one.Today)
            .Select(objection => $"{objection.Change.Id}: {objection.Why}")
            .ToList();
        Assert.True(objections.Count == 0, $"{one.Name}\n{string.Join('\n', objections)}");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_body_is_one_that_Azure_describes(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        // What is described is what has a body.
        var problems = plan.Changes.Where(change => change.Body.ValueKind == JsonValueKind.Object || change.Method != "POST").SelectMany(change =>
            ArmBodyValidator.Validate(change.Type, change.ApiVersion, change.Method, change.Body).Problems
                .Select(problem => $"{change.Id}: {problem}"));
        Assert.DoesNotContain(problems, problem => !problem.Contains("futureMember", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_noncompliant_is_mended_or_blocked(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        Assert.All(
            plan.Findings.Where(finding => finding.State == ComplianceState.Noncompliant),
            finding => Assert.True(finding.Changes.Count > 0 || finding.Blocked is not null, $"{finding.Resource}: {finding.Reason}"));
        Assert.All(
            plan.Findings.Where(finding => finding.State != ComplianceState.Noncompliant),
            finding => Assert.True(finding.Changes.Count == 0 && finding.Blocked is null, $"{finding.Resource}: {finding.Reason}"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_in_the_way_and_what_is_said_has_a_code_that_the_documentation_explains(string name)
    {
        var one = CaseFile.Load(name);

        var plan = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);

        Assert.All(
            plan.Findings.SelectMany(finding => finding.Obstacles).Select(obstacle => obstacle.Code)
                .Concat(plan.Notices.Select(notice => notice.Code)),
            code => Assert.Contains(code, Documented));
    }

    private static bool SendsRetention(JsonElement value) =>
        value.IsTrueAt("retentionPolicy.enabled")
        || (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any(member => SendsRetention(member.Value)))
        || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(SendsRetention));
}
