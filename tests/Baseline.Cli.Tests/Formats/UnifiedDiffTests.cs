using Baseline.Cli.Formats;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void A_difference_stands_among_three_lines_on_either_side() => Assert.Equal(
        """
        --- old
        +++ new
        @@ -2,7 +2,7 @@
         b
         c
         d
        -e
        +E
         f
         g
         h

        """.ReplaceLineEndings("\n"),
        UnifiedDiff.Of("a\nb\nc\nd\ne\nf\ng\nh\ni\n", "a\nb\nc\nd\nE\nf\ng\nh\ni\n", "old", "new"));

    [Theory]
    [InlineData("", "a\nb\n", "@@ -0,0 +1,2 @@|+a|+b")]
    [InlineData("a\nb\n", "", "@@ -1,2 +0,0 @@|-a|-b")]
    [InlineData("a\n", "a\nb", "@@ -1,1 +1,2 @@| a|+b")]
    [InlineData("a\n\nb\n", "a\nb\n", "@@ -1,3 +1,2 @@| a|-| b")]
    public void A_hunk_says_how_many_lines_there_are_on_either_side(string before, string after, string hunk) =>
        Assert.Equal($"--- old\n+++ new\n{hunk.Replace('|', '\n')}\n", UnifiedDiff.Of(before, after, "old", "new"));

    [Theory]
    [InlineData("a\n", "a\n", true)]
    [InlineData("a\n", "a", true)]
    [InlineData("a\r\n", "a\n", true)]
    [InlineData("a\n", "a \n", false)]
    [InlineData("a\n", "A\n", false)]
    [InlineData("  a\n", "a\n", false)]
    public void White_space_and_letter_case_are_differences_and_line_endings_are_none(string before, string after, bool isSame) =>
        Assert.Equal(isSame, UnifiedDiff.Of(before, after, "old", "new").Length == 0);

    [Theory]
    [InlineData("", "x", "+ x")]
    [InlineData("x", "", "- x")]
    [InlineData("x", "y", "- x|+ y")]
    [InlineData("x|y", "x|z", "  x|- y|+ z")]
    [InlineData("x ", "x", "- x |+ x")]
    public void Lines_have_the_sign_of_where_they_stand(string before, string after, string lines) =>
        Assert.Equal(lines.Split('|'), UnifiedDiff.Lines(Split(before), Split(after)).Select(line => line.Signed));

    private static string[] Split(string text) => text.Length == 0 ? [] : text.Split('|');
}
