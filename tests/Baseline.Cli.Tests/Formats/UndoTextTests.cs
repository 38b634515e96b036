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

    [Fact]
    public async Task What_is_left_is_wrapped()
    {
        using var workspace = new Workspace("conformity");
        await workspace.RunAsync("apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl");
        var terminal = new FakeTerminal { IsTerminal = true, Width = 80, WorkingDirectory = workspace.Root, Clock = workspace.Clock };
        terminal.Variables["NO_COLOR"] = "1";

        await terminal.RunAsync("undo", "run.jsonl", "--emulator", "estate.json");

        var said = terminal.Error.ToString();
        var left = said[said.IndexOf("Left: ", StringComparison.Ordinal)..];
        Assert.Contains("\nLeft: key vault cc-log-data-key-vault (Conformity / rg-logging), c4 of the\n  run. The key vault is left: ", left, StringComparison.Ordinal);
        Assert.All(left.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }
}
