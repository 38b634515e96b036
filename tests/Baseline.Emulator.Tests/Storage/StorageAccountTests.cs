using Xunit;

namespace Baseline.Emulator.Tests.Storage;

public sealed class StorageAccountTests
{
    private const string New = $"{World.Group}/providers/Microsoft.Storage/storageAccounts/stnew";
    private const string Other = World.IdentityPath + "2";

    private const string Create = """
        { "location": "West Europe", "kind": "StorageV2", "sku": { "name": "Standard_LRS" }, "properties": { } }
        """;

    private static World WithIdentities() => new World().WithAccount().WithIdentity().With($$"""
        { "id": "{{Other}}", "name": "id-log2", "properties": { "principalId": "77777777-7777-7777-7777-777777777777" } }
        """);

    private static string Identity(string type, string map) =>
        $$"""{ "identity": { "type": "{{type}}", "userAssignedIdentities": { {{map}} } } }""";

    [Fact]
    public void Creating_an_account_takes_polls_of_a_location()
    {
        var world = new World().WithVault();

        var put = world.Send("PUT", New, Create);
        var location = put.Header("Location") ?? "";
        var early = world.Send("PATCH", New, "{}");
        var polls = Enumerable.Range(1, 2).Select(_ => world.Emulator.Handle(ArmRequest.Create("GET", location)).Status).ToArray();

        Assert.Equal(202, put.Status);
        Assert.Equal(("17", "1"), (put.Header("Retry-After"), put.Header("retry-after-ms")));
        Assert.Contains("/locations/westeurope/asyncoperations/", location, StringComparison.Ordinal);
        ArmAssert.Wrapped(early, 409, "StorageAccountIsNotProvisioned");
        Assert.Equal([202, 200], polls);
        Assert.Equal("application/json", world.Get(New).Header("Content-Type"));
    }

    [Fact]
    public void A_bad_name_is_refused() => ArmAssert.Wrapped(
        new World().WithVault().Send("PUT", New + "-X", Create), 400, "AccountNameInvalid");

    [Fact]
    public void An_account_is_made_with_infrastructure_encryption_and_keeps_it()
    {
        var world = new World().WithVault();
        var put = world.Send("PUT", New, Create.Replace(
            "{ } }",
            """{ "encryption": { "requireInfrastructureEncryption": true, "keySource": "Microsoft.Storage" } } }""",
            StringComparison.Ordinal));
        for (var poll = 0; poll < 2; poll++)
        {
            world.Emulator.Handle(ArmRequest.Create("GET", put.Header("Location") ?? ""));
        }

        Assert.Equal(202, put.Status);
        Assert.True((bool?)ArmAssert.Ok(world.Get(New))["properties"]?["encryption"]?["requireInfrastructureEncryption"]);
        ArmAssert.Ok(world.Send(
            "PATCH", New, """{ "properties": { "encryption": { "requireInfrastructureEncryption": true } } }"""));
        ArmAssert.Wrapped(
            world.Send("PATCH", New, """{ "properties": { "encryption": { "requireInfrastructureEncryption": false } } }"""),
            400,
            "InvalidRequestPropertyValue");
    }

    [Theory]
    [InlineData("\"kind\": \"StorageV9\"")]
    [InlineData("\"sku\": { \"name\": \"Gold_LRS\" }")]
    [InlineData("\"properties\": { \"minimumTlsVersion\": \"SSL3\" }")]
    [InlineData("\"properties\": { \"accessTier\": \"Warm\" }")]
    [InlineData("\"properties\": { \"publicNetworkAccess\": \"Maybe\" }")]
    [InlineData("\"properties\": { \"networkAcls\": { \"bypass\": \"All\" } }")]
    [InlineData("\"properties\": { \"networkAcls\": { \"defaultAction\": \"Block\" } }")]
    public void A_word_that_is_not_known_is_refused(string member) => ArmAssert.Wrapped(
        new World().WithAccount().Send("PATCH", World.Account, $$"""{ {{member}} }"""), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("Managed")]
    [InlineData("")]
    [InlineData("None,SystemAssigned")]
    [InlineData("SystemAssigned,Managed")]
    [InlineData("UserAssigned")]
    public void An_identity_type_that_is_not_known_or_has_no_identity_is_refused(string type) => ArmAssert.Wrapped(
        WithIdentities().Send("PATCH", World.Account, $$"""{ "identity": { "type": "{{type}}" } }"""), 400, "InvalidIdentityValues");

