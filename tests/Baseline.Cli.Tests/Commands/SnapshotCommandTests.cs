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

    [Fact]
    public async Task A_file_that_is_replaced_and_what_could_not_be_read_are_named()
    {
        var first = await _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "s.json");
        var second = await _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "s.json");

        Assert.Contains(" in s.json. 1 resource could not be read (diagnosticSettings of kv-pay-secure: 403).", first.Error, StringComparison.Ordinal);
        Assert.Contains(" in s.json, in place of what was there. 1 resource ", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "There is no baseline.yaml here, so every subscription that can be read is captured.", true)]
    [InlineData("--subscription 11111111-1111-1111-1111-111111111111", "", false)]
    [InlineData("--subscription Platform", "", false)]
    [InlineData("--redact", "There is no baseline.yaml here", true)]
    public async Task Without_a_document_everything_that_any_control_needs_is_captured(string args, string said, bool isAll)
    {
        File.Delete(_workspace.At("baseline.yaml"));

        var ran = await _workspace.RunAsync(["snapshot", "--emulator", "estate.json", "--out", "s.json", .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Contains(said, ran.Error, StringComparison.Ordinal);
        Assert.Contains(" in s.json.", ran.Error, StringComparison.Ordinal);
        Assert.NotEqual(1, ran.ExitCode);
        using var estate = System.Text.Json.JsonDocument.Parse(_workspace.Read("s.json"));
        Assert.Equal(isAll, estate.RootElement.GetProperty("subscriptions").GetArrayLength() > 1);
        Assert.NotEqual(0, estate.RootElement.GetProperty("resources").GetArrayLength());
    }

    [Fact]
    public async Task Subscriptions_take_the_place_of_a_document_that_is_there()
    {
        File.WriteAllText(_workspace.At("baseline.yaml"), "not a document");

        var ran = await _workspace.RunAsync("snapshot", "--emulator", "estate.json", "--out", "s.json", "--subscription", "11111111-1111-1111-1111-111111111111");
        var both = await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--out", "t.json", "-f", "baseline.yaml", "--subscription", "11111111-1111-1111-1111-111111111111");

        Assert.NotEqual(1, ran.ExitCode);
        Assert.Equal(1, both.ExitCode);
        Assert.Contains("--subscription and --file exclude each other", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_that_is_named_must_be_there() =>
        Assert.Contains("BL1001", (await _workspace.RunAsync("snapshot", "--estate", "estate.json", "--out", "s.json", "-f", "none.yaml")).Error, StringComparison.Ordinal);

    public void Dispose() => _workspace.Dispose();

    private static int Counts(Ran ran) => ran.Output.Split("<testcase ").Length;
}
