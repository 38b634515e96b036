using Baseline.Azure;
using Baseline.Cli.Commands;
using Baseline.Cli.Tests.Formats;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Cli.Tests.Commands;

public sealed class FaultTests : IDisposable
{
    private static readonly string[] Apply = ["apply", "--emulator", "estate.json", "--auto-approve"];

    private readonly ThreeVaults _folder = new();
    private readonly FakeTerminal _terminal;

    public FaultTests() => _terminal = new FakeTerminal { WorkingDirectory = _folder.Root };

    [Fact]
    public async Task A_write_that_fails_leaves_the_run_applied_in_part_and_the_rest_is_kept()
    {
        var estate = new FaultyEstate { BeforeWrite = RefuseTheSecond };

        var code = await _terminal.RunAsync(estate, Apply);

        Assert.Equal((int)ExitCode.AppliedInPart, code);
        Assert.EndsWith(
            "Apply: 2 applied, 1 failed, 0 stale, 0 skipped.\nPlan: 1 to create, 0 to update, 0 to delete.\n",
            _terminal.Output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("403 AuthorizationFailed", _terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("kv-b/providers", _folder.Read("estate.json"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("kv-c/providers", _folder.Read("estate.json"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_next_run_does_only_what_is_left()
    {
        var estate = new FaultyEstate { BeforeWrite = RefuseTheSecond };
        await _terminal.RunAsync(estate, Apply);
        var again = new FakeTerminal { WorkingDirectory = _folder.Root };

        var code = await again.RunAsync(new FaultyEstate(), Apply);

        Assert.Equal((int)ExitCode.Done, code);
        Assert.EndsWith(
            "Apply: 1 applied, 0 failed, 0 stale, 0 skipped.\nChecked again: nothing is left to change.\n",
            again.Output.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_finishes_the_write_in_flight_and_keeps_it()
    {
        using var cancellation = new CancellationTokenSource();
        var estate = new FaultyEstate
        {
            BeforeWrite = _ =>
            {
                cancellation.Cancel();
                return null;
            },
        };

        var code = await _terminal.RunAsync(estate, cancellation.Token, Apply);

        Assert.Equal((int)ExitCode.Cancelled, code);
        Assert.EndsWith(
            "Apply: 1 applied, 0 failed, 0 stale, 0 skipped, 2 not started.\n",
            _terminal.Output.ToString(),
            StringComparison.Ordinal);
        Assert.Contains("writes in flight are finished first", _terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("kv-a/providers", _folder.Read("estate.json"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("kv-b/providers", _folder.Read("estate.json"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cancelling_while_the_estate_is_read_changes_nothing()
    {
        var before = _folder.Read("estate.json");
        var estate = new FaultyEstate { BeforeRead = () => throw new OperationCanceledException() };

        var code = await _terminal.RunAsync(estate, Apply);

        Assert.Equal((int)ExitCode.Cancelled, code);
        Assert.Equal("Cancelled while reading: nothing was read to its end; nothing was written.\n", _terminal.Error.ToString());
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    [Fact]
    public async Task What_was_applied_is_reported_also_when_it_cannot_be_looked_at_again()
    {
        var reads = 0;
        var estate = new FaultyEstate { BeforeRead = () => Fail(++reads > 1) };

        var code = await _terminal.RunAsync(estate, Apply);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.EndsWith("Apply: 3 applied, 0 failed, 0 stale, 0 skipped.\n", _terminal.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("error BL6001: Azure sign-in failed", _terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_sign_in_is_an_error_with_a_cure()
    {
        var estate = new FaultyEstate { BeforeRead = () => Fail(when: true) };

        var code = await _terminal.RunAsync(estate, "plan", "--estate", "estate.json", "--diagnostics", "line");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Equal("baseline: error BL6001: Azure sign-in failed: Sign in.\n", _terminal.Error.ToString());
        Assert.Equal("", _terminal.Output.ToString());
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "\n  First this was tried.\n  Then that.\n")]
    public async Task What_was_tried_to_sign_in_is_shown_only_where_everything_is_asked_for(bool verbose, string background)
    {
        var failure = new Diagnostic(Severity.Error, "BL6001", "Azure sign-in failed", "You are not signed in.")
        {
            Background = "First this was tried.\nThen that.",
        };
        var estate = new FaultyEstate { BeforeRead = () => throw new DiagnosticException(failure) };

        await _terminal.RunAsync(estate, verbose ? ["plan", "--estate", "estate.json", "--verbose"] : ["plan", "--estate", "estate.json"]);

        Assert.Equal(
            $"error BL6001: Azure sign-in failed\n\n  You are not signed in.\n{background}\n", _terminal.Error.ToString());
    }

    [Theory]
    [InlineData("environment", "Set AZURE_TENANT_ID")]
    [InlineData("workload", "A workload identity needs AZURE_CLIENT_ID")]
    public async Task Who_is_not_signed_in_is_told_what_the_credential_that_was_asked_for_needs(string credential, string advice)
    {
        using var workspace = new Workspace();

        var ran = await workspace.RunAsync("plan", "--credential", credential, "--diagnostics", "line");

        Assert.StartsWith(
            $"baseline: error BL6001: Azure sign-in failed: You are not signed in to Azure. {advice}", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_says_that_it_is_one()
    {
        var estate = new FaultyEstate { BeforeRead = () => throw new InvalidTimeZoneException("the moon") };

        var code = await _terminal.RunAsync(estate, "plan", "--estate", "estate.json");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.StartsWith("error BL9001: This is a bug in baseline\n", _terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("the moon", _terminal.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_exists_is_never_overwritten()
    {
        File.WriteAllText(_folder.At("run.jsonl"), "an earlier run");
        var before = _folder.Read("estate.json");

        var code = await _terminal.RunAsync(new FaultyEstate(), [.. Apply, "--journal", "run.jsonl"]);

        Assert.Equal((int)ExitCode.Error, code);
        Assert.Contains("BL0003", _terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal("an earlier run", _folder.Read("run.jsonl"));
        Assert.Equal(before, _folder.Read("estate.json"));
    }

    public void Dispose() => _folder.Dispose();

    private static ArmFailure? RefuseTheSecond(string resource) =>
        resource.Contains("kv-b", StringComparison.Ordinal) ? SamplePlan.Refusal : null;

    private static void Fail(bool when)
    {
        if (when)
        {
            throw new DiagnosticException(new Diagnostic(Severity.Error, "BL6001", "Azure sign-in failed", "", "Sign in."));
        }
    }
}
