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

    [Fact]
    public void It_is_named_by_its_id_as_ids_are_spelled_and_else_as_it_stands()
    {
        Assert.Equal(Workspace, Assert.Single(Setting($$"""{"workspaceId":"{{Workspace[1..]}}"}""").Destinations).Place);
        Assert.Equal("law", Assert.Single(Setting("""{"workspaceId":"law"}""").Destinations).Place);
        Assert.Equal($"{Rule} (event hub logs)", Sink.OfEventHub(ResourceId.Parse(Rule), "logs").Place);
    }

    [Fact]
    public void Each_kind_that_a_document_names_has_its_member() => Assert.Equal(
        ["storageAccountId", "workspaceId", "eventHubAuthorizationRuleId"],
        [
            Sink.OfStorageAccount(ResourceId.Parse(Account)).Member,
            Sink.OfWorkspace(ResourceId.Parse(Workspace)).Member,
            Sink.OfEventHub(ResourceId.Parse(Rule), null).Member,
        ]);

    [Fact]
    public void Only_an_event_hub_has_the_name_of_one() =>
        Assert.Null(Assert.Single(Setting($$"""{"workspaceId":"{{Workspace}}","eventHubName":"logs"}""").Destinations).HubName);

    [Theory]
    [InlineData("workspaceId", Workspace, "workspaceId", Workspace, true)]
    [InlineData("workspaceId", Workspace, "storageAccountId", Workspace, false)]
    [InlineData("eventHubAuthorizationRuleId", Rule, "eventHubAuthorizationRuleId", HubRule, true)]
    [InlineData("workspaceId", "law", "workspaceId", "law", false)]
    public void Places_are_the_same_where_kind_and_outermost_resource_are(
        string member, string id, string otherMember, string other, bool isSame) =>
        Assert.Equal(
            isSame,
            Assert.Single(Setting($$"""{"{{member}}":"{{id}}"}""").Destinations)
                .IsSamePlaceAs(Assert.Single(Setting($$"""{"{{otherMember}}":"{{other}}"}""").Destinations)));

    [Fact]
    public void Two_event_hubs_of_one_namespace_are_two_places()
    {
        var one = Sink.OfEventHub(ResourceId.Parse(Rule), "logs");

        Assert.True(one.IsSamePlaceAs(Sink.OfEventHub(ResourceId.Parse(HubRule), "LOGS")));
        Assert.False(one.IsSamePlaceAs(Sink.OfEventHub(ResourceId.Parse(Rule), "others")));
        Assert.False(one.IsSamePlaceAs(Sink.OfEventHub(ResourceId.Parse(Rule), null)));
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
