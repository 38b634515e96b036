using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Keys that storage can choose, and keys that it can go on with.</summary>
public sealed class VaultKeyTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private static readonly ResourceId Id = ResourceId.Parse("/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/keys/k");

    [Theory]
    [InlineData("RSA", null)]
    [InlineData("rsa", null)]
    [InlineData("RSA-HSM", null)]
    [InlineData(null, null)]
    [InlineData("EC", "is of type EC, and storage needs RSA")]
    [InlineData("X-RSA", "is of type X-RSA, and storage needs RSA")]
    public void Storage_wraps_with_RSA_alone(string? type, string? why) =>
        Assert.Equal(why is null ? null : $"Key {Id} {why}", new VaultKey(type, 2048, true, null, null, null).ObstacleOf(Id, Today, "key")?.What);

    /// <summary>The day begins at 1795305600 and ends at 1795392000.</summary>
    [Theory]
    [InlineData("""{"kty":"RSA","keySize":2048}""", null, null, null)]
    [InlineData("""{"keySize":1024}""", "BL2122", null, null)]
    [InlineData("""{"keySize":3072}""", null, null, null)]
    [InlineData("""{"attributes":{"enabled":false}}""", "BL2122", "is disabled", null)]
    [InlineData("""{"keyOps":["wrapKey","unwrapKey"]}""", null, null, null)]
    [InlineData("""{"keyOps":["WRAPKEY","unwrapkey","sign"]}""", null, null, null)]
    [InlineData("""{"keyOps":["unwrapKey"]}""", "BL2149", null, null)]
    [InlineData("""{"keyOps":["wrapKey"]}""", "BL2149", "may not do unwrapKey (keyOps)", null)]
    [InlineData("""{"keyOps":[]}""", "BL2149", "may not do unwrapKey (keyOps)", null)]
    [InlineData("""{"attributes":{"exp":1795305600}}""", "BL2148", null, "expired on 2026-11-22")]
    [InlineData("""{"attributes":{"exp":1795305601}}""", null, null, null)]
    [InlineData("""{"attributes":{"nbf":1795392000}}""", "BL2148", null, "is not active before 2026-11-23")]
    [InlineData("""{"attributes":{"nbf":1795391999}}""", null, null, null)]
    [InlineData("""{"attributes":{"nbf":0,"exp":0}}""", null, null, null)]
    public void A_key_is_chosen_anew_goes_on_or_is_outside_its_dates(string properties, string? obstacle, string? broken, string? dates)
    {
        using var body = JsonDocument.Parse($$"""{"properties":{{properties}}}""");
        var key = VaultKey.Of(new ObservedResource(Id, body.RootElement));

        Assert.Equal(obstacle, key.ObstacleOf(Id, Today, "key")?.Code);
        Assert.Equal(broken, key.WhyBroken());
        Assert.Equal(dates, key.WhyOutsideDates(Today));
    }
}
