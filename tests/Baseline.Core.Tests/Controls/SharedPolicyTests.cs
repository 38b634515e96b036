using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Controls;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What Azure takes of a rule of the tool's own beside those that other controls ask for in the same policy.</summary>
public sealed class SharedPolicyTests
{
    private const string Account = ObservedEstate.Account;
    private const string Lock = $"{Account}/providers/Microsoft.Authorization/locks/keep";

    private static readonly OwnLifecycleRule Own = new("own", "insights-logs-auditevent");

    /// <summary>
    /// How many rules of others there are, whether the own one is there, what another control leaves of the policy (a rule more, one of
    /// others less, or all), and what comes of it: a write, one that is never sent without the other's, or none.
    /// </summary>
    [Theory]
    [InlineData(99, false, "", "write")]
    [InlineData(100, false, "", "has 100 rules, and Azure allows no more")]
    [InlineData(98, false, "more", "write")]
    [InlineData(99, false, "more", "has 99 rules, gets one more for Monitor-007 in this plan, and Azure allows no more than 100")]
    [InlineData(100, false, "more", "has 100 rules, and Azure allows no more")]
    [InlineData(100, false, "less", "write with that of others")]
    [InlineData(101, false, "less", "has 100 rules, and Azure allows no more")]
    [InlineData(99, false, "same", "write")]
    [InlineData(99, true, "more", "write")]
    [InlineData(100, true, "", "write")]
    public void A_rule_comes_where_it_fits(int others, bool isThere, string beside, string result)
    {
        var policy = Policy(others, isThere);

        Assert.Equal(result, Told(new SharedPolicy(Context(beside, policy), ResourceId.Parse(Account), policy, Own).Keep(365, versioned: false)));
    }

    /// <summary>The same of a rule that goes, under a lock or not.</summary>
    [Theory]
    [InlineData(0, "", false, "write")]
    [InlineData(1, "", true, "write")]
    [InlineData(0, "", true, "lock")]
    [InlineData(0, "more", true, "write with that of others")]
    [InlineData(0, "more", false, "write")]
    [InlineData(1, "less", true, "lock")]
    [InlineData(1, "less", false, "write")]
    [InlineData(2, "less", true, "write")]
    [InlineData(2, "gone", true, "lock")]
    public void A_rule_goes_where_the_policy_may(int others, string beside, bool isLocked, string result)
    {
        var policy = Policy(others, isThere: true);

        Assert.Equal(result, Told(new SharedPolicy(Context(beside, policy, isLocked), ResourceId.Parse(Account), policy, Own).Remove()));
    }

    /// <summary>Where it fits whatever others ask for, nothing hangs on them.</summary>
    [Theory]
    [InlineData(98, "", false)]
    [InlineData(98, "more", false)]
    [InlineData(99, "more", true)]
    [InlineData(100, "", true)]
    [InlineData(100, "less", true)]
    public void It_hangs_on_others_where_they_decide(int others, string beside, bool hangs)
    {
        var policy = Policy(others, isThere: false);
        var context = Context(beside, policy);

        new SharedPolicy(context, ResourceId.Parse(Account), policy, Own).Keep(365, versioned: false);

        Assert.Equal(hangs, context.Conclude([]).HangsOn.Count > 0);
    }

    private static string Told(Remediation remediation) => remediation switch
    {
        { Obstacles: [{ Code: "BL2105" } obstacle] } when obstacle
            == new Obstacle("BL2105", $"The lock {Lock} forbids deleting the lifecycle policy of {Account}, with which its last rule would go", "remove the lock while you apply") => "lock",
        { Obstacles: [{ Code: "BL2152", Fix: "delete one that nobody needs, or export to another account" } obstacle] } =>
            obstacle.What.Replace($"The lifecycle policy of {Account} ", "", StringComparison.Ordinal),
        { Obstacles.Count: 0, Drafts: [{ RestsOnOthers: true }] } => "write with that of others",
        { Obstacles.Count: 0, Drafts: [_] } => "write",
        _ => $"{remediation}",
    };

    private static LifecyclePolicy Policy(int others, bool isThere)
    {
        var names = Enumerable.Range(1, others).Select(number => $"r{number}").Concat(isThere ? ["own"] : []);
        var rules = string.Join(',', names.Select(name => $$"""{"name":"{{name}}"}"""));
        return LifecyclePolicy.Of(ObservedEstate.Resource(
            $"{Account}/managementPolicies/default", $$$$"""{"properties":{"policy":{"rules":[{{{{rules}}}}]}}}"""));
    }

    private static ControlContext Context(string beside, LifecyclePolicy policy, bool isLocked = false)
    {
        var estate = new ObservedEstate().WithAccount();
        if (isLocked)
        {
            estate.With(Lock, """{"properties":{"level":"CanNotDelete"}}""");
        }

        var names = policy.Rules.Select(rule => rule.Name).ToList();
        List<string> written = beside switch
        {
            "more" => [.. names, "theirs"],
            "less" => [.. names.Skip(1)],
            "gone" => [],
            _ => names,
        };
        var body = written.Count == 0 ? null : new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["policy"] = new JsonObject { ["rules"] = new JsonArray([.. written.Select(name => new JsonObject { ["name"] = name })]) },
            },
        };
        var draft = LifecycleDraft.Keep(ResourceId.Parse(Account), policy, new OwnLifecycleRule("theirs", "insights-activity-logs"), 365, versioned: false);
        return new ControlContext(
            estate.ToInput() with
            {
                Beside = beside.Length == 0 ? [] : [new ProposedChange(draft with { Body = body }, new Cause("Monitor-007", ObservedEstate.Vault))],
            },
            "KeyVault-004");
    }
}
