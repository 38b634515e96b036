using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class ApprovalTests : IDisposable
{
    private const string Question = "Do you want to apply these changes? Only 'yes' is accepted: ";

    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("yes\n", ExitCode.Done)]
    [InlineData("YES\n", ExitCode.Error)]
    [InlineData("no\n", ExitCode.Error)]
    [InlineData("\n", ExitCode.Error)]
    [InlineData("", ExitCode.Error)]
    public async Task Only_yes_lets_it_go_on_and_the_end_of_the_input_is_a_no(string typed, ExitCode expected)
    {
        var before = _folder.Read("estate.json");
        var terminal = new FakeTerminal { IsTerminal = true, Typed = typed, WorkingDirectory = _folder.Root };

        var code = await terminal.RunAsync("apply", "--emulator", "estate.json");

        Assert.Equal((int)expected, code);
        Assert.Contains(Question, terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Question, terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(expected == ExitCode.Error, before == _folder.Read("estate.json"));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "CI")]
    public async Task Nobody_is_asked_where_nobody_could_answer(bool isTerminal, string? variable)
    {
        var before = _folder.Read("estate.json");
        var terminal = new FakeTerminal { IsTerminal = isTerminal, Typed = "yes\n", WorkingDirectory = _folder.Root };
        if (variable is not null)
        {
            terminal.Variables[variable] = "true";
        }

        var code = await terminal.RunAsync("apply", "--emulator", "estate.json");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL0004: Approval is needed", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Question, terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task A_saved_plan_is_approved_by_whoever_hands_it_in()
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        await terminal.RunAsync("plan", "--emulator", "estate.json", "--out", "plan.json");

        var code = await terminal.RunAsync("apply", "plan.json", "--emulator", "estate.json");

        Assert.Equal((int)ExitCode.Done, code);
        Assert.EndsWith("Checked again: nothing is left to change.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_plain_where_it_is_kept()
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

        await terminal.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        var lines = terminal.Error.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Matches("^c[123] create /subscriptions/.* … done$", line));
    }

    public void Dispose() => _folder.Dispose();
}
