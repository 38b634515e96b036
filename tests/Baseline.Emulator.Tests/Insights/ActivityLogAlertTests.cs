using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Insights;

public sealed class ActivityLogAlertTests
{
    private const string Alerts = $"{World.Group}/providers/Microsoft.Insights/activityLogAlerts";
    private const string Alert = $"{Alerts}/nsg";
    private const string ActionGroup = $"{World.Group}/providers/Microsoft.Insights/actionGroups/ag";
    private const string Scopes = $"\"scopes\": [\"/subscriptions/{World.Sub}\"]";
    private const string Condition = """
        "condition": { "allOf": [{ "field": "category", "equals": "Administrative" }, { "field": "operationName", "equals": "A.B/c/write" }] }
        """;

    private const string Actions = $$"""
        "actions": { "actionGroups": [{ "actionGroupId": "{{ActionGroup}}", "webhookProperties": { "Team": "a" } }] }
        """;

    private static readonly string Body = BodyOf(Scopes, Condition, Actions);

    [Fact]
    public void A_new_alert_is_on_and_answers_with_every_member_of_a_comparison()
    {
        var world = Grouped();

        var body = ArmAssert.Ok(world.Send("PUT", Alert, Body), 201);

        Assert.True((bool?)body["properties"]?["enabled"]);
        Assert.Equal("global", (string?)body["location"]);
        Assert.Equal(
            """{"field":"category","equals":"Administrative","containsAny":null,"anyOf":null}""",
            body["properties"]?["condition"]?["allOf"]?[0]?.ToJsonString());
        Assert.Equal("a", (string?)body["properties"]?["actions"]?["actionGroups"]?[0]?["webhookProperties"]?["Team"]);
        Assert.Equal(body.ToJsonString(), ArmAssert.Ok(world.Get(Alert)).ToJsonString());
        Assert.Equal(200, world.Send("PUT", Alert, Body).Status);
    }

