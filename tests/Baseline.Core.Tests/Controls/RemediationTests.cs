using Baseline.Controls;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What two remediations come to.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("A", "", "A")]
    [InlineData("", "B", "B")]
    [InlineData("A", "A", "A")]
    [InlineData("A", "B", "AB")]
    public void Each_thing_in_the_way_is_told_once(string one, string other, string both) =>
        Assert.Equal(both, string.Concat(Of(one).And(Of(other)).Obstacles.Select(obstacle => obstacle.What)));

    private static Remediation Of(string what) =>
        what.Length == 0 ? Remediation.None : Remediation.Block(new Obstacle("BL2105", what, "remove the lock"));
}
