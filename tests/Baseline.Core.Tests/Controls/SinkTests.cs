using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What a setting exports to, of every kind, and what is known of it.</summary>
public sealed class SinkTests
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/staudit";
    private const string Workspace = $"{Group}/Microsoft.OperationalInsights/workspaces/law";
    private const string Namespace = $"{Group}/Microsoft.EventHub/namespaces/ns";
    private const string Rule = $"{Namespace}/authorizationRules/send";
    private const string HubRule = $"{Namespace}/eventhubs/logs/authorizationRules/send";

    public static TheoryData<string, string, string[]> Destinations => new()
    {
        { "storageAccountId", Account, [Account] },
        { "workspaceId", Workspace, [Workspace] },
        { "eventHubAuthorizationRuleId", Rule, [Namespace, Rule] },
        { "eventHubAuthorizationRuleId", HubRule, [Namespace, HubRule] },
        { "serviceBusRuleId", Rule, [Namespace, Rule] },
    };

    [Theory]
    [MemberData(nameof(Destinations))]
    public void It_is_there_where_all_of_it_is(string member, string id, string[] parts)
    {
        Assert.Equal(Presence.Found, Of(member, id, parts, []).Presence);
        Assert.Equal(Presence.Found, Of(member, id.ToUpperInvariant(), parts, []).Presence);
    }

    [Theory]
    [MemberData(nameof(Destinations))]
    public void It_is_gone_where_any_part_of_it_is(string member, string id, string[] parts) => Assert.All(
        parts,
        missing => Assert.Equal(Presence.Absent, Of(member, id, [.. parts.Except([missing])], []).Presence));

    [Theory]
    [MemberData(nameof(Destinations))]
    public void It_is_unknown_where_a_part_could_not_be_read(string member, string id, string[] parts) => Assert.All(
        parts,
        hidden =>
        {
            var lookup = Of(member, id, [.. parts.Except([hidden])], [hidden]);

            Assert.Equal((Presence.Unknown, "403 AuthorizationFailed"), (lookup.Presence, lookup.Why));
        });

    [Theory]
    [InlineData("marketplacePartnerId", $"{Group}/Microsoft.Datadog/monitors/dd")]
    [InlineData("marketplacePartnerId", "somewhere")]
    [InlineData("serviceBusRuleId", $"{Group}/Microsoft.ServiceBus/namespaces/sb/authorizationRules/send")]
    public void What_can_not_be_asked_for_counts_as_there(string member, string id) =>
        Assert.Equal(new Lookup(Presence.Found, null, ""), Of(member, id, [], []));

    /// <summary>No resource of such a type is looked for there, and nothing is said to be gone that may be there.</summary>
    [Theory]
    [InlineData("eventHubAuthorizationRuleId", Workspace)]
    [InlineData("eventHubAuthorizationRuleId", Namespace)]
    [InlineData("eventHubAuthorizationRuleId", $"{Namespace}/providers/Microsoft.Insights/diagnosticSettings/s")]
    [InlineData("workspaceId", Account)]
    [InlineData("workspaceId", Rule)]
    [InlineData("marketplacePartnerId", Workspace)]
    [InlineData("eventHubAuthorizationRuleId", "send")]
    [InlineData("workspaceId", "law")]
    public void What_is_of_another_type_can_not_be_asked_for(string member, string id) =>
        Assert.Empty(Assert.Single(Setting($$"""{"{{member}}":"{{id}}"}""").Destinations).Resources);

    [Theory]
    [InlineData("workspaceId")]
    [InlineData("eventHubAuthorizationRuleId")]
    public void What_is_no_id_is_not_there(string member) =>
        Assert.Equal(new Lookup(Presence.Absent, null, ""), Of(member, "law", [], []));

    [Fact]
    public void An_empty_text_is_no_destination()
    {
        var setting = Setting("""{"storageAccountId":"","workspaceId":"","eventHubAuthorizationRuleId":null,"marketplacePartnerId":""}""");

        Assert.Empty(setting.Destinations);
        Assert.Empty(setting.Sinks);
    }

    private static Lookup Of(string member, string id, string[] there, string[] hidden)
    {
        var body = JsonDocument.Parse("{}").RootElement;
        var estate = new Estate(
            "azure",
            null,
            [new EstateSubscription("11111111-1111-1111-1111-111111111111", "prod", [])],
            there.Select(part => new ObservedResource(ResourceId.Parse(part), body)),
            hidden.Select(part => new UnreadableResource(ResourceId.Parse(part), 403, "AuthorizationFailed")));
        return Assert.Single(Setting($$"""{"{{member}}":"{{id}}"}""").Destinations).LookUp(estate);
    }

    private static DiagnosticSetting Setting(string properties) => new(new ObservedResource(
        ResourceId.Parse($"{Group}/Microsoft.KeyVault/vaults/kv/providers/Microsoft.Insights/diagnosticSettings/s"),
        JsonDocument.Parse($$"""{"properties":{{properties}}}""").RootElement));
}
