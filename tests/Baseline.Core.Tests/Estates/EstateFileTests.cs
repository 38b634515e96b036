using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Json;
using Xunit;

namespace Baseline.Core.Tests.Estates;

public sealed class EstateFileTests
{
    private const string Guid = "11111111-1111-1111-1111-111111111111";
    private const string Vault = $"/subscriptions/{Guid}/resourceGroups/rg-app/providers/Microsoft.KeyVault/vaults/kv-a";

    [Fact]
    public void Reads_subscriptions_resources_and_failed_reads()
    {
        var estate = Read($$"""
            { "formatVersion": "1.0", "capturedAt": "2026-11-22T10:00:00+01:00", "source": "azure", "comment": "of no meaning",
              "subscriptions": [ { "id": "{{Guid}}", "displayName": "Payments", "managementGroups": ["contoso"], "tenantId": "t", "state": "Enabled" } ],
              "resources": [ { "id": "{{Vault}}", "type": "Microsoft.KeyVault/vaults", "properties": { "newMember": 30.0 } } ],
              "unreadable": [ { "id": "{{Vault}}/providers/microsoft.insights/diagnosticSettings", "status": 403, "code": "AuthorizationFailed" } ] }
            """);

        Assert.Equal("azure", estate.Source);
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero), estate.CapturedAt);
        var subscription = Assert.Single(estate.Subscriptions);
        Assert.Equal((Guid, "Payments", "t", "Enabled"), (subscription.Id, subscription.DisplayName, subscription.TenantId, subscription.State));
        Assert.Equal(["contoso"], subscription.ManagementGroups);
        Assert.Equal("30.0", estate.Find(ResourceId.Parse(Vault)).Resource?.Body.At("properties.newMember").GetRawText());
        Assert.Equal(403, Assert.Single(estate.Unreadable).Status);
    }

    [Fact]
    public void The_tenants_that_a_subscription_is_delegated_to_are_read_and_written()
    {
        using var written = new MemoryStream();
        EstateFile.Write(Read(File($$"""{ "id": "{{Guid}}", "managedByTenants": [ { "tenantId": "t1" }, { "tenantId": "t2" } ] }""", "")), written);

        var read = EstateFile.Read(written.ToArray(), "estate.json").Value;

        Assert.Equal(["t1", "t2"], Assert.Single(read?.Subscriptions ?? []).ManagedByTenants);
        Assert.Empty(Assert.Single(Read(File($$"""{ "id": "{{Guid}}", "managedByTenants": null }""", "")).Subscriptions).ManagedByTenants);
    }

    [Fact]
    public void What_lies_beneath_an_id_is_found()
    {
        var estate = Read(File("", $$"""{ "id": "{{Vault}}" }, { "id": "{{Vault}}2" }"""));
        var group = ResourceId.Parse($"/subscriptions/{Guid}/resourceGroups/RG-APP");

        Assert.True(estate.HasAnythingBelow(group));
        Assert.False(estate.HasAnythingBelow(ResourceId.Parse($"{group}2")));
        Assert.False(estate.HasAnythingBelow(ResourceId.Parse(group.Text[..^1])));
        Assert.False(estate.HasAnythingBelow(ResourceId.Parse(Vault)));
    }

    [Fact]
    public void A_subscription_may_be_given_by_its_id_and_in_capitals()
    {
        var estate = Read(File($$"""{ "id": "/subscriptions/{{"abcdefab-1111-1111-1111-111111111111".ToUpperInvariant()}}" }""", ""));

        Assert.Equal("abcdefab-1111-1111-1111-111111111111", Assert.Single(estate.Subscriptions).Id);
    }

    [Fact]
    public void A_type_may_be_missing_or_null_and_an_id_may_lack_its_slash()
    {
        var estate = Read(File("", $$"""
            { "id": "{{Vault}}" },
            { "id": "subscriptions/{{Guid}}/providers/microsoft.insights/diagnosticSettings/x", "type": null, "properties": {} }
            """));

        Assert.Single(estate.OfType("microsoft.keyvault/vaults"));
        Assert.Single(estate.OfType("microsoft.insights/diagnosticsettings"));
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(File("", ""))).ToArray();

        Assert.False(EstateFile.Read(bytes, "estate.json").Failed);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("latin1")]
    public void Another_encoding_is_named(string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes(File($$"""{ "id": "{{Guid}}", "displayName": "Zürich" }""", ""));

        Assert.Equal("BL3002", Assert.Single(EstateFile.Read(bytes, "estate.json").Diagnostics).Code);
    }

    [Theory]
    [InlineData("not json", "")]
    [InlineData("", "The file is empty. ")]
    [InlineData(" \n", "The file is empty. ")]
    [InlineData("{ \"formatVersion\"", "")]
    [InlineData("{ \"formatVersion\": ", "")]
    [InlineData("{ \"formatVersion\": tr", "")]
    [InlineData("{ \"formatVersion\": \"1.0\", ", "")]
    [InlineData("{ \"formatVersion\": \"1.0\" } trailing", "")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"formatVersion\": \"1.0\" }", "")]
    [InlineData("{ \"formatVersion\": \"1.0\", \"source\": \"\\ud800\" }", "")]
    public void Text_that_is_not_JSON_is_refused_with_its_place(string text, string says)
    {
        var diagnostic = Assert.Single(Refused(text));

        Assert.StartsWith(says, diagnostic.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("isFinalBlock", diagnostic.Detail, StringComparison.OrdinalIgnoreCase);

        Assert.Equal("BL3001", diagnostic.Code);
        Assert.Equal("estate.json", diagnostic.Span?.File);
    }

    [Fact]
    public void Nesting_beyond_64_levels_is_refused()
    {
        static string Nested(int levels) =>
            File("", $$"""{ "id": "{{Vault}}", "deep": {{new string('[', levels)}}{{new string(']', levels)}} }""");

        Assert.False(EstateFile.Read(Encoding.UTF8.GetBytes(Nested(61)), "estate.json").Failed);
        Assert.Equal("BL3001", Assert.Single(Refused(Nested(62))).Code);
    }

    [Fact]
    public void The_place_of_a_syntax_error_is_the_character_that_is_wrong()
    {
        var diagnostic = Assert.Single(Refused("{\n  \"formatVersion\": \"1.0\",\n  \"source\": azure\n}\n"));

        Assert.Equal("estate.json:3:13", diagnostic.Span?.ToString());
        Assert.Equal("  \"source\": azure", diagnostic.SourceLine);
    }

    [Theory]
    [InlineData("\"2.0\"", "BL3003")]
    [InlineData("\"0.9\"", "BL3003")]
    [InlineData("\"one\"", "BL3003")]
    [InlineData("\"1.0.0\"", "BL3003")]
    [InlineData("1.0", "BL3006")]
    public void Another_major_version_is_refused(string version, string code) =>
        Assert.Equal(code, Assert.Single(Refused($$"""{ "formatVersion": {{version}} }""")).Code);

    [Fact]
    public void A_newer_minor_version_is_read_and_said()
    {
        var result = EstateFile.Read(
            Encoding.UTF8.GetBytes(File("", "").Replace("1.0", "1.7", StringComparison.Ordinal)), "estate.json");

        Assert.False(result.Failed);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(("BL3004", Severity.Warning), (warning.Code, warning.Severity));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_place()
    {
        var diagnostics = Refused($$"""
            { "formatVersion": "1.0", "capturedAt": "yesterday",
              "subscriptions": [ { "id": "production" }, { "id": "{{Guid}}" }, { "id": "/subscriptions/{{Guid}}" }, 7 ],
              "resources": [
                { "type": "Microsoft.KeyVault/vaults" },
                { "id": "kv-a" },
                { "id": "{{Vault}}" },
                { "id": "{{Vault.ToUpperInvariant()}}" }
              ],
              "unreadable": [ { "id": "{{Vault}}", "status": "403", "code": "AuthorizationFailed" } ] }
            """);

        Assert.Equal(
            [
                "1:41 BL3010", "2:30 BL3009", "2:104 BL3011", "2:161 BL3006",
                "4:5 BL3005", "5:13 BL3007", "7:13 BL3008", "9:155 BL3006",
            ],
            diagnostics.Select(d => $"{d.Span?.Line}:{d.Span?.Column} {d.Code}"));
        Assert.Contains("resources[1].id", diagnostics[5].Detail, StringComparison.Ordinal);
        Assert.Contains("line 6 already", diagnostics[6].Detail, StringComparison.Ordinal);
        Assert.Contains("unreadable[0].status", diagnostics[7].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lists_must_be_there_but_not_the_failed_reads()
    {
        Assert.Equal(["BL3005", "BL3005"], Refused("""{ "formatVersion": "1.0" }""").Select(d => d.Code));
        Assert.Empty(Read(File("", "")).Unreadable);
    }

    [Theory]
    [InlineData("2026-11-22T09:00:00")]
    [InlineData("2026-11-22")]
    [InlineData("2026-13-22T09:00:00Z")]
    [InlineData("22.11.2026 09:00 +00:00")]
    public void A_time_without_its_distance_from_UTC_is_refused(string time) =>
        Assert.Equal("BL3010", Refused($$"""{ "formatVersion": "1.0", "capturedAt": "{{time}}", "subscriptions": [], "resources": [] }""")[0].Code);

    /// <summary>Read as if it were not there, such a value would be a verdict: this policy would keep everything forever.</summary>
    [Theory]
    [InlineData("\"properties\": { \"policy\": { \"rules\": \"none\" } }", "properties.policy.rules is a text where Azure has a list")]
    [InlineData("\"properties\": { \"policy\": [] }", "properties.policy is a list where Azure has an object")]
    [InlineData("\"properties\": \"none\"", "properties is a text where Azure has an object")]
    [InlineData("\"properties\": null", "properties is missing")]
    [InlineData("\"tags\": {}", "properties is missing")]
    public void A_value_of_another_kind_than_Azures_is_refused_where_verdicts_rest_on_it(string properties, string expected)
    {
        var refused = Assert.Single(Refused(File("", $$"""
            { "id": "/subscriptions/{{Guid}}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/managementPolicies/default", {{properties}} }
            """)));

        Assert.Equal("BL3006", refused.Code);
        Assert.Contains(expected, refused.Detail, StringComparison.Ordinal);
        Assert.NotNull(refused.Span);
    }

    [Fact]
    public void Reading_what_was_written_gives_the_same_estate()
    {
        var first = Written(Read($$"""
            { "formatVersion": "1.0", "capturedAt": "2026-11-22T09:00:00.25Z", "source": "azure",
              "subscriptions": [ { "id": "{{Guid}}", "displayName": "Zürich 🙂 <&>", "managementGroups": ["a", "b"] } ],
              "resources": [ { "id": "{{Vault}}", "type": null, "tags": { "key \" \\ \u0001": "ä\u2028" }, "n": [1e2, 30.0, -0] },
                             { "type": "x", "id": "subscriptions/{{Guid}}/providers/microsoft.insights/diagnosticSettings/x", "properties": {} } ],
              "unreadable": [ { "id": "/subscriptions/{{Guid}}", "status": 429, "code": "" } ] }
            """));

        var second = Written(Read(first));

        Assert.Equal(first, second);
        Assert.EndsWith("}\n", first, StringComparison.Ordinal);
        Assert.Contains("Zürich", first, StringComparison.Ordinal);
        Assert.Contains("\\u0001", first, StringComparison.Ordinal);
        Assert.Contains("30.0", first, StringComparison.Ordinal);
        Assert.Contains("\"id\": \"subscriptions/", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_without_its_id_is_written_with_it()
    {
        var body = JsonDocument.Parse("""{ "name": "kv-a" }""").RootElement;
        var estate = new Estate("azure", null, [], [new ObservedResource(ResourceId.Parse(Vault), body)], []);

        var again = Read(Written(estate));

        Assert.Equal("kv-a", again.Find(ResourceId.Parse(Vault)).Resource?.Body.TextAt("name"));
        Assert.Null(again.CapturedAt);
    }

    private static string File(string subscriptions, string resources) =>
        $$"""{ "formatVersion": "1.0", "subscriptions": [ {{subscriptions}} ], "resources": [ {{resources}} ] }""";

    private static Estate Read(string json)
    {
        var result = EstateFile.Read(Encoding.UTF8.GetBytes(json), "estate.json");
        Assert.Empty(result.Diagnostics);
        return result.Value ?? throw new InvalidOperationException("No estate.");
    }

    private static IReadOnlyList<Diagnostic> Refused(string json)
    {
        var result = EstateFile.Read(Encoding.UTF8.GetBytes(json), "estate.json");
        Assert.Null(result.Value);
        Assert.True(result.Failed);
        return result.Diagnostics;
    }

    private static string Written(Estate estate)
    {
        using var stream = new MemoryStream();
        EstateFile.Write(estate, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
