using Xunit;

namespace Baseline.Emulator.Tests.Insights;

public sealed class ActivityLogSettingTests
{
    private const string Settings = $"/subscriptions/{World.Sub}/providers/Microsoft.Insights/diagnosticSettings";

    private static string Body(string logs) => $$"""
        { "location": "westeurope",
          "properties": { "storageAccountId": "{{World.Account}}", "metrics": [], "logs": [ {{logs}} ] } }
        """;

    [Fact]
    public void A_setting_has_the_shape_of_a_subscription()
    {
        var row = """{ "category": "Security", "enabled": true, "retentionPolicy": { "enabled": true, "days": 7 } }""";

        var body = ArmAssert.Ok(new World().WithAccount(location: "eastus").Send("PUT", $"{Settings}/x", Body(row)));

        Assert.Equal($"subscriptions/{World.Sub}/providers/microsoft.insights/diagnosticSettings/x", (string?)body["id"]);
        Assert.Equal("global", (string?)body["location"]);
        Assert.Equal(["id", "type", "name", "location", "properties"], body.AsObject().Select(member => member.Key));
        Assert.Equal(["storageAccountId", "logs"], body["properties"]?.AsObject().Select(member => member.Key) ?? []);
        Assert.Equal(
            """[{"category":"Security","enabled":true,"categoryGroup":null}]""",
            body["properties"]?["logs"]?.ToJsonString());
    }

    [Fact]
    public void Get_and_list_show_all_categories_enabled_first()
    {
        var world = new World().WithAccount();
        world.Send("PUT", $"{Settings}/x", Body("""{ "category": "Alert", "enabled": true }"""));

        var get = ArmAssert.Ok(world.Get($"{Settings}/x"))["properties"]?["logs"];
        var list = ArmAssert.Ok(world.Get(Settings))["value"]?[0]?["properties"]?["logs"];

        Assert.Equal(
            ["Alert", "Security", "Administrative", "ServiceHealth", "Recommendation", "Policy", "Autoscale", "ResourceHealth"],
            ArmAssert.Names(get, "category"));
        Assert.Equal(get?.ToJsonString(), list?.ToJsonString());
    }

    [Fact]
    public void A_setting_that_logs_nothing_vanishes()
    {
        var world = new World().WithAccount();
        world.Send("PUT", $"{Settings}/x", Body("""{ "category": "Alert", "enabled": true }"""));

        var put = world.Send("PUT", $"{Settings}/x", Body("""{ "category": "Alert", "enabled": false }"""));

        ArmAssert.Ok(put);
        ArmAssert.Bare(world.Get($"{Settings}/x"), 404, "ResourceNotFound");
        Assert.Equal(200, world.Send("DELETE", $"{Settings}/x").Status);
    }

    [Fact]
    public void A_seeded_id_without_a_leading_slash_is_found_and_kept()
    {
        var id = $"subscriptions/{World.Sub}/providers/microsoft.insights/diagnosticSettings/x";
        var world = new World().With($$"""{ "id": "{{id}}", "name": "x", "properties": { "logs": [] } }""");

        Assert.Equal(id, (string?)ArmAssert.Ok(world.Get($"{Settings}/X"))["id"]);
    }

    [Fact]
    public void The_same_sink_for_the_same_category_is_a_conflict()
    {
        var world = new World().WithAccount();
        world.Send("PUT", $"{Settings}/x", Body("""{ "category": "Alert", "enabled": true }"""));

        ArmAssert.Bare(world.Send("PUT", $"{Settings}/y", Body("""{ "category": "Alert", "enabled": true }""")), 409, "Conflict");
    }

    [Fact]
    public void A_management_group_has_settings_of_its_own()
    {
        const string Group = "/providers/Microsoft.Management/managementGroups/contoso";
        var world = new World().WithAccount();
        var target = $"{Group}/providers/microsoft.insights/diagnosticSettings";

        var put = ArmAssert.Ok(world.Send("PUT", $"{target}/x", Body("""{ "category": "Policy", "enabled": true }""")));
        var list = ArmAssert.Ok(world.Get(target))["value"];

        Assert.StartsWith("providers/", (string?)put["id"], StringComparison.Ordinal);
        Assert.Equal(["Policy", "Administrative"], ArmAssert.Names(list?[0]?["properties"]?["logs"], "category"));
        ArmAssert.Wrapped(
            world.Get("/providers/Microsoft.Management/managementGroups/none/providers/microsoft.insights/diagnosticSettings"),
            404,
            "NotFound");
    }

    [Fact]
    public void Log_profiles_are_read_and_no_longer_made()
    {
        const string Profiles = $"/subscriptions/{World.Sub}/providers/microsoft.insights/logprofiles";
        var world = new World().With($$"""{ "id": "{{Profiles}}/default", "name": "default", "properties": { } }""");

        Assert.Equal(["default"], ArmAssert.Names(ArmAssert.Ok(world.Get(Profiles))["value"], "name"));
        ArmAssert.Bare(world.Send("PUT", $"{Profiles}/default", "{}"), 400, "BadRequest");
    }
}
