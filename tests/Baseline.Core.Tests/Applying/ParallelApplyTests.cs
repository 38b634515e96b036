using System.Text;
using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Applying.TestPlans;

namespace Baseline.Core.Tests.Applying;

public sealed class ParallelApplyTests : IDisposable
{
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers";
    private const string VaultA = $"{Group}/Microsoft.KeyVault/vaults/a";
    private const string VaultB = $"{Group}/Microsoft.KeyVault/vaults/b";
    private const string KeyA = $"{VaultA}/keys/k";
    private const string Identity = $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id";

    private static readonly ApplyPace Pace = ApplyPace.InMemory with { Unanswered = 8, InWork = 8 };

    private readonly GatedWriter _azure = new();
    private readonly MemoryStream _journal = new();

    [Fact]
    public async Task Independent_branches_are_written_at_the_same_time()
    {
        var running = ApplyAsync(Create("c1", VaultA), Create("c2", VaultB), Create("c3", Identity));

        Assert.Equal([VaultA, VaultB, Identity], _azure.InFlight);
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task A_vault_takes_one_write_at_a_time_in_the_order_of_the_plan()
    {
        var setting = $"{VaultA}/providers/Microsoft.Insights/diagnosticSettings/audit";
        var running = ApplyAsync(Create("c1", setting), Create("c2", KeyA), Create("c3", VaultB));

        Assert.Equal([setting, VaultB], _azure.Begun);
        _azure.End(setting);
        await _azure.BeginsAsync(3);
        Assert.Equal([setting, VaultB, KeyA], _azure.Begun);
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task The_next_write_to_a_vault_goes_on_when_the_one_before_failed()
    {
        var running = ApplyAsync(Create("c1", VaultA), Create("c2", KeyA));

        _azure.End(VaultA, Refused(403));
        await _azure.EndAllAsync(running);

        Assert.Equal([ChangeOutcome.Failed, ChangeOutcome.Applied], Outcomes(await running));
    }

    [Fact]
    public async Task A_dependent_starts_as_soon_as_its_own_dependencies_are_done()
    {
        var running = ApplyAsync(Create("c1", Identity), Create("c2", VaultA), Create("c3", VaultB) with { DependsOn = ["c1"] });

        _azure.End(Identity);
        await _azure.BeginsAsync(3);

        Assert.Equal([VaultA, VaultB], _azure.InFlight);
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task Results_stand_in_the_order_of_the_plan_whichever_write_ends_first()
    {
        var running = ApplyAsync(Create("c1", VaultA), Create("c2", VaultB), Create("c3", Identity));

        _azure.End(Identity);
        _azure.End(VaultB);
        _azure.End(VaultA);

        Assert.Equal(["c1", "c2", "c3"], (await running).Changes.Select(entry => entry.Change.Id));
    }

    [Fact]
    public async Task No_more_changes_are_in_work_than_the_pace_allows()
    {
        var changes = Enumerable.Range(1, 20).Select(number => Create($"c{number}", $"{VaultA}{number}")).ToArray();
        var running = ApplyAsync(changes);

        Assert.Equal(8, _azure.Begun.Count);
        _azure.End($"{VaultA}1");
        await _azure.BeginsAsync(9);
        Assert.Equal(9, _azure.Begun.Count);
        await _azure.EndAllAsync(running);
        Assert.Equal(20, (await running).Count(ChangeOutcome.Applied));
    }

    [Fact]
    public async Task Cancelling_finishes_all_writes_in_flight_and_starts_none()
    {
        using var cancellation = new CancellationTokenSource();
        var running = new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, TimeProvider.System), Pace, TimeProvider.System).ApplyAsync(
            PlanOf(Create("c1", VaultA), Create("c2", VaultB), Create("c3", KeyA)), new SilentObserver(), cancellation.Token);

        cancellation.Cancel();
        _azure.End(VaultB);
        _azure.End(VaultA);
        var report = await running;

        Assert.True(report.Cancelled);
        Assert.Equal([ChangeOutcome.Applied, ChangeOutcome.Applied, ChangeOutcome.NotStarted], Outcomes(report));
        Assert.Equal([VaultA, VaultB], _azure.Begun);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_stops_new_writes_and_stays_readable()
    {
        using var disk = new FullDisk(_journal, lines: 2);
        var running = new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(disk, TimeProvider.System), Pace with { Unanswered = 2, InWork = 2 }, TimeProvider.System)
            .ApplyAsync(PlanOf(Create("c1", VaultA), Create("c2", VaultB), Create("c3", Identity)), new SilentObserver(), CancellationToken.None);

        _azure.End(VaultA);
        Assert.False(running.IsCompleted);
        _azure.End(VaultB);

        await Assert.ThrowsAsync<IOException>(() => running);
        Assert.Equal([VaultA, VaultB], _azure.Begun);
        Assert.Equal(["c1", "c2"], Recorded().Select(change => change.ChangeId));
        Assert.All(Recorded(), change => Assert.True(change.MayHaveTakenEffect));
    }

    [Fact]
    public async Task Lines_of_writes_that_cross_belong_together_by_the_id_of_the_change()
    {
        var running = ApplyAsync(Create("c1", VaultA), Create("c2", VaultB));

        _azure.End(VaultB);
        _azure.End(VaultA, Refused(400));
        await running;

        Assert.Equal(
            [("c1", "failed"), ("c2", "applied")],
            Recorded().Select(change => (change.ChangeId, change.Outcome)));
    }

    [Fact]
    public async Task A_subscription_whose_writes_wait_does_not_keep_others_waiting()
    {
        var slow = Enumerable.Range(1, 20).Select(number => Create($"c{number}", $"{VaultA}{number}"));
        var others = Enumerable.Range(1, 3).Select(number => Create($"d{number}", InOther($"{VaultB}{number}")));
        var running = ApplyAsync(Pace with { Unanswered = 4 }, [.. slow, .. others]);

        foreach (var number in Enumerable.Range(1, 3))
        {
            Assert.Contains(InOther($"{VaultB}{number}"), _azure.Begun);
            _azure.End(InOther($"{VaultB}{number}"));
        }

        Assert.True(_azure.Begun.Count(resource => resource.StartsWith(VaultA, StringComparison.Ordinal)) >= 2);
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task The_subscription_that_has_most_left_begins_first()
    {
        var few = Enumerable.Range(1, 2).Select(number => Create($"c{number}", $"{VaultA}{number}"));
        var many = Enumerable.Range(1, 3).Select(number => Create($"d{number}", InOther($"{VaultB}{number}")));
        var running = ApplyAsync(Pace with { Unanswered = 3 }, [.. few, .. many]);

        Assert.Equal([InOther($"{VaultB}1"), $"{VaultA}1", InOther($"{VaultB}2")], _azure.Begun);
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    [Fact]
    public async Task No_more_writes_of_one_subscription_are_unanswered_than_the_pace_allows()
    {
        var changes = Enumerable.Range(1, 20).Select(number => Create($"c{number}", $"{VaultA}{number}"));
        var running = ApplyAsync(Pace with { UnansweredInSubscription = 3 }, [.. changes, Create("d1", InOther(VaultB))]);

        Assert.Equal(4, _azure.Begun.Count);
        _azure.End($"{VaultA}2");
        await _azure.BeginsAsync(5);
        Assert.Equal($"{VaultA}4", _azure.Begun.Last());
        await _azure.EndAllAsync(running);
        Assert.True((await running).Succeeded);
    }

    /// <summary>Whatever a test does, what it recorded is as the schema says.</summary>
    public void Dispose()
    {
        Assert.Empty(JsonSchema.Of("journal.schema.json").FaultsOfLines(Encoding.UTF8.GetString(_journal.ToArray())));
        _journal.Dispose();
    }

    private static IEnumerable<ChangeOutcome> Outcomes(ApplyReport report) => report.Changes.Select(change => change.Outcome);

    private static ArmFailure Refused(int status) => new(status, "No", "No.", "PUT", null, OutcomeUnknown: false);

    private static Change Create(string id, string resource) => Put(id, resource, before: null, after: """{"properties":{"x":1}}""");

    private static string InOther(string resource) =>
        resource.Replace("11111111-1111-1111-1111-111111111111", "22222222-2222-2222-2222-222222222222", StringComparison.Ordinal);

    private Task<ApplyReport> ApplyAsync(params Change[] changes) => ApplyAsync(Pace, changes);

    private Task<ApplyReport> ApplyAsync(ApplyPace pace, params Change[] changes) =>
        new Applier(ControlCatalogue.Product.Types, _azure, new RunJournal(_journal, TimeProvider.System), pace, TimeProvider.System)
            .ApplyAsync(PlanOf(changes), new SilentObserver(), CancellationToken.None);

    private IReadOnlyList<RecordedChange> Recorded()
    {
        const string First = """{"event":"run","formatVersion":"1.0","plan":"p","baseline":"b","baselineDigest":"d","changes":3}""";
        return RunRecord.Read($"{First}\n{Encoding.UTF8.GetString(_journal.ToArray())}", "run.jsonl").Value?.Changes ?? [];
    }
}
