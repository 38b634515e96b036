using Xunit;

namespace Baseline.Emulator.Tests.Insights;

public sealed class SinkTests
{
    private const string Setting = $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings/s";

    private static ArmResponse Put(World world, string account = World.Account) => world.Send("PUT", Setting, $$"""
        { "properties": { "storageAccountId": "{{account}}", "logs": [ { "category": "AuditEvent", "enabled": true } ] } }
        """);

    [Theory]
    [InlineData("northeurope", 400)]
    [InlineData("West Europe", 200)]
    public void The_account_must_lie_in_the_region_of_the_vault(string region, int status)
    {
        var answer = Put(new World().WithVault().WithAccount(location: region));

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400, answer.Text.Contains("Resources should be in the same region.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_premium_account_is_refused() =>
        ArmAssert.Bare(Put(new World().WithVault().WithAccount(sku: "Premium_LRS")), 400, "BadRequest");

    [Fact]
    public void An_account_that_can_not_be_read_is_a_linked_refusal()
    {
        var world = new World().WithVault().WithAccount().WithUnreadable(World.Account, 403, "AuthorizationFailed");

        var message = ArmAssert.Wrapped(Put(world), 403, "LinkedAuthorizationFailed");

        Assert.Contains("Microsoft.Storage/storageAccounts/listKeys/action", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_of_an_unlisted_subscription_is_a_linked_refusal()
    {
        var world = new World().WithVault();

        var answer = Put(world, $"/subscriptions/{World.OtherSub}/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/st1");

        ArmAssert.Wrapped(answer, 403, "LinkedAuthorizationFailed");
    }

    [Fact]
    public void A_read_only_lock_on_the_account_refuses_the_setting() => ArmAssert.Wrapped(
        Put(new World().WithVault().WithAccount().WithLock(World.Account, "ReadOnly")), 409, "ScopeLocked");

    [Fact]
    public void A_lock_against_deletion_on_the_account_does_not() =>
        ArmAssert.Ok(Put(new World().WithVault().WithAccount().WithLock(World.Account, "CanNotDelete")));
}
