using System.Text.Json;
using Baseline.Cli.Formats.Bicep;
using Baseline.Controls;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>Every plan comes out as Bicep that Microsoft's own compiler takes, and that says what the plan says.</summary>
public sealed class BicepTests
{
    private const string Hostile = "hostile names";
    private const string Group = "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-app";

    private static readonly string[] HostileTexts =
    [
        "it's", "${c1.properties.principalId}", "${c9.id} ${x} $${y} %{z}", "a\\'b\\\\", "[concat('a', 'b')]", "[[x]]", "'''", "line\nbreak\r\n\tx",
        "// comment", "/* x */", "\u0000\u0007\u001b[31m", "right \u202Eto\u202C left", "Ключ 鍵 🔑", "\"quoted\" `code`", "#disable-next-line BCP037",
    ];

    [Fact]
    public async Task Bicep_builds_every_plan_and_the_template_says_what_the_plan_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The package with the Bicep command line is that for Linux.");
        var token = TestContext.Current.CancellationToken;
        List<(string Name, Plan Plan)> plans = [.. AllPlans.NamesOfChanging.Select(name => (name, AllPlans.Of(name))), (Hostile, HostilePlan())];
        using var build = await BicepBuild.RunAsync(plans, token);

        // A member that no api-version has yet must come through, and Bicep says that it does not know it.
        Assert.Equal("", string.Join('\n', build.Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains("\"futureMember\" is not allowed", StringComparison.Ordinal))));
        Assert.True(plans.Count > 200, "The cases are no longer found.");
        foreach (var (name, plan) in plans)
        {
            var files = new BicepFormat().Files(AllPlans.View(plan));
            var declared = plan.Changes.Where(change => change.Method == "PUT").ToList();
            Assert.Equal(
                declared.Select(change => BuiltResource.Of(change, isWhole: files.Count > 1)).OrderBy(resource => resource.ToString()),
                BuiltResource.Of(build.Template(name)).OrderBy(resource => resource.ToString()));
            Assert.All(plan.Changes.Except(declared), change =>
                Assert.Contains($"// {change.Id}: ", files[0].Content[files[0].Content.IndexOf("// By hand", StringComparison.Ordinal)..], StringComparison.Ordinal));
        }
    }

    /// <summary>Names and values that try to be more than text, in all places that another team can fill.</summary>
    private static Plan HostilePlan()
    {
        var tags = HostileTexts.Select((text, index) => KeyValuePair.Create($"{text}{index}", text)).ToDictionary();
        return AllPlans.Of("example fleet") with
        {
            Baseline = new PlanBaseline(string.Join(' ', HostileTexts), "sha256:0"),
            Changes =
            [
                Identity(1) with { Body = JsonSerializer.SerializeToElement(new { location = "westeurope", tags }) },
                .. HostileTexts.Select((text, index) => Identity(index + 2) with
                {
                    Resource = $"{Group}/providers/Microsoft.Insights/diagnosticSettings/{text.Replace('/', '-')}",
                    Type = "Microsoft.Insights/diagnosticSettings",
                    ApiVersion = "2021-05-01-preview",
                    Body = JsonSerializer.SerializeToElement(new { properties = new { eventHubName = text } }),
                }).Where(change => !change.Resource.Contains("${c1.", StringComparison.Ordinal)),
            ],
        };
    }

    private static Change Identity(int number) => new()
    {
        Id = $"c{number}",
        Action = ChangeAction.Create,
        Resource = $"{Group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-a",
        Type = "Microsoft.ManagedIdentity/userAssignedIdentities",
        ApiVersion = "2024-11-30",
        Method = "PUT",
        Body = JsonSerializer.SerializeToElement(new { location = "westeurope" }),
        Properties = [],
        DependsOn = [],
        Because = [new Cause("KeyVault-004", string.Join(' ', HostileTexts))],
        Precondition = "sha256:0",
        Irreversible = false,
    };
}
