using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Documentation;

/// <summary>The picture of a plan at the head of README.md: parts of what the tool prints of examples/fleet.</summary>
public sealed partial class ReadmePictureTests
{
    private const int Columns = 80;
    private const string More = "  \u001b[2m⋮\u001b[0m";

    [Fact]
    public async Task The_picture_of_the_readme_is_what_the_tool_prints()
    {
        using var workspace = new Workspace("fleet");
        var terminal = new FakeTerminal { IsTerminal = true, Width = Columns, WorkingDirectory = workspace.Root };

        var code = await terminal.RunAsync("plan", "--estate", "estate.json", "--out", "plan.json");

        Assert.Equal(3, code);
        var next = terminal.Error.ToString().Split('\n').Single(line => Plain(line).StartsWith("To apply", StringComparison.Ordinal));
        var lines = Excerpt([.. terminal.Output.ToString().TrimEnd('\n').Split('\n'), next]);
        Assert.All(lines, line => Assert.InRange(Plain(line).Length, 0, Columns));
        Golden.MatchFile(
            new TerminalPicture(Columns).Draw(lines, "A plan in a terminal: the verdicts of each control, a vault that cannot be fixed yet "
                + "and what would unblock it, changes by subscription with their reasons, and the command that applies the plan"),
            "docs", "images", "plan.svg");
    }

    /// <summary>Verdicts, one blocked vault, the first changes, and the end.</summary>
    private static List<string> Excerpt(List<string> lines)
    {
        var unknown = At(lines, "Unknown (");
        var blocked = At(lines, "Blocked (");
        var locked = At(lines, "  ! kv-pay-locked");
        var nextBlocked = locked + 1 + lines.Skip(locked + 1).TakeWhile(line => Plain(line).StartsWith("      ", StringComparison.Ordinal)).Count();
        var changes = At(lines, "Changes (");
        var third = At(lines, "  ~ diagnostic settings on 2 key vaults");
        var end = At(lines, "Every change can be undone");
        return
        [
            "\u001b[2m$\u001b[0m baseline plan --estate estate.json --out plan.json",
            .. lines[..unknown],
            lines[blocked],
            .. lines[locked..nextBlocked],
            More,
            .. lines[changes..third],
            More,
            .. lines[end..],
        ];
    }

    private static int At(List<string> lines, string start)
    {
        var at = lines.FindIndex(line => Plain(line).StartsWith(start, StringComparison.Ordinal));
        Assert.True(at >= 0, $"no line starts with \"{start}\"");
        return at;
    }

    private static string Plain(string line) => Colour().Replace(line, "");

    [GeneratedRegex("\u001b\\[[0-9]+m")]
    private static partial Regex Colour();
}
