using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>What an undo takes away, in the words in which it was given.</summary>
public sealed class UndoTextTests
{
    [Fact]
    public async Task It_reads_as_agreed_on_a_terminal()
    {
        using var workspace = new Workspace("landing-zone");
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        var terminal = new FakeTerminal { IsTerminal = true, Width = 80, WorkingDirectory = workspace.Root, Clock = workspace.Clock };
        terminal.Variables["NO_COLOR"] = "1";

        await terminal.RunAsync("undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json");

        Golden.Match(terminal.Output.ToString(), "formats/undo-80.txt");
    }
}
