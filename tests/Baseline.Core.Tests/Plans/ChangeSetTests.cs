using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>The order of changes, and who asked for them.</summary>
public sealed class ChangeSetTests
{
    private static readonly Cause Somebody = new("KeyVault-004", "/vault");

    [Fact]
    public void What_depends_on_nothing_goes_by_rank_and_then_by_name()
    {
        Assert.Equal(["b", "a", "c"], Order(Draft("c", 2), Draft("a", 2), Draft("b", 1)));
        Assert.Equal(["B", "a"], Order(Draft("a"), Draft("B")));
    }

    [Fact]
    public void What_depends_on_something_waits_for_all_of_it()
    {
        Assert.Equal(["z", "y", "a"], Order(Draft("a", 1, "z", "y"), Draft("y", 1, "z"), Draft("z", 9)));
        Assert.Equal(["b", "c", "a", "d"], Order(Draft("a", 1, "c"), Draft("b", 2), Draft("c", 3), Draft("d", 4)));
    }

    [Fact]
    public void Changes_are_numbered_in_their_order_and_rest_on_numbers()
    {
        var changes = Assemble([Draft("a", 1, "c", "b"), Draft("b", 2), Draft("c", 3)]);

        Assert.Equal(["c1", "c2", "c3"], changes.Select(change => change.Id));
        Assert.Equal(["c1", "c2"], changes[2].DependsOn);
    }

    [Fact]
    public void Beyond_nine_changes_numbers_are_still_in_order()
    {
        var before = Enumerable.Range(10, 11).Select(number => $"k{number}").ToArray();

        var last = Assemble([Draft("last", 9, [.. before.Reverse()]), .. before.Select(key => Draft(key))])[^1];

        Assert.Equal(Enumerable.Range(1, 11).Select(number => $"c{number}"), last.DependsOn);
    }

    [Fact]
    public void A_change_waits_for_what_gives_it_its_purpose_where_both_are_planned()
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Wait("a", "late");
        changes.Wait("a", "never planned");
        changes.Wait("nor this", "a");
        changes.Add(new ProposedChange(Draft("a"), Somebody));
        changes.Add(new ProposedChange(Draft("late", 9), Somebody));

        var ordered = changes.Assemble();

        Assert.Equal(["late", "a"], ordered.Select(change => change.Resource));
        Assert.Equal(["c1"], ordered[1].DependsOn);
    }

    [Fact]
    public void Changes_that_wait_for_each_other_are_no_plan()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Assemble([Draft("a"), Draft("b", 1, "c"), Draft("c", 1, "b"), Draft("d", 1, "missing")]));

        Assert.EndsWith(": b, c, d.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_that_several_ask_for_is_one_change_and_names_them_in_order()
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        Cause[] causes =
        [
            new("Monitor-006", "/b"), new("Monitor-006", "/A", "/y"), new("Monitor-006", "/a", "/X"), new("KeyVault-004", "/z"),
            new("Monitor-006", "/b"),
        ];
        foreach (var cause in causes)
        {
            changes.Add(new ProposedChange(Draft("a"), cause));
        }

        var change = Assert.Single(changes.Assemble());

        Assert.Equal(
            [new("KeyVault-004", "/z"), new("Monitor-006", "/a", "/X"), new("Monitor-006", "/A", "/y"), new Cause("Monitor-006", "/b")],
            change.Because);
    }

    [Fact]
    public void Of_two_accounts_of_one_resource_the_first_by_name_is_named_first()
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Add(new ProposedChange(Draft("a"), new Cause("Monitor-006", "/sub", "/b")));
        changes.Add(new ProposedChange(Draft("a"), new Cause("Monitor-006", "/sub", "/C")));
        changes.Add(new ProposedChange(Draft("a"), new Cause("Monitor-006", "/sub", "/A")));

        Assert.Equal(["/A", "/b", "/C"], Assert.Single(changes.Assemble()).Because.Select(cause => cause.Account));
    }

    [Fact]
    public void What_an_earlier_change_will_bring_is_named_by_its_number()
    {
        var earlier = Draft("identity|/id", 2);
        var grant = Draft("grant", 1, earlier.Key) with
        {
            Resource = $"/scope/{earlier.ReferenceTo("properties.principalId").Replace("${", "${guid:", StringComparison.Ordinal)}",
            Body = new JsonObject { ["principal"] = earlier.ReferenceTo("properties.principalId"), ["price"] = "{identity|/id#x" },
        };

        var change = Assemble([grant, earlier])[1];

        Assert.Equal("/scope/${guid:c1.properties.principalId}", change.Resource);
        Assert.Equal("${c1.properties.principalId}", change.Body.GetProperty("principal").GetString());
    }

    private static IEnumerable<string> Order(params ChangeDraft[] drafts) => Assemble(drafts).Select(change => change.Resource);

    private static IReadOnlyList<Change> Assemble(IEnumerable<ChangeDraft> drafts)
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        foreach (var draft in drafts)
        {
            changes.Add(new ProposedChange(draft, Somebody));
        }

        return changes.Assemble();
    }

    private static ChangeDraft Draft(string key, int rank = 1, params string[] dependsOn) => new(key, rank)
    {
        Action = ChangeAction.Create,
        Resource = key,
        Type = "Microsoft.KeyVault/vaults",
        ApiVersion = "2026-02-01",
        Method = "PUT",
        Body = [],
        DependsOn = dependsOn,
    };
}
