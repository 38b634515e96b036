using Baseline.Applying;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using CsCheck;
using Xunit;
using static Baseline.Core.Tests.Applying.TestPlans;

namespace Baseline.Core.Tests.Applying;

/// <summary>What holds whichever write ends first, for plans of any shape.</summary>
public sealed class ApplyOrderTests
{
    private static readonly Gen<(int Vault, int Needs, bool Fails)> Change =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 20], Gen.Int[0, 5].Select(number => number == 0));

    private static readonly Gen<ApplyPace> Pace = Gen.Select(Gen.Int[1, 6], Gen.Int[1, 4], Gen.Int[1, 8]).Select(
        (unanswered, inSubscription, inWork) => ApplyPace.InMemory with
        {
            Unanswered = unanswered,
            UnansweredInSubscription = inSubscription,
            InWork = inWork,
        });

    [Fact]
    public void A_vault_takes_one_write_at_a_time_in_order_and_nothing_begins_before_what_it_needs_is_done() =>
        Gen.Select(Change.Array[1, 20], Pace, Gen.Int[0, 1000].Array[20]).Sample(Check);

    private static void Check((int Vault, int Needs, bool Fails)[] made, ApplyPace pace, int[] order)
    {
        var azure = new GatedWriter();
        using var journal = new MemoryStream();
        var changes = made.Select((one, index) => Made(index, one.Vault, one.Needs)).ToArray();
        var running = new Applier(ControlCatalogue.Product.Types, azure, new RunJournal(journal, TimeProvider.System), pace, TimeProvider.System)
            .ApplyAsync(PlanOf(changes), new SilentObserver(), CancellationToken.None);
        var failed = new HashSet<string>();
        var done = new HashSet<string>();
        for (var step = 0; azure.InFlight.ToList() is { Count: > 0 } inFlight; step++)
        {
            var open = inFlight.Select(IndexOf).ToList();
            Assert.True(open.Count <= Math.Min(pace.Unanswered, pace.InWork));
            Assert.All(open.GroupBy(index => made[index].Vault), vault => Assert.Single(vault));
            Assert.All(open.GroupBy(index => made[index].Vault % 2), one => Assert.True(one.Count() <= pace.UnansweredInSubscription));
            Assert.All(open, index => Assert.All(changes[index].DependsOn, id => Assert.Contains(id, done)));

            var next = inFlight[order[step] % inFlight.Count];
            var isRefused = made[IndexOf(next)].Fails;
            (isRefused ? failed : done).Add(changes[IndexOf(next)].Id);
            azure.End(next, isRefused ? new ArmFailure(403, "No", "No.", "PUT", null, OutcomeUnknown: false) : null);
        }

        Assert.True(running.IsCompletedSuccessfully);
        var begun = azure.Begun.Select(IndexOf).ToList();
        Assert.All(begun.GroupBy(index => made[index].Vault), vault => Assert.Equal(vault.Order(), vault));
        Assert.All(running.Result.Changes, entry => Assert.Equal(
            done.Contains(entry.Change.Id) ? ChangeOutcome.Applied
                : failed.Contains(entry.Change.Id) ? ChangeOutcome.Failed
                : ChangeOutcome.Skipped,
            entry.Outcome));
        Assert.Equal(changes.Select(change => change.Id), running.Result.Changes.Select(entry => entry.Change.Id));
        Assert.All(
            running.Result.Changes.Where(entry => entry.Outcome == ChangeOutcome.Skipped),
            entry => Assert.DoesNotContain(entry.Change.DependsOn, id => done.Contains(id)));
    }

    /// <summary>A key in one of six vaults in two subscriptions, which may need an earlier change.</summary>
    private static Change Made(int index, int vault, int needs)
    {
        var subscription = new Guid(vault % 2, 0, 0, new byte[8]);
        var resource = $"/subscriptions/{subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv{vault}/keys/k-{index}";
        var change = Put($"c{index}", resource, before: null, after: """{"properties":{"x":1}}""");
        return needs < index ? change with { DependsOn = [$"c{needs}"] } : change;
    }

    private static int IndexOf(string resource) => int.Parse(resource.Split('-')[^1], System.Globalization.CultureInfo.InvariantCulture);
}
