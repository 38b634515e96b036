using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Xunit;

namespace Baseline.Cli.Tests;

/// <summary>What standard error says while Azure is read.</summary>
public sealed class ReadingProgressTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private readonly FixedClock _clock = new(Nine);

    [Fact]
    public void A_screen_shows_count_rate_and_remaining_time_in_one_line_that_goes_away()
    {
        var terminal = new FakeTerminal { IsTerminal = true };
        var progress = Progress(terminal);

        progress.Report(new ReadProgress("key vaults", 0, 2000));
        _clock.Advance(TimeSpan.FromSeconds(10));
        progress.Report(new ReadProgress("key vaults", 250, 2000));
        var shown = LastLine(terminal);
        progress.Report(new ReadProgress("key vaults", 2000, 2000));

        Assert.Equal("Reading key vaults: 250 of 2000; 25 a second, about 70 s left", shown);
        Assert.Equal("", LastLine(terminal));
        Assert.DoesNotContain('\n', terminal.Error.ToString());
    }

    [Fact]
    public void A_screen_shows_how_long_Azure_lets_it_wait()
    {
        var terminal = new FakeTerminal { IsTerminal = true };
        var progress = Progress(terminal);

        progress.Report(new ReadProgress("key vaults", 0, 20));
        progress.Report(new Throttling(Nine.AddSeconds(12)));
        var first = LastLine(terminal);
        _clock.Advance(TimeSpan.FromSeconds(12));
        progress.Report(new ReadProgress("key vaults", 6, 20));

        Assert.Equal("Reading key vaults: 0 of 20; waiting 12 s for Azure (429)", first);
        Assert.Equal("Reading key vaults: 6 of 20; 0.5 a second, about 28 s left", LastLine(terminal));
    }

    [Fact]
    public void A_line_never_wraps()
    {
        var terminal = new FakeTerminal { IsTerminal = true, Width = 20 };

        Progress(terminal).Report(new ReadProgress("key vaults", 0, 2000));

        Assert.Equal("Reading key vaults:", LastLine(terminal));
    }

    [Fact]
    public void Elsewhere_a_read_that_takes_long_says_a_line_every_ten_seconds()
    {
        var terminal = new FakeTerminal();
        var progress = Progress(terminal);

        for (var second = 0; second <= 25; second++)
        {
            progress.Report(new ReadProgress("key vaults", second * 10, 1000));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            "Reading key vaults: 100 of 1000; 10 a second, about 90 s left\nReading key vaults: 200 of 1000; 10 a second, about 80 s left\n",
            terminal.Error.ToString());
    }

    [Fact]
    public void A_short_read_says_nothing_in_a_log()
    {
        var terminal = new FakeTerminal();
        var progress = Progress(terminal);

        progress.Report(new ReadProgress("key vaults", 0, 10));
        _clock.Advance(TimeSpan.FromSeconds(9));
        progress.Report(new ReadProgress("key vaults", 9, 10));
        progress.Report(new ReadProgress("key vaults", 10, 10));

        Assert.Equal("", terminal.Error.ToString());
    }

    [Fact]
    public void A_build_server_gets_lines_and_nothing_that_is_redrawn()
    {
        var terminal = new FakeTerminal { IsTerminal = true };
        terminal.Variables["CI"] = "true";
        var progress = Progress(terminal);

        progress.Report(new ReadProgress("key vaults", 0, 10));
        _clock.Advance(TimeSpan.FromSeconds(10));
        progress.Report(new ReadProgress("key vaults", 5, 10));

        Assert.Equal("Reading key vaults: 5 of 10; 0.5 a second, about 10 s left\n", terminal.Error.ToString());
    }

    [Theory]
    [InlineData(true, "Resource Graph is not available.\n")]
    [InlineData(false, "")]
    public void A_note_is_said_where_it_was_asked_for(bool says, string expected)
    {
        var terminal = new FakeTerminal();

        Progress(terminal, says).Report("Resource Graph is not available.");

        Assert.Equal(expected, terminal.Error.ToString());
    }

    private static string LastLine(FakeTerminal terminal) => terminal.Error.ToString().Split('\r')[^1];

    private ReadingProgress Progress(FakeTerminal terminal, bool writesNotes = false)
    {
        var io = terminal.Connect() with { Clock = _clock };
        var display = new DisplayArguments(Verbose: false, NoColor: true, DiagnosticForm.Text);
        return new ReadingProgress(io, new ConsoleStreams(io, display), writesNotes);
    }
}
