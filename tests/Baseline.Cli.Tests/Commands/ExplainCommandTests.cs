using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>How <c>explain</c> understands what it is asked for.</summary>
public sealed class ExplainCommandTests : IDisposable
{
    private readonly Workspace _workspace = new("fleet");

    [Theory]
    [InlineData("kv-pay-api KeyVault-004")]
    [InlineData("keyvault004 kv-pay-api")]
    [InlineData("KV-PAY-API KEYVAULT-004")]
    [InlineData("kv-pay-api keyvault_004")]
    public async Task The_two_arguments_stand_in_any_order_and_letter_case(string arguments)
    {
        var usual = await ExplainAsync("KeyVault-004 kv-pay-api");
        var other = await ExplainAsync(arguments);

        Assert.Contains("KeyVault-004 kv-pay-api: noncompliant.\n  /subscriptions/", usual.Output, StringComparison.Ordinal);
        Assert.Equal(usual, other);
    }

    [Theory]
    [InlineData("Monitor-006 Payments")]
    [InlineData("payments Monitor-006")]
    public async Task A_subscription_is_known_by_its_display_name(string arguments)
    {
        var byId = await ExplainAsync("Monitor-006 /subscriptions/22222222-2222-2222-2222-222222222222");
        var byName = await ExplainAsync(arguments);

        Assert.Contains(": noncompliant.\n  /subscriptions/22222222", byId.Output, StringComparison.Ordinal);
        Assert.Equal(byId, byName);
    }

    [Theory]
    [InlineData("KeyVault-004 kv-pay-api", "\n  `baseline plan` fixes it with 1 change:\n    + diagnostic setting kv-pay-api / baseline-auditevent (Payments / rg-payments)\n")]
    [InlineData("Monitor-006 Payments", "\n  `baseline plan` fixes it with 3 changes:\n    + role assignment on cc-log-data-key-vault (Platform / rg-logging)\n    ~ ")]
    [InlineData("Monitor-006 Payments", "\nMonitor-006 Payments: noncompliant.\n")]
    [InlineData("Monitor-006 Payments", "\n  stactshared (Payments / rg-logging): It is encrypted with ")]
    [InlineData("Monitor-006 Payments", "  Setting \"activity-to-storage\" exports to stactshared (Payments / rg-logging).\n")]
    [InlineData("KeyVault-004 kv-pay-hub", "\n  5 settings export to no storage account.\n")]
    [InlineData("KeyVault-004 kv-pay-hub", "or export one of them to stauditweu (Platform / rg-logging).\n")]
    public async Task It_speaks_in_names_and_says_which_changes_fix_it(string arguments, string said) =>
        Assert.Contains(said, (await ExplainAsync(arguments)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("KeyVault-004 kv-pay-legacy")]
    [InlineData("KeyVault-004 kv-pay-hub")]
    public async Task What_no_change_fixes_has_none(string arguments) =>
        Assert.DoesNotContain("fixes it", (await ExplainAsync(arguments)).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("KeyVault-04 kv-pay-api", "BL2020", "Did you mean \"KeyVault-004\"?")]
    [InlineData("kv-pay-api Monitr-006", "BL2020", "Did you mean \"Monitor-006\"?")]
    [InlineData("kv-pay-api kv-pay-batch", "BL2020", "Name one of KeyVault-004, Monitor-006.")]
    [InlineData("KeyVault-004 kv-pay-ap", "BL2021", "Did you mean \"kv-pay-api\"")]
    [InlineData("KeyVault-004 archive", "BL2021", "Did you mean \"kv-pay-archive\"")]
    [InlineData("Monitor-006 Paymets", "BL2021", "Did you mean \"Payments\"?")]
    [InlineData("KeyVault-004 stauditweu", "BL2021", "\"stauditweu\" exists, and KeyVault-004 found nothing to judge in it: it judges key vaults")]
    [InlineData("KeyVault-004 kv-pay-gone", "BL2021", "\"kv-pay-gone\" was listed and went away while it was read, so that KeyVault-004 skipped it.")]
    [InlineData("KeyVault-004 nothing-of-the-kind", "BL2021", "Take a resource from the findings of `baseline plan`.")]
    public async Task A_name_that_nothing_has_is_answered_with_the_nearest(string arguments, string code, string answer)
    {
        var ran = await ExplainAsync(arguments);

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith($"error {code}: ", ran.Error, StringComparison.Ordinal);
        Assert.Contains(answer, ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_that_only_the_document_lacks_is_said_to_be_missing_there()
    {
        var document = _workspace.Read("baseline.yaml");
        var cut = document.IndexOf("\n  Monitor-006:", StringComparison.Ordinal);
        var end = document.IndexOf("\nexemptions:", StringComparison.Ordinal);
        File.WriteAllText(_workspace.At("baseline.yaml"), end > cut ? document[..cut] + document[end..] : document[..cut] + "\n");

        var ran = await ExplainAsync("monitor-006 Payments");

        Assert.Contains("The document does not have Monitor-006; it has KeyVault-004.", ran.Error, StringComparison.Ordinal);
        Assert.Contains("  Fix: Add Monitor-006 under controls in the document, ", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_excluded_is_said_to_be_with_the_line_that_does_so()
    {
        var document = _workspace.Read("baseline.yaml");
        var line = 1 + document[..document.IndexOf("rg-sandbox-*", StringComparison.Ordinal)].Count(character => character == '\n');
        File.WriteAllText(_workspace.At("baseline.yaml"), document.Replace("rg-sandbox-*", "rg-pay*", StringComparison.Ordinal));

        var ran = await ExplainAsync("KeyVault-004 kv-pay-api");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            $"\"kv-pay-api\" exists, and is excluded from the scope: resourceGroup: rg-pay*, at baseline.yaml:{line}:7.",
            ran.Error,
            StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private Task<Ran> ExplainAsync(string arguments) =>
        _workspace.RunAsync(["explain", .. arguments.Split(' '), "--estate", "estate.json"]);
}
