using System.Text;
using Baseline.Applying;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Baseline.Core.Tests.Applying.TestPlans;

namespace Baseline.Core.Tests.Applying;

/// <summary>A setting is looked at three times, a second apart: what goes on meanwhile, by a clock that stands still.</summary>
public sealed class WaitingReadBackTests : IDisposable
{
    private const string Settings = "Microsoft.Insights/diagnosticSettings";

    private static readonly ApplyPace Narrow = ApplyPace.Azure with { Unanswered = 2 };

    private readonly MemoryWriter _azure = new();
    private readonly MemoryStream _journal = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Changes_that_wait_to_be_looked_at_again_keep_no_other_from_being_written()
    {
        var running = ApplyAsync(Narrow, [.. Enumerable.Range(1, 100).Select(number => Setting($"c{number}", Vault(number)))]);

        Assert.Equal(100, _azure.Writes.Count);
        Assert.False(running.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(running.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, (await running).Count(ChangeOutcome.Applied));
        Assert.Equal(400, _azure.Reads);
    }

    [Fact]
    public async Task No_more_changes_are_open_than_the_pace_allows()
    {
        var running = ApplyAsync(
            Narrow with { InWork = 3 }, [.. Enumerable.Range(1, 7).Select(number => Setting($"c{number}", Vault(number)))]);

        Assert.Equal(3, _azure.Writes.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, _azure.Writes.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(6, _azure.Writes.Count);
        await AdvanceUntilDoneAsync(running);
        Assert.Equal(7, (await running).Count(ChangeOutcome.Applied));
    }

    [Fact]
    public async Task What_depends_on_a_setting_and_what_is_next_on_its_vault_wait_until_it_was_seen_three_times()
    {
        var running = ApplyAsync(
            Narrow, Setting("c1", Vault(1)), Setting("c2", Vault(1), "second"), Setting("c3", Vault(2)) with { DependsOn = ["c1"] });

        Assert.Equal([$"PUT {Setting(Vault(1))}"], _azure.Writes);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_azure.Writes);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, _azure.Writes.Count);
        await AdvanceUntilDoneAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task What_depends_on_a_setting_that_is_not_seen_is_skipped()
    {
        _azure.StaleReads = 1000;
        var running = ApplyAsync(Narrow, Setting("c1", Vault(1)), Setting("c2", Vault(2)) with { DependsOn = ["c1"] });
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([ChangeOutcome.Unverified, ChangeOutcome.Skipped], (await running).Changes.Select(change => change.Outcome));
        Assert.Single(_azure.Writes);
    }

    [Fact]
    public async Task A_write_whose_outcome_is_not_known_counts_until_it_is()
    {
        _azure.LostWrites = 1;
        var running = ApplyAsync(Narrow with { Unanswered = 1 }, Setting("c1", Vault(1)), Setting("c2", Vault(2)));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([$"PUT {Setting(Vault(1))}"], _azure.Writes);
        await AdvanceUntilDoneAsync(running);

        Assert.Equal([$"PUT {Setting(Vault(1))}", $"PUT {Setting(Vault(1))}", $"PUT {Setting(Vault(2))}"], _azure.Writes);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task When_cancelled_all_that_wait_are_looked_at_to_their_end_and_nothing_is_begun()
    {
        using var cancellation = new CancellationTokenSource();
        var plan = PlanOf([.. Enumerable.Range(1, 5).Select(number => Setting($"c{number}", Vault(number)))]);
        var running = Applier(Narrow with { InWork = 4 }).ApplyAsync(plan, new SilentObserver(), cancellation.Token);

        await cancellation.CancelAsync();
        await AdvanceUntilDoneAsync(running);
        var report = await running;

        Assert.True(report.Cancelled);
        Assert.Equal((4, 1), (report.Count(ChangeOutcome.Applied), report.Count(ChangeOutcome.NotStarted)));
        Assert.Equal(4, _azure.Writes.Count);
        Assert.Equal(4, Lines("\"event\":\"finished\""));
    }

    [Fact]
    public async Task A_journal_that_breaks_ends_the_run_when_all_that_wait_were_looked_at_to_their_end()
    {
        using var disk = new FullDisk(_journal, lines: 4);
        var running = new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(disk, _clock), Narrow, _clock).ApplyAsync(
            PlanOf([.. Enumerable.Range(1, 6).Select(number => Setting($"c{number}", Vault(number)))]),
            new SilentObserver(),
            CancellationToken.None);

        Assert.Equal(4, _azure.Writes.Count);
        Assert.False(running.IsCompleted);
        await AdvanceUntilDoneAsync(running);

        await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Equal(4, _azure.Writes.Count);
        Assert.Equal(4, Encoding.UTF8.GetString(_journal.ToArray()).Count('\n'));
        Assert.Equal(0, Lines("\"event\":\"finished\""));
    }

    public void Dispose() => _journal.Dispose();

    private static string Vault(int number) =>
        $"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-{number}";

    private static string Setting(string vault) => $"{vault}/providers/{Settings}/audit";

    private static Change Setting(string id, string vault, string name = "audit") => Put(
        id, $"{vault}/providers/{Settings}/{name}", before: null,
        after: """{"properties":{"logs":[{"category":"AuditEvent","enabled":true}]}}""", Settings);

    private Applier Applier(ApplyPace pace) => new(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, _clock), pace, _clock);

    private Task<ApplyReport> ApplyAsync(ApplyPace pace, params Change[] changes) =>
        Applier(pace).ApplyAsync(PlanOf(changes), new SilentObserver(), CancellationToken.None);

    private int Lines(string containing) => Encoding.UTF8.GetString(_journal.ToArray()).Split('\n')
        .Count(line => line.Contains(containing, StringComparison.Ordinal));

    private async Task AdvanceUntilDoneAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
