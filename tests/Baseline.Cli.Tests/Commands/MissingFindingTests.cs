using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What <c>explain</c> says of something that was read and that a control has no finding for: nothing that is untrue.</summary>
public sealed class MissingFindingTests : IDisposable
{
    private readonly Workspace _workspace = new("landing-zone");

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("LogStorage", "stshopmedia", "exists, and LogStorage found nothing to judge in it: it judges storage accounts that receive logs, as far as")]
    [InlineData("KeyVault-004", "stshopmedia", "exists, and KeyVault-004 found nothing to judge in it: it judges key vaults, as far as")]
    [InlineData("Monitor-007", "kv-pay-api", "exists, and Monitor-007 found nothing to judge in it: it judges subscriptions and management groups, as far as")]
    [InlineData("Monitor-008", "vnet-hub", "exists, and offers none of the categories that the rule for its type names (controls.Monitor-008.rules[1])")]
    public async Task It_says_what_is_true_of_it(string control, string resource, string says)
    {
        var ran = await _workspace.RunAsync("explain", control, resource, "--estate", "estate.json");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains($"\"{resource}\" {says}", ran.Error, StringComparison.Ordinal);
    }

    /// <summary>The setting is made; that the account's firewall keeps logs out is what apply does not change.</summary>
    [Fact]
    public async Task What_is_blocked_is_not_said_to_be_fixed_by_the_changes_that_do_a_part_of_it()
    {
        _workspace.Edit("baseline.yaml", "    auditEvent: enabled\n", "    auditEvent: enabled\n    deep: true\n");
        _workspace.Edit("estate.json", "\"bypass\": \"AzureServices\"", "\"bypass\": \"None\"");

        var ran = await _workspace.RunAsync("explain", "KeyVault-004", "kv-pay-api", "--estate", "estate.json");

        Assert.Contains("\n  Blocked: ", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\n  `baseline plan` fixes the rest of it, with 1 change:\n", ran.Output, StringComparison.Ordinal);
    }
}
