using System.Xml.Linq;
using Baseline.Cli.Formats.Junit;
using Baseline.Controls;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed class JunitFormatTests
{
    private static readonly JunitFormat Format = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_test_report() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.junit.xml");

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        var root = RootOf(Format.Render(PlanViews.Fleet));
        var plan = PlanViews.Fleet.Plan;

        Assert.Equal(["KeyVault-004", "Monitor-006"], root.Elements("testsuite").Select(suite => suite.Attribute("name")?.Value));
        Assert.Equal(plan.Findings.Count, root.Descendants("testcase").Count());
        Assert.Equal(plan.Count(ComplianceState.Noncompliant), root.Descendants("failure").Count());
        Assert.Equal(plan.Count(ComplianceState.Unknown), root.Descendants("error").Count());
        Assert.All(root.DescendantsAndSelf().Where(element => element.Name.LocalName is "testsuites" or "testsuite"), element =>
        {
            Assert.Equal(CountOf(element, "tests"), element.Descendants("testcase").Count());
            Assert.Equal(CountOf(element, "failures"), element.Descendants("failure").Count());
            Assert.Equal(CountOf(element, "errors"), element.Descendants("error").Count());
            Assert.Equal(CountOf(element, "skipped"), element.Descendants("skipped").Count());
        });
    }

    [Fact]
    public void A_failure_names_what_blocks_and_what_would_change()
    {
        var bodies = RootOf(Format.Render(PlanViews.Hostile("word"))).Descendants("failure").Select(failure => failure.Value);

        Assert.Equal("word\nBlocked (BL2108): word: word.\nIncomplete: something that the fix depends on could not be read.\nChanges: c1", Assert.Single(bodies));
    }

    [Fact]
    public void A_case_is_called_by_the_short_name_and_has_the_id_beside_it()
    {
        var cases = RootOf(Format.Render(PlanViews.Fleet)).Descendants("testcase").ToList();

        Assert.Equal(cases.Count, cases.Select(one => $"{one.Attribute("classname")?.Value} {one.Attribute("name")?.Value}").Distinct().Count());
        Assert.All(cases, one => Assert.DoesNotContain("/subscriptions/", one.Attribute("name")?.Value, StringComparison.Ordinal));
        Assert.Contains(cases, one => one.Attribute("name")?.Value == "kv-pay-api (Payments)");
        Assert.Equal(
            PlanViews.Fleet.Plan.Findings.Select(finding => finding.Resource.Text),
            cases.Select(one => one.Descendants("property").Single(property => property.Attribute("name")?.Value == "resourceId").Attribute("value")?.Value));
    }

    [Fact]
    public void A_plan_without_findings_is_an_empty_report() =>
        Assert.Empty(RootOf(Format.Render(PlanViews.View(PlanViews.Empty))).Elements());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var root = RootOf(Format.Render(PlanViews.Hostile(name)));

        Assert.Equal(4, root.Descendants("testcase").Count());
        Assert.Equal(
            ["error", "failure", "properties", "property", "skipped", "testcase", "testsuite", "testsuites"],
            root.DescendantsAndSelf().Select(element => element.Name.LocalName).Distinct().Order(StringComparer.Ordinal));
        Assert.All(root.Descendants().Attributes(), attribute => Assert.DoesNotContain(attribute.Value, char.IsControl));
    }

    private static XElement RootOf(string text) => XDocument.Parse(text).Root ?? throw new InvalidOperationException("No root.");

    private static int CountOf(XElement element, string attribute) => (int?)element.Attribute(attribute) ?? -1;
}
