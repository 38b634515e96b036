using Baseline.Cli.Commands;
using Baseline.Cli.Tests.Commands;
using Xunit;

namespace Baseline.Cli.Tests.Faults;

/// <summary>A run that is interrupted at any request says how far it came, and the next one converges.</summary>
public sealed class InterruptionTests : IDisposable
{
    private static readonly string[] Plan = ["plan", "--emulator", "estate.json"];
    private static readonly string[] Apply = ["apply", "--emulator", "estate.json", "--auto-approve"];

    private readonly ThreeVaults _folder = new();

    [Fact]
    public async Task A_plan_that_is_interrupted_at_any_request_says_that_nothing_was_written()
    {
        var requests = 0;
        await RunAsync(new FaultyAzure("", "", [], forEver: false) { BeforeRequest = number => requests = number }, Plan, CancellationToken.None);
        var before = _folder.Read("estate.json");

        for (var at = 1; at <= requests; at++)
        {
            var (code, terminal) = await InterruptAsync(at, Plan);

            Assert.Equal((int)ExitCode.Cancelled, code);
            Assert.Matches(@"\ACancelled while (reading: .* ((were|was) read|was read to its end); |planning: everything was read, and )nothing was written\.\n\z", terminal.Error.ToString());
            Assert.Equal("", terminal.Output.ToString());
            Assert.Equal(before, _folder.Read("estate.json"));
        }
    }

    [Fact]
    public async Task What_was_read_is_counted()
    {
        var (_, terminal) = await InterruptAsync(8, Plan);

        Assert.Matches(@"reading: \d of \d [a-z ]+(, \d of \d [a-z ]+)* were read; nothing was written", terminal.Error.ToString());
    }

    [Fact]
    public async Task An_apply_that_is_interrupted_at_any_request_is_finished_by_the_next()
    {
        var seed = _folder.Read("estate.json");
        var requests = 0;
        await RunAsync(new FaultyAzure("", "", [], forEver: false) { BeforeRequest = number => requests = number }, Apply, CancellationToken.None);

        for (var at = 1; at <= requests; at++)
        {
            File.WriteAllText(_folder.At("estate.json"), seed);
            var (code, terminal) = await InterruptAsync(at, Apply);
            var (again, after) = await RunAsync(new FaultyAzure("", "", [], forEver: false), Apply, CancellationToken.None);

            Assert.Equal((int)ExitCode.Cancelled, code);
            Assert.Matches(@"Cancelled(:| while (reading|planning|looking again):) ", terminal.Error.ToString());
            Assert.Equal((int)ExitCode.Done, again);
            Assert.Matches(
                @"\n(No changes\. The estate matches the baseline|Checked again: nothing is left to change)\.\n$", after.Output.ToString());
        }
    }

    [Fact]
    public async Task An_interrupted_apply_says_what_is_in_place_and_how_to_go_on_or_back()
    {
        using var cancellation = new CancellationTokenSource();
        var writes = 0;
        var interrupting = new FaultyAzure("", "", [], forEver: false)
        {
            BeforeWrite = path =>
            {
                writes++;
                if (path.Contains("kv-b", StringComparison.Ordinal))
                {
                    cancellation.Cancel();
                }
            },
        };

        File.Move(_folder.At("baseline.yaml"), _folder.At("three vaults.yaml"));
        var (code, terminal) = await RunAsync(
            interrupting,
            [.. Apply, "-f", "three vaults.yaml", "--allow-outside", "--inventory", "lists", "--parallelism", "1", "--batch", "--journal", "run.jsonl"],
            cancellation.Token);

        Assert.Equal((int)ExitCode.Cancelled, code);
        Assert.Equal(2, writes);
        Assert.EndsWith(
            "Cancelled: 2 of 3 changes are in place, 1 not started. To go on, run again: what is done is not repeated. "
                + "To go back: baseline undo run.jsonl --emulator estate.json -f 'three vaults.yaml' --allow-outside --inventory lists --parallelism 1 --batch\n",
            terminal.Error.ToString(),
            StringComparison.Ordinal);
        Assert.EndsWith("Apply: 2 applied, 0 failed, 0 stale, 0 skipped, 1 not started.\n", terminal.Output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, FakeTerminal Terminal)> InterruptAsync(int at, string[] args)
    {
        using var cancellation = new CancellationTokenSource();
        var azure = new FaultyAzure("", "", [], forEver: false)
        {
            BeforeRequest = number =>
            {
                if (number == at)
                {
                    cancellation.Cancel();
                }
            },
        };
        return await RunAsync(azure, args, cancellation.Token);
    }

    private async Task<(int Code, FakeTerminal Terminal)> RunAsync(FaultyAzure azure, string[] args, CancellationToken cancellationToken)
    {
        var terminal = new FakeTerminal { WorkingDirectory = _folder.Root };
        return (await terminal.RunAsync(azure, cancellationToken, args), terminal);
    }
}
