using Xunit;

namespace Baseline.Emulator.Server.Tests.Cli;

public sealed class InitTests
{
    private const string Retail = "33333333-3333-3333-3333-333333333333";

    [Fact]
    public async Task A_first_document_for_Azure_covers_the_tenant_and_can_be_planned_with()
    {
        await using var served = await ServedEstate.StartAsync("fleet");

        var wrote = await SignedIn.RunAsync(served, "environment", "init", "--out", "first.yaml");
        var planned = await SignedIn.RunAsync(served, "environment", "plan", "-f", "first.yaml");

        var text = served.Folder.Read("first.yaml");
        Assert.Equal((3, 3), (wrote.ExitCode, planned.ExitCode));
        Assert.Contains("\n  tenant: true ", text, StringComparison.Ordinal);
        Assert.Contains("\n        westeurope: /subscriptions/11111111-1111-1111-1111-111111111111/", text, StringComparison.Ordinal);
        Assert.Contains("\n      name: platform-log-key\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_vaults_of_a_named_subscription_are_listed_and_covered()
    {
        await using var served = await ServedEstate.StartAsync("fleet");

        var wrote = await SignedIn.RunAsync(served, "environment", "init", "--out", "-", "--subscription", Retail, "--verbose");

        Assert.Equal(0, wrote.ExitCode);
        Assert.Contains($"\n  subscriptions:\n    - {Retail}  # Retail\n", wrote.Output, StringComparison.Ordinal);
        Assert.Contains($"/subscriptions/{Retail}/providers/Microsoft.KeyVault/vaults?", wrote.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("/subscriptions/22222222-2222-2222-2222-222222222222/providers/Microsoft.KeyVault/", wrote.Error, StringComparison.OrdinalIgnoreCase);
    }
}
