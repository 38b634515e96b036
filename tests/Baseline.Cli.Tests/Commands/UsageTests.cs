using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("plan --fromat json", "Unknown option \"--fromat\". Did you mean \"--format\"?", "plan ")]
    [InlineData("plan --fromat=json", "Unknown option \"--fromat\". Did you mean \"--format\"?", "plan ")]
    [InlineData("plan --verbos", "Unknown option \"--verbos\". Did you mean \"--verbose\"?", "plan ")]
    [InlineData("apply --auto-aprove", "Unknown option \"--auto-aprove\". Did you mean \"--auto-approve\"?", "apply ")]
    [InlineData("show", "plan.json is missing. A plan saved by `baseline plan --out`.", "show ")]
    [InlineData("explain", "control is missing. The control's id, as `baseline controls` lists it.", "explain ")]
    [InlineData("explain kv-pay-api", "resource is missing. The name of a judged resource as plans print it, such as \"sql-shop / shop\", or its id, as in: baseline explain KeyVault-004 kv-pay-api", "explain ")]
    [InlineData("undo", "Name the journal of a run, as `baseline runs` lists them, or --last; not both.", "undo ")]
    [InlineData("plan --target kv-a", "Unknown option \"--target\". Did you mean \"--only resource=NAME\"?", "plan ")]
    [InlineData("plan --subscription Payments", "Unknown option \"--subscription\". Did you mean \"--only subscription=NAME\"?", "plan ")]
    [InlineData("plan --control KeyVault-004", "Unknown option \"--control\". Did you mean \"--only control=ID\"?", "plan ")]
    [InlineData("fmt --target kv-a", "Unknown option \"--target\".", "fmt ")]
    [InlineData("apply --yes", "Unknown option \"--yes\". Did you mean \"--auto-approve\"?", "apply ")]
    [InlineData("apply --only control=KeyVault-004 -y", "Unknown option \"-y\". Did you mean \"--auto-approve\"?", "apply ")]
    [InlineData("undo --yes", "Unknown option \"--yes\". Did you mean \"--auto-approve\"?", "undo ")]
    [InlineData("paln", "Unknown command \"paln\". Did you mean \"plan\"?", "")]
    [InlineData("plan extra", "Unexpected argument \"extra\".", "plan ")]
    [InlineData("plan --format jsn", "--format can't be \"jsn\". Did you mean \"json\"? It is one of: ", "plan ")]
    [InlineData("plan --format json=", "--format json= names no file.", "plan ")]
    [InlineData("plan --format json --format text", "Only one --format can go to standard output. Write the others to files, as in --format json=plan.json.", "plan ")]
    [InlineData("plan --parallelism many", "--parallelism can't be \"many\": it is a number from 1 to 256.", "plan ")]
    [InlineData("plan --parallelism 257", "--parallelism can't be \"257\": it is a number from 1 to 256.", "plan ")]
    [InlineData("plan --inventory list", "--inventory can't be \"list\". Did you mean \"lists\"? It is one of: auto, graph, lists.", "plan ")]
    [InlineData("plan --endpoint http://x", "--endpoint can't be \"http://x\": it is an address that starts with https://.", "plan ")]
    [InlineData("plan --cloud usgov --endpoint https://localhost", "--cloud and --endpoint exclude each other.", "plan ")]
    [InlineData("apply --estate e.json", "A captured estate is read only: apply to --emulator FILE or to Azure.", "apply ")]
    [InlineData("apply --expect sha256:12", "--expect can't be \"sha256:12\": it is sha256: and 64 hexadecimal digits", "apply ")]
    [InlineData("completion bsh", "There is no completion for \"bsh\". Did you mean \"bash\"? It is one of: bash, zsh, fish, pwsh.", "completion ")]
    [InlineData("completion --bash", "Unknown option \"--bash\".", "completion ")]
    [InlineData("completion", "bash|zsh|fish|pwsh is missing. ", "completion ")]
    [InlineData("plan \u001b[31m", "Unexpected argument \"\\u{1B}[31m\".", "plan ")]
    public async Task A_mistake_is_named_in_one_line_with_where_to_read_on(string args, string message, string command)
    {
        var terminal = new FakeTerminal();

        var code = await terminal.RunAsync(args.Split(' '));

        var lines = terminal.Error.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal((int)ExitCode.Error, code);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"baseline: {message}", lines[0], StringComparison.Ordinal);
        Assert.Equal($"Try 'baseline {command}--help'.", lines[1]);
        Assert.Equal("", terminal.Output.ToString());
    }

    [Fact]
    public async Task The_version_is_the_tools_own_with_its_commit_and_build()
    {
        var terminal = new FakeTerminal();

        var code = await terminal.RunAsync("--version");

        Assert.Equal(0, code);
        var lines = terminal.Output.ToString().Split('\n');
        Assert.Equal(["", ""], [terminal.Error.ToString(), lines[^1]]);
        Assert.Equal(4, lines.Length);
        Assert.Matches(@"\Abaseline \d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?\z", lines[0]);
        Assert.Matches(@"\Acommit (unknown|[0-9a-f]{40}( of \d{4}-\d{2}-\d{2})?)\z", lines[1]);
        Assert.Matches(@"\Abuild (managed|native) for [a-z0-9.-]+, \.NET \d+\.\d+\.\d+\z", lines[2]);
    }
}
