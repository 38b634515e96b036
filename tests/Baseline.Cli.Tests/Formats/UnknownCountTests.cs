using Baseline.Cli.Formats.Html;
using Baseline.Cli.Formats.Junit;
using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Unknown means the same, and is the same number, in every form.</summary>
public sealed class UnknownCountTests
{
    private static readonly FindingExemption Accepted = new("The bank's own network", "team-bank", new DateOnly(2027, 1, 31), 70);

    /// <summary>
    /// Two are unknown, one of them accepted; of two that are noncompliant for sure something could not be read as well, and one of
    /// them is blocked by that.
    /// </summary>
    private static readonly Plan Sample = SamplePlan.Of(
        SamplePlan.Vault("kv-01", ComplianceState.Noncompliant) with { Changes = ["c1"], Incomplete = true },
        SamplePlan.Vault("kv-2", ComplianceState.Noncompliant) with
        {
            Obstacles = [Obstacle.Unread("The account could not be read (403 AuthorizationFailed)", "grant read access to it")],
            Incomplete = true,
        },
        SamplePlan.Vault("kv-3", ComplianceState.Unknown, "Its settings could not be read (403 AuthorizationFailed)."),
        SamplePlan.Vault("kv-4", ComplianceState.Unknown, "Its settings could not be read (403 AuthorizationFailed).") with { Exemption = Accepted })
        with
    { Changes = [SamplePlan.Setting(1)] };

    [Fact]
    public void The_last_line_counts_what_the_table_counts_and_says_apart_what_rests_on_it()
    {
        var text = new TextFormat().Render(PlanViews.View(Sample));

        Assert.Contains("Unknown (2)\n", text, StringComparison.Ordinal);
        Assert.Matches(@"KeyVault-004 .* - +1 +1 +2 +-\n", text);
        Assert.EndsWith(
            "1 blocked, 2 unknown (1 of them accepted). 2 noncompliant findings rest on what could not be read.\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_comment_page_and_report_count_the_same()
    {
        var view = PlanViews.View(Sample);
        var page = new HtmlFormat().Render(view);

        Assert.Contains(("unknown", 2), PlanSummary.Of(Sample));
        Assert.Contains("2 could not be checked.", new MarkdownFormat().Render(view), StringComparison.Ordinal);
        Assert.Contains("2 findings could not be checked.", page, StringComparison.Ordinal);
        Assert.Contains("1 blocked, 2 unknown (1 of them accepted).", page, StringComparison.Ordinal);
        Assert.Contains("failures=\"2\" errors=\"1\" skipped=\"1\"", new JunitFormat().Render(view), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_changes_the_last_line_says_so_too()
    {
        var text = new TextFormat().Render(PlanViews.View(Sample with
        {
            Changes = [],
            Findings = [.. Sample.Findings.Select(finding => finding with { Changes = [] })],
            Part = new PlanPart(new SelectorSet([]), null, null, new PlanSlice(1, 1)),
        }));

        Assert.EndsWith(
            "No changes. 1 finding is blocked, 2 are unknown (1 of them accepted), 1 is left for later plans. "
                + "2 noncompliant findings rest on what could not be read.\n",
            text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, "**1 finding needs a person**; this plan leaves it as it is.")]
    [InlineData(false, true, "**1 finding needs a person**; this plan fixes it only in part.")]
    [InlineData(true, true, "**2 findings need a person**; this plan fixes 1 of them in part, and leaves the others as they are.")]
    [InlineData(true, false, "**2 findings need a person**; this plan leaves them as they are.")]
    public void A_comment_does_not_say_that_nothing_is_done_of_what_a_change_does_in_part(bool hasUnknown, bool isChanged, string sentence)
    {
        var blocked = Sample.Findings[1] with { Changes = isChanged ? ["c1"] : [] };
        var plan = Sample with { Findings = hasUnknown ? [blocked, Sample.Findings[2]] : [blocked] };

        Assert.Contains($"> {sentence}\n", new MarkdownFormat().Render(PlanViews.View(plan)), StringComparison.Ordinal);
    }
}
