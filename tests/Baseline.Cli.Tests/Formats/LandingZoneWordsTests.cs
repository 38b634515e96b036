using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>How a plan over many types reads: what is alike once, names for ids, and nothing that is wider than a comment.</summary>
public sealed partial class LandingZoneWordsTests : IDisposable
{
    // What fits twice beside a sign and a name, in a comment of 800 pixels.
    private const int LongestWord = 40;

    private readonly Workspace _workspace = new("landing-zone");

    [Theory]
    [InlineData("      why (6 of 8)      It has no diagnostic setting, and allLogs is wanted.\n      5 workspaces\n")]
    [InlineData("\n      1 blob service  stactpay / blob service\n")]
    [InlineData("\n  ~ subscription's diagnostic setting to-storage   ")]
    [InlineData("      why               The setting does not export Alert, Policy.\n")]
    [InlineData("\n  ~ blob service of stactpay   ")]
    [InlineData("      container soft delete  off -> 30 days\n")]
    [InlineData("      container soft delete  7 days -> 30 days\n")]
    [InlineData("      DeveloperPortalAuditLogs  off -> on\n      WebSocketConnectionLogs   off -> on\n")]
    [InlineData("20 operations: No alert watches for them.")]
    [InlineData("Nobody is told of any of the 21 operations or Service Health: no alert watches for them.")]
    [InlineData("Resource group rg-monitoring of subscription Shop does not exist")]
    [InlineData("--subscription 44444444-4444-4444-4444-444444444444\"")]
    [InlineData("5 settings export to law-aks-dev, law-aks-ops, law-aks-sec, law-aks-finops and law-aks-old, not to law-central (Management), "
        + "the workspace that the document names.")]
    public async Task The_text_says(string words) => Assert.Contains(words, await PlanAsync("text"), StringComparison.Ordinal);

    [Theory]
    [InlineData("blob service blob service")]
    [InlineData("Of its wanted logs")]
    [InlineData("No alert watches for it.\n      region")]
    [InlineData("(law-central (Management))")]
    public async Task The_text_does_not_say(string words) => Assert.DoesNotContain(words, await PlanAsync("text"), StringComparison.Ordinal);

    [Fact]
    public async Task No_title_is_cut_in_a_terminal_of_80_columns()
    {
        var terminal = new FakeTerminal { IsTerminal = true, Width = 80, WorkingDirectory = _workspace.Root, Clock = _workspace.Clock };
        terminal.Variables["NO_COLOR"] = "1";

        await terminal.RunAsync("plan", "--estate", "estate.json");

        Assert.DoesNotContain("…", terminal.Output.ToString().Split("Unknown (")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_word_of_the_comment_is_wider_than_its_column()
    {
        var rows = (await PlanAsync("markdown")).Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.All(
            Link().Replace(row, "$1").Replace("<br>", " ", StringComparison.Ordinal).Split(' '),
            word => Assert.True(word.Length <= LongestWord, word)));
    }

    public void Dispose() => _workspace.Dispose();

    private async Task<string> PlanAsync(string format) =>
        (await _workspace.RunAsync("plan", "--estate", "estate.json", "--format", format)).Output;

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
