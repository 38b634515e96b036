using System.Text.Json;
using Baseline.Controls;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Core.Tests.Plans;

/// <summary>Two shards that each know of one of two controls write the lifecycle policy of one account.</summary>
public sealed class PlanMergeTests
{
    private const string Policy =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st/managementPolicies/default";

    /// <summary>
    /// The live policy, what each shard leaves of it, and what they do together: K and A are the rules of KeyVault-004 and Monitor-007, k
    /// and a the same with other days, L one of others. Nothing stands for no policy; null for shards that contradict each other.
    /// </summary>
    [Theory]
    [InlineData("", "K", "A", "Create PUT K A")]
    [InlineData("L", "L K", "L A", "Update PUT L K A")]
    [InlineData("k L a", "L a K", "k L A", "Update PUT L K A")]
    [InlineData("K", "", "K A", "Update PUT A")]
    [InlineData("K A", "A", "K", "Delete DELETE")]
    [InlineData("K L A", "L A", "K L", "Update PUT L")]
    [InlineData("K A", "", "K", "Delete DELETE")]
    [InlineData("L", "L K A", "L A", "Update PUT L K A")]
    [InlineData("", "K", "K", "Create PUT K")]
    [InlineData("", "K", "k", null)]
    [InlineData("K A", "A", "k A", null)]
    public void What_each_asks_for_is_one_change(string live, string one, string other, string? together)
    {
        Assert.Equal(together, Told(Merged(ChangeOf(live, one), ChangeOf(live, other))));
        Assert.Equal(together, Told(Merged(ChangeOf(live, other), ChangeOf(live, one))));
    }

    [Theory]
    [InlineData(98, true)]
    [InlineData(99, false)]
    public void Together_they_ask_for_no_more_rules_than_Azure_allows(int others, bool isTaken)
    {
        var live = string.Join(' ', Enumerable.Range(1, others).Select(number => $"L{number}"));
        var merged = Merged(ChangeOf(live, $"{live} K"), ChangeOf(live, $"{live} A"));

        Assert.Equal(isTaken ? $"Update PUT {live} K A" : null, Told(merged));
    }

    [Fact]
    public void Shards_that_saw_another_policy_contradict_each_other() =>
        Assert.Null(Merged(ChangeOf("L", "L K"), ChangeOf("", "A")));

    /// <summary>The merged change shows all that it alters, and is one that is taken.</summary>
    [Theory]
    [InlineData("k L a", "L a K", "k L A")]
    [InlineData("K", "", "K A")]
    [InlineData("K A", "A", "K")]
    public void What_it_alters_is_what_both_alter(string live, string one, string other)
    {
        var plan = Assert.IsType<Plan>(Merged(ChangeOf(live, one), ChangeOf(live, other)));

        var change = Assert.Single(plan.Changes);
        Assert.Equal(
            new ResourceNormalizer(ControlCatalogue.Product.Types).Shown(change, PolicyOf(live)).Select(property => property.Path),
            change.Properties.Select(property => property.Path));
        Assert.Equal(["KeyVault-004", "Monitor-007"], change.Because.Select(cause => cause.Control));
        Assert.Empty(PlanFile.Read(PlanFile.Write(plan), "plan.json", ControlCatalogue.Product.Types).Diagnostics);
    }

    private static Plan? Merged(Change one, Change other)
    {
        Change[] changes =
        [
            one with { Because = [new Cause("KeyVault-004", "/subscriptions/11111111-1111-1111-1111-111111111111/vault")] },
            other with { Because = [new Cause("Monitor-007", "/subscriptions/22222222-2222-2222-2222-222222222222")] },
        ];
        return PlanMerge.Of([.. changes.Select((change, index) => ($"{index}.json", SamplePlan.Empty with
        {
            Changes = [change],
            Part = new PlanPart(SelectorSet.Everything, null, new Shard(index + 1, 2), null),
        }))], ControlCatalogue.Product).Value;
    }

    private static string? Told(Plan? plan)
    {
        if (plan is null)
        {
            return null;
        }

        var change = Assert.Single(plan.Changes);
        return string.Join(' ', [$"{change.Action}", change.Method, .. change.Body.ItemsAt("properties.policy.rules").Select(rule =>
        {
            var letter = rule.TextAt("name") switch { "baselineKeyVault004" => "K", "baselineMonitor007" => "A", var name => $"L{name?["legal".Length..]}" };
            return rule.NumberAt("definition.actions.baseBlob.delete.daysAfterModificationGreaterThan") == 30 ? letter.ToLowerInvariant() : letter;
        })]);
    }

    private static Change ChangeOf(string live, string wanted)
    {
        var types = ControlCatalogue.Product.Types;
        var change = SamplePlan.Full.Changes[0] with
        {
            Id = "c1",
            Action = wanted.Length == 0 ? ChangeAction.Delete : live.Length == 0 ? ChangeAction.Create : ChangeAction.Update,
            Resource = Policy,
            Type = "Microsoft.Storage/storageAccounts/managementPolicies",
            ApiVersion = "2025-06-01",
            Method = wanted.Length == 0 ? "DELETE" : "PUT",
            Body = PolicyOf(wanted),
            DependsOn = [],
            Irreversible = false,
        };
        return change with
        {
            Properties = new ResourceNormalizer(types).Shown(change, PolicyOf(live)),
            Precondition = Precondition.Digest(change, PolicyOf(live), types),
        };
    }

    private static JsonElement PolicyOf(string letters) => letters.Length == 0
        ? default
        : JsonDocument.Parse($$$$"""{"properties":{"policy":{"rules":[{{{{string.Join(',', letters.Split(' ').Select(RuleOf))}}}}]}}}""").RootElement.Clone();

    private static string RuleOf(string letter)
    {
        var name = letter.ToUpperInvariant() switch { "K" => "baselineKeyVault004", "A" => "baselineMonitor007", _ => $"legal{letter[1..]}" };
        return $$$$$$"""{"name":"{{{{{{name}}}}}}","enabled":true,"definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":{{{{{{(char.IsLower(letter[0]) ? 30 : 365)}}}}}}}}}}}""";
    }
}
