using System.Text.RegularExpressions;
using Baseline.Cli.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

/// <summary>What a pipeline is told of a run, in the form of its host.</summary>
public sealed partial class OutputsTests : IDisposable
{
    private static readonly string[] Plan = ["plan", "--emulator", "estate.json"];
    private static readonly string[] Names =
        ["changes", "create", "update", "delete", "blocked", "unknown", "exempt", "over-limits", "digest", "verdict"];

    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("github=out.txt")]
    [InlineData("azure=out.txt")]
    [InlineData("gitlab=out.txt")]
    [InlineData("dotenv=out.txt")]
    public async Task Every_form_has_every_name_with_a_harmless_value(string outputs)
    {
        var (code, terminal) = await RunAsync([.. Plan, "--outputs", outputs, "--out", "plan.json"]);

        Assert.Equal((int)ExitCode.Done, code);
        var lines = _folder.Read("out.txt").Split('\n');
        Assert.Equal("", lines[^1]);
        var pairs = lines[..^1].Select(line => Line().Match(line)).ToList();
        Assert.All(pairs, pair => Assert.True(pair.Success));
        var isIdentifier = outputs[0] is 'g' && outputs[2] == 't' && outputs[3] == 'l' || outputs[0] == 'd';
        Assert.Equal(Names.Select(name => isIdentifier ? name.Replace('-', '_') : name), pairs.Select(pair => pair.Groups["name"].Value));
        Assert.Equal(["3", "3", "0", "0", "0", "0", "0", "0"], pairs.Take(8).Select(pair => pair.Groups["value"].Value));
        Assert.Contains(pairs[8].Groups["value"].Value, terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("changes", pairs[9].Groups["value"].Value);
    }

    [Fact]
    public async Task GitHub_names_the_file_and_what_stands_there_stays()
    {
        File.WriteAllText(_folder.At("step.txt"), "earlier=1\n");

        var (code, _) = await RunAsync([.. Plan, "--outputs", "github"], _folder.At("step.txt"));

        Assert.Equal((int)ExitCode.Done, code);
        Assert.StartsWith("earlier=1\nchanges=3\n", _folder.Read("step.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_merged_plan_tells_what_the_plan_of_everything_does()
    {
        await RunAsync([.. Plan, "--outputs", "dotenv=whole.env"]);
        await RunAsync([.. Plan, "--shard", "1/1", "--out", "one.json"]);

        var (code, _) = await RunAsync(["merge", "one.json", "--outputs", "dotenv=merged.env", "--fail-on", "changes"]);

        Assert.Equal((int)ExitCode.NotInDesiredState, code);
        Assert.Equal(_folder.Read("whole.env"), _folder.Read("merged.env"));
    }

    [Fact]
    public async Task Outside_a_step_of_GitHub_there_is_no_place_and_nothing_is_read()
    {
        var (code, terminal) = await RunAsync([.. Plan, "--outputs", "github"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("error BL0017: No place for outputs", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", terminal.Output.ToString());
    }

    [Fact]
    public async Task Several_forms_tell_the_same()
    {
        var (code, terminal) = await RunAsync([.. Plan, "--outputs", "gitlab=a.env", "--outputs", "dotenv=b.env", "--outputs", "azure"]);
        var (twice, refused) = await RunAsync([.. Plan, "--outputs", "dotenv=a.env", "--outputs", "dotenv=b.env"]);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.Equal(_folder.Read("a.env"), _folder.Read("b.env"));
        Assert.EndsWith("verdict=changes\n", _folder.Read("a.env"), StringComparison.Ordinal);
        Assert.Contains("variable=verdict;isOutput=true]changes", terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Error, twice);
        Assert.Contains("--outputs dotenv can be given once.", refused.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Pipelines_reads_them_from_standard_output_after_the_result()
    {
        var (code, terminal) = await RunAsync([.. Plan, "--outputs", "azure"]);

        Assert.Equal((int)ExitCode.Done, code);
        var lines = terminal.Output.ToString().Split('\n');
        Assert.Equal("Plan: 3 to create, 0 to update, 0 to delete.", lines[^12]);
        Assert.Equal("##vso[task.setvariable variable=changes;isOutput=true]3", lines[^11]);
        Assert.Equal("##vso[task.setvariable variable=verdict;isOutput=true]changes", lines[^2]);
    }

    [Theory]
    [InlineData("azure", "--format json", "--outputs azure writes to standard output, where --format json goes")]
    [InlineData("gitlab", "", "--outputs gitlab names no file: --outputs gitlab=FILE.")]
    [InlineData("dotenv", "", "--outputs dotenv names no file")]
    [InlineData("github=", "", "--outputs github names no file")]
    [InlineData("gitub", "", "Did you mean \"github\"?")]
    public async Task What_can_not_be_told_is_an_error(string outputs, string more, string expected)
    {
        var (code, terminal) = await RunAsync([.. Plan, "--outputs", outputs, .. more.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains(expected, terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("", terminal.Output.ToString());
    }

    [Theory]
    [InlineData("plan --emulator estate.json")]
    [InlineData("plan --emulator nowhere.json")]
    [InlineData("apply --emulator estate.json --auto-approve")]
    [InlineData("apply nowhere.json --emulator estate.json")]
    [InlineData("undo nowhere.jsonl --emulator estate.json")]
    public async Task A_run_that_fails_tells_so_and_no_number_is_taken_for_none(string command)
    {
        if (!command.Contains("nowhere", StringComparison.Ordinal))
        {
            File.AppendAllText(_folder.At("baseline.yaml"), "nonsense: 1\n");
        }

        var (code, _) = await RunAsync([.. command.Split(' '), "--outputs", "dotenv=out.env"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.StartsWith("changes=\n", _folder.Read("out.env"), StringComparison.Ordinal);
        Assert.EndsWith("digest=\nverdict=error\n", _folder.Read("out.env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_and_undo_tell_what_they_did_and_what_holds_afterwards()
    {
        await RunAsync(["apply", "--emulator", "estate.json", "--auto-approve", "--journal", "run.jsonl", "--outputs", "dotenv=apply.env"]);
        await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json", "--out", "undo.json", "--outputs", "dotenv=asked.env"]);
        await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--outputs", "dotenv=undo.env"]);
        await RunAsync(["undo", "run.jsonl", "--emulator", "estate.json", "--auto-approve", "--outputs", "dotenv=again.env"]);

        Assert.Equal("3 0 compliant", Told("apply.env"));
        Assert.Equal("3 3 changes", Told("asked.env"));
        Assert.Equal("3 3 undone", Told("undo.env"));
        Assert.Equal("0 0 undone", Told("again.env"));
    }

    /// <summary>An earlier step may have written its last line without an end, as `printf name=value` does.</summary>
    [Theory]
    [InlineData("", "changes=")]
    [InlineData("earlier=1\n", "earlier=1\nchanges=")]
    [InlineData("earlier=1", "earlier=1\nchanges=")]
    [InlineData("earlier=1\r\n", "earlier=1\r\nchanges=")]
    public async Task The_lines_of_earlier_steps_stay_their_own(string earlier, string start)
    {
        File.WriteAllText(_folder.At("step"), earlier);

        await RunAsync(["plan", "--estate", "estate.json", "--outputs", "github"], _folder.At("step"));
        await RunAsync(["plan", "--estate", "estate.json", "--outputs", "github=step"]);

        Assert.StartsWith(start, _folder.Read("step"), StringComparison.Ordinal);
        Assert.Equal(2, _folder.Read("step").Split('\n').Count(line => line.StartsWith("verdict=", StringComparison.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();

    private string Told(string file)
    {
        var values = _folder.Read(file).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(line => line.Split('=')[0], line => line.Split('=')[1]);
        return $"{values["changes"]} {values["delete"]} {values["verdict"]}";
    }

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(string[] args, string? stepFile = null)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        if (stepFile is not null)
        {
            terminal.Variables["GITHUB_OUTPUT"] = stepFile;
        }

        return (await terminal.RunAsync(args), terminal);
    }

    [GeneratedRegex(@"\A(?:##vso\[task\.setvariable variable=(?<name>[a-z-]+);isOutput=true\]|(?<name>[a-z_-]+)=)(?<value>[a-z0-9:-]+)\z")]
    private static partial Regex Line();
}
