using System.Text.Json;
using Baseline.Cli.Rendering.Sarif;
using Baseline.Findings;
using Baseline.Resources;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Rendering;

public sealed class SarifFormatTests
{
    private static readonly SarifFormat Format = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_run_of_code_scanning() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.sarif");

    [Fact]
    public void Every_open_or_excused_finding_is_a_result_of_its_rule()
    {
        var run = RunOf(Format.Render(PlanViews.Fleet));
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        var results = run.GetProperty("results").EnumerateArray().ToList();

        var plan = PlanViews.Fleet.Plan;
        Assert.Equal(plan.Count(ComplianceState.Noncompliant), results.Count(result => StateOf(result) == "noncompliant" && LevelOf(result) == "error"));
        Assert.Equal(plan.Count(ComplianceState.Unknown), results.Count(result => LevelOf(result) == "warning"));
        Assert.Equal(plan.Count(ComplianceState.Exempt), results.Count(result => result.TryGetProperty("suppressions", out _)));
        Assert.DoesNotContain(results, result => StateOf(result) is "compliant" or "notApplicable");
        Assert.All(results, result => Assert.Equal(
            result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString()));
        Assert.Equal(results.Count, results.Select(Fingerprint).Distinct().Count());
    }

    [Fact]
    public void A_fingerprint_stays_when_the_reason_or_the_spelling_of_the_id_changes()
    {
        var finding = PlanViews.Fleet.Plan.Findings.First(one => one.State == ComplianceState.Noncompliant);
        var other = finding with { Resource = ResourceId.Parse(finding.Resource.Text.ToUpperInvariant()), Reason = "Another." };

        var fingerprints = new[] { finding, other }.Select(one =>
            Fingerprint(RunOf(Format.Render(PlanViews.View(PlanViews.Empty with { Findings = [one] }))).GetProperty("results")[0]));

        Assert.Single(fingerprints.Distinct());
    }

    [Theory]
    [InlineData("baseline.yaml", "baseline.yaml")]
    [InlineData("./infra/my baseline.yaml", "infra/my%20baseline.yaml")]
    [InlineData("../b#1.yaml", "../b%231.yaml")]
    [InlineData("/srv/b.yaml", "file:///srv/b.yaml")]
    [InlineData(null, "baseline.yaml")]
    public void A_result_points_to_the_document(string? document, string uri)
    {
        var run = RunOf(Format.Render(PlanViews.Fleet with { Document = document }));

        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal(
            uri, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));
        var run = RunOf(text);

        Assert.Equal(3, run.GetProperty("results").GetArrayLength());
        Assert.All(text, character => Assert.True(character is '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4}"));
        Assert.DoesNotContain(
            run.GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString() ?? "\0", char.IsControl);
    }

    private static JsonElement RunOf(string text) => JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];

    private static string? LevelOf(JsonElement result) => result.GetProperty("level").GetString();

    private static string? StateOf(JsonElement result) => result.GetProperty("properties").GetProperty("state").GetString();

    private static string? Fingerprint(JsonElement result) =>
        result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString();
}
