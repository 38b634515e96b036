using Baseline.Controls.Monitor006;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Keys that storage can wrap with.</summary>
public sealed class VaultKeyTests
{
    [Theory]
    [InlineData("RSA", null)]
    [InlineData("rsa", null)]
    [InlineData("RSA-HSM", null)]
    [InlineData(null, null)]
    [InlineData("EC", "is of type EC, and storage needs RSA")]
    [InlineData("X-RSA", "is of type X-RSA, and storage needs RSA")]
    public void Storage_wraps_with_RSA_alone(string? type, string? why) =>
        Assert.Equal(why, new VaultKey(type, 2048, true, null).WhyUnusable(new DateOnly(2026, 11, 22)));
}
