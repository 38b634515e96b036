using Xunit;

namespace Baseline.Emulator.Tests.Authorization;

public sealed class LockTests
{
    [Theory]
    [InlineData("ReadOnly", "PATCH", 409)]
    [InlineData("ReadOnly", "DELETE", 409)]
    [InlineData("ReadOnly", "GET", 200)]
    [InlineData("CanNotDelete", "PATCH", 200)]
    [InlineData("CanNotDelete", "DELETE", 409)]
    public void A_lock_holds_for_everything_beneath_its_scope(string level, string method, int status)
    {
        foreach (var scope in (string[])[World.Vault, World.Group, $"/subscriptions/{World.Sub}"])
        {
            var answer = new World().WithVault().WithLock(scope, level).Send(method, World.Vault, method == "PATCH" ? "{}" : null);

            Assert.Equal(status, answer.Status);
            Assert.True(status == 200 || answer.Text.Contains($"locked: '{scope}'", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_setting_inherits_the_locks_of_its_vault()
    {
        var world = new World().WithVault().WithAccount().WithLock(World.Vault, "ReadOnly");

        var answer = world.Send("PUT", $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings/s", $$"""
            { "properties": { "storageAccountId": "{{World.Account}}", "logs": [ { "category": "AuditEvent", "enabled": true } ] } }
            """);

        ArmAssert.Wrapped(answer, 409, "ScopeLocked");
    }

    [Fact]
    public void A_list_shows_inherited_locks()
    {
        var world = new World().WithVault().WithLock(World.Group, "ReadOnly");

        var list = ArmAssert.Ok(world.Get($"{World.Vault}/providers/Microsoft.Authorization/locks"))["value"];

        Assert.Equal(["l1"], ArmAssert.Names(list, "name"));
    }

    [Fact]
    public void A_lock_that_was_removed_holds_no_more()
    {
        var world = new World().WithVault().WithLock(World.Vault, "ReadOnly");
        world.Send("DELETE", $"{World.Vault}/providers/Microsoft.Authorization/locks/l1");

        ArmAssert.Ok(world.Send("PATCH", World.Vault, "{}"));
    }
}