    [Theory]
    [InlineData("Regional", "westeurope", 200)]
    [InlineData("Regional", "West Europe", 200)]
    [InlineData("Regional", "northeurope", 400)]
    [InlineData("None", "northeurope", 200)]
    public void An_identity_that_is_isolated_serves_its_own_region(string scope, string location, int status)
    {
        var world = new World().WithAccount().With($$"""
            { "id": "{{Other}}", "name": "id-log2", "location": "{{location}}",
              "properties": { "principalId": "{{World.Principal}}", "isolationScope": "{{scope}}" } }
            """);

        var answer = world.Send("PATCH", World.Account, Identity("UserAssigned", $$"""  "{{Other}}": {} """));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400, answer.Text.Contains("FailedIdentityOperation", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("blobServices", """{ "deleteRetentionPolicy": { "enabled": true, "days": 14 }, "isVersioningEnabled": true }""")]
    [InlineData("fileServices", """{ "shareDeleteRetentionPolicy": { "enabled": true, "days": 30 } }""")]
    [InlineData("queueServices", """{ "cors": { "corsRules": [] } }""")]
    [InlineData("tableServices", """{ "cors": { "corsRules": [] } }""")]
    public void Every_account_has_services_whose_settings_are_kept(string service, string properties)
    {
        var world = new World().WithAccount();
        var target = $"{World.Account}/{service}/default";

        Assert.Equal("default", (string?)ArmAssert.Ok(world.Get(target))["name"]);
        ArmAssert.Ok(world.Send("PUT", target, $$"""{ "properties": {{properties}} }"""));
        var listed = ArmAssert.Ok(world.Get($"{World.Account}/{service}"))["value"];

        var kept = listed?[0]?["properties"]?.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(properties)?.AsObject() ?? [])
        {
            Assert.Equal(value?.ToJsonString(), kept?[name]?.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{ "enabled": true }""")]
    [InlineData("""{ "enabled": true, "days": 0 }""")]
    [InlineData("""{ "enabled": true, "days": 366 }""")]
    [InlineData("""{ "enabled": "yes", "days": 7 }""")]
    public void Days_of_soft_delete_that_are_not_valid_are_refused(string policy) => ArmAssert.Wrapped(
        new World().WithAccount().Send(
            "PUT", $"{World.Account}/blobServices/default", $$"""{ "properties": { "deleteRetentionPolicy": {{policy}} } }"""),
        400,
        "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("within", "Locked", "Locked")]
    [InlineData("beside", "Locked", "Locked")]
    [InlineData("without", "Deleted", null)]
    public void The_immutability_policy_of_a_container_is_shown_however_the_estate_holds_it(string name, string state, string? shown)
    {
        var containers = $"{World.Account}/blobServices/default/containers";
        var policy = """{ "immutabilityPeriodSinceCreationInDays": 365, "state": "Locked", "allowProtectedAppendWrites": false }""";
        var world = new World().WithAccount()
            .With($$"""
                { "id": "{{containers}}/within", "name": "within",
                  "properties": { "immutabilityPolicy": { "etag": "1", "properties": {{policy}} } } }
                """)
            .With($$"""{ "id": "{{containers}}/beside", "name": "beside", "properties": { } }""")
            .With($$"""
                { "id": "{{containers}}/beside/immutabilityPolicies/default", "name": "default", "etag": "2",
                  "properties": {{policy}} }
                """)
            .With($$"""{ "id": "{{containers}}/without", "name": "without", "properties": { } }""");

        var policyOf = ArmAssert.Ok(world.Get($"{containers}/{name}/immutabilityPolicies/default"));
        var container = ArmAssert.Ok(world.Get($"{containers}/{name}"));

        Assert.Equal(state, (string?)policyOf["properties"]?["state"]);
        Assert.Equal(shown, (string?)container["properties"]?["immutabilityPolicy"]?["properties"]?["state"]);
        ArmAssert.Wrapped(world.Get($"{containers}/none/immutabilityPolicies/default"), 404, "ContainerNotFound");
    }

    [Fact]
    public void A_patch_merges_the_map_of_identities()
    {
        var world = WithIdentities();
        world.Send("PATCH", World.Account, Identity("UserAssigned", $$"""  "{{World.IdentityPath}}": {} """));
        world.Send("PATCH", World.Account, Identity("UserAssigned", $$"""  "{{Other}}": {} """));
        var both = Map(world);
        world.Send("PATCH", World.Account, Identity("UserAssigned", $$"""  "{{World.IdentityPath.ToUpperInvariant()}}": null """));

        Assert.Equal([World.IdentityPath, Other], both);
        Assert.Equal([Other], Map(world));
    }

    [Fact]
    public void The_type_of_the_identity_is_replaced()
    {
        var world = WithIdentities();
        var system = ArmAssert.Ok(world.Send("PATCH", World.Account, """{ "identity": { "type": "SystemAssigned" } }"""));

        var user = ArmAssert.Ok(world.Send(
            "PATCH", World.Account, Identity("UserAssigned", $$"""  "{{World.IdentityPath}}": {} """)));
        var again = ArmAssert.Ok(world.Send("PATCH", World.Account, """{ "identity": { "type": "SystemAssigned, UserAssigned" } }"""));

        Assert.Null(user["identity"]?["principalId"]);
        Assert.Equal("SystemAssigned,UserAssigned", (string?)again["identity"]?["type"]);
        Assert.NotEqual((string?)system["identity"]?["principalId"], (string?)again["identity"]?["principalId"]);
    }

    [Fact]
    public void A_map_beside_a_type_without_user_assigned_is_refused() => ArmAssert.Wrapped(
        WithIdentities().Send("PATCH", World.Account, Identity("SystemAssigned", $$"""  "{{Other}}": {} """)),
        400,
        "InvalidIdentityValues");

    [Fact]
    public void An_identity_that_does_not_exist_is_refused() => ArmAssert.Wrapped(
        new World().WithAccount().Send("PATCH", World.Account, Identity("UserAssigned", $$"""  "{{Other}}": {} """)),
        400,
        "FailedIdentityOperation");

    [Fact]
    public void A_patch_keeps_what_it_does_not_name()
    {
        var world = new World().WithAccount(more: "\"x-foreign\": { \"a\": 1.50 },");

        var answer = world.Send("PATCH", World.Account, """{ "tags": { "a": "b" } }""");

        Assert.Contains("\"x-foreign\":{\"a\":1.50}", answer.Text, StringComparison.Ordinal);
        Assert.Contains("supportsHttpsTrafficOnly", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_keys_are_given_out() => ArmAssert.Wrapped(
        new World().WithAccount().Send("POST", $"{World.Account}/listKeys"), 403, "AuthorizationFailed");

    [Fact]
    public void Seeded_containers_are_listed()
    {
        var containers = $"{World.Account}/blobServices/default/containers";
        var world = new World().WithAccount().With($$"""{ "id": "{{containers}}/insights-activity-logs", "name": "c" }""");

        Assert.Equal(["c"], ArmAssert.Names(ArmAssert.Ok(world.Get(containers))["value"], "name"));
        ArmAssert.Ok(world.Get($"{containers}/insights-activity-logs"));
    }

    private static string[] Map(World world) =>
        [.. ArmAssert.Ok(world.Get(World.Account))["identity"]?["userAssignedIdentities"]?.AsObject().Select(entry => entry.Key) ?? []];
}
