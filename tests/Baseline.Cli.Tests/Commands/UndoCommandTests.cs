using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>Undo writes under the same limits as apply, and is recorded and reported like it.</summary>
public sealed class UndoCommandTests : IDisposable
{
    private static readonly string[] Undo = ["undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--journal", "undo.jsonl"];

    private readonly ThreeVaults _folder = new();

    [Fact]
    public async Task An_undoing_beyond_the_limit_of_the_document_is_refused()
    {
        await ApplyAsync();
        Limit(2);
        var before = _folder.Read("estate.json");

        var (code, terminal) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.BeyondLimit, code);
        Assert.Contains("error BL5103: Beyond a limit of the document", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("baseline undo run.jsonl --allow-over-limits REASON", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task Whoever_says_why_may_go_beyond_it_and_the_reason_is_recorded()
    {
        await ApplyAsync();
        Limit(2);

        var (code, terminal) = await RunAsync([.. Undo, "--allow-over-limits", "the release was withdrawn"]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Contains("the release was withdrawn", _folder.Read("undo.jsonl"), StringComparison.Ordinal);
        Assert.EndsWith("\nJournal: undo.jsonl\n\nApply: 3 applied, 0 failed, 0 stale, 0 skipped.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_document_there_is_no_limit()
    {
        await ApplyAsync();
        File.Delete(_folder.At("baseline.yaml"));

        var (code, _) = await RunAsync(Undo);

        Assert.Equal((int)ExitCode.Done, code);
    }

    [Fact]
    public async Task A_document_that_is_named_must_be_there()
    {
        await ApplyAsync();

        var (code, terminal) = await RunAsync([.. Undo, "--file", "elsewhere.yaml"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("elsewhere.yaml", terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Azure_refuses_is_told_as_apply_tells_it()
    {
        await ApplyAsync();
        var azure = new Faults.FaultyAzure("DELETE", "/kv-b/", [Faults.Fault.Error(409, "ScopeLocked", "It is locked.")], forEver: true);
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

        var code = await terminal.RunAsync(azure, Undo);

        Assert.Equal((int)ExitCode.AppliedInPart, code);
        Assert.Contains("error BL6033: A lock forbids the change", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Apply: 2 applied, 1 failed, 0 stale, 0 skipped.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ApplyAsync()
    {
        var (code, _) = await RunAsync(["apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl"]);
        Assert.Equal((int)ExitCode.Done, code);
    }

    private void Limit(int most) => File.AppendAllText(_folder.At("baseline.yaml"), $"limits:\n  maxChanges: {most}\n");

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        return (await terminal.RunAsync(args), terminal);
    }
}
