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
