using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Json;
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

    /// <summary>
    /// What is there, what KeyVault-004 and Monitor-007 each leave of it, and what they leave together: letters as rules, a small one for
    /// other days than a capital one. Nothing stands for no policy.
    /// </summary>
    [Theory]
    [InlineData("", "K", "A", "Create PUT K A")]
    [InlineData("L", "L K", "L A", "Update PUT L K A")]
    [InlineData("L M", "L M K", "L M A", "Update PUT L M K A")]
    [InlineData("k L a", "L a K", "k L A", "Update PUT L K A")]
    [InlineData("k", "K", "k A", "Update PUT K A")]
    [InlineData("a", "a K", "A", "Update PUT K A")]
    [InlineData("K", "", "K A", "Update PUT A")]
    [InlineData("A", "A K", "", "Update PUT K")]
    [InlineData("K A", "A", "K", "Delete DELETE")]
    [InlineData("K A", "A", "K a", "Update PUT a")]
    [InlineData("K L A", "L A", "K L", "Update PUT L")]
    [InlineData("K", "", "K", "Delete DELETE")]
    public void What_two_controls_ask_of_one_policy_is_one_write(string live, string vaults, string activity, string together)
    {
        var one = new ProposedChange(Lifecycle(live, vaults), Somebody);
        var other = new ProposedChange(Lifecycle(live, activity), new Cause("Monitor-007", "/subscription"));

        Assert.Equal(together, Told([one, other]));
        Assert.Equal(together, Told([other, one]));
        Assert.Equal(together, Told([one, other, one, other]));
    }

    /// <summary>The same, where only what the one or the other asks for is wanted.</summary>
    [Theory]
    [InlineData("", "K", "A", "Create PUT K", "Create PUT A")]
    [InlineData("K A", "A", "K", "Update PUT A", "Update PUT K")]
    [InlineData("K", "", "K A", "Delete DELETE", "Update PUT K A")]
    public void Of_what_two_ask_for_a_part_has_what_its_own_asks_for(
        string live, string vaults, string activity, string ofVaults, string ofActivity)
    {
        var one = new ProposedChange(Lifecycle(live, vaults), Somebody);
        var other = new ProposedChange(Lifecycle(live, activity), new Cause("Monitor-007", "/subscription"));

        Assert.Equal(ofVaults, Told([one, other], cause => cause == one.Cause));
        Assert.Equal(ofActivity, Told([one, other], cause => cause == other.Cause));
        Assert.Equal(Told([one, other]), Told([one, other], _ => true));
        Assert.Equal(Told([one, other]), Told([one, other], cause => cause == one.Cause, _ => true));
    }

    /// <summary>What several ask for stays as long as any of them is wanted.</summary>
    [Fact]
    public void Of_two_that_ask_for_the_same_one_is_enough()
    {
        var one = new ProposedChange(Lifecycle("", "K"), Somebody);
        var again = one with { Cause = new Cause("KeyVault-004", "/other") };
        var other = new ProposedChange(Lifecycle("", "A"), new Cause("Monitor-007", "/subscription"));

        Assert.Equal("Create PUT K", Told([one, again, other], cause => cause == again.Cause));
    }

    /// <summary>Two writes of a vault can't be one: it is written as the first asks, whoever else asks for the same.</summary>
    [Fact]
    public void What_can_not_be_one_write_is_as_the_first_asks_for_it()
    {
        var first = new ProposedChange(Draft("a") with { Body = new JsonObject { ["of"] = "first" } }, Somebody);
        var second = new ProposedChange(Draft("a") with { Body = new JsonObject { ["of"] = "second" } }, new Cause("Monitor-006", "/b"));
        var again = first with { Draft = Draft("a") with { Body = new JsonObject { ["of"] = "first" } }, Cause = new Cause("Monitor-006", "/c") };
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Add([first, second, again]);

        changes.Keep(cause => cause != first.Cause, cause => cause != first.Cause);

        Assert.Equal("first", Assert.Single(changes.Assemble()).Body.TextAt("of"));
    }

    [Fact]
    public void What_is_asked_for_twice_waits_for_all_that_either_waits_for()
    {
        var changes = Assemble([Draft("a", 1, "x"), Draft("a", 1, "y"), Draft("x"), Draft("y")]);

        Assert.Equal(["x", "y", "a"], changes.Select(change => change.Resource));
        Assert.Equal(["c1", "c2"], changes[2].DependsOn);
    }

    /// <summary>What nobody wants is left out, unless something that is wanted rests on it: then it is as all ask for it.</summary>
    [Fact]
    public void What_is_not_wanted_stays_whole_where_something_rests_on_it()
    {
        var policy = Lifecycle("", "K");
        var other = new Cause("Monitor-007", "/subscription");
        var setting = Draft("setting", 30, policy.Key);
        ProposedChange[] proposed =
        [
            new(policy, Somebody), new(Lifecycle("", "A"), Somebody), new(setting, other), new(Draft("unwanted"), Somebody),
        ];
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Add(proposed);

        changes.Keep(cause => cause == other, cause => cause == other);

        var made = changes.Assemble();
        Assert.Equal([policy.Resource, setting.Resource], made.Select(change => change.Resource));
        Assert.Equal(2, made[0].Body.ItemsAt("properties.policy.rules").Count());
    }

    private static string Told(
        IEnumerable<ProposedChange> proposed, Func<Cause, bool>? keeps = null, Func<Cause, bool>? says = null)
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        foreach (var change in proposed)
        {
            changes.Add(change);
        }

        if (keeps is not null)
        {
            changes.Keep(keeps, says ?? keeps);
        }

        var made = Assert.Single(changes.Assemble());
        var rules = made.Body.ItemsAt("properties.policy.rules").Select(rule =>
            (Name: rule.TextAt("name") ?? "", Days: rule.NumberAt("definition.actions.baseBlob.delete.daysAfterModificationGreaterThan")));
        return string.Join(' ', [$"{made.Action}", made.Method, .. rules.Select(rule => (Letter: rule.Name switch
        {
            "baselineKeyVault004" => "K",
            "baselineMonitor007" => "A",
            var name => name,
        }, rule.Days)).Select(rule => rule.Days == 30 ? rule.Letter.ToLowerInvariant() : rule.Letter)]);
    }

    private static ChangeDraft Lifecycle(string live, string wanted)
    {
        const string Policy =
            "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/managementPolicies/default";
        return new ChangeDraft("lifecycle|st", 20)
        {
            Action = wanted.Length == 0 ? ChangeAction.Delete : live.Length == 0 ? ChangeAction.Create : ChangeAction.Update,
            Resource = Policy,
            Type = "Microsoft.Storage/storageAccounts/managementPolicies",
            ApiVersion = "2025-06-01",
            Method = wanted.Length == 0 ? "DELETE" : "PUT",
            Body = PolicyOf(wanted),
            Live = PolicyOf(live) is { } body ? JsonSerializer.SerializeToElement(body) : default,
        };
    }

    private static JsonObject? PolicyOf(string letters) => letters.Length == 0 ? null : new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["policy"] = new JsonObject
            {
                ["rules"] = new JsonArray([.. letters.Split(' ').Select(letter => JsonNode.Parse($$"""
                    {
                      "name": "{{letter.ToUpperInvariant() switch { "K" => "baselineKeyVault004", "A" => "baselineMonitor007", var name => name }}}",
                      "enabled": true, "type": "Lifecycle",
                      "definition": { "actions": { "baseBlob": { "delete": { "daysAfterModificationGreaterThan": {{(char.IsLower(letter[0]) ? 30 : 365)}} } } } }
                    }
                    """))]),
            },
        },
    };

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
