using Baseline.Controls;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What two remedies come to.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData("A.", null, "A.")]
    [InlineData(null, "B.", "B.")]
    [InlineData("A.", "A.", "A.")]
    [InlineData("A.", "B.", "A. B.")]
    public void Each_thing_in_the_way_is_told_once(string? one, string? other, string? both) =>
        Assert.Equal(both, new Remedy([], one).And(new Remedy([], other)).Blocked);
}
