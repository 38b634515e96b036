using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What is sent for a diagnostic setting: all that the live one holds, in a form that Azure takes.</summary>
public sealed class SettingBodyTests
{
    private const string OfVault = $"{Documents.Samples.Vault}/providers/Microsoft.Insights/diagnosticSettings/s";
    private const string OfSubscription = $"/subscriptions/{Documents.Samples.Subscription}/providers/Microsoft.Insights/diagnosticSettings/s";

    [Theory]
    // Not what Azure says of it, but all else, known or not.
    [InlineData(
        """{"Id":"i","name":"n","type":"t","SystemData":{},"eTag":"e","location":"westeurope","tags":null,"kind":"k","properties":{"workspaceId":"/w","future":[1],"eventHubName":null,"logs":[]}}""",
        """{"location":"westeurope","kind":"k","properties":{"workspaceId":"/w","future":[1],"logs":[]}}""")]
    [InlineData("""{"name":"n"}""", """{"properties":{"logs":[]}}""")]
    [InlineData("""{"properties":{"logs":null}}""", """{"properties":{"logs":[]}}""")]
    // Retention goes off, of logs and metrics; what is off already stays as it is.
    [InlineData(
        """{"properties":{"logs":[{"category":"A","enabled":true,"retentionPolicy":{"enabled":true,"days":30}},{"category":"B","enabled":true,"retentionPolicy":{"enabled":false,"days":7}}],"metrics":[{"category":"M","enabled":true,"retentionPolicy":{"enabled":true,"days":5}}]}}""",
        """{"properties":{"logs":[{"category":"A","enabled":true,"retentionPolicy":{"enabled":false,"days":0}},{"category":"B","enabled":true,"retentionPolicy":{"enabled":false,"days":7}}],"metrics":[{"category":"M","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}]}}""")]
    // Of categories and groups only the kind in use is sent (docs/azure.md#no-mix-of-categories-and-groups).
    [InlineData(
        """{"properties":{"logs":[{"category":"A","categoryGroup":null,"enabled":true},{"category":null,"categoryGroup":"audit","enabled":false},{"category":"B","enabled":false}]}}""",
        """{"properties":{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":false}]}}""")]
    [InlineData(
        """{"properties":{"logs":[{"category":"A","enabled":false},{"category":null,"categoryGroup":"audit","enabled":true},{"categoryGroup":"allLogs","enabled":false}]}}""",
        """{"properties":{"logs":[{"categoryGroup":"audit","enabled":true},{"categoryGroup":"allLogs","enabled":false}]}}""")]
    // Where nothing is on, rows of groups stay if there are no others.
    [InlineData(
        """{"properties":{"logs":[{"category":null,"categoryGroup":"audit","enabled":false}]}}""",
        """{"properties":{"logs":[{"categoryGroup":"audit","enabled":false}]}}""")]
    [InlineData(
        """{"properties":{"logs":[{"category":"A","enabled":true},{"categoryGroup":"audit","enabled":true}]}}""",
        """{"properties":{"logs":[{"category":"A","enabled":true},{"categoryGroup":"audit","enabled":true}]}}""")]
    public void A_live_setting_is_put_back(string live, string body) => Assert.Equal(body, SettingBody.Of(Setting(OfVault, live)).ToJson().ToJsonString());

    [Fact]
    public void The_location_that_Azure_shows_of_a_subscriptions_setting_is_not_sent_back() =>
        Assert.Equal(
            """{"properties":{"logs":[]}}""",
            SettingBody.Of(Setting(OfSubscription, """{"location":"global","properties":{}}""")).ToJson().ToJsonString());

    [Theory]
    [InlineData("""[]""", """[{"category":"AuditEvent","enabled":true}]""")]
    [InlineData("""[{"category":"auditevent","enabled":false}]""", """[{"category":"auditevent","enabled":true}]""")]
    [InlineData("""[{"category":"A","enabled":true}]""", """[{"category":"A","enabled":true},{"category":"AuditEvent","enabled":true}]""")]
    [InlineData("""[{"categoryGroup":"audit","enabled":false}]""", """[{"category":"AuditEvent","enabled":true}]""")]
    [InlineData("""[{"categoryGroup":"other","enabled":true}]""", """[{"categoryGroup":"other","enabled":true},{"categoryGroup":"audit","enabled":true}]""")]
    [InlineData("""[{"categoryGroup":"other","enabled":true},{"categoryGroup":"Audit","enabled":false}]""", """[{"categoryGroup":"other","enabled":true},{"categoryGroup":"Audit","enabled":true}]""")]
    [InlineData("""[{"category":5,"enabled":true}]""", """[{"category":5,"enabled":true},{"category":"AuditEvent","enabled":true}]""")]
    [InlineData("""[{"categoryGroup":"unknown","enabled":false},{"categoryGroup":"allLogs","enabled":false}]""", """[{"category":"AuditEvent","enabled":true}]""")]
    public void A_category_is_switched_on_or_the_group_that_holds_it(string live, string logs) =>
        Assert.Equal(
            logs,
            SettingBody.Of(Setting(OfVault, $"{{\"properties\":{{\"logs\":{live}}}}}")).Enable("AuditEvent", "audit").ToJson()["properties"]?["logs"]?.ToJsonString());

