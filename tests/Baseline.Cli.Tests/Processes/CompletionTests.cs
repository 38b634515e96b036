using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Cli.Tests.Processes;

/// <summary>A tab in a shell completes what the tool knows, and does nothing else.</summary>
[Trait("Needs", "process")]
public sealed partial class CompletionTests : IDisposable
{
    private readonly BashPrompt _prompt = new();

    [Theory]
    [InlineData("baseline pl", "plan")]
    [InlineData("baseline s", "schema show snapshot")]
    [InlineData("./bin/baseline pl", "plan")]
    [InlineData("baseline plan --fo", "--format")]
    [InlineData("baseline apply --no-c", "--no-color")]
    [InlineData("baseline apply --es", "")]
    [InlineData("baseline plan --format ", "az bicep csv html json junit markdown sarif terraform text")]
    [InlineData("baseline plan --format json --format m", "markdown")]
    [InlineData("baseline plan --format=j", "json junit")]
    [InlineData("baseline plan --cloud=", "china public usgov")]
    [InlineData("baseline role de", "destinations")]
    [InlineData("baseline schema ", "document journal plan")]
    [InlineData("baseline explain ", "ActivityLogAlerts KeyVault-004 LogStorage Monitor-006 Monitor-007 Monitor-008")]
    [InlineData("baseline explain Mon", "Monitor-006 Monitor-007 Monitor-008")]
    [InlineData("baseline completion ", "bash fish pwsh zsh")]
    [InlineData("baseline plan --file missing.yaml --estate nowhere.json --inv", "--inventory")]
    [InlineData("baseline plan --out größe-😀😀😀😀😀😀.json --inv", "--inventory")]
    public async Task A_word_that_is_begun_is_completed(string line, string expected)
    {
        var (_, words) = await _prompt.CompleteAsync(line);

        Assert.Equal(expected, string.Join(' ', words));
    }

    [Theory]
    [InlineData("baseline plan --only ", "control= resource= resourceGroup= subscription= tag= type=")]
    [InlineData("baseline snapshot --only s", "subscription=")]
    [InlineData("baseline plan --only control=Key", "KeyVault-004")]
    [InlineData("baseline plan -f one.yaml --only control=", "KeyVault-004")]
    [InlineData("baseline plan -f one.yaml --only type=", "Microsoft.KeyVault/vaults")]
    [InlineData("baseline apply -f one.yaml --only subscription=2", "22222222-2222-2222-2222-222222222222")]
    [InlineData("baseline plan -f one.yaml --wave ", "canary rest")]
    [InlineData("baseline plan -f broken.yaml --wave ", "")]
    [InlineData("baseline plan -f missing.yaml --only subscription=", "")]
    public async Task The_document_tells_what_a_part_can_be(string line, string expected)
    {
        _prompt.AddFile("one.yaml", """
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { subscriptions: [22222222-2222-2222-2222-222222222222] }
            controls: { KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0], destination: { accept: storageAccount } } }
            rollout: [ { name: canary, only: { resource: [kv-a] } }, { name: rest, after: canary } ]
            """);
        _prompt.AddFile("broken.yaml", "rollout: [");

        var (_, words) = await _prompt.CompleteAsync(line);

        Assert.Equal(expected, string.Join(' ', words.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Every_command_is_offered_where_none_is_begun()
    {
        var terminal = new FakeTerminal();
        await terminal.RunAsync("--help");
        var commands = Commands().Match(terminal.Output.ToString()).Groups["name"].Captures.Select(name => name.Value);

        var (_, words) = await _prompt.CompleteAsync("baseline ");

        Assert.Equal(commands.Order(StringComparer.Ordinal), words);
        Assert.Contains("completion", words);
    }

    [Fact]
    public async Task What_is_behind_the_cursor_does_not_count()
    {
        var (_, words) = await _prompt.CompleteAsync("baseline app --format json", "baseline app".Length);

        Assert.Equal(["apply"], words);
    }

    [Theory]
    [InlineData("baseline plan --file base")]
    [InlineData("baseline show ")]
    [InlineData("baseline plan --format markdown=")]
    public async Task Where_a_path_is_wanted_bash_offers_its_files(string line)
    {
        var (registered, words) = await _prompt.CompleteAsync(line);

        Assert.Empty(words);
        Assert.Contains(" -o default ", registered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./baseline --fo")]
    [InlineData("baseline plan $(touch ran) `touch ran` --fo")]
    [InlineData("baseline plan '; touch ran; ' --fo")]
    public async Task Nothing_of_the_line_is_run(string line)
    {
        _prompt.AddProgram("baseline", "touch ran");

        await _prompt.CompleteAsync(line);

        Assert.Equal(["baseline"], _prompt.Files);
    }

    [Fact]
    public async Task A_tab_sends_no_traces()
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        _prompt.Exported["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{collector.LocalEndpoint}";

        var (_, words) = await _prompt.CompleteAsync("baseline pl");

        Assert.Equal(["plan"], words);
        Assert.False(collector.Pending());
    }

    public void Dispose() => _prompt.Dispose();

    [GeneratedRegex(@"\nCommands:\n(  (?<name>[a-z]+) .*\n( {3,}.*\n)*)+")]
    private static partial Regex Commands();
}
