using Baseline.Cli.Formats.Bicep;
using Xunit;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>Every plan comes out as Bicep that Microsoft's own compiler takes, and that says what the plan says.</summary>
public sealed class BicepTests
{
    [Fact]
    public async Task Bicep_builds_every_plan_and_the_template_says_what_the_plan_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package with the Bicep command line is that for Linux.");
        var token = TestContext.Current.CancellationToken;
        var plans = AllPlans.ChangingAndHostile.ToList();
        using var build = await BicepBuild.RunAsync(plans, token);

        // A member that no api-version has yet must come through, and Bicep says that it does not know it.
        Assert.Equal("", string.Join('\n', build.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("\"futureMember\" is not allowed", StringComparison.Ordinal))));
        Assert.True(plans.Count > 200, "The cases are no longer found.");
        foreach (var (name, plan) in plans)
        {
            var files = new BicepFormat().Files(AllPlans.View(plan));

            // What belongs to a type that nobody knows can't be named in Bicep, and is left to be done by hand.
            var declared = plan.Changes
                .Where(change => change.Method == "PUT" && !change.Resource.Contains("/Microsoft.Novel/", StringComparison.Ordinal))
                .ToList();
            Assert.Equal(
                declared.Select(change => BuiltResource.Of(change, isWhole: files.Count > 1)).OrderBy(resource => resource.ToString()),
                BuiltResource.Of(build.Template(name)).OrderBy(resource => resource.ToString()));
            Assert.All(plan.Changes.Except(declared), change =>
                Assert.Contains($"// {change.Id}: ", files[0].Content[files[0].Content.IndexOf("// By hand", StringComparison.Ordinal)..], StringComparison.Ordinal));
        }
    }
}
