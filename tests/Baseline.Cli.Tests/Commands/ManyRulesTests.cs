using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What is said of the rules of a lifecycle policy that have nothing to do with a log: each by name, many by their number.</summary>
public sealed class ManyRulesTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(99)]
    public async Task Many_rules_that_delete_other_things_hide_none_that_deletes_the_log(int count)
    {
        using var folder = new RulesFolder(count);
        var terminal = new FakeTerminal { WorkingDirectory = folder.Root };

        await terminal.RunAsync("explain", "KeyVault-004", "kv-a", "--estate", "estate.json");

        var said = terminal.Output.ToString();
        Assert.Contains("Rule \"short\" deletes the log after 90 days.", said, StringComparison.Ordinal);
        Assert.Equal(count <= 5, said.Contains("Rule \"other1\" does not delete this log.", StringComparison.Ordinal));
        Assert.Equal(count > 5, said.Contains($"\n    {count} rules do not delete this log.\n", StringComparison.Ordinal));
    }

    private sealed class RulesFolder(int others) : VaultFolder("many-rules", new EstateBuilder().Account("stlogs")
        .Lifecycle("stlogs", [new LifecycleRule("short", 90), .. Enumerable.Range(1, others).Select(number => new LifecycleRule($"other{number}", 7, "elsewhere/"))])
        .Vault("kv-a").Setting("kv-a", "audit", "stlogs"));
}
