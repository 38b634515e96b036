using Baseline.Azure;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Patterns of one segment.</summary>
public sealed class ResourcePatternTests
{
    [Theory]
    [InlineData("kv-*", "KV-prod", true)]
    [InlineData("kv-*", "xkv-prod", false)]
    [InlineData("kv-?", "kv-a", true)]
    [InlineData(@"team\a", @"team\a", true)]
    [InlineData(@"team\*", @"team\a", true)]
    [InlineData(@"team\*", "team*", false)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*", "", false)]
    [InlineData("", "a", false)]
    public void A_star_is_any_text_and_a_backslash_is_a_backslash(string pattern, string text, bool matches) =>
        Assert.Equal(matches, ResourcePattern.MatchesSegment(pattern, text));

    [Theory]
    [InlineData("kv-*", true)]
    [InlineData("kv-?", true)]
    [InlineData("kv-a", false)]
    public void A_pattern_has_a_star_or_a_question_mark(string text, bool isPattern) =>
        Assert.Equal(isPattern, ResourcePattern.HasWildcard(text));
}
