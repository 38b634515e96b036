using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Settings of resources of several types that say the same are told together, with the resources by type.</summary>
public sealed class TypesTogetherTests : IDisposable
{
    private readonly Workspace _workspace = new();

    [Fact]
    public async Task Resources_are_counted_by_type_in_words_that_a_type_may_have_or_by_the_last_part_of_its_name()
    {
        var builder = new EstateBuilder().Vault("kv-a").Setting("kv-a", "audit", workspace: "law-central");
        foreach (var type in (string[])["superWidgets/a1", "superWidgets/b2", "policies/c3"])
        {
            Add(builder, $"Microsoft.Novel/{type}");
        }

        Add(builder, "Microsoft.Search/searchServices/d4");
        File.WriteAllBytes(_workspace.At("estate.json"), builder.ToJson());
        File.WriteAllText(_workspace.At("baseline.yaml"), $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: test }
            scope: { tenant: true }
            controls:
              Monitor-008:
                rules: [{ types: ["*"], logs: allLogs, destination: { workspace: {{builder.WorkspaceId("law-central")}} } }]
                except: [Microsoft.KeyVault/*, Microsoft.OperationalInsights/*]
            """);

        var ran = await _workspace.RunAsync("plan", "--estate", "estate.json");

        Assert.Contains("""
              + diagnostic setting baseline-logs on 4 resources of 3 types       Monitor-008
                  exports           allLogs to law-central
                  why               It has no diagnostic setting, and allLogs is wanted.
                  2 super widgets
                    a1   b2
                  1 policy  c3
                  1 search service  d4

            """, ran.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _workspace.Dispose();

    private static void Add(EstateBuilder builder, string path)
    {
        var id = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-app/providers/{path}";
        var type = path[..path.LastIndexOf('/')];
        builder
            .Raw($$"""{"id":"{{id}}","type":"{{type}}","location":"westeurope","properties":{} }""")
            .Raw($$"""
                {"id":"{{id}}/providers/microsoft.insights/diagnosticSettingsCategories/Events","type":"microsoft.insights/diagnosticSettingsCategories",
                 "properties":{"categoryType":"Logs","categoryGroups":["allLogs"]} }
                """);
    }
}
