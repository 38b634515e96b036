using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>What is said where one verdict alone is asked for, with what leads to it.</summary>
public sealed class AskedForAloneTests
{
    private static readonly ResourceId Subscription = ResourceId.Subscription(One);

    [Fact]
    public void Nothing_is_said_of_other_subscriptions_and_groups()
    {
        var estate = new EstateBuilder().Exported().Ready().Subscription(Two).Build();
        var input = Input(estate) with { Scope = new EstateScope(new ScopeSettings(false, [ResourceId.ManagementGroup("corp")], [One, Two], []), estate) };

        Assert.Equal(3, Evaluate(Settings, input).Findings.Count);
        Assert.Equal(Subscription, Assert.Single(Evaluate(Settings, input with { Only = Subscription }).Findings).Resource);
    }

    [Fact]
    public void Of_an_exempt_subscription_whose_settings_could_not_be_read_that_is_said()
    {
        var exemption = new Exemption(
            Monitor006Settings.Id, new ResourcePattern(Subscription.Text), "Closing.", "team-a", new DateOnly(2027, 1, 31), Settings.Span);
        var estate = new EstateBuilder().Exported().Ready().SettingsUnreadable().Build();

        var said = Evaluate(Settings, Input(estate, [], exemption) with { Only = Subscription });

        Assert.Equal(ComplianceState.Exempt, Assert.Single(said.Findings).State);
        Assert.Contains(said.Evidence, step => step.Text.Contains("403 AuthorizationFailed", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_the_vault_of_a_key_that_is_not_named_nothing_is_said()
    {
        var named = new EstateBuilder().Ready().Account("st").CustomerKey("kv", "key");
        var unnamed = new EstateBuilder().Ready().Account("st").CustomerKey("kv", "key").With(body =>
            (Properties(body)["encryption"]?["keyvaultproperties"] as JsonObject)?.Remove("keyname"));

        Assert.Contains(Evidence(named.Build()), step => step.Where == Vault);
        Assert.DoesNotContain(Evidence(unnamed.Build()), step => step.Where == Vault);
    }

    private static IReadOnlyList<EvidenceStep> Evidence(Estate estate) =>
        Evaluate(Settings, Input(estate) with { Only = ResourceId.Parse(Account) }).Evidence;
}
