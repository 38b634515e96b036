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
    private readonly ThreeVaults _folder = new();
    private readonly SecureAzure _azure;

    public SignalTests() => _azure = new SecureAzure(File.ReadAllBytes(_folder.At("estate.json")));

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task The_first_signal_lets_the_write_in_flight_finish(string signal)
    {
        using var process = Start();
        await _azure.WriteIsHeld.WaitAsync(TestContext.Current.CancellationToken);

        Signal(process, signal);
        await SaysAsync(process, "Cancelling:");
        _azure.Release();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith("Apply: 1 applied, 0 failed, 0 stale, 0 skipped, 2 not started.\n", output, StringComparison.Ordinal);
        Assert.Equal(1, _azure.Writes);
        Assert.Equal("applied", Assert.Single(Recorded()).Outcome);
    }

    [Fact]
    public async Task The_second_signal_ends_it_at_once_and_the_journal_names_the_write()
    {
        using var process = Start();
        await _azure.WriteIsHeld.WaitAsync(TestContext.Current.CancellationToken);

        Signal(process, "INT");
        await SaysAsync(process, "Cancelling:");
        Signal(process, "INT");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

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
        await File.WriteAllBytesAsync(_folder.At("many.json"), many.ToJson(), TestContext.Current.CancellationToken);
        using var process = Start("plan", "--estate", "many.json", "--format", "json");
        var first = new char[1];
        Assert.Equal(1, await process.StandardOutput.ReadAsync(first, TestContext.Current.CancellationToken));

        Signal(process, signal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, process.ExitCode);
    }

    public void Dispose()
    {
        _azure.Dispose();
        _folder.Dispose();
    }

    private Process Start() => Start(
        "apply", "--endpoint", _azure.Endpoint, "--credential", "managed", "--auto-approve", "--journal", "run.jsonl", "--parallelism", "1");

    private Process Start(params string[] args)
    {
        File.WriteAllText(_folder.At("ca.pem"), _azure.Certificate);
        var start = new ProcessStartInfo
        {
            FileName = "dotnet",
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
        foreach (var argument in (string[])[typeof(BaselineApp).Assembly.Location, .. args])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The tool could not be started.");
    }

    private static async Task SaysAsync(Process process, string text)
    {
        var line = "";
        while (!line.Contains(text, StringComparison.Ordinal))
        {
            line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)
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
