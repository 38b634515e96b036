using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("retentiondays", "retentionDays")]
    [InlineData("retentoinDays", "retentionDays")]
    [InlineData("retention", null)]
    [InlineData("KeyVault-04", "KeyVault-004")]
    [InlineData("keyvault-004", "KeyVault-004")]
    [InlineData("grnat", "grant")]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_known_word_is_suggested(string word, string? expected) =>
        Assert.Equal(expected, Suggestions.Nearest(word, ["retentionDays", "KeyVault-004", "grant"]));
}
