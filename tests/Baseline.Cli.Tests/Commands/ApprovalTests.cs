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
        Assert.All(lines.Index(), line => Assert.Matches($@"^\[{line.Index + 1}/3\]  kv-[a-z0-9]+ / [a-z-]+ \([^()]+\)  created$", line.Item));
    }

    [Fact]
    public async Task A_change_that_takes_time_says_how_long()
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root, Clock = new TickingClock() };

        await terminal.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        var lines = terminal.Error.ToString().TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(@"  created  \d+\.\d s$", line));
    }

    [Fact]
    public async Task Progress_on_a_screen_is_one_line_that_is_taken_away_in_the_end()
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root, IsTerminal = true, Width = 50 };

        await terminal.RunAsync("apply", "--emulator", "estate.json", "--auto-approve");

        var written = terminal.Error.ToString();
        var frames = written[written.IndexOf("[0/3]", StringComparison.Ordinal)..].Split("\r\u001b[K");
        Assert.Contains(frames, frame => frame.StartsWith("[2/3]", StringComparison.Ordinal));
        Assert.All(frames, frame => Assert.InRange(frame.Length, 0, 49));
        Assert.Empty(frames[^1]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A second goes by whenever somebody looks.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _seconds;

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero).AddSeconds(Interlocked.Increment(ref _seconds));
    }
}
