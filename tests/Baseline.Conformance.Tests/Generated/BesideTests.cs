using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Every case of <c>tests/conformance</c>, and with them every write that the tool asks for, beside things that it asks for only where
/// something else leads to them (<see cref="Thing"/>).
/// </summary>
[Trait("Needs", "time")]
public sealed class BesideTests
{
    private static readonly IReadOnlyList<IReadOnlyList<Thing>> Worlds =
    [
        .. Enum.GetValues<Thing>().Select(thing => (IReadOnlyList<Thing>)[thing]),
        [Thing.Versions, Thing.Containers, Thing.Scopes, Thing.Rules],
        [Thing.Versions, Thing.LockedContainers],
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => EmulatedConformanceTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_first_plan_knows_all_that_the_second_one_sees(string name)
    {
        var one = CaseFile.Load(name);
        foreach (var world in Worlds)
        {
            await AssertSettlesAsync(Beside.With(one, world));
        }
    }

    private static async Task AssertSettlesAsync(ConformanceCase one)
    {
        using var azure = new EmulatedAzure(one);
        var first = await azure.PlanAsync(Cancel);

        // What could not be read of a file may not be asked of Azure at all.
        if (one.Estate.Unreadable.Count == 0)
        {
            var whole = new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today);
            Assert.True(
                PlanOutline.Of(whole).SequenceEqual(PlanOutline.Of(first)),
                $"{one.Name}\n{PlanText.Of(first)}\nOver a file:\n{PlanText.Of(whole)}");
        }

        if (first.IsEmpty)
        {
            return;
        }

        var report = await azure.ApplyAsync(first, Cancel);
        var second = await azure.PlanAsync(Cancel);

        var failed = report.Changes.Where(change => !change.Succeeded)
            .Select(change => $"{change.Change.Id} {change.Change.Resource}: {change.Outcome} {change.Detail}");
        Assert.True(report.Succeeded, $"{one.Name}\n{PlanText.Of(first)}\n{string.Join('\n', failed)}");
        Assert.True(second.IsEmpty, $"{one.Name}\n{PlanText.Of(first)}\nThe second plan:\n{PlanText.Of(second)}");
    }
}
