using System.Text.Json;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>What a plan shows as altered.</summary>
public sealed class PropertyDiffTests
{
    [Theory]
    // Plain members.
    [InlineData("""{"a":1}""", """{"a":2}""", "a: 1 -> 2")]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "")]
    [InlineData("""{"a":"x"}""", """{"b":"y"}""", "b: absent -> y")]
    [InlineData("""{"a":{"b":true}}""", """{"a":{"b":false}}""", "a.b: true -> false")]
    [InlineData("""{"a":1}""", """{"a":"1"}""", "a: 1 -> 1")]
    [InlineData("""{"a":1,"only":"Azure's"}""", """{"a":1}""", "")]
    // Text is compared without letter case, ids and addresses without closing slashes; an empty text is none.
    [InlineData("""{"id":"/subscriptions/A/"}""", """{"id":"/subscriptions/a"}""", "")]
    [InlineData("""{"equals":"Microsoft.KeyVault/vaults/delete/"}""", """{"equals":"Microsoft.KeyVault/vaults/delete"}""", "equals: Microsoft.KeyVault/vaults/delete/ -> Microsoft.KeyVault/vaults/delete")]
    [InlineData("""{"uri":"https://KV.vault.azure.net/"}""", """{"uri":"https://kv.vault.azure.net"}""", "")]
    [InlineData("""{"Uri":"x"}""", """{"uri":"x"}""", "")]
    [InlineData("""{}""", """{"version":""}""", "")]
    [InlineData("""{"version":"1"}""", """{"version":""}""", "version: 1 -> ")]
    [InlineData("""{"a":{"b":1}}""", """{"a":5}""", "a: absent -> 5")]
    // Objects.
    [InlineData("""{"tags":{"a":"1"}}""", """{"tags":{}}""", "")]
    [InlineData("""{}""", """{"identity":{"x":{}}}""", "identity.x: absent -> {}")]
    [InlineData("""{"Identity":{"X":{"clientId":"c"}}}""", """{"identity":{"x":{}}}""", "")]
    // Rows are matched by category, group, name or object id, whatever their order.
    [InlineData("""{"properties":{"logs":[{"category":"B","enabled":true},{"category":"A","enabled":false}]}}""", """{"properties":{"logs":[{"category":"a","enabled":true},{"category":"b","enabled":true}]}}""", "properties.logs[a].enabled: false -> true")]
    [InlineData("""{"properties":{"logs":[]}}""", """{"properties":{"logs":[{"categoryGroup":"audit","enabled":true}]}}""", "properties.logs[audit].enabled: absent -> true")]
    [InlineData("""{"rules":[{"name":"r","days":1}]}""", """{"rules":[{"name":"r","days":2}]}""", "rules[r].days: 1 -> 2")]
    [InlineData("""{"policies":[{"objectId":"o","keys":["get"]}]}""", """{"policies":[{"objectId":"o","keys":["get","list"]}]}""", """policies[o].keys: ["get"] -> ["get","list"]""")]
    [InlineData("""{"policies":[{"objectId":"o","keys":["LIST","get"]}]}""", """{"policies":[{"objectId":"o","keys":["get","list"]}]}""", "")]
    [InlineData("""{"policies":[{"objectId":"o","keys":["get"],"secrets":["get"]}]}""", """{"policies":[{"objectId":"o","keys":[],"secrets":["get"]}]}""", """policies[o].keys: ["get"] -> []""")]
    [InlineData("""{"keys":[]}""", """{"keys":[]}""", "")]
    [InlineData("""{}""", """{"keys":[]}""", "")]
    [InlineData("""{"items":[{"x":1}]}""", """{"items":[{"x":2}]}""", "items[0].x: 1 -> 2")]
    [InlineData("""{"rows":[{"name":"n","category":"c","x":1},{"name":"m","category":"c2","x":1}]}""", """{"rows":[{"name":"n","category":"c2","x":2}]}""", "rows[c2].name: m -> n|rows[c2].x: 1 -> 2|rows[c].name: n -> absent|rows[c].x: 1 -> absent")]
    [InlineData("""{"items":[1,{"x":1}]}""", """{"items":[2,{"x":1}]}""", """items: [1,{"x":1}] -> [2,{"x":1}]""")]
    // A row that is off, retention that is off, and 0 days say the same as nothing; elsewhere they do not.
    [InlineData("""{}""", """{"properties":{"logs":[{"category":"A","enabled":false,"retentionPolicy":{"enabled":false,"days":0}}]}}""", "")]
    [InlineData("""{}""", """{"properties":{"metrics":[{"category":"A","enabled":false,"retentionPolicy":{"enabled":false,"days":0}}]}}""", "")]
    [InlineData("""{}""", """{"rules":[{"name":"r","enabled":false}]}""", "rules[r].enabled: absent -> false")]
    [InlineData("""{}""", """{"properties":{"logs":[{"category":"A","retentionPolicy":{"enabled":true,"days":30}}]}}""", "properties.logs[A].retentionPolicy.days: absent -> 30|properties.logs[A].retentionPolicy.enabled: absent -> true")]
    [InlineData("""{}""", """{"properties":{"logs":[{"category":"A","retentionPolicy":{"days":false}}]}}""", "properties.logs[A].retentionPolicy.days: absent -> false")]
    [InlineData("""{}""", """{"days":0}""", "days: absent -> 0")]
    [InlineData("""{}""", """{"enabled":false}""", "enabled: absent -> false")]
    // A row that is not sent goes, unless it said nothing.
    [InlineData("""{"properties":{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":true}]}}""", """{"properties":{"logs":[{"category":"A","enabled":true}]}}""", "properties.logs[B].enabled: true -> absent")]
    [InlineData("""{"properties":{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":false,"retentionPolicy":{"enabled":false,"days":0}}]}}""", """{"properties":{"logs":[{"category":"A","enabled":true}]}}""", "")]
    [InlineData("""{"properties":{"logs":[{"category":"A","enabled":true}],"rules":[{"name":"r","x":1}]}}""", """{"properties":{"logs":[{"category":"A","enabled":true}]}}""", "")]
    [InlineData("""{"rules":[{"name":"AB","x":1},{"name":"A","x":1}]}""", """{"Rules":[{"name":"a","x":1}]}""", "rules[AB].x: 1 -> absent")]
    [InlineData("""{"rules":[{"name":"A","x":1}],"rulesets":[{"name":"B","x":1}]}""", """{"rulesets":[]}""", "rulesets[B].x: 1 -> absent")]
    [InlineData("""{"tags":{"a[b":"1","c]":"2","[d]":"3"}}""", """{"tags":{"x":"4"}}""", "tags.x: absent -> 4")]
    [InlineData("""{"rules":[{"name":"A","steps":[{"name":"s","x":1}]},{"name":"B","steps":[{"name":"s","x":1}]}]}""", """{"rules":[{"name":"A","steps":[{"name":"s","x":1}]}]}""", "rules[B].steps[s].x: 1 -> absent")]
    // A member that is sent as null goes, with what lies beneath it, and only that.
    [InlineData("""{"a":{"b":1,"bc":2}}""", """{"a":{"b":null}}""", "a.b: 1 -> absent")]
    [InlineData("""{"A":{"B":{"c":1,"d":2}}}""", """{"a":{"b":null}}""", "A.B.c: 1 -> absent|A.B.d: 2 -> absent")]
    [InlineData("""{"identity":{"x":{"clientId":"c"}},"y":3}""", """{"identity":null}""", "identity.x.clientId: c -> absent")]
    [InlineData("""{}""", """{"a":null}""", "")]
    // Sorted by path, whatever was altered, added or taken away.
    [InlineData("""{"b":1,"c":2}""", """{"c":3,"b":null,"a":1}""", "a: absent -> 1|b: 1 -> absent|c: 2 -> 3")]
    public void A_body_alters(string observed, string body, string lines) =>
        Assert.Equal(lines, Lines(new PropertyDiff(new UnnamedType()).Between(Json(observed), Json(body))));

    [Fact]
    public void Nothing_that_is_sent_to_where_nothing_is_was_there_before() =>
        Assert.Equal("a: absent -> 1", Lines(new PropertyDiff(new UnnamedType()).Between(default, Json("""{"a":1}"""))));

    [Theory]
    [InlineData("""{}""", """{"version":""}""", "version: absent -> ")]
    [InlineData("""{"version":""}""", """{"version":""}""", "")]
    [InlineData("""{"version":"1"}""", """{"version":""}""", "version: 1 -> ")]
    [InlineData("""{}""", """{"policies":[],"a":1}""", "a: absent -> 1|policies: absent -> []")]
    [InlineData("""{"policies":[]}""", """{"policies":[]}""", "")]
    [InlineData("""{"policies":["x"]}""", """{"policies":["x"]}""", "")]
    [InlineData("""{"policies":[{"objectId":"o","x":1}]}""", """{"policies":[]}""", "policies[o].x: 1 -> absent")]
    public void A_plan_shows_what_is_sent_empty(string observed, string body, string lines) =>
        Assert.Equal(lines, Lines(new PropertyDiff(new UnnamedType()).Shown(Json(observed), Json(body))));

    [Theory]
    // A row of a category group that is off shows where it comes or goes, once, and only there.
    [InlineData("""[{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"audit","enabled":true}]""", """[{"categoryGroup":"audit","enabled":true}]""", "allLogs: false -> absent")]
    [InlineData("""[{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"audit","enabled":false}]""", """[{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"audit","enabled":true}]""", "audit: false -> true")]
    [InlineData("""[{"categoryGroup":"audit","enabled":true}]""", """[{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"audit","enabled":true}]""", "allLogs: absent -> false")]
    [InlineData("""[]""", """[{"categoryGroup":"allLogs","enabled":false},{"categoryGroup":"allLogs","enabled":false}]""", "allLogs: absent -> false")]
    public void A_plan_shows_rows_of_groups_that_come_or_go(string observed, string body, string lines) => Assert.Equal(
        lines,
        Lines(new PropertyDiff(new DiagnosticSettingType()).Shown(
            Json($$$"""{"properties":{"logs":{{{observed}}}}}"""), Json($$$"""{"properties":{"logs":{{{body}}}}}""")))
            .Replace("properties.logs[", "", StringComparison.Ordinal).Replace("].enabled", "", StringComparison.Ordinal));

    [Fact]
    public void What_says_nothing_does_not_go_with_a_setting() => Assert.Equal(
        "properties.logs[A].enabled: true -> absent|properties.logs[A].retentionPolicy.enabled: true -> absent",
        Lines(new PropertyDiff(new DiagnosticSettingType()).Removing(Json(
            """{"properties":{"logs":[{"category":"A","enabled":true,"retentionPolicy":{"enabled":true,"days":0}},{"category":"B","enabled":false}]}}"""))));

    [Fact]
    public void With_a_document_go_its_properties() =>
        Assert.Equal(
            "properties.a: 1 -> absent|properties.rows[r].x: 2 -> absent",
            Lines(new PropertyDiff(new UnnamedType()).Removing(Json("""{"id":"i","properties":{"rows":[{"name":"r","x":2}],"a":1,"none":null,"empty":[]}}"""))));

    private static string Lines(IEnumerable<PropertyChange> changes) =>
        string.Join('|', changes.Select(change => $"{change.Path}: {Text(change.Before)} -> {Text(change.After)}"));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "absent",
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean() ? "true" : "false",
        JsonValueKind.Null or JsonValueKind.Number or JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
