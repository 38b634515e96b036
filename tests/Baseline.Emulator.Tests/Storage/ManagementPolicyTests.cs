using Xunit;

namespace Baseline.Emulator.Tests.Storage;

public sealed class ManagementPolicyTests
{
    private const string Policy = $"{World.Account}/managementPolicies/default";

    private static string Rule(string name, string filters = """{ "blobTypes": [ "appendBlob" ], "x": { "y": 1e2 } }""") => $$"""
        { "name": "{{name}}", "type": "Lifecycle", "definition": { "filters": {{filters}},
          "actions": { "baseBlob": { "delete": { "daysAfterModificationGreaterThan": 365 } } } } }
        """;

    private static string Rules(params string[] rules) =>
        $$"""{ "properties": { "policy": { "rules": [ {{string.Join(", ", rules)}} ] } } }""";

    [Fact]
    public void Numbers_come_back_as_floats_and_foreign_members_as_they_were()
    {
        var world = new World().WithAccount();

        var put = world.Send("PUT", Policy, Rules(Rule("a")));

        Assert.Equal(200, put.Status);
        Assert.Contains("\"daysAfterModificationGreaterThan\":365.0", put.Text, StringComparison.Ordinal);
        Assert.Contains("\"x\":{\"y\":1e2}", put.Text, StringComparison.Ordinal);
        Assert.Equal(put.Text, world.Get(Policy).Text);
        var body = ArmAssert.Ok(put);
        Assert.Equal("DefaultManagementPolicy", (string?)body["name"]);
        Assert.Equal(Policy, (string?)body["id"]);
        Assert.True((bool?)body["properties"]?["policy"]?["rules"]?[0]?["enabled"]);
        Assert.NotNull(body["properties"]?["lastModifiedTime"]);
    }

    [Fact]
    public void A_put_replaces_all_rules()
    {
        var world = new World().WithAccount();
        world.Send("PUT", Policy, Rules(Rule("a"), Rule("b")));
        world.Send("PUT", Policy, Rules(Rule("c")));

        Assert.Equal(["c"], ArmAssert.Names(ArmAssert.Ok(world.Get(Policy))["properties"]?["policy"]?["rules"], "name"));
    }

    [Fact]
    public void A_policy_without_rules_or_with_too_many_is_refused()
    {
        var world = new World().WithAccount();

        ArmAssert.Wrapped(world.Send("PUT", Policy, Rules()), 400, "InvalidValuesForRequestParameters");
        var many = Enumerable.Range(0, 101).Select(number => Rule("r" + number)).ToArray();
        ArmAssert.Wrapped(world.Send("PUT", Policy, Rules(many)), 400, "InvalidValuesForRequestParameters");
    }

    [Fact]
    public void Two_rules_of_one_name_are_refused() => ArmAssert.Wrapped(
        new World().WithAccount().Send("PUT", Policy, Rules(Rule("a"), Rule("a"))), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("{ }")]
    [InlineData("""{ "prefixMatch": [ "insights-logs-auditevent/" ] }""")]
    public void A_rule_without_blob_types_is_refused(string filters) => ArmAssert.Wrapped(
        new World().WithAccount().Send("PUT", Policy, Rules(Rule("a", filters))), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("Storage", "OperationNotAllowedOnKind")]
    [InlineData("FileStorage", "FeatureNotSupportedForAccount")]
    public void An_account_of_a_kind_without_lifecycle_rules_is_refused(string kind, string code)
    {
        var world = new World().With($$"""{ "id": "{{World.Account}}", "name": "stauditwe", "kind": "{{kind}}" }""");

        ArmAssert.Wrapped(world.Send("PUT", Policy, Rules(Rule("a"))), 409, code);
    }

    [Theory]
    [InlineData("""{ "blobTypes": [ "fileBlob" ] }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": [ "" ] }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": [ "/logs" ] }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": [ "*logs" ] }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": [ "Logs/" ] }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": "logs" }""")]
    [InlineData("""{ "blobTypes": [ "appendBlob" ], "prefixMatch": [ "a1","a2","a3","a4","a5","a6","a7","a8","a9","b1","b2" ] }""")]
    public void A_filter_that_is_not_valid_is_refused(string filters) => ArmAssert.Wrapped(
        new World().WithAccount().Send("PUT", Policy, Rules(Rule("a", filters))), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("""{ }""")]
    [InlineData("""{ "baseBlob": { } }""")]
    [InlineData("""{ "blob": { "delete": { "daysAfterModificationGreaterThan": 1 } } }""")]
    [InlineData("""{ "baseBlob": { "delete": { } } }""")]
    [InlineData("""{ "baseBlob": { "delete": { "daysAfterModificationGreaterThan": -1 } } }""")]
    [InlineData("""{ "baseBlob": { "delete": { "daysAfterModificationGreaterThan": 1.5 } } }""")]
    [InlineData("""{ "baseBlob": { "delete": { "daysAfterModificationGreaterThan": "1" } } }""")]
    [InlineData("""{ "baseBlob": { "tierToCool": { "daysAfterModificationGreaterThan": 1 } } }""")]
    public void An_action_that_is_not_valid_is_refused(string actions)
    {
        var rule = $$"""
            { "name": "a", "type": "Lifecycle", "definition": { "filters": { "blobTypes": [ "appendBlob" ] }, "actions": {{actions}} } }
            """;

        ArmAssert.Wrapped(new World().WithAccount().Send("PUT", Policy, Rules(rule)), 400, "InvalidValuesForRequestParameters");
    }

    [Fact]
    public void A_policy_is_deleted_once()
    {
        var world = new World().WithAccount();
        world.Send("PUT", Policy, Rules(Rule("a")));

        Assert.Equal([200, 204], Enumerable.Range(1, 2).Select(_ => world.Send("DELETE", Policy).Status));
        ArmAssert.Wrapped(world.Get(Policy), 404, "ManagementPolicyNotFound");
    }
}
