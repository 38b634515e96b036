using System.Text.RegularExpressions;
using Baseline.Cli.Formats;
using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Text;
using Baseline.Cli.Output;
using Baseline.Cli.Tests.Formats;
using Xunit;

namespace Baseline.Cli.Tests.Output;

/// <summary>Names lead to the Azure portal on terminals that have links, and nowhere else.</summary>
public sealed partial class HyperlinksTests
{
    [Theory]
    [InlineData("WT_SESSION=1", true)]
    [InlineData("TERM_PROGRAM=vscode", true)]
    [InlineData("TERM_PROGRAM=iTerm.app", true)]
    [InlineData("TERM=xterm-kitty", true)]
    [InlineData("TERM=alacritty", true)]
    [InlineData("VTE_VERSION=7600", true)]
    [InlineData("VTE_VERSION=4800", false)]
    [InlineData("KONSOLE_VERSION=230804", true)]
    [InlineData("KONSOLE_VERSION=190400", false)]
    [InlineData("TERM=xterm-256color", false)]
    [InlineData("", false)]
    [InlineData("TERM_PROGRAM=Apple_Terminal", false)]
    [InlineData("TERM=tmux-256color;WT_SESSION=1", false)]
    [InlineData("TERM=screen-256color;VTE_VERSION=7600", false)]
    [InlineData("TERM=tmux-256color;FORCE_HYPERLINK=1", true)]
    [InlineData("FORCE_HYPERLINK=1", true)]
    [InlineData("WT_SESSION=1;FORCE_HYPERLINK=0", false)]
    [InlineData("WT_SESSION=1;NO_COLOR=1", false)]
    [InlineData("WT_SESSION=1;CI=true", false)]
    [InlineData("WT_SESSION=1;TERM=dumb", false)]
    [InlineData("FORCE_HYPERLINK=1;TERM=dumb", false)]
    [InlineData("FORCE_HYPERLINK=1;NO_COLOR=1", false)]
    public async Task Links_are_shown_where_the_terminal_is_known_to_have_them(string variables, bool shown)
    {
        var output = await ShowAsync(isTerminal: true, variables);

        Assert.Equal(shown, output.Contains("\u001b]8;;https://portal.azure.com/#resource/subscriptions/", StringComparison.Ordinal));
        Assert.Equal(shown, output.Contains("\u001b]8;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_redirected_has_none_whatever_is_asked_for() =>
        Assert.DoesNotContain('\u001b', await ShowAsync(isTerminal: false, "FORCE_HYPERLINK=1;WT_SESSION=1"));

    [Fact]
    public async Task The_option_against_colours_turns_them_off() =>
        Assert.DoesNotContain('\u001b', await ShowAsync(isTerminal: true, "FORCE_HYPERLINK=1", "--no-color"));

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public void A_link_takes_no_columns(int width)
    {
        var plain = new TextFormat().Render(PlanViews.Fleet with { Width = width });
        var linked = new TextFormat().Render(PlanViews.Fleet with { Width = width, Palette = Palette.None with { HasLinks = true } });

        Assert.Equal(plain, Link().Replace(linked, ""));
        Assert.NotEqual(plain, linked);
    }

    [Fact]
    public void Every_link_ends_on_its_line_and_leads_to_the_resource_that_it_names()
    {
        var linked = new TextFormat().Render(PlanViews.Fleet with { Width = 80, Palette = Palette.None with { HasLinks = true } });

        var links = linked.Split('\n').SelectMany(line => Whole().Matches(line)).ToList();

        Assert.Equal(Link().Count(linked), links.Count * 2);
        Assert.True(links.Count >= PlanViews.Fleet.Plan.Changes.Count, $"{links.Count} links");
        var named = links.Where(link => link.Groups["text"].Value.StartsWith("kv-", StringComparison.Ordinal)).ToList();
        Assert.True(named.Count > 10, $"{named.Count} names of vaults");
        Assert.All(named, link => Assert.Contains(
            $"/vaults/{link.Groups["text"].Value.Split(' ')[0]}", link.Groups["address"].Value, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_name_that_is_no_name_cannot_end_its_link()
    {
        var plan = SamplePlan.With(SamplePlan.Setting(1, "kv\u001b\\evil"));

        var linked = new TextFormat().Render(PlanViews.View(plan) with { Palette = Palette.None with { HasLinks = true } });

        Assert.DoesNotContain('\u001b', Link().Replace(linked, ""));
    }

    [Fact]
    public void Whole_ids_stand_in_the_text_and_in_the_comment_where_they_are_wanted()
    {
        var view = PlanViews.Fleet;
        foreach (var format in new IPlanFormat[] { new TextFormat(), new MarkdownFormat() })
        {
            var named = format.Render(view);
            var whole = format.Render(view with { WholeIds = true });

            Assert.All(view.Plan.Changes, change => Assert.Contains(
                change.Resource.Split("/providers/Microsoft.Authorization")[0], whole, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("> /subscriptions/", named, StringComparison.Ordinal);
        }
    }

    private static async Task<string> ShowAsync(bool isTerminal, string variables, params string[] more)
    {
        using var workspace = new Workspace("fleet");
        var terminal = new FakeTerminal { IsTerminal = isTerminal, WorkingDirectory = workspace.Root };
        foreach (var pair in variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')))
        {
            terminal.Variables[pair[0]] = pair[1];
        }

        await terminal.RunAsync(["plan", "--estate", "estate.json", .. more]);
        return terminal.Output.ToString();
    }

    [GeneratedRegex("\u001b\\]8;;[^\u001b]*\u001b\\\\")]
    private static partial Regex Link();

    [GeneratedRegex("\u001b\\]8;;(?<address>[^\u001b]+)\u001b\\\\(?<text>[^\u001b]+)\u001b\\]8;;\u001b\\\\")]
    private static partial Regex Whole();
}
