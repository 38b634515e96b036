using Baseline.Applying;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// What holds of every part that is planned, saved and applied by itself: it rests on nothing that other parts make, and part after part
/// everything is done.
/// </summary>
public sealed class SavedPartTests
{
    private const string Later = " left for a later plan, once ";

    private static readonly ControlCatalogue Catalogue = ControlCatalogue.Product;

    private static readonly RolloutWave[] Waves =
    [
        new("canary", Only("subscription=One", "resource=kv-a"), null),
        new("accounts", Only("type=Microsoft.Storage/storageAccounts"), null),
        new("followers", Only("control=Monitor-006"), null),
        new("rest", SelectorSet.Everything, null),
    ];

    private static readonly IReadOnlyList<Selection> Parts =
    [
        .. new[]
        {
            "control=LogStorage", "control=Monitor-006", "control=Monitor-007", "control=KeyVault-004", "subscription=One", "subscription=Two",
            "resourceGroup=rg-logs", "resourceGroup=rg-app", "resource=stnorth", "resource=kv-*", "type=Microsoft.Storage/storageAccounts",
            "type=Microsoft.Resources/subscriptions", "tag=env=prod",
        }.Select(only => new Selection { Only = Only(only) }),
        new Selection { Only = Only("control=Monitor-006", "control=LogStorage") },
        new Selection { Only = Only("control=LogStorage", "control=KeyVault-004", "subscription=One") },
        new Selection { Only = Only("type=Microsoft.Storage/storageAccounts"), MaxChanges = 1 },
        .. Waves.Select(wave => new Selection { Wave = wave.Name }),
        .. new[] { 1, 2 }.Select(index => new Selection { Shard = new Shard(index, 2) }),
        .. new[] { 1, 3, 9 }.Select(most => new Selection { MaxChanges = most }),
    ];

    private static readonly IReadOnlyList<IReadOnlyList<Selection>> PartsOfAll =
    [
        [.. Waves.Select(wave => new Selection { Wave = wave.Name })],
        [.. new[] { "subscription=One", "subscription=Two" }.Select(only => new Selection { Only = Only(only) })],
        [.. new[] { "control=LogStorage", "control=Monitor-006", "control=KeyVault-004", "control=Monitor-007" }.Select(only => new Selection { Only = Only(only) })],
        [.. new[] { 1, 2 }.Select(index => new Selection { Shard = new Shard(index, 2) })],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Worlds in which accounts receive logs, and from -1 down a few of those in which everything is written.</summary>
    public static TheoryData<int> Worlds =>
        [.. Enumerable.Range(0, ReceivingWorld.Count), .. Enumerable.Range(1, ChainedWorld.Count).Where(number => number % 12 == 5).Select(number => -number)];

    public static TheoryData<int> Receiving => [.. Enumerable.Range(0, ReceivingWorld.Count)];

    /// <summary>Each world has a quarter of the parts, which are others for the next: together they have each part over and over.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_saved_part_is_taken_and_the_same_part_is_empty_then_but_for_what_waits(int number)
    {
        var world = Numbered(number);
        foreach (var (_, selection) in Parts.Index().Where(part => (part.Index + Math.Abs(number) + Math.Abs(number / 4)) % 4 == 0))
        {
            using var azure = new EmulatedAzure(world);
            if (await azure.PlanAsync(selection, Cancel) is not { } plan)
            {
                continue;
            }

            var told = $"{world.Name}: {WordsOf(selection)}\n{PlanText.Of(plan)}";
            var refusal = await RefusalAsync(azure, world, plan);
            Assert.True(refusal.Length == 0, $"{told}\n{refusal}");
            Assert.True((await azure.ApplyAsync(plan, Cancel)).Succeeded, told);
            var second = Assert.IsType<Plan>(await azure.PlanAsync(selection, Cancel));

            Assert.True(second.IsEmpty || selection.MaxChanges is not null, $"{told}\nThe second plan:\n{PlanText.Of(second)}");
            Assert.All(plan.Findings.Concat(second.Findings), finding => Assert.True(
                selection.MaxChanges is not null || IsFixedBlockedOrWaiting(finding), $"{told}\n{finding.Resource}: {finding.Reason}"));
        }
    }

    /// <summary>Applied one after the other, twice: what waited the first time has what it waited for.</summary>
    [Theory]
    [MemberData(nameof(Receiving))]
    public async Task Part_after_part_everything_is_done(int number)
    {
        var world = Numbered(number);
        var parts = PartsOfAll[(number + (number / 4)) % PartsOfAll.Count];
        using var azure = new EmulatedAzure(world);
        foreach (var selection in parts.Concat(parts))
        {
            // Not every world has every control.
            if (await azure.PlanAsync(selection, Cancel) is not { } plan)
            {
                continue;
            }

            Assert.True((await azure.ApplyAsync(plan, Cancel)).Succeeded, $"{WordsOf(selection)}\n{PlanText.Of(plan)}");
        }

        var left = await azure.PlanAsync(Cancel);
        Assert.True(left.IsEmpty, $"{world.Name}: {WordsOf(parts[0])} and the others\n{PlanText.Of(left)}");
    }

    /// <summary>What waits for another shard is not in the merged plan, and is in the plan after it.</summary>
    [Theory]
    [MemberData(nameof(Receiving))]
    public async Task Merged_shards_are_taken_and_the_next_plan_does_what_waited(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        for (var turn = 0; turn < 2; turn++)
        {
            var shards = new List<(string, Plan)>();
            for (var index = 1; index <= 2; index++)
            {
                shards.Add(($"plan-{index}.json", Assert.IsType<Plan>(await azure.PlanAsync(new Selection { Shard = new Shard(index, 2) }, Cancel))));
            }

            var plan = Assert.IsType<Plan>(PlanMerge.Of(shards, Catalogue).Value);
            Assert.Equal("", await RefusalAsync(azure, world, plan));
            Assert.True((await azure.ApplyAsync(plan, Cancel)).Succeeded, PlanText.Of(plan));
        }

        Assert.True((await azure.PlanAsync(Cancel)).IsEmpty);
    }

    /// <summary>The worlds have what waits, in parts of every kind, and what does not.</summary>
    [Fact]
    public void Something_waits_in_parts_of_every_kind()
    {
        var waiting = Enumerable.Range(0, ReceivingWorld.Count).Select(Numbered)
            .SelectMany(world => Parts.Where(selection => Planned(world, selection)?.Findings.Any(IsWaiting) == true))
            .Select(WordsOf)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string>(["control=LogStorage", "resource=stnorth", "type=Microsoft.Storage/storageAccounts", "subscription=One", "resourceGroup=rg-logs", "wave accounts"]),
            waiting);
    }

