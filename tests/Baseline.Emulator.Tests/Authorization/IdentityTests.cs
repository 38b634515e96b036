using Xunit;

namespace Baseline.Emulator.Tests.Authorization;

public sealed class IdentityTests
{
    private const string Body = """{ "location": "westeurope", "tags": { "a": "b" } }""";

    [Fact]
    public void A_new_identity_answers_201_with_a_relative_location_and_a_lower_case_group()
    {
        var put = new World().WithVault().Send("PUT", World.IdentityPath, Body, "2023-01-31");

        var body = ArmAssert.Ok(put, 201);
        Assert.Contains("/resourcegroups/rg-logs/", (string?)body["id"], StringComparison.Ordinal);
        Assert.StartsWith("/subscriptions/", put.Header("Location"), StringComparison.Ordinal);
        Assert.Equal(["tenantId", "principalId", "clientId"], body["properties"]?.AsObject().Select(member => member.Key) ?? []);
    }

    [Fact]
    public void A_repeated_put_keeps_the_principal_and_replaces_the_tags()
    {
        var world = new World().WithVault();
        var first = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, Body), 201);

        var second = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, """{ "location": "West Europe" }"""));

        Assert.Equal((string?)first["properties"]?["principalId"], (string?)second["properties"]?["principalId"]);
        Assert.Equal("{}", second["tags"]?.ToJsonString());
    }

    [Fact]
    public void A_recreated_identity_has_another_principal()
    {
        var world = new World().WithVault();
        var first = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, Body), 201);
        world.Send("DELETE", World.IdentityPath);

        var second = ArmAssert.Ok(world.Send("PUT", World.IdentityPath, Body), 201);

        Assert.NotEqual((string?)first["properties"]?["principalId"], (string?)second["properties"]?["principalId"]);
    }

    [Fact]
    public void The_region_of_an_identity_can_not_change() => ArmAssert.Wrapped(
        new World().WithIdentity().Send("PUT", World.IdentityPath, """{ "location": "eastus" }"""), 409, "InvalidResourceLocation");

    [Fact]
    public void An_identity_in_a_group_that_does_not_exist_is_refused() => ArmAssert.Wrapped(
        new World().Send("PUT", World.IdentityPath, Body), 404, "ResourceGroupNotFound");

    [Theory]
    [InlineData($"/subscriptions/{World.Sub}/providers/Microsoft.ManagedIdentity/userAssignedIdentities")]
    [InlineData($"{World.Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities")]
    public void Identities_are_listed(string target) =>
        Assert.Equal(["id-log"], ArmAssert.Names(ArmAssert.Ok(new World().WithIdentity().Get(target))["value"], "name"));

    [Theory]
    [InlineData("id")]
    [InlineData("-id1")]
    [InlineData("id.1")]
    public void A_name_that_is_not_valid_is_refused(string name) => ArmAssert.Wrapped(
        new World().WithVault().Send("PUT", World.IdentityPath.Replace("id-log", name, StringComparison.Ordinal), Body),
        400,
        "InvalidResourceName");

    [Theory]
    [InlineData("Regional", 201)]
    [InlineData("None", 201)]
    [InlineData("Global", 400)]
    public void An_isolation_scope_is_none_or_regional(string scope, int status) => Assert.Equal(status, new World().WithVault().Send(
        "PUT",
        World.IdentityPath,
        $$"""{ "location": "westeurope", "properties": { "isolationScope": "{{scope}}" } }""").Status);
}
