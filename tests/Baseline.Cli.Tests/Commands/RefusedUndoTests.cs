using Baseline.Cli.Commands;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>An undo that puts back what the document does not name: undo does it, and a saved plan of it is refused.</summary>
public sealed class RefusedUndoTests : IDisposable
{
    private static readonly EstateBuilder Estate =
        new EstateBuilder().Account("stlogs").Vault("kv-b").Setting("kv-b", "baseline-auditevent", "stgone");

    private readonly MovedSetting _folder = new();

    [Fact]
    public async Task A_saved_undo_that_apply_would_refuse_is_not_said_to_be_ready()
    {
        await RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");

        var (code, said) = await RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");
        var (refused, saidLater) = await RunAsync("apply", "undo.json", "--emulator", "estate.json");

        var why = $"The document names no storage account {Estate.AccountId("stgone")} to export to. Nothing was changed.";
        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains(why, said, StringComparison.Ordinal);
        Assert.EndsWith(" baseline undo run.jsonl --emulator estate.json", said.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("baseline apply", said, StringComparison.Ordinal);
        Assert.Equal(code, refused);
        Assert.Contains(why, saidLater, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_document_there_is_nothing_to_hold_it_against()
    {
        await RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        File.Delete(_folder.At("baseline.yaml"));

        var (code, said) = await RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("baseline apply undo.json", said, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        var code = await terminal.RunAsync(arguments);
        return (code, string.Join(' ', terminal.Error.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private sealed class MovedSetting() : VaultFolder("moved-setting", Estate);
}
