using System.Text;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>What other people add before an apply, between it and its undo, and while the undo waits, is lost by neither.</summary>
public sealed class ForeignContentTests
{
    private static readonly string[] Kinds =
    [
        "Microsoft.Insights/diagnosticSettings Create PUT",
        "Microsoft.Insights/diagnosticSettings Update PUT",
        "Microsoft.Storage/storageAccounts/managementPolicies Create PUT",
        "Microsoft.Storage/storageAccounts/managementPolicies Update PUT",
        "Microsoft.Storage/storageAccounts/managementPolicies Delete DELETE",
        "Microsoft.Storage/storageAccounts Update PATCH",
        "Microsoft.KeyVault/vaults Create PUT",
        "Microsoft.KeyVault/vaults Update PATCH",
        "Microsoft.KeyVault/vaults/keys Create PUT",
        "Microsoft.KeyVault/vaults/accessPolicies Update PUT",
        "Microsoft.Authorization/roleAssignments Create PUT",
        "Microsoft.ManagedIdentity/userAssignedIdentities Create PUT",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Any worlds, and from -1 down those in which everything is written.</summary>
    public static TheoryData<int> Worlds => [.. Enumerable.Range(1, World.Count), .. Enumerable.Range(1, ChainedWorld.Count).Select(number => -number)];

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Nothing_of_others_is_lost(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var others = new OtherPeople(azure.Writer, number);
        await others.AddToAsync((await azure.PlanAsync(Cancel)).Changes, Cancel);
        var plan = await azure.PlanAsync(Cancel);
        if (number % 3 == 0)
        {
            // What they add to between plan and apply is stale, and nothing of it is lost.
            await others.AddToAsync(plan.Changes, Cancel);
        }

        using var journal = new MemoryStream();
        await azure.ApplyAsync(plan, journal, Cancel);
        await AssertKeptAsync(others, plan);

        var run = RunOf(journal);
        await others.AddToAsync(run, Cancel);
        var undoing = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));
        await others.AddToAsync(undoing.Plan.Changes, Cancel);
        await azure.ApplyAsync(undoing.Plan, Cancel);
        await AssertKeptAsync(others, undoing.Plan);

        var again = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));
        await azure.ApplyAsync(again.Plan, Cancel);
        await AssertKeptAsync(others, again.Plan);
        var rest = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));
        Assert.True(rest.Plan.Changes.Count <= again.Plan.Changes.Count, PlanText.Of(rest.Plan));
    }

    /// <summary>The worlds have every kind of write, so that the property holds of each.</summary>
    [Fact]
    public void Every_kind_of_write_is_among_them()
    {
        var written = Worlds.Select(row => Numbered(row.Data))
            .SelectMany(world => new Planner(ControlCatalogue.Product).Plan(world.Document, world.Estate, world.Today).Changes)
            .Select(change => $"{change.Type} {change.Action} {change.Method}")
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Kinds.Except(written));
    }

    [Fact]
    public async Task Others_add_something_of_every_kind()
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in Worlds.Select(row => row.Data))
        {
            using var azure = new EmulatedAzure(Numbered(number));
            var plan = await azure.PlanAsync(Cancel);
            using var journal = new MemoryStream();
            await azure.ApplyAsync(plan, journal, Cancel);
            var others = new OtherPeople(azure.Writer, number);
            await others.AddToAsync(RunOf(journal), Cancel);
            added.UnionWith(others.Kinds);
        }

        Assert.Equal(["account", "grant", "identity", "key", "metrics", "permissions", "policy", "rule", "sink", "tag"], added.Order(StringComparer.Ordinal));
    }

    /// <summary>Whatever the planner plans is what the types know: else a saved plan of it would be refused.</summary>
    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Every_planned_change_is_accepted_from_a_saved_plan(int number)
    {
        var world = Numbered(number);
        using var azure = new EmulatedAzure(world);
        var plan = await azure.PlanAsync(Cancel);
        var estate = await azure.ReadAsync(new SavedPlanCheck(ControlCatalogue.Product).RequestFor(plan, world.Document), Cancel);

        Assert.Empty(new SavedPlanCheck(ControlCatalogue.Product).Objections(plan, world.Document, estate, world.Today).Select(objection => $"{objection.Kind} {objection.Change.Resource}: {objection.Why}"));
        Assert.Equal(plan.Exceeded, new SavedPlanCheck(ControlCatalogue.Product).Exceeded(plan, world.Document));
    }

    private static RunRecord RunOf(MemoryStream journal) =>
        Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);

    private static ConformanceCase Numbered(int number) => number > 0 ? World.Number(number) : ChainedWorld.Number(-number - 1);

    private static async Task AssertKeptAsync(OtherPeople others, Plan plan)
    {
        var lost = await others.LossesAsync(Cancel);
        Assert.True(lost.Count == 0, $"{string.Join('\n', lost)}\nafter\n{PlanText.Of(plan)}");
    }
}
