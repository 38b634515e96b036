using Baseline.Applying;
using Baseline.Cli.Commands;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Cli.Tests.Formats;
using Baseline.Controls;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class ApplyReportRendererTests
{
    [Fact]
    public void A_report_has_a_line_for_each_change_that_is_not_in_place_and_says_what_Azure_refused()
    {
        var report = SamplePlan.Report(Enum.GetValues<ChangeOutcome>());
        var page = new TextPage(Palette.None);

        ApplyReportRenderer.WriteBody(page, report, new Addresses(SamplePlan.With([.. report.Changes.Select(entry => entry.Change)])), ControlCatalogue.Product.Types);

        Golden.Match(page.Line(ApplyReportRenderer.Closing(report)).ToString(), "cli/rendering/apply.txt");
    }

    [Fact]
    public void Many_changes_that_were_not_started_are_counted_by_subscription()
    {
        var report = SamplePlan.Report([.. Enumerable.Repeat(ChangeOutcome.NotStarted, 3000).Prepend(ChangeOutcome.Failed)]);
        var page = new TextPage(Palette.None);

        ApplyReportRenderer.WriteBody(page, report, new Addresses(SamplePlan.With([.. report.Changes.Select(entry => entry.Change)])), ControlCatalogue.Product.Types);

        var lines = page.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal("Not applied (3001)", lines[0]);
        Assert.Contains("failed", lines[1], StringComparison.Ordinal);
        Assert.Contains("  not started  3000 changes in 11111111", page.ToString(), StringComparison.Ordinal);
        Assert.Contains(" and 2995 more\n", page.ToString(), StringComparison.Ordinal);
        Assert.Equal("  The last line of the journal names all that was not started.", lines[^1]);
        Assert.True(lines.Length < 10);
    }

    [Fact]
    public void The_closing_line_names_the_four_that_matter_and_the_rare_ones_where_there_are_any()
    {
        Assert.Equal(
            "Apply: 2 applied, 0 failed, 0 stale, 0 skipped.",
            ApplyReportRenderer.Closing(SamplePlan.Report(ChangeOutcome.Applied, ChangeOutcome.Applied)));
        Assert.Equal(
            "Apply: 0 applied, 0 failed, 0 stale, 0 skipped, 1 already done, 1 not started.",
            ApplyReportRenderer.Closing(SamplePlan.Report(ChangeOutcome.AlreadyDone, ChangeOutcome.NotStarted)));
    }
}
