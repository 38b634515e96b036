using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Azure.Vaults;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.TestKit;
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

    [Fact]
    public void It_follows_the_exports_of_subscriptions_alone()
    {
        var control = new Monitor006Control(Settings);

        Assert.True(control.FollowsExportOf(ResourceId.Subscription(One)));
        Assert.False(control.FollowsExportOf(ResourceId.Parse(Vault)));
    }

    [Theory]
    [InlineData(Account, $"{Account} {Identity} {Vault}")]
    [InlineData(Identity, Identity)]
    public void A_saved_plan_for_an_account_needs_the_account_and_what_it_reaches_its_key_by(string owner, string needed) => Assert.Equal(
        needed.Split(' ').Select(ResourceId.Parse), new Monitor006Control(Settings).NeededForSavedPlan([ResourceId.Parse(owner)]));

    [Theory]
    [InlineData(VaultType.PurgeProtection, "controls.Monitor-006.irreversible")]
    [InlineData(ImmutabilityPolicyType.Lock, null)]
    public void The_document_consents_to_the_protection_of_a_vault_alone(string consent, string? where) =>
        Assert.Equal(where, Settings.WhereToConsent(consent));

    [Fact]
    public void An_account_receives_the_activity_logs_of_subscriptions_and_groups_that_are_not_exempt()
    {
        var estate = new EstateBuilder().Exported().ManagementGroupSetting("corp", "of-group", Account).Build();
        var exemption = new Exemption(
            Monitor006Settings.Id, new ResourcePattern($"/subscriptions/{One}"), "Closing.", "team-a", new DateOnly(2027, 1, 31), Settings.Span);
        var input = Input(estate) with
        {
            Scope = new EstateScope(new ScopeSettings(false, [ResourceId.ManagementGroup("corp")], [One], []), estate),
        };

        Assert.Equal(["audit", "of-group"], Receiving(input));
        Assert.Equal(["of-group"], Receiving(input with { Exemptions = [exemption] }));
    }

    private static IEnumerable<string> Receiving(EvaluationInput input) =>
        new Monitor006Control(Settings).Receivers(input).Select(receiver => receiver.Setting.Name);
}
