using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.Monitor006;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>Of an account the key and the identity are this control's; an exemption from it does not keep other controls from the rest.</summary>
public sealed class OwnedWritesTests
{
    [Theory]
    [InlineData("""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault"}}}""", true)]
    [InlineData("""{"identity":{"type":"SystemAssigned"}}""", true)]
    [InlineData("""{"identity":{"type":"SystemAssigned"},"properties":{"encryption":{}}}""", true)]
    [InlineData("""{"properties":{"minimumTlsVersion":"TLS1_2"}}""", false)]
    [InlineData("""{"properties":{"encryption":{},"minimumTlsVersion":"TLS1_2"}}""", false)]
    [InlineData("""{"tags":{}}""", false)]
    [InlineData("""{"identity":{"type":"SystemAssigned"},"tags":{}}""", false)]
    public void Of_an_account_it_owns_what_is_about_the_key(string body, bool owns)
    {
        var write = new ArmWrite("Microsoft.Storage/storageAccounts", "PATCH", Account, "2025-06-01", JsonDocument.Parse(body).RootElement);

        Assert.Equal(owns, new Monitor006Control(Settings).Owns(write, ResourceId.Parse(Account)));
    }

    [Theory]
    [InlineData("Microsoft.Insights/diagnosticSettings", true)]
    [InlineData("Contoso.Telemetry/streams", false)]
    public void Of_a_subscription_it_owns_the_diagnostic_settings(string type, bool owns) =>
        Assert.Equal(owns, new Monitor006Control(Settings).Owns(
            new ArmWrite(type, "PUT", $"/subscriptions/{One}/providers/{type}/s", "", default), ResourceId.Subscription(One)));
}
