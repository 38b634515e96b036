using Baseline.Cli.Formats;
using Baseline.Cli.Tests.Commands;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>A control that judged nothing stays in the plan, in every form for people and in the file.</summary>
public sealed class NotInScopeTests : IDisposable
{
    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("html")]
    public async Task A_control_without_anything_in_scope_is_said_to_have_judged_nothing(string format)
    {
        File.WriteAllBytes(_folder.At("estate.json"), new EstateBuilder().Account("stlogs").ToJson());

        var plan = await RunAsync("plan", "--estate", "estate.json", "--out", "plan.json", "--format", format);
        var show = await RunAsync("show", "plan.json", "-f", "baseline.yaml", "--format", format);

        Assert.Matches(@"Nothing was in scope for \S*KeyVault\S*004", plan.Output.ToString());
        Assert.Equal(Elsewhere(plan), Elsewhere(show));
        Assert.Contains("\"notInScope\": [\n    \"KeyVault-004\"\n  ]", _folder.Read("plan.json"), StringComparison.Ordinal);
    }

    /// <summary>What was printed, whatever it says of where the estate came from: a saved plan does not name the snapshot.</summary>
    private static string Elsewhere(FakeTerminal terminal) => terminal.Output.ToString()
        .Replace(" UTC, 1 day ago", " UTC", StringComparison.Ordinal)
        .Replace("the snapshot `estate.json`", "Azure", StringComparison.Ordinal)
        .Replace("the snapshot estate.json", "Azure", StringComparison.Ordinal);

    [Fact]
    public void Its_row_has_dashes_beside_the_rows_of_others()
    {
        var plan = SamplePlan.Of(SamplePlan.Vault("kv-01", Baseline.Controls.ComplianceState.Compliant)) with { NotInScope = ["Monitor-006"] };

        var text = PlanFormats.Default.Render(PlanViews.View(plan));
        var comment = PlanFormats.All.Single(format => format.Name == "markdown").Render(PlanViews.View(plan));

        Assert.Matches(@"\n  KeyVault-004  .* 1 +- +- +- +-\n  Monitor-006   .* - +- +- +- +-\n\n  Nothing was in scope for Monitor-006\.\n", text);
        Assert.Matches(@"\| `Monitor-006`<br>[^|]* \|( 0 \|)+\n", comment);
    }

    [Fact]
    public async Task Where_every_control_judged_something_the_plan_is_as_it_was()
    {
        var plan = await RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        Assert.DoesNotContain("in scope", plan.Output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("notInScope", _folder.Read("plan.json"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<FakeTerminal> RunAsync(params string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        await terminal.RunAsync(args);
        return terminal;
    }
}
