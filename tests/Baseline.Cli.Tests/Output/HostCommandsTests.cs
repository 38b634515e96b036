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

    // Text is wrapped at a space, so that what follows it begins a line.
    private static readonly string Wrapped =
        string.Join(' ', Enumerable.Repeat("::error::forged ##vso[task.complete]", 30));

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
        AssertNoCommand(there.Output.ToString());
        if (format is "json" or "sarif")
        {
            using var parsed = JsonDocument.Parse(there.Output.ToString());
        }
    }

    [Theory]
    [InlineData("plan --estate estate.json --out /dev/stdout --format csv=other.csv")]
    [InlineData("plan --estate estate.json --diff --format markdown --format text=other.txt")]
    [InlineData("plan --estate estate.json --diff --format text")]
    [InlineData("plan --estate estate.json --verbose")]
    [InlineData("snapshot --estate estate.json --out /dev/stdout")]
    [InlineData("init --estate estate.json --out -")]
    [InlineData("explain KeyVault-004 kv-b --estate estate.json")]
    public async Task No_result_of_any_command_holds_one(string command)
    {
        Prepare();

        var ran = await RunAsync("GITHUB_ACTIONS", command.Split(' '));

        Assert.NotEqual("", ran.Output.ToString());
        AssertNoCommand(ran.Output.ToString());
        AssertNoCommand(ran.Error.ToString());
    }

    /// <summary>A value that is JSON or XML reads as it was, and one that is wrapped begins no line with a command.</summary>
    [Theory]
    [InlineData("{\"a\": \"##vso[x]\"}", "{\"a\": \"#\\u0023vso[x]\"}")]
    [InlineData("<a b='##[x]'>\n::error::no</a>", "<a b='#&#35;[x]'>\n&#58;:error::no</a>")]
    [InlineData("<!-- mark -->\n```diff\n::error::no\n```", "<!-- mark -->\n```diff\n\\u{3A}:error::no\n```")]
    [InlineData("a,b\n::error::,##vso[x]", "a,b\n\\u{3A}:error::,#\\u{23}vso[x]")]
    public void Data_is_spelled_so_that_programs_read_the_same(string text, string broken) =>
        Assert.Equal(broken, HostCommands.BrokenData(text));

    public void Dispose() => _folder.Dispose();

    private static void AssertNoCommand(string text)
    {
        Assert.DoesNotContain("##vso[", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("##[", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^\s*::", text);
    }

    /// <summary>A subscription's name is whatever its owner calls it.</summary>
    private void Prepare() => File.WriteAllBytes(
        _folder.At("estate.json"),
        new EstateBuilder().Subscription(EstateBuilder.DefaultSubscription, Evil).Account("stlogs").Vault("kv-a")
            .Vault("kv-b").Setting("kv-b", "theirs", null, "AuditEvent").WithProperty("serviceBusRuleId", Wrapped).ToJson());

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
