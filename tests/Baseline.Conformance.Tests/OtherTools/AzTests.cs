using Baseline.Azure.RoleAssignments;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>The script of every plan makes the calls of the plan.</summary>
public sealed class AzTests
{
    [Fact]
    public async Task The_script_of_every_plan_sends_what_the_plan_says_in_its_order()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no Bash.");
        var plans = AllPlans.ChangingAndHostile.ToList();
        using var run = await AzRun.StartAsync(plans, TestContext.Current.CancellationToken);

        Assert.Equal("", run.Failed);
        Assert.True(plans.Count > 200, "The cases are no longer found.");
        foreach (var (name, plan) in plans)
        {
            var calls = run.Calls(name);
            Assert.Equal(plan.Changes.Select(ResolvedChange.Of), calls.Where(call => call[0] == "rest").Select(Sent));
            Assert.Equal(
                plan.Changes.Select(change => change.Method == "POST" ? "If-Match=*" : null),
                calls.Where(call => call[0] == "rest").Select(call => After(call, "--headers")));
            Assert.Equal(
                plan.Changes.Where(change => change.Resource.Contains("${guid:", StringComparison.Ordinal)).Select(NameInput),
                calls.Where(call => call[0] == "name").Select(call => call[1]));
        }
    }

    private static ResolvedChange Sent(string[] words)
    {
        var url = After(words, "--url")?.Split("?api-version=") ?? [];
        return new ResolvedChange(
            After(words, "--method")?.ToUpperInvariant() ?? "",
            string.Join('/', url[0].Split('/').Select(Uri.UnescapeDataString)),
            url[1],
            After(words, "--body") is { } body ? ResolvedChange.Compact(body) : null);
    }

    /// <summary>What the name of a role assignment follows from.</summary>
    private static string NameInput(Change change) =>
        $"{RoleAssignmentName.SeedOf(change.ToWrite())}|{ResolvedChange.Answer("properties.principalId")}";

    private static string? After(string[] words, string option) =>
        Array.IndexOf(words, option) is var at and >= 0 ? words[at + 1] : null;
}
