using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Server.Tests.Cli;

/// <summary>
/// What Azure's own command line sees after an apply of the landing zone: <c>az monitor diagnostic-settings categories list</c> and
/// <c>az monitor diagnostic-settings list</c>, by the two requests that they send.
/// </summary>
public sealed class LandingZoneTests
{
    private const string Version = "?api-version=2021-05-01-preview";

    [Fact]
    public async Task After_an_apply_what_resources_offer_and_what_their_settings_export_agree()
    {
        await using var served = await ServedEstate.StartAsync("landing-zone");
        await SignedIn.RunAsync(served, "environment", "apply", "--auto-approve", "--journal", "run.jsonl");
        var plan = await SignedIn.RunAsync(served, "environment", "plan", "--format", "json");
        var compliant = (JsonNode.Parse(plan.Output)?["findings"]?.AsArray() ?? [])
            .Where(finding => (string?)finding?["control"] == "Monitor-008" && (string?)finding["state"] == "compliant")
            .Select(finding => (string?)finding?["resource"] ?? "")
            .ToList();

        Assert.True(compliant.Count > 35, plan.Output);
        foreach (var resource in compliant)
        {
            var offered = (await ListAsync(served, $"{resource}/providers/microsoft.insights/diagnosticSettingsCategories"))
                .Where(category => (string?)category["properties"]?["categoryType"] == "Logs")
                .ToDictionary(category => (string?)category["name"] ?? "", Groups);
            var settings = await ListAsync(served, $"{resource}/providers/Microsoft.Insights/diagnosticSettings");

            var on = settings.SelectMany(Rows).ToList();
            var exported = offered.Where(one => on.Contains(one.Key) || one.Value.Any(on.Contains)).Select(one => one.Key);
            Assert.NotEmpty(on);
            Assert.Subset(offered.Keys.Concat(offered.Values.SelectMany(groups => groups)).ToHashSet(), on.ToHashSet());
            Assert.Equal([], Wanted(resource, offered).Except(exported));
            Assert.Equal(settings.Select(setting => (string?)setting["name"]).Distinct(), settings.Select(setting => (string?)setting["name"]));
        }
    }

    /// <summary>What the example's document wants of a resource.</summary>
    private static IEnumerable<string> Wanted(string resource, Dictionary<string, HashSet<string>> offered) =>
        resource.Contains("/networkSecurityGroups/", StringComparison.Ordinal) ? ["NetworkSecurityGroupEvent"]
        : resource.Contains("/databases/", StringComparison.Ordinal) || resource.Contains("/managedHSMs/", StringComparison.Ordinal)
            ? offered.Where(one => one.Value.Contains("audit")).Select(one => one.Key)
        : offered.Keys;

    private static HashSet<string> Groups(JsonNode category) =>
        [.. (category["properties"]?["categoryGroups"]?.AsArray() ?? []).Select(group => (string?)group ?? "")];

    private static IEnumerable<string> Rows(JsonNode setting) => (setting["properties"]?["logs"]?.AsArray() ?? [])
        .Where(row => (bool?)row?["enabled"] == true)
        .Select(row => (string?)row?["category"] ?? (string?)row?["categoryGroup"] ?? "");

    private static async Task<IReadOnlyList<JsonNode>> ListAsync(ServedEstate served, string list)
    {
        using var answer = await served.SendAsync(HttpMethod.Get, list + Version);
        Assert.True(answer.IsSuccessStatusCode, $"{list}: {answer.StatusCode}");
        return [.. ((await ServedEstate.JsonOf(answer))["value"]?.AsArray() ?? []).OfType<JsonNode>()];
    }
}
