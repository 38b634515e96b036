using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>
/// What every command shows on a terminal of 80 and of 160 columns, whole: standard output, then standard error. tests/golden/screens
/// has the narrow one of each, and the wide one where that differs.
/// </summary>
public sealed partial class ScreenTests
{
    private const int Narrow = 80;
    private const int Wide = 160;

    private static readonly Dictionary<string, string[]> Screens = new(StringComparer.Ordinal)
    {
        ["help"] = [
            "--help", "plan --help", "apply --help", "show --help", "comment --help", "undo --help", "runs --help", "explain --help", "validate --help", "fmt --help",
            "init --help", "snapshot --help", "role --help", "controls --help", "schema --help", "completion --help", "help --help",
            "merge --help",
            "version --help",
        ],
        ["plan"] = [
            "plan --estate fleet.json --out plan.json", "show plan.json --verbose", "show plan.json --diff", "show plan.json --ids", "plan --estate fleet.json --only subscription=Retail",
            "plan --estate estate.json --against file:other.yaml",
        ],
        ["apply"] = [
            "plan --emulator estate.json --out plan.json", "apply plan.json --emulator estate.json",
            "apply --emulator estate.json --auto-approve",
        ],
        ["undo"] = [
            "apply --emulator estate.json --auto-approve --journal run.jsonl", "undo run.jsonl --emulator estate.json --auto-approve --journal back.jsonl",
        ],
        ["explain"] = [
            "explain KeyVault-004 cc-production-vault --estate estate.json", "explain KeyVault-004 kv-pay-secure --estate fleet.json",
            "explain Monitor-006 11111111-1111-1111-1111-111111111111 --estate estate.json", "explain KeyVault-004 kv-pay-ap --estate fleet.json",
            "explain Monitor-006 Payments --estate fleet.json", "explain KeyVault-004 kv-pay-hub --estate fleet.json",
        ],
        ["document"] = [
            "validate", "validate -f wrong.yaml", "fmt --check", "controls", "role destinations", "role",
            "init --estate fleet.json --out first.yaml", "init --estate fleet.json --out first.yaml", "snapshot --emulator fleet.json --out taken.json",
        ],
        ["errors"] = [
            "paln", "plan --fromat json", "plan --format json --format text", "plan -f none.yaml", "plan -f fleet.json", "show wrong.yaml",
            "apply --estate estate.json", "apply wrong.yaml --emulator estate.json", "apply --emulator fleet.json", "undo --last", "undo", "undo fleet.json --emulator estate.json",
            "plan --against nobody", "completion bsh", "explain KeyVault-04 x --estate estate.json", "plan --estate estate.json --out no/such/plan.json",
        ],
    };

    [Theory]
    [InlineData("help")]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("undo")]
    [InlineData("explain")]
    [InlineData("document")]
    [InlineData("errors")]
    public async Task A_screen_reads_as_agreed_at_both_widths(string name)
    {
        var narrow = await ShowAsync(Screens[name], Narrow);
        var wide = await ShowAsync(Screens[name], Wide);

        Golden.Match(narrow, $"screens/{name}.txt");
        if (wide == narrow)
        {
            Assert.False(File.Exists(Repo.PathOf("tests", "golden", "screens", $"{name}-160.txt")), $"{name} is the same at both widths");
        }
        else
        {
            Golden.Match(wide, $"screens/{name}-160.txt");
        }
    }

    [Fact]
    public async Task Every_command_has_its_help_among_the_screens()
    {
        var terminal = new FakeTerminal();
        await terminal.RunAsync("help");
        var commands = CommandRow().Matches(terminal.Output.ToString().Split("Commands:")[1]).Select(row => row.Groups["name"].Value).ToList();

        Assert.True(commands.Count > 10, $"{commands.Count} commands");
        Assert.All(commands, command => Assert.Contains($"{command} --help", Screens["help"]));
    }

    /// <summary>Runs command lines one after another in one folder.</summary>
    private static async Task<string> ShowAsync(string[] commands, int width)
    {
        using var workspace = new Workspace();
        File.Copy(Repo.PathOf("examples", "fleet", "estate.json"), workspace.At("fleet.json"));
        File.WriteAllText(workspace.At("other.yaml"), workspace.Read("baseline.yaml").Replace("[365, 0]", "[365]", StringComparison.Ordinal));
        File.WriteAllText(workspace.At("wrong.yaml"), Wrong);
        var shown = new List<string>();
        foreach (var command in commands)
        {
            var terminal = new FakeTerminal { IsTerminal = true, Width = width, WorkingDirectory = workspace.Root, Clock = workspace.Clock };

            // Without colours and without a line that is redrawn.
            terminal.Variables["NO_COLOR"] = "1";
            terminal.Variables["CI"] = "true";
            var code = await terminal.RunAsync(command.Split(' '));
            var error = terminal.Error.ToString();
            shown.Add($"$ baseline {command}\n{terminal.Output}{(error.Length > 0 ? $"--\n{error}" : "")}(exit code {code})\n");
        }

        var text = string.Join("\n", shown).Replace(workspace.Root, "/work", StringComparison.Ordinal)
            .Replace("Baseline.Cli.Tests", "baseline", StringComparison.Ordinal);
        return Duration().Replace(text, "0.1 s");
    }

    private const string Wrong = """
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: wrong }
        scope: { tenant: true, exlude: [] }
        controls:
          KeyVault-04:
            retentionDays: 365
          Monitor-006: { enabled: yes }
        exemptions:
          - control: KeyVault-04
            resource: kv-pay-legacy
            reason: It goes
            owner: me
            expires: 31.01.2027

        """;

    [GeneratedRegex("^  (?<name>[a-z]+) ", RegexOptions.Multiline)]
    private static partial Regex CommandRow();

    [GeneratedRegex(@"\b[0-9]+\.[0-9] s\b")]
    private static partial Regex Duration();
}
