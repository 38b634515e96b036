using Baseline.Cli.Output;
using Xunit;

namespace Baseline.Cli.Tests.Output;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(true, null, null, false, true)]
    [InlineData(false, null, null, false, false)]
    [InlineData(true, "NO_COLOR", "1", false, false)]
    [InlineData(true, "NO_COLOR", "", false, true)]
    [InlineData(true, "TERM", "dumb", false, false)]
    [InlineData(true, "TERM", "xterm-256color", false, true)]
    [InlineData(true, "CI", "true", false, false)]
    [InlineData(true, "CI", "false", false, true)]
    [InlineData(true, null, null, true, false)]
    public void Colour_is_for_screens_that_want_it(bool isTerminal, string? name, string? value, bool noColor, bool expected)
    {
        var terminal = new FakeTerminal { IsTerminal = isTerminal };
        if (name is not null)
        {
            terminal.Variables[name] = value ?? "";
        }

        Assert.Equal(expected, Palette.For(terminal.Connect(), isTerminal, noColor).HasColour);
    }
}