    private static bool IsFixedBlockedOrWaiting(Finding finding) =>
        finding is not { State: ComplianceState.Noncompliant, Blocked: null, Changes.Count: 0 } || IsWaiting(finding);

    private static bool IsWaiting(Finding finding) => finding.Reason.Contains(Later, StringComparison.Ordinal);

    private static Plan? Planned(ConformanceCase world, Selection selection) =>
        new Planner(Catalogue).Plan(world.Document, world.Estate, world.Today, selection).Value;

    private static SelectorSet Only(params IEnumerable<string> conditions) => new(conditions.Select(Selector.Parse).OfType<Selector>());

    private static string WordsOf(Selection selection) => string.Join(' ', new[]
    {
        selection.Only.IsEmpty ? "" : string.Join(' ', selection.Only.All.Select(selector => selector.ToString())),
        selection.Wave is { } wave ? $"wave {wave}" : "",
        selection.Shard is { } shard ? $"{shard}" : "",
        selection.MaxChanges is { } most ? $"the first {most}" : "",
    }.Where(words => words.Length > 0));

    /// <summary>Why apply refuses a saved plan before it sends anything; empty where it does not.</summary>
    private static async Task<string> RefusalAsync(EmulatedAzure azure, ConformanceCase world, Plan plan)
    {
        var read = PlanFile.Read(PlanFile.Write(plan), "plan.json", Catalogue.Types);
        if (read.Value is not { } saved)
        {
            return string.Join('\n', read.Diagnostics);
        }

        var document = world.Document;
        var check = new SavedPlanCheck(Catalogue);
        var estate = await azure.ReadAsync(check.RequestFor(saved, document), Cancel);
        List<PlanObjection> objections =
        [
            .. check.Objections(saved, document, estate, world.Today),
            .. new SavedBodyCheck(Catalogue).Objections(saved, document, estate, world.Today),
        ];
        if (saved.Part is { } part)
        {
            var parts = new SavedPartCheck(Catalogue);
            objections.AddRange(parts.Check(saved, part, document, await azure.ReadAsync(parts.RequestFor(part, document), Cancel), world.Today).Objections);
        }

        var receivers = new SavedReceiverCheck(Catalogue);
        if (receivers.RequestFor(saved, document) is { } request)
        {
            objections.AddRange(receivers.Objections(saved, document, await azure.ReadAsync(request, Cancel), world.Today));
        }

        objections.AddRange(await new LiveCheck(Catalogue.Types, azure.Writer, atOnce: 1).ObjectionsAsync(saved, Cancel));
        return string.Join('\n', objections.Select(one => $"{one.Kind} {one.Change.Action} {one.Change.Resource}: {one.Why}"));
    }

    private static ConformanceCase Numbered(int number)
    {
        var world = number >= 0 ? ReceivingWorld.Number(number) : ChainedWorld.Number(-number - 1);
        return world with { Document = world.Document with { Rollout = Waves } };
    }
}
