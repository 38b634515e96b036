using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What the help of a command begins and ends with.</summary>
public sealed partial class HelpPageTests
{
    public static TheoryData<string> Commands { get; } =
        ["plan", "apply", "show", "snapshot", "explain", "undo", "init", "role", "controls", "validate", "fmt"];

    [Theory]
    [InlineData("plan", "--file --out --format --diff --against --only --detailed-exitcode")]
    [InlineData("undo", "--last --out --format")]
    [InlineData("snapshot", "--out --only")]
    public async Task What_is_typed_every_day_stands_before_how_azure_is_read(string command, string options)
    {
        var names = OptionsOf(await HelpAsync(command));

        string[] expected = [.. options.Split(' '), "--estate", "--emulator", "--cloud", "--endpoint", "--credential"];
        Assert.Equal(expected.Where(names.Contains), names.Where(expected.Contains));
        Assert.All(options.Split(' '), option => Assert.Contains(option, names));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Examples_stand_at_its_end_with_options_that_the_command_has(string command)
    {
        var help = await HelpAsync(command);
        var examples = help.Split("Examples:\n")[1].TrimEnd('\n').Split('\n');

        Assert.All(examples, example => Assert.StartsWith($"  baseline {command}", example, StringComparison.Ordinal));
        Assert.All(examples, example => Assert.All(
            OptionName().Matches(example.Split('|')[0]).Select(match => match.Value), option => Assert.Contains(option, OptionsOf(help))));
    }

    private static List<string> OptionsOf(string help) =>
        [.. OptionRow().Matches(help.Split("Examples:")[0]).Select(row => row.Groups["name"].Value)];

    private static async Task<string> HelpAsync(string command)
    {
        var terminal = new FakeTerminal { IsTerminal = true, Width = 160 };
        await terminal.RunAsync(command, "--help");
        return terminal.Output.ToString();
    }

    [GeneratedRegex(@"(?<=\n  (?:-[^ ]+, )*)(?<name>--[a-z-]+)")]
    private static partial Regex OptionRow();

    [GeneratedRegex("--[a-z-]+")]
    private static partial Regex OptionName();
}
