using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Formats.Sarif;
using Baseline.Controls;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

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
    public void A_message_begins_with_the_short_name_and_the_id_stands_where_tools_look_for_it() => Assert.All(
        RunOf(Format.Render(PlanViews.Fleet)).GetProperty("results").EnumerateArray().Zip(
            PlanViews.Fleet.Plan.Findings.Where(finding => finding.State is ComplianceState.Noncompliant or ComplianceState.Unknown or ComplianceState.Exempt)),
        pair =>
        {
            var message = pair.First.GetProperty("message").GetProperty("text").GetString();
            Assert.Matches($@"^{pair.Second.Resource.Name} \((Payments|Retail|Platform)\): |^(Payments|Retail|Platform): ", message);
            Assert.DoesNotContain("/subscriptions/", message, StringComparison.Ordinal);
            Assert.Equal(
                pair.Second.Resource.Text,
                pair.First.GetProperty("locations")[0].GetProperty("logicalLocations")[0].GetProperty("fullyQualifiedName").GetString());
        });

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
        var run = RunOf(Format.Render(PlanViews.Fleet with { Document = document, Places = null }));

        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal((uri, 1), PlaceOf(result)));
    }

    [Fact]
    public void A_result_points_to_the_line_of_the_control_that_judges_or_of_the_exemption_that_excuses()
    {
        var lines = File.ReadAllLines(Repo.PathOf("baseline.yaml"));

        var results = RunOf(Format.Render(PlanViews.Fleet)).GetProperty("results").EnumerateArray().ToList();

        Assert.Contains(results, result => StateOf(result) == "exempt");
        Assert.All(results, result => Assert.Equal(
            StateOf(result) == "exempt" ? $"  - control: {result.GetProperty("ruleId")}" : $"  {result.GetProperty("ruleId")}:",
            lines[PlaceOf(result).Line - 1]));
    }

    [Fact]
    public async Task A_result_points_to_the_layer_that_names_the_control()
    {
        using var workspace = new Workspace();
        File.WriteAllText(workspace.At("top.yaml"), """
            apiVersion: baseline/v1
            kind: Baseline
            extends: baseline.yaml
            controls:
              Monitor-006:
                deep: false
            """);

        var planned = await workspace.RunAsync("plan", "--estate", "estate.json", "-f", "top.yaml", "--out", "plan.json", "--format", "sarif");
        var shown = await workspace.RunAsync("show", "plan.json", "-f", "top.yaml", "--format", "sarif");
        var alone = await workspace.RunAsync("show", "plan.json", "--format", "sarif");

        var places = RunOf(planned.Output).GetProperty("results").EnumerateArray()
            .Select(result => $"{result.GetProperty("ruleId")} {PlaceOf(result)}").Distinct();
        Assert.Equal(["KeyVault-004 (baseline.yaml, 20)", "Monitor-006 (top.yaml, 5)"], places);
        Assert.Equal(planned.Output, shown.Output);
        Assert.All(RunOf(alone.Output).GetProperty("results").EnumerateArray(), result => Assert.Equal(("baseline.yaml", 1), PlaceOf(result)));
    }

    [Fact]
    public void The_run_has_the_members_that_readers_of_the_format_require()
    {
        var log = JsonDocument.Parse(Format.Render(PlanViews.Fleet)).RootElement;

        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var driver = RunOf(log.GetRawText()).GetProperty("tool").GetProperty("driver");
        Assert.Equal("baseline", driver.GetProperty("name").GetString());
        Assert.All(driver.GetProperty("rules").EnumerateArray(), rule =>
        {
            Assert.NotEqual("", rule.GetProperty("id").GetString());
            Assert.NotEqual("", rule.GetProperty("help").GetProperty("text").GetString());
            Assert.True(Uri.TryCreate(rule.GetProperty("helpUri").GetString(), UriKind.Absolute, out _));
        });
        Assert.All(RunOf(log.GetRawText()).GetProperty("results").EnumerateArray(), result =>
        {
            Assert.NotEqual("", result.GetProperty("message").GetProperty("text").GetString());
            Assert.Matches("^(error|warning)$", LevelOf(result));
            Assert.Equal("fail", result.GetProperty("kind").GetString());
            Assert.True(PlaceOf(result).Line >= 1);
        });
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

    private static (string? Uri, int Line) PlaceOf(JsonElement result)
    {
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        return (place.GetProperty("artifactLocation").GetProperty("uri").GetString(), place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private static JsonElement RunOf(string text) => JsonDocument.Parse(text).RootElement.GetProperty("runs")[0];

    private static string? LevelOf(JsonElement result) => result.GetProperty("level").GetString();

    private static string? StateOf(JsonElement result) => result.GetProperty("properties").GetProperty("state").GetString();

    private static string? Fingerprint(JsonElement result) =>
        result.GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString();
}