    [Theory]
    [InlineData("allLogs", """[{"categoryGroup":"allLogs","enabled":true}]""")]
    [InlineData("odd", """[{"categoryGroup":"allLogs","enabled":true},{"categoryGroup":"odd","enabled":false}]""")]
    [InlineData("ODD", """[{"categoryGroup":"allLogs","enabled":true},{"categoryGroup":"odd","enabled":false}]""")]
    [InlineData(null, """[{"categoryGroup":"allLogs","enabled":true},{"categoryGroup":"odd","enabled":false}]""")]
    public void A_group_that_is_off_is_sent_only_where_it_is_offered(string? offered, string logs) =>
        Assert.Equal(
            logs,
            SettingBody.Of(Setting(OfVault, """{"properties":{"logs":[{"categoryGroup":"allLogs","enabled":true},{"categoryGroup":"odd","enabled":false}]}}"""))
                .WithGroupsOf(offered is null ? null : [offered]).ToJson()["properties"]?["logs"]?.ToJsonString());

    [Theory]
    [InlineData("""[]""", false)]
    [InlineData("""[{"category":"A","enabled":false}]""", false)]
    [InlineData("""[{"category":"A","enabled":true}]""", true)]
    [InlineData("""[{"categoryGroup":"audit","enabled":true}]""", false)]
    [InlineData("""[{"category":"A","enabled":false},{"category":"B","enabled":true}]""", true)]
    public void A_setting_of_categories_has_one_that_is_on(string live, bool uses) =>
        Assert.Equal(uses, SettingBody.Of(Setting(OfVault, $"{{\"properties\":{{\"logs\":{live}}}}}")).UsesCategories);

    [Theory]
    [InlineData("""[]""", """[{"categoryGroup":"audit","enabled":true}]""")]
    [InlineData("""[{"category":"A","enabled":false}]""", """[{"categoryGroup":"audit","enabled":true}]""")]
    [InlineData("""[{"categoryGroup":"other","enabled":true}]""", """[{"categoryGroup":"other","enabled":true},{"categoryGroup":"audit","enabled":true}]""")]
    [InlineData("""[{"category":"A","enabled":true}]""", """[{"category":"A","enabled":true},{"categoryGroup":"audit","enabled":true}]""")]
    public void A_group_is_switched_on_and_categories_that_are_off_go(string live, string logs) =>
        Assert.Equal(
            logs,
            SettingBody.Of(Setting(OfVault, $"{{\"properties\":{{\"logs\":{live}}}}}")).EnableGroup("audit").ToJson()["properties"]?["logs"]?.ToJsonString());

    [Theory]
    // Another kind of destination leaves the event hub alone.
    [InlineData("""{"eventHubName":"old"}""", "workspace", null, """{"eventHubName":"old","logs":[],"workspaceId":"/w/x"}""")]
    // A hub for each category has no name, and the old one goes.
    [InlineData("""{"eventHubName":"old"}""", "hub", null, """{"eventHubName":null,"logs":[],"eventHubAuthorizationRuleId":"/w/x"}""")]
    [InlineData("""{"eventHubName":"old"}""", "hub", "new", """{"eventHubName":"new","logs":[],"eventHubAuthorizationRuleId":"/w/x"}""")]
    [InlineData("{}", "hub", null, """{"logs":[],"eventHubAuthorizationRuleId":"/w/x"}""")]
    [InlineData("{}", "hub", "new", """{"logs":[],"eventHubAuthorizationRuleId":"/w/x","eventHubName":"new"}""")]
    public void The_name_of_an_event_hub_goes_with_its_rule(string live, string kind, string? name, string body)
    {
        var id = ResourceId.Parse($"{Documents.Samples.Group}/Microsoft.Some/x/y");
        var sink = kind == "hub" ? Sink.OfEventHub(id, name) : Sink.OfWorkspace(id);

        Assert.Equal(
            body.Replace("/w/x", id.Text, StringComparison.Ordinal),
            SettingBody.Of(Setting(OfVault, $"{{\"properties\":{live}}}")).ExportTo(sink).ToJson()["properties"]?.ToJsonString());
    }

    [Fact]
    public void A_new_setting_exports_one_category_to_one_account() =>
        Assert.Equal(
            $$$"""{"properties":{"storageAccountId":"{{{Documents.Samples.Account}}}","logs":[{"category":"AuditEvent","enabled":true}]}}""",
            SettingBody.New().ExportTo(Sink.OfStorageAccount(ResourceId.Parse(Documents.Samples.Account))).Enable("AuditEvent", "audit").ToJson().ToJsonString());

    /// <summary>The hub's name goes with the hub alone: beside another destination it still says which one.</summary>
    [Theory]
    [InlineData("workspaceId", """{"workspaceId":null,"eventHubName":"logs","logs":[]}""", ""","eventHubName":"logs" """)]
    [InlineData("eventHubAuthorizationRuleId", """{"eventHubAuthorizationRuleId":null,"eventHubName":null,"logs":[]}""", ""","eventHubName":"logs" """)]
    [InlineData("eventHubAuthorizationRuleId", """{"eventHubAuthorizationRuleId":null,"logs":[]}""", "")]
    public void A_destination_that_is_gone_is_taken_away_with_all_that_names_it(string member, string properties, string hub)
    {
        var live = Setting(OfVault, $$$"""{"properties":{"{{{member}}}":"/gone"{{{hub}}},"logs":[]}}""");

        var body = SettingBody.Of(live).ExportNoMoreTo(new DiagnosticSetting(live).Destinations).ToJson();

        Assert.Equal($$"""{"properties":{{properties}}}""", body.ToJsonString());
    }

    private static ObservedResource Setting(string id, string body) => new(ResourceId.Parse(id), JsonDocument.Parse(body).RootElement);
}
