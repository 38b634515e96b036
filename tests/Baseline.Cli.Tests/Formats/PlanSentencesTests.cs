using Baseline.Cli.Formats.Html;
using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Text;
using Baseline.Plans;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Limits that a plan goes beyond, in the numbers of the document.</summary>
public sealed class PlanSentencesTests
{
    [Theory]
    [InlineData(18, 41, 30, 13, "18 of 41 resources, log accounts and subscriptions (44 %) would change; the document allows 30 %.")]
    [InlineData(302, 1000, 30, 300, "302 of 1000 resources, log accounts and subscriptions (31 %) would change; the document allows 30 %.")]
    [InlineData(1, 3, 0, 0, "1 of 3 resources, log accounts and subscriptions (34 %) would change; the document allows 0 %.")]
    [InlineData(1, 1, 30, 0, "1 of 1 resource, log account or subscription (100 %) would change; the document allows 30 %.")]
    [InlineData(1, null, null, 0, "1 resource, log account or subscription would change; the document allows 0.")]
    [InlineData(3, 0, 30, 0, "3 resources, log accounts and subscriptions would change; the document allows 0.")]
    [InlineData(3, null, null, 2, "3 resources, log accounts and subscriptions would change; the document allows 2.")]
    public void A_share_is_said_in_the_numbers_of_the_document(int planned, int? judged, int? percent, int allowed, string sentence) =>
        AssertShown(sentence, new ExceededLimit("maxChangedPercent", allowed, planned) { Percent = percent, Judged = judged });

    /// <summary>Subscriptions are judged too, and are no resources; what is exempt has a finding.</summary>
    [Theory]
    [InlineData("control=Monitor-007", ": 4 subscriptions, 1 management group\n")]
    [InlineData("control=LogStorage", ": 2 subscriptions, 4 resources\n")]
    [InlineData("subscription=Payments", ": 1 subscription, 22 resources\n")]
    public async Task How_much_is_judged_is_counted_alike_whoever_shows_it(string only, string counts)
    {
        using var workspace = new Workspace("landing-zone");
        await workspace.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        var planned = await workspace.RunAsync("plan", "--estate", "estate.json", "--only", only);
        var shown = await workspace.RunAsync("show", "plan.json", "--only", only);

        Assert.EndsWith(counts, planned.Output[..(planned.Output.IndexOf('\n', StringComparison.Ordinal) + 1)], StringComparison.Ordinal);
        Assert.EndsWith(counts, shown.Output[..(shown.Output.IndexOf('\n', StringComparison.Ordinal) + 1)], StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_of_changes_is_said_as_it_is() =>
        AssertShown("18 changes are planned; the document allows 13.", new ExceededLimit("maxChanges", 13, 18));

    [Fact]
    public void One_change_is_one() =>
        AssertShown("1 change is planned; the document allows 0.", new ExceededLimit("maxChanges", 0, 1));

    [Fact]
    public async Task A_saved_plan_keeps_the_numbers_and_apply_repeats_its_own_command_line()
    {
        using var workspace = new Workspace();
        workspace.Edit("baseline.yaml", "maxChangedPercent: 100", "maxChangedPercent: 10");
        await workspace.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");

        var shown = await workspace.RunAsync("show", "plan.json");
        var applied = await workspace.RunAsync("apply", "plan.json", "-f", "baseline.yaml", "--emulator", "estate.json");

        Assert.Matches(@"maxChangedPercent: \d+ of \d+ resources, log accounts and subscriptions \(\d+ %\) would change; the document allows 10 %\.\n", shown.Output);
        Assert.Equal(4, applied.ExitCode);
        Assert.Contains("the document allows 10 %.", applied.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains(
            "\n      baseline apply plan.json -f baseline.yaml --emulator estate.json --allow-over-limits REASON\n", applied.Error, StringComparison.Ordinal);
    }

    private static void AssertShown(string sentence, ExceededLimit limit)
    {
        var view = PlanViews.Fleet with { Plan = PlanViews.Fleet.Plan with { Exceeded = [limit] } };

        Assert.Contains(sentence, new TextFormat().Render(view), StringComparison.Ordinal);
        Assert.Contains(sentence, new MarkdownFormat().Render(view), StringComparison.Ordinal);
        Assert.Contains(sentence, new HtmlFormat().Render(view), StringComparison.Ordinal);
    }
}
