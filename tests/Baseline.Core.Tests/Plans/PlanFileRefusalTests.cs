using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Diagnostics;
using Baseline.Json;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Plans;

public sealed class PlanFileRefusalTests
{
    [Fact]
    public void A_truncated_plan_is_refused_wherever_it_ends()
    {
        var file = PlanFile.Write(SamplePlan.Full);

        for (var length = 0; length < file.Length - 2; length += 7)
        {
            Assert.Equal("BL4001", Assert.Single(PlanFile.Read(file.AsMemory(0, length), "plan.json").Diagnostics).Code);
        }
    }

    [Theory]
    [InlineData("\"c1\"", "\"c3\"")]
    [InlineData("\"enabled\": true", "\"enabled\": false")]
    [InlineData("\"AuditEvent is off.\"", "\"All is well.\"")]
    [InlineData("\"judged\": 2", "\"judged\": 3")]
    [InlineData("\"PUT\"", "\"PATCH\"")]
    public void An_edited_plan_is_refused(string before, string after)
    {
        var file = Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Full));

        var diagnostics = Refused(file.Replace(before, after, StringComparison.Ordinal));

        Assert.Contains(diagnostics, diagnostic => diagnostic.Code == "BL4011");
    }

    [Theory]
    [InlineData("sha256:123")]
    [InlineData("md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("")]
    public void A_malformed_digest_is_refused(string digest) =>
        Assert.Equal("BL4010", Assert.Single(RefusedWith(plan => plan["digest"] = digest, sign: false)).Code);

    [Fact]
    public void A_missing_digest_is_refused() =>
        Assert.Equal("BL4005", Assert.Single(RefusedWith(plan => plan.Remove("digest"), sign: false)).Code);

    [Fact]
    public void Another_major_version_is_refused() =>
        Assert.Equal("BL4003", Assert.Single(RefusedWith(plan => plan["formatVersion"] = "2.0")).Code);

    [Fact]
    public void A_newer_minor_version_is_read_without_what_is_new_in_it()
    {
        var file = Signed(Edited(plan =>
        {
            plan["formatVersion"] = "1.4";
            plan["novelty"] = 1;
            Item(plan, "changes", 0)["novelty"] = new JsonObject();
        }));

        var result = PlanFile.Read(Encoding.UTF8.GetBytes(file), "plan.json");

        Assert.Equal(Severity.Warning, Assert.Single(result.Diagnostics).Severity);
        Assert.Equal(2, result.Value?.Changes.Count);
    }

    [Theory]
    [InlineData("formatVersion")]
    [InlineData("baseline")]
    [InlineData("estate")]
    [InlineData("summary")]
    [InlineData("findings")]
    [InlineData("changes")]
    [InlineData("warnings")]
    [InlineData("exceeded")]
    public void A_missing_member_is_refused_by_name(string member)
    {
        var diagnostic = Assert.Single(RefusedWith(plan => plan.Remove(member)));

        Assert.Equal("BL4005", diagnostic.Code);
        Assert.Contains($"\"{member}\"", diagnostic.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("action")]
    [InlineData("resource")]
    [InlineData("type")]
    [InlineData("apiVersion")]
    [InlineData("method")]
    [InlineData("body")]
    [InlineData("properties")]
    [InlineData("dependsOn")]
    [InlineData("because")]
    [InlineData("precondition")]
    [InlineData("irreversible")]
    public void A_change_is_whole_or_refused(string member)
    {
        var missing = Assert.Single(RefusedWith(plan => Item(plan, "changes", 0).Remove(member)));
        var wrong = Assert.Single(RefusedWith(plan => Item(plan, "changes", 0)[member] = 7));

        Assert.Equal("BL4005", missing.Code);
        Assert.Equal("BL4006", wrong.Code);
        Assert.Contains("changes[0]", wrong.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("control", "BL4006")]
    [InlineData("resource", "BL4006")]
    [InlineData("state", "BL4006")]
    [InlineData("reason", "BL4006")]
    [InlineData("blocked", "BL4006")]
    [InlineData("obstacles", "BL4006")]
    [InlineData("changes", "BL4006")]
    [InlineData("details", "BL4006")]
    [InlineData("exemption", "BL4006")]
    [InlineData("incomplete", "BL4006")]
    public void A_finding_with_a_value_of_the_wrong_type_is_refused(string member, string code) =>
        Assert.Equal(code, Assert.Single(RefusedWith(plan => Item(plan, "findings", 0)[member] = 7)).Code);

    [Theory]
    [InlineData("findings", "state", "\"fine\"", "BL4009")]
    [InlineData("findings", "resource", "\"kv\"", "BL4007")]
    [InlineData("changes", "action", "\"destroy\"", "BL4009")]
    [InlineData("changes", "method", "\"HEAD\"", "BL4009")]
    [InlineData("changes", "resource", "\"kv\"", "BL4007")]
    [InlineData("changes", "precondition", "\"none\"", "BL4010")]
    [InlineData("changes", "precondition", "\"\"", "BL4010")]
    [InlineData("changes", "body", "null", "BL4006")]
    [InlineData("changes", "dependsOn", "[\"c9\"]", "BL4013")]
    [InlineData("changes", "dependsOn", "[\"c2\"]", "BL4014")]
    [InlineData("changes", "dependsOn", "[\"c1\"]", "BL4014")]
    [InlineData("changes", "body", "{\"a\":[\"x ${c9.properties.id}\"]}", "BL4013")]
    [InlineData("changes", "body", "{\"a\":[\"\\u0024{c2.properties.id}\"]}", "BL4014")]
    [InlineData("changes", "resource", "\"/subscriptions/${c2.properties.id}\"", "BL4014")]
    [InlineData("changes", "resource", "\"/subscriptions/${guid:c2.properties.id}\"", "BL4014")]
    [InlineData("findings", "changes", "[\"c9\"]", "BL4013")]
    [InlineData("warnings", "severity", "\"loud\"", "BL4009")]
    public void A_value_without_meaning_is_refused(string list, string member, string value, string code) =>
        Assert.Equal(code, Assert.Single(RefusedWith(plan => Item(plan, list, 0)[member] = JsonNode.Parse(value))).Code);

    [Fact]
    public void A_deletion_sends_no_body() =>
        Assert.Equal("BL4016", Assert.Single(RefusedWith(plan => Item(plan, "changes", 1)["body"] = new JsonObject())).Code);

    [Fact]
    public void Two_changes_with_one_name_are_refused() =>
        Assert.Contains("BL4012", RefusedWith(plan => Item(plan, "changes", 1)["id"] = "c1").Select(d => d.Code));

    [Fact]
    public void A_summary_that_does_not_count_the_plan_is_refused() =>
        Assert.Equal("BL4015", Assert.Single(RefusedWith(plan => Member(plan, "summary")["delete"] = 0)).Code);

    [Fact]
    public void A_date_that_is_none_is_refused() =>
        Assert.Equal("BL4008", Assert.Single(RefusedWith(plan => Member(Item(plan, "findings", 1), "exemption")["expires"] = "soon")).Code);

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        var file = Encoding.UTF8.GetString(PlanFile.Write(SamplePlan.Full));

        var diagnostics = Refused(file.Replace("\"method\": \"PUT\",", "\"method\": \"PUT\", \"method\": \"DELETE\",", StringComparison.Ordinal));

        Assert.Equal("BL4001", Assert.Single(diagnostics).Code);
    }

    [Fact]
    public void An_obstacle_that_an_older_release_wrote_as_text_alone_keeps_its_text()
    {
        var older = Edited(plan =>
        {
            Item(plan, "findings", 0).Remove("obstacles");
            Item(plan, "findings", 0)["blocked"] = "A lock.";
        });

        Assert.Equal("A lock.", PlanFile.Read(Encoding.UTF8.GetBytes(Signed(older)), "plan.json").Value?.Findings[0].Blocked);
    }

    private static IReadOnlyList<Diagnostic> RefusedWith(Action<JsonObject> edit, bool sign = true) =>
        Refused(sign ? Signed(Edited(edit)) : Edited(edit).ToJsonString());

    private static IReadOnlyList<Diagnostic> Refused(string json)
    {
        var result = PlanFile.Read(Encoding.UTF8.GetBytes(json), "plan.json");
        Assert.Null(result.Value);
        return result.Diagnostics;
    }

    private static JsonObject Edited(Action<JsonObject> edit)
    {
        var plan = Assert.IsType<JsonObject>(JsonNode.Parse(PlanFile.Write(SamplePlan.Full)));
        edit(plan);
        return plan;
    }

    /// <summary>The plan with a digest that fits, as somebody who edits it on purpose would give it.</summary>
    private static string Signed(JsonObject plan)
    {
        using var json = JsonDocument.Parse(plan.ToJsonString());
        plan["digest"] = CanonicalJson.Digest(json.RootElement, without: "digest");
        return plan.ToJsonString();
    }

    private static JsonObject Item(JsonObject plan, string list, int index) => Assert.IsType<JsonObject>(plan[list]?[index]);

    private static JsonObject Member(JsonObject plan, string member) => Assert.IsType<JsonObject>(plan[member]);
}
