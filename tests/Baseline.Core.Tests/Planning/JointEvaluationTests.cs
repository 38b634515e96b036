using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>Beside what each control is asked that has a part of a resource of which others have parts as well.</summary>
public sealed class JointEvaluationTests
{
    private const string Account =
        $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";

    private readonly List<string> _asked = [];

    [Fact]
    public void Each_is_asked_beside_those_before_it_and_never_beside_itself()
    {
        Plan(Asking("A", _ => "a"), Asking("B", _ => "b"), Asking("C", _ => "c"));

        Assert.Equal(["A beside -", "B beside A:a", "C beside A:a B:b"], _asked);
    }

    [Fact]
    public void One_that_hangs_on_others_is_asked_again_beside_those_after_it()
    {
        Plan(Asking("A", _ => "a", hangs: true), Asking("B", _ => "b"));

        Assert.Equal(["A beside -", "B beside A:a", "A beside B:b"], _asked);
    }

    [Theory]
    // Nobody else asks for anything there.
    [InlineData(null)]
    // The other was asked before it, and has said all by then.
    [InlineData("b")]
    public void One_that_hangs_on_others_is_not_asked_again_where_they_say_nothing_new(string? other)
    {
        Plan(Asking("B", _ => other), Asking("A", _ => "a", hangs: true));

        Assert.Equal(["B beside -", other is null ? "A beside -" : "A beside B:b"], _asked);
    }

    [Fact]
    public void One_that_hangs_on_another_resource_is_not_asked_again()
    {
        Plan(Asking("A", _ => "a", hangs: true), Asking("B", _ => "b", account: "other"));

        Assert.Equal(["A beside -", "B beside -"], _asked);
    }

    [Fact]
    public void Those_after_it_are_asked_again_where_it_says_something_else_then()
    {
        Plan(Asking("A", beside => beside == "-" ? null : "a", hangs: true), Asking("B", _ => "b"), Asking("C", _ => null));

        Assert.Equal(["A beside -", "B beside -", "C beside B:b", "A beside B:b", "B beside A:a", "C beside A:a B:b"], _asked);
    }

    [Fact]
    public void What_it_says_then_is_what_is_planned()
    {
        var plan = Plan(Asking("A", beside => beside == "-" ? null : "a", hangs: true), Asking("B", beside => beside == "-" ? "b" : null));

        Assert.Equal("A", Assert.Single(Assert.Single(plan.Changes).Because).Control);
    }

    [Fact]
    public void Of_other_types_nothing_is_beside_a_control()
    {
        Plan(Asking("A", _ => "a", type: "Contoso.Toy/things"), Asking("B", _ => "b"));

        Assert.Equal(["A beside -", "B beside -"], _asked);
    }

    private static Plan Plan(params Script[] scripts) => new Planner(ScriptedControls.Catalogue(scripts))
        .Plan(ScriptedControls.Document(scripts), new EstateBuilder().Build(), new DateOnly(2026, 11, 22));

    /// <summary>A control that asks for a rule of its own, or for none, by what others ask for.</summary>
    private Script Asking(
        string id, Func<string, string?> ruleBeside, bool hangs = false, string account = "", string type = TypeNames.LifecyclePolicy) =>
        new(id, (_, context) =>
        {
            var key = $"policy{account}";
            var beside = string.Join(' ', context.OfOthers(key).Select(change => $"{change.Cause.Control}:{RuleOf(change.Draft)}"));
            _asked.Add($"{id} beside {(beside.Length == 0 ? "-" : beside)}");
            if (hangs)
            {
                context.HangOnOthers(key);
            }

            var resource = ResourceId.Parse(Account);
            if (ruleBeside(beside.Length == 0 ? "-" : beside) is { } rule)
            {
                context.Propose(Policy(key, $"{Account}{account}", rule) with { Type = type }, resource);
            }

            return [new Finding(id, resource, ComplianceState.Noncompliant, "Off.")];
        });

    private static ChangeDraft Policy(string key, string account, string rule) => new(key, 10)
    {
        Action = ChangeAction.Create,
        Resource = $"{account}/managementPolicies/default",
        Type = TypeNames.LifecyclePolicy,
        ApiVersion = "2025-06-01",
        Method = "PUT",
        Body = new JsonObject
        {
            ["properties"] = new JsonObject { ["policy"] = new JsonObject { ["rules"] = new JsonArray(new JsonObject { ["name"] = rule }) } },
        },
    };

    private static string? RuleOf(ChangeDraft draft) => draft.Body?["properties"]?["policy"]?["rules"]?[0]?["name"]?.ToString();
}