    [Theory]
    [InlineData($"/subscriptions/{World.Sub}/providers/Microsoft.Insights/activityLogAlerts")]
    [InlineData(Alerts)]
    public void Alerts_and_action_groups_are_listed(string target)
    {
        var world = Grouped();
        world.Send("PUT", Alert, Body);

        Assert.Equal(["nsg"], ArmAssert.Names(ArmAssert.Ok(world.Get(target))["value"], "name"));
        Assert.Equal(["ag"], ArmAssert.Names(ArmAssert.Ok(world.Get(target.Replace("activityLogAlerts", "actionGroups", StringComparison.Ordinal)))["value"], "name"));
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "The location property", """{ "properties": {} }""" },
        { "not available for resource type", Body.Replace("Global", "eastus", StringComparison.Ordinal) },
        { "at least one scope", BodyOf("\"scopes\": []", Condition, Actions) },
        { "not in the subscription", BodyOf($"\"scopes\": [\"/subscriptions/{World.OtherSub}\"]", Condition, Actions) },
        { "a condition", BodyOf(Scopes, "\"condition\": { \"allOf\": [] }", Actions) },
        { "which category", BodyOf(Scopes, AllOf("""{ "field": "operationName", "equals": "A.B/c/write" }"""), Actions) },
        { "'operation' is not a field", BodyOf(Scopes, AllOf("""{ "field": "operation", "equals": "x" }"""), Actions) },
        { "either 'equals' or 'containsAny'", BodyOf(Scopes, AllOf("""{ "field": "category" }"""), Actions) },
        { "either 'equals' or 'containsAny'", BodyOf(Scopes, AllOf("""{ "field": "category", "equals": "x", "containsAny": ["y"] }"""), Actions) },
        { "at least one comparison", BodyOf(Scopes, AllOf("""{ "anyOf": [] }"""), Actions) },
        { "can't be nested", BodyOf(Scopes, AllOf("""{ "anyOf": [{ "anyOf": [] }] }"""), Actions) },
        { "or has 'anyOf'", BodyOf(Scopes, AllOf("""{ "field": "category", "equals": "x", "anyOf": [{ "field": "level", "equals": "x" }] }"""), Actions) },
        { "'actions.actionGroups'", BodyOf(Scopes, Condition, "\"actions\": {}") },
        { "not the id of an action group", BodyOf(Scopes, Condition, $$"""
            "actions": { "actionGroups": [{ "actionGroupId": "{{World.Vault}}" }] }
            """) },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_whole_is_refused(string why, string body)
    {
        var answer = Grouped().Send("PUT", Alert, body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(why, JsonNode.Parse(answer.Body.Span)?["error"]?["message"]?.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_sign_of_addresses_is_refused() =>
        ArmAssert.Wrapped(Grouped().Send("PUT", $"{Alerts}/a:b", Body), 400, "BadRequest");

    [Fact]
    public void A_PATCH_changes_tags_and_whether_it_is_on()
    {
        var world = Grouped();
        ArmAssert.Wrapped(world.Send("PATCH", Alert, "{}"), 404, "ResourceNotFound");
        world.Send("PUT", Alert, Body);

        var off = ArmAssert.Ok(world.Send("PATCH", Alert, """{ "tags": { "a": "b" }, "properties": { "enabled": false } }"""));

        Assert.False((bool?)off["properties"]?["enabled"]);
        Assert.Equal("b", (string?)off["tags"]?["a"]);
        Assert.NotNull(off["properties"]?["condition"]);
        Assert.False((bool?)ArmAssert.Ok(world.Send("PATCH", Alert, """{ "tags": {} }"""))["properties"]?["enabled"]);
        ArmAssert.Wrapped(world.Send("PATCH", Alert, """{ "properties": { "scopes": [] } }"""), 400, "BadRequest");
        ArmAssert.Wrapped(world.Send("PATCH", Alert, """{ "location": "global" }"""), 400, "BadRequest");
    }

    [Fact]
    public void The_hundred_and_first_that_is_on_is_refused_and_one_that_is_off_is_not()
    {
        var world = Grouped();
        for (var number = 0; number < 100; number++)
        {
            ArmAssert.Ok(world.Send("PUT", $"{Alerts}/a{number}", Body), 201);
        }

        ArmAssert.Wrapped(world.Send("PUT", Alert, Body), 400, "BadRequest");
        ArmAssert.Ok(world.Send("PUT", Alert, BodyOf(Scopes, Condition, Actions, "\"enabled\": false")), 201);
        ArmAssert.Wrapped(world.Send("PATCH", Alert, """{ "properties": { "enabled": true } }"""), 400, "BadRequest");
        ArmAssert.Ok(world.Send("PUT", $"{Alerts}/a7", Body));
        Assert.Equal(200, world.Send("DELETE", $"{Alerts}/a7").Status);
        ArmAssert.Ok(world.Send("PATCH", Alert, """{ "properties": { "enabled": true } }"""));
    }

    [Fact]
    public void One_that_is_deleted_is_gone()
    {
        var world = Grouped();
        world.Send("PUT", Alert, Body);

        Assert.Equal(200, world.Send("DELETE", Alert).Status);
        Assert.Equal(204, world.Send("DELETE", Alert).Status);
        ArmAssert.Wrapped(world.Get(Alert), 404, "ResourceNotFound");
    }

    [Fact]
    public void A_provider_that_is_not_registered_and_a_group_that_is_not_there_refuse_it()
    {
        ArmAssert.Wrapped(new World().Send("PUT", Alert, Body), 404, "ResourceGroupNotFound");
        var world = Grouped().With($$"""
            { "id": "/subscriptions/{{World.Sub}}/providers/Microsoft.Insights", "namespace": "Microsoft.Insights", "registrationState": "NotRegistered" }
            """);
        ArmAssert.Wrapped(world.Send("PUT", Alert, Body), 409, "MissingSubscriptionRegistration");
    }

    private static World Grouped() => new World().With($$"""
        { "id": "{{ActionGroup}}", "name": "ag", "type": "Microsoft.Insights/ActionGroups", "location": "Global", "properties": {} }
        """);

    private static string AllOf(string part) => $$"""
        "condition": { "allOf": [{{part}}] }
        """;

    private static string BodyOf(string scopes, string condition, string actions, string more = "\"description\": \"d\"") =>
        $$"""{ "location": "Global", "properties": { {{scopes}}, {{condition}}, {{actions}}, {{more}} } }""";
}
