using System.Text.RegularExpressions;
using Baseline.Cli.Formats;
using Baseline.Cli.Formats.Html;
using Baseline.Cli.Formats.Json;
using Baseline.Cli.Formats.Markdown;
using Baseline.Cli.Formats.Sarif;
using Baseline.Cli.Formats.Text;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Whatever a plan says is wrong, it says what to do about it, in every form that a reader may have.</summary>
public sealed partial class FixTests
{
    private static readonly List<(string Code, string Cure)> Page = [..
        File.ReadLines(Repo.PathOf("docs", "diagnostics.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => (row.Groups["code"].Value, row.Groups["cure"].Value))];

    /// <summary>The codes of what stands in plans beside the findings; BL2020 to BL2022 are errors of explain.</summary>
    public static TheoryData<string> Notices => [..
        Page.Select(row => row.Code).Where(code => code.StartsWith("BL20", StringComparison.Ordinal) && code is not ("BL2020" or "BL2021" or "BL2022"))];

    /// <summary>The codes of what keeps findings from being fixed.</summary>
    public static TheoryData<string> Obstacles => [..
        Page.Select(row => row.Code).Where(code => code.StartsWith("BL21", StringComparison.Ordinal))];

    [Fact]
    public void Every_code_of_the_page_has_a_cure()
    {
        Assert.True(Page.Count > 190, $"{Page.Count} codes");
        Assert.DoesNotContain(Page, row => row.Cure.Length < 5);
    }

    [Fact]
    public void Of_a_code_of_another_release_no_fix_is_known() => Assert.Equal("", NoticeFixes.Of("BL2999"));

    [Theory]
    [MemberData(nameof(Notices))]
    public void A_notice_says_what_to_do_in_every_form(string code)
    {
        var fix = NoticeFixes.Of(code);
        var message = NoticeFixes.IsInMessage(code) ? $"Something is odd: {fix}." : "Something is odd.";
        var plan = SamplePlan.Of(SamplePlan.Vault("kv-01", ComplianceState.Compliant)) with
        {
            Notices = [new Notice(code, "KeyVault-004", SamplePlan.VaultId("kv-01").Text, message)],
        };

        Assert.True(fix.Length > 10, $"{code} has no fix");
        Assert.False(fix.EndsWith('.'), fix);
        AssertSaid(plan, fix);
        Assert.Equal(2, plan.Notices[0].Text.Split(fix).Length);
        Assert.Equal(plan.Notices, PlanFile.Read(PlanFile.Write(plan), "plan.json").Value?.Notices);
    }

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void An_obstacle_says_what_would_unblock_it_in_every_form(string code)
    {
        const string Fix = "remove the lock while you apply";

        AssertSaid(
            SamplePlan.Of(SamplePlan.Vault("kv-01", ComplianceState.Noncompliant) with { Obstacles = [new Obstacle(code, "It is locked", Fix)] }),
            Fix);
    }

    /// <summary>An obstacle without a fix is a finding that nobody knows how to get rid of.</summary>
    [Fact]
    public void No_obstacle_of_the_product_is_made_without_a_fix()
    {
        var sources = Directory.GetFiles(Repo.PathOf("src", "Baseline.Core", "Controls"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        Assert.Contains(sources, source => source.Contains("\"BL2108\"", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, source => EmptyFix().IsMatch(source));
    }

    private static void AssertSaid(Plan plan, string fix)
    {
        foreach (var format in new IPlanFormat[] { new TextFormat(), new JsonFormat(), new SarifFormat(), new MarkdownFormat(), new HtmlFormat() })
        {
            var text = format.Render(PlanViews.View(plan) with { Verbose = true });
            Assert.True(Plain(text).Contains(Plain(fix), StringComparison.OrdinalIgnoreCase), $"{format.Name} does not say \"{fix}\"");
        }
    }

    /// <summary>Without what a form puts between words or before signs.</summary>
    private static string Plain(string text) => Marks().Replace(text, "");

    [GeneratedRegex(@"^\| (?<code>BL[0-9]{4}) \| [^|]+ \| (?:[^|]|\\\|)+ \| (?<cure>.+) \|$")]
    private static partial Regex Row();

    [GeneratedRegex("""new Obstacle\([^;]*, ""\)""")]
    private static partial Regex EmptyFix();

    [GeneratedRegex(@"\\u[0-9A-F]{4}|&[#a-z0-9]+;|[^A-Za-z0-9]")]
    private static partial Regex Marks();
}
