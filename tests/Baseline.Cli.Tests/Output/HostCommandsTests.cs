using System.Text.Json;
using Baseline.Cli.Output;
using Baseline.Cli.Tests.Commands;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Output;

/// <summary>A build server finds no command in text that comes from outside, and machines get their formats to the byte.</summary>
public sealed class HostCommandsTests : IDisposable
{
    private const string Evil = "##vso[task.setvariable variable=x]y";

    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("##vso[task.complete]", "#\\u{23}vso[task.complete]")]
    [InlineData("a ##VSO[x] ##[error]b", "a #\\u{23}VSO[x] #\\u{23}[error]b")]
    [InlineData("###[group]", "##\\u{23}[group]")]
    [InlineData("::error::no", "\\u{3A}:error::no")]
    [InlineData("first\n  ::set-output name=a::b\n", "first\n  \\u{3A}:set-output name=a::b\n")]
    [InlineData("\r::stop-commands::x", "\r\\u{3A}:stop-commands::x")]
    [InlineData("a::b ## [x] #vso[", "a::b ## [x] #vso[")]
    public void The_beginning_of_a_command_is_spelled_out(string text, string broken)
    {
        Assert.Equal(broken, HostCommands.Broken(text));
        Assert.Equal(broken, HostCommands.Broken(broken));
    }

    [Theory]
    [InlineData("TF_BUILD")]
    [InlineData("GITHUB_ACTIONS")]
    [InlineData(null)]
    public async Task Text_is_broken_on_both_streams_under_such_a_server_only(string? variable)
    {
        Prepare();

        var plan = await RunAsync(variable, "plan", "--estate", "estate.json");
        var error = await RunAsync(variable, "plan", "--estate", $"{Evil}.json");

        Assert.Equal(variable is null, plan.Output.ToString().Contains("##vso[", StringComparison.Ordinal));
        Assert.Equal(variable is not null, plan.Output.ToString().Contains("#\\u{23}vso[", StringComparison.Ordinal));
        Assert.Equal(variable is null, error.Error.ToString().Contains("##vso[", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("csv")]
    [InlineData("junit")]
    [InlineData("html")]
    [InlineData("markdown")]
    public async Task What_machines_read_is_the_same_everywhere(string format)
    {
        Prepare();

        var elsewhere = await RunAsync(null, "plan", "--estate", "estate.json", "--format", format);
        var there = await RunAsync("TF_BUILD", "plan", "--estate", "estate.json", "--format", format);

        Assert.Equal(elsewhere.Output.ToString(), there.Output.ToString());
        if (format is "json" or "sarif")
        {
            using var parsed = JsonDocument.Parse(there.Output.ToString());
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A subscription's name is whatever its owner calls it.</summary>
    private void Prepare() => File.WriteAllBytes(
        _folder.At("estate.json"),
        new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription, Evil).Account("stlogs").Vault("kv-a").ToJson());

    private async Task<FakeTerminal> RunAsync(string? variable, params string[] args)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        if (variable is not null)
        {
            terminal.Variables[variable] = "true";
        }

        await terminal.RunAsync(args);
        return terminal;
    }
}
