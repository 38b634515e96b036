using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class SnapshotCommandTests : IDisposable
{
    private readonly Workspace _workspace = new("fleet");

    [Fact]
    public async Task A_redacted_estate_can_be_planned_over_and_names_nobody()
    {
        // What the document excludes by name is another name there.
        _workspace.Edit("baseline.yaml", "    - resourceGroup: rg-sandbox-*\n    - tag: environment=sandbox\n", "");
        _workspace.Edit("baseline.yaml", "  exclude: ", "  subscriptions: [] ");

        var ran = await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--redact", "--out", "shared.json");

        var shared = _workspace.Read("shared.json");
        Assert.Equal(3, ran.ExitCode);
        Assert.All(
            ["kv-pay", "kv-shop", "rg-payments", "stactshared", "contoso", "Payments", "team", "Set by the platform", "11111111-1111", "aaaaaaaa-aaaa"],
            name => Assert.DoesNotContain(name, shared, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            Counts(await _workspace.RunAsync("plan", "--estate", "estate.json", "--format", "junit")),
            Counts(await _workspace.RunAsync("plan", "--estate", "shared.json", "--format", "junit")));
    }

    [Fact]
    public async Task The_same_estate_is_redacted_the_same_way_each_time()
    {
        await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--redact", "--out", "one.json");
        await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--redact", "--out", "two.json");

        Assert.Equal(_workspace.Read("one.json"), _workspace.Read("two.json"));
    }

    public void Dispose() => _workspace.Dispose();

    private static int Counts(Ran ran) => ran.Output.Split("<testcase ").Length;
}
