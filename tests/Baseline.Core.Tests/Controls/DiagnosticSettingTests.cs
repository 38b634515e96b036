using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What is read of a diagnostic setting, and when two of them are in each other's way.</summary>
public sealed class DiagnosticSettingTests
{
    private const string Account = Documents.Samples.Account;

    [Theory]
    [InlineData("storageAccountId", false)]
    [InlineData("workspaceId", true)]
    [InlineData("eventHubAuthorizationRuleId", true)]
    [InlineData("serviceBusRuleId", true)]
    [InlineData("marketplacePartnerId", true)]
    public void Every_kind_of_destination_is_seen(string member, bool isOther)
    {
        var setting = Setting("s", $"\"{member}\":\"{Account.ToUpperInvariant()}\"");

        Assert.Equal([Account.ToLowerInvariant()], setting.Sinks);
        Assert.Equal(isOther, setting.OtherDestinations.Any());
    }

    [Fact]
    public void A_destination_is_the_same_however_it_is_spelled()
    {
        Assert.Equal([Account.ToLowerInvariant()], Setting("s", $"\"workspaceId\":\"{Account[1..]}/\"").Sinks);
        Assert.Equal(["no id"], Setting("s", "\"workspaceId\":\"No Id\"").Sinks);
    }

    [Fact]
    public void Beside_an_account_another_destination_counts_and_without_any_none_does()
    {
        Assert.Single(Setting("s", $"\"storageAccountId\":\"{Account}\",\"workspaceId\":\"/w\"").OtherDestinations);
        Assert.Empty(Setting("s", "\"storageAccountId\":null").Destinations);
    }

    [Theory]
    [InlineData("""{"enabled":true,"days":30}""", 30L, null)]
    [InlineData("""{"enabled":true,"days":0}""", 0L, null)]
    [InlineData("""{"enabled":true}""", 0L, null)]
    [InlineData("""{"enabled":false,"days":30}""", null, 30L)]
    [InlineData("""{"enabled":false,"days":0}""", null, null)]
    [InlineData("null", null, null)]
    public void A_retention_policy_counts_where_it_is_on(string policy, long? days, long? idleDays)
    {
        var row = Assert.Single(Setting("s", $$"""
            "logs":[{"category":"AuditEvent","enabled":true,"retentionPolicy":{{policy}}}]
            """).Logs);

        Assert.Equal((days, idleDays), (row.RetentionDays, row.IdleRetentionDays));
    }

    [Theory]
    [InlineData("auditevent", null, true)]
    [InlineData(null, "AUDIT", true)]
    [InlineData(null, "metrics", false)]
    [InlineData("Other", null, false)]
    public void A_row_speaks_of_a_category_by_name_or_by_group(string? category, string? group, bool speaks) =>
        Assert.Equal(speaks, new LogRow(category, group, true, null, null).SpeaksOf("AuditEvent", ["audit", "allLogs"]));

    [Theory]
    [InlineData("", false)]
    [InlineData("""{"category":"A","enabled":true}""", false)]
    [InlineData("""{"categoryGroup":"audit","enabled":false}""", false)]
    [InlineData("""{"categoryGroup":"audit","enabled":true}""", true)]
    [InlineData("""{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"audit","enabled":true}""", true)]
    public void A_setting_of_groups_has_one_that_is_on(string logs, bool uses) =>
        Assert.Equal(uses, Setting("s", $"\"logs\":[{logs}]").UsesGroups);

    [Fact]
    public void Two_settings_that_send_one_category_to_one_destination_are_in_each_others_way()
    {
        const string Sink = $"\"storageAccountId\":\"{Account}\",";
        DiagnosticSetting[] settings =
        [
            Setting("Mine", $"{Sink}{On("AuditEvent")}"),
            Setting("elsewhere", $"\"workspaceId\":\"/w\",{On("AuditEvent")}"),
            Setting("off", $"{Sink}\"logs\":[{{\"category\":\"AuditEvent\",\"enabled\":false}}]"),
            Setting("other", $"{Sink}{On("Other")}"),
            Setting("first", $"{Sink}{On("AuditEvent")}"),
            Setting("second", $"{Sink}{On("AuditEvent")}"),
        ];

        Assert.Equal("first", SinkConflict.Find(settings, "mine", [Account.ToLowerInvariant()], "auditevent", [])?.Name);
        Assert.Null(SinkConflict.Find(settings[..4], "mine", [Account.ToLowerInvariant()], "auditevent", []));
        Assert.Null(SinkConflict.Find(settings, "mine", ["/another"], "auditevent", []));
    }

    private static string On(string category) => $"\"logs\":[{{\"category\":\"{category}\",\"enabled\":true}}]";

    private static DiagnosticSetting Setting(string name, string members) => new(new ObservedResource(
        ResourceId.Parse($"{Documents.Samples.Vault}/providers/Microsoft.Insights/diagnosticSettings/{name}"),
        JsonDocument.Parse($"{{\"properties\":{{{members}}}}}").RootElement));
}
