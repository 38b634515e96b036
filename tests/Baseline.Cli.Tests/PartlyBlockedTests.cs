using System.Text.Json;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>
/// A finding of which a part can be fixed and the rest is blocked: it counts as blocked, the change is planned all the same, and what
/// people and pipelines read agrees before the apply and after it.
/// </summary>
public sealed class PartlyBlockedTests : IDisposable
{
    private const string AllTheSame = "1 change of this plan does what can be done all the same.";

    private readonly Workspace _workspace = new();

    public PartlyBlockedTests()
    {
        var estate = new EstateBuilder()
            .Account("stactivity")
            .Lifecycle("stactivity", new LifecycleRule("short", 30) { Prefixes = ["insights-activity-logs/"] });
        File.WriteAllBytes(_workspace.At("estate.json"), estate.ToJson());
        File.WriteAllText(_workspace.At("baseline.yaml"), $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: test }
            scope: { tenant: true }
            controls:
              Monitor-007:
                categories: all
                destination: { storageAccounts: { "*": {{estate.IdOf("stactivity")}} } }
                retentionDays: { atLeast: 365 }
            """);
    }

    [Fact]
    public async Task The_plan_counts_it_as_blocked_and_makes_the_change()
    {
        var text = await PlanAsync("--detailed-exitcode");
        var summary = JsonDocument.Parse((await PlanAsync("--format", "json")).Output).RootElement.GetProperty("summary");
        var markdown = await PlanAsync("--format", "markdown");

        Assert.Equal(2, text.ExitCode);
        Assert.Contains("Blocked (1)\n", text.Output, StringComparison.Ordinal);
        Assert.Contains($"      {AllTheSame}\n", text.Output, StringComparison.Ordinal);
        Assert.Equal("Plan: 1 to create, 0 to update, 0 to delete. 1 blocked.", text.LastLine);
        Assert.Equal((1, 1, 1), (Count(summary, "noncompliant"), Count(summary, "blocked"), Count(summary, "create")));
        Assert.Contains(AllTheSame, markdown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blocked", 2)]
    [InlineData("changes", 2)]
    [InlineData("unknown", 0)]
    public async Task Either_condition_fails_a_pipeline_that_asks_for_it(string condition, int exitCode) =>
        Assert.Equal(exitCode, (await PlanAsync("--fail-on", condition)).ExitCode);

    [Fact]
    public async Task After_an_apply_what_was_blocked_stays()
    {
        var applied = await _workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");
        var again = await PlanAsync("--detailed-exitcode");
        var changes = await PlanAsync("--fail-on", "changes");

        Assert.Equal(0, applied.ExitCode);
        Assert.Equal((2, 0), (again.ExitCode, changes.ExitCode));
        Assert.Equal("No changes. 1 finding is blocked.", again.LastLine);
        Assert.DoesNotContain("all the same", again.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private Task<Ran> PlanAsync(params string[] options) => _workspace.RunAsync(["plan", "--emulator", "estate.json", .. options]);

    private static int Count(JsonElement summary, string member) => summary.GetProperty(member).GetInt32();
}
