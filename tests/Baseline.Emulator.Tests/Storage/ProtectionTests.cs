using Xunit;

namespace Baseline.Emulator.Tests.Storage;

/// <summary>What protects the logs in an account, as Azure takes it.</summary>
public sealed class ProtectionTests
{
    private const string Lock = $"{World.Account}/providers/Microsoft.Authorization/locks/keep";
    private const string Service = $"{World.Account}/blobServices/default";

    [Fact]
    public void A_firewall_is_replaced_as_a_whole()
    {
        var world = new World().WithAccount();
        Patch(world, """{ "defaultAction": "Deny", "bypass": "None", "ipRules": [ { "value": "203.0.113.7" } ] }""");

        var after = ArmAssert.Ok(Patch(
            world, """{ "defaultAction": "Deny", "virtualNetworkRules": [ { "id": "/subnet", "action": "Allow" } ] }"""))["properties"]?["networkAcls"];

        Assert.Equal("AzureServices", (string?)after?["bypass"]);
        Assert.Empty(after?["ipRules"]?.AsArray() ?? []);
        Assert.Equal("Succeeded", (string?)after?["virtualNetworkRules"]?[0]?["state"]);
    }

    [Fact]
    public void A_firewall_says_what_it_does_with_everybody_else() =>
        ArmAssert.Wrapped(Patch(new World().WithAccount(), """{ "bypass": "None" }"""), 400, "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData(8, 7, true, true, 200)]
    [InlineData(7, 7, true, true, 400)]
    [InlineData(8, 7, false, true, 400)]
    [InlineData(8, 7, true, false, 400)]
    public void Restoring_needs_more_days_of_soft_delete_versions_and_changes(int days, int restored, bool versions, bool changes, int status) => Assert.Equal(
        status,
        new World().WithAccount().Send("PUT", Service, $$"""
            { "properties": { "isVersioningEnabled": {{(versions ? "true" : "false")}}, "changeFeed": { "enabled": {{(changes ? "true" : "false")}} },
              "deleteRetentionPolicy": { "enabled": true, "days": {{days}} }, "restorePolicy": { "enabled": true, "days": {{restored}} } } }
            """).Status);

    [Fact]
    public void A_lock_is_read_by_its_name_and_gone_once_it_was_deleted()
    {
        var world = new World().WithAccount();
        ArmAssert.Wrapped(world.Get(Lock), 404, "LockNotFound");
        ArmAssert.Ok(world.Send("PUT", Lock, """{ "properties": { "level": "CanNotDelete" } }"""), 201);

        Assert.Equal("CanNotDelete", (string?)ArmAssert.Ok(world.Get(Lock))["properties"]?["level"]);
        ArmAssert.Wrapped(world.Send("DELETE", World.Account), 409, "ScopeLocked");
        Assert.Equal(200, world.Send("DELETE", Lock).Status);
        ArmAssert.Wrapped(world.Get(Lock), 404, "LockNotFound");
    }

    [Fact]
    public void The_notes_of_a_lock_are_short() => ArmAssert.Wrapped(
        new World().WithAccount().Send("PUT", Lock, $$"""{ "properties": { "level": "CanNotDelete", "notes": "{{new string('n', 513)}}" } }"""),
        400,
        "LockNotesTooLong");

    private static ArmResponse Patch(World world, string firewall) =>
        world.Send("PATCH", World.Account, $$"""{ "properties": { "networkAcls": {{firewall}} } }""");
}
