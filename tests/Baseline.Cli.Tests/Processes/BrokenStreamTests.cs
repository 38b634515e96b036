using System.Diagnostics;
using Baseline.Cli.Tests.Commands;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Cli.Tests.Processes;

/// <summary>The tool in a process of its own, with a standard output or standard error that takes nothing.</summary>
public sealed class BrokenStreamTests : IDisposable
{
    private readonly ThreeVaults _folder = new();

    [Theory]
    [InlineData("2>/dev/full", 0)]
    [InlineData("2>&-", 0)]
    [InlineData(">/dev/full", 1)]
    [InlineData(">&-", 1)]
    [InlineData(">/dev/full 2>&1", 1)]
    [InlineData(">&- 2>&-", 1)]
    [InlineData("--verbose 2>/dev/full", 0)]
    public async Task An_apply_goes_on_to_its_end_whatever_its_streams_do(string redirection, int expected)
    {
        var (code, _) = await RunAsync($"apply --auto-approve --emulator estate.json --journal run.jsonl {redirection}");
        var (after, _) = await RunAsync("plan --estate estate.json --detailed-exitcode >/dev/null");

        Assert.Equal((expected, 0), (code, after));
        var journal = _folder.Read("run.jsonl");
        Assert.Equal(["applied", "applied", "applied"], RunRecord.Read(journal, "run.jsonl").Value?.Changes.Select(change => change.Outcome) ?? []);
        Assert.Contains("\"event\":\"end\"", journal.TrimEnd('\n').Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_apply_outlives_the_reader_of_its_output()
    {
        var (code, _) = await RunAsync("apply --auto-approve --emulator estate.json --journal run.jsonl 2>&1 | true; exit ${PIPESTATUS[0]}");

        Assert.True(code is 0 or 1, $"{code}");
        Assert.EndsWith("\"applied\":3,\"failed\":0,\"stale\":0}\n", _folder.Read("run.jsonl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plan --estate estate.json")]
    [InlineData("plan --estate estate.json --format json")]
    [InlineData("validate")]
    [InlineData("schema")]
    [InlineData("controls")]
    [InlineData("role")]
    [InlineData("completion bash")]
    [InlineData("init --estate estate.json --out -")]
    [InlineData("plan --estate estate.json --out /dev/stdout")]
    [InlineData("--version")]
    [InlineData("--help")]
    public async Task A_result_that_cannot_be_written_is_said(string command)
    {
        var (code, error) = await RunAsync($"{command} >/dev/full");

        Assert.Equal(1, code);
        Assert.Contains("error BL0010: Result cannot be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("BL9001", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_on_a_full_disk_stops_the_run_before_the_next_write()
    {
        // A limit on the size of files stands for the disk; the signal that comes with it would end the process.
        var (code, error) = await RunAsync("apply --auto-approve --emulator estate.json --journal run.jsonl", "trap '' XFSZ; ulimit -f 2; export DOTNET_EnableWriteXorExecute=0; ");

        Assert.Equal(1, code);
        Assert.Contains("error BL5104: Journal cannot be written", error, StringComparison.Ordinal);
        Assert.Contains("error BL0002: File cannot be written", error, StringComparison.Ordinal);
        Assert.DoesNotContain("BL9001", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Error)> RunAsync(string command, string before = "")
    {
        var start = new ProcessStartInfo("bash", ["-c", $"{before}dotnet '{typeof(BaselineApp).Assembly.Location}' {command}"])
        {
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NO_COLOR"] = "1" },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The tool could not be started.");
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await output;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
