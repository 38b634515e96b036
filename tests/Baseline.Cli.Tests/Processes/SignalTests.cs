using System.Diagnostics;
using System.Globalization;
using Baseline.Cli.Tests.Commands;
using Baseline.Plans.Undoing;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Processes;

/// <summary>The tool in a process of its own, interrupted by signals while a write is in flight.</summary>
[Trait("Needs", "process")]
public sealed class SignalTests : IDisposable
{
    // Longer than any of it takes, and no longer: a process that does not end is ended with the test.
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(60);

    private readonly ThreeVaults _folder = new();
    private readonly List<Process> _started = [];
    private readonly CancellationTokenSource _time = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly SecureAzure _azure;

    public SignalTests()
    {
        _time.CancelAfter(MostTime);
        _azure = new SecureAzure(File.ReadAllBytes(_folder.At("estate.json")));
    }

    private CancellationToken Cancel => _time.Token;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task The_first_signal_lets_the_write_in_flight_finish(string signal)
    {
        var process = Start();
        await _azure.WriteIsHeld.WaitAsync(Cancel);

        Signal(process, signal);
        await SaysAsync(process, "Cancelling:");
        _azure.Release();
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("Apply: 1 applied, 0 failed, 0 stale, 0 skipped, 2 not started.\n", output, StringComparison.Ordinal);
        Assert.Equal(1, _azure.Writes);
        Assert.Equal("applied", Assert.Single(Recorded()).Outcome);
    }

    /// <summary>As under nohup: whoever starts a run so wants it to go on once the terminal is gone.</summary>
    [Fact]
    public async Task A_run_that_was_started_to_survive_a_hang_up_survives_it()
    {
        var process = StartWith("--ignore-signal=HUP", Apply);
        await _azure.WriteIsHeld.WaitAsync(Cancel);

        Signal(process, "HUP");
        _azure.Release();
        var output = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(0, process.ExitCode);
        Assert.EndsWith("Apply: 3 applied, 0 failed, 0 stale, 0 skipped.\nChecked again: nothing is left to change.\n", output, StringComparison.Ordinal);
        Assert.All(Recorded(), change => Assert.Equal("applied", change.Outcome));
    }

    [Fact]
    public async Task The_second_signal_ends_it_at_once_and_the_journal_names_the_write()
    {
        var process = Start();
        await _azure.WriteIsHeld.WaitAsync(Cancel);

        Signal(process, "INT");
        await SaysAsync(process, "Cancelling:");
        Signal(process, "INT");
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(130, process.ExitCode);
        Assert.True(Assert.Single(Recorded()).MayHaveTakenEffect);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task The_first_signal_ends_what_only_waits_for_a_reader(string signal)
    {
        // The plan is longer than what a pipe holds, and after its first character nobody reads on.
        var many = Enumerable.Range(0, 500).Aggregate(new EstateBuilder().Account("stlogs"), (estate, number) => estate.Vault($"kv-{number}"));
        await File.WriteAllBytesAsync(_folder.At("many.json"), many.ToJson(), Cancel);
        var process = Start("plan", "--estate", "many.json", "--format", "json");
        var first = new char[1];
        Assert.Equal(1, await process.StandardOutput.ReadAsync(first, Cancel));

        Signal(process, signal);
        await process.WaitForExitAsync(Cancel);

        Assert.Equal(130, process.ExitCode);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill();
            }

            process.Dispose();
        }

        _time.Dispose();
        _azure.Dispose();
        _folder.Dispose();
    }

    private string[] Apply =>
    [
        "apply", "--endpoint", _azure.Endpoint, "--credential", "managed", "--auto-approve", "--journal", "run.jsonl", "--parallelism", "1",
    ];

    private Process Start() => Start(Apply);

    // A process inherits which signals are ignored, and those that run tests may themselves be run under nohup or in the background.
    private Process Start(params string[] args) => StartWith("--default-signal=HUP,INT,TERM", args);

    /// <summary>Starts the tool in the process of env, which becomes the tool.</summary>
    /// <param name="signals">The option of env that says which signals the tool begins with.</param>
    /// <param name="args">The arguments of the tool.</param>
    private Process StartWith(string signals, string[] args)
    {
        File.WriteAllText(_folder.At("ca.pem"), _azure.Certificate);
        var start = new ProcessStartInfo
        {
            FileName = "env",
            WorkingDirectory = _folder.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["SSL_CERT_FILE"] = _folder.At("ca.pem"),
                ["IDENTITY_ENDPOINT"] = _azure.IdentityEndpoint,
                ["IDENTITY_HEADER"] = "header",
                ["NO_PROXY"] = "localhost,127.0.0.1",
            },
        };
        foreach (var argument in (string[])[signals, "dotnet", typeof(BaselineApp).Assembly.Location, .. args])
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The tool could not be started.");
        _started.Add(process);
        return process;
    }

    private async Task SaysAsync(Process process, string text)
    {
        var line = "";
        while (!line.Contains(text, StringComparison.Ordinal))
        {
            line = await process.StandardError.ReadLineAsync(Cancel)
                ?? throw new InvalidOperationException($"It ended without saying \"{text}\".");
        }
    }

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private IReadOnlyList<RecordedChange> Recorded() =>
        RunRecord.Read(_folder.Read("run.jsonl"), "run.jsonl").Value?.Changes ?? [];
}
