using System.Globalization;
using System.Text.RegularExpressions;
using Baseline.Cli.Formats.Markdown;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed partial class MarkdownFormatTests
{
    private static readonly MarkdownFormat Format = new();

    public static TheoryData<string> Names => PlanViews.HostileNames;

    [Fact]
    public void The_fleet_is_a_comment_to_read() => Golden.Match(Format.Render(PlanViews.Fleet), "formats/fleet.md");

    [Fact]
    public void The_comment_tells_how_to_apply_exactly_this_plan() => Assert.Contains(
        $"`baseline apply plan.json --expect {PlanFile.DigestOf(PlanViews.Fleet.Plan)}`", Format.Render(PlanViews.Fleet), StringComparison.Ordinal);

    [Fact]
    public void A_plan_without_changes_has_no_command_to_apply_it()
    {
        var text = Format.Render(PlanViews.View(PlanViews.Empty));

        Assert.DoesNotContain("baseline apply", text, StringComparison.Ordinal);
        Assert.Contains("**No changes. The estate matches the baseline.**", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    [InlineData(10_000)]
    public void A_comment_is_never_too_long_and_says_what_was_cut(int count)
    {
        var text = Format.Render(PlanViews.Large(count));

        Assert.True(text.Length <= MarkdownFormat.MostCharacters, $"{text.Length} characters");
        Assert.Equal(count, RowsOfChanges().Count(text) + CutOf(text, "change"));
        Assert.Equal(count, RowsOfFindings().Count(text) + CutOf(text, "finding"));
        Assert.Equal(count, Items().Count(text) + CutOf(text, "warning"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_stays_a_name(string name)
    {
        var text = Format.Render(PlanViews.Hostile(name));

        Assert.All(text, character => Assert.True(character == '\n' || !char.IsControl(character), $"U+{(int)character:X4}"));
        Assert.DoesNotMatch("[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]", text);
        var outside = Tags().Replace(Code().Replace(text, ""), "").Replace("### ", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);
        Assert.DoesNotMatch(@"[<>@#`\[\]\\&*_~$]|://|www\.|!\[", outside);
        Assert.Equal(Tags().Matches(Format.Render(PlanViews.Hostile("name"))).Select(match => match.Value), Tags().Matches(Code().Replace(text, "")).Select(match => match.Value));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_does_not_add_cells_or_rows(string name)
    {
        var plain = Format.Render(PlanViews.Hostile("name"));
        var text = Format.Render(PlanViews.Hostile(name));

        Assert.Equal(plain.Split('\n').Select(Pipes), text.Split('\n').Select(Pipes));
    }

    private static int Pipes(string line) => line.Count(character => character == '|');

    private static int CutOf(string text, string what) =>
        Regex.Match(text, $@"… and (\d+) more {what}s?: see the plan file") is { Success: true } cut ? int.Parse(cut.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    // What stands in a span, or between tags of code as letters, digits and references to characters, is never markup.
    [GeneratedRegex(@"`[^`\n]*`|<code>(?:[\p{L}\p{Nd}\p{N} -]|&#\d+;)*</code>")]
    private static partial Regex Code();

    [GeneratedRegex("<!-- baseline-plan -->|<br>|</?details(?: open)?>|</?summary>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"^\| `c\d+` create ", RegexOptions.Multiline)]
    private static partial Regex RowsOfChanges();

    [GeneratedRegex(@"^\| \*\*blocked\*\* ", RegexOptions.Multiline)]
    private static partial Regex RowsOfFindings();

    [GeneratedRegex("^- `BL2007` ", RegexOptions.Multiline)]
    private static partial Regex Items();
}
