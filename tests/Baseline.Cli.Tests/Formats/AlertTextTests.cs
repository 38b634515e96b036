using Baseline.TestKit;
using Xunit;

namespace Baseline.Cli.Tests.Formats;

/// <summary>Alerts on the activity log in the text that people read: each once, with what it watches for and whom it tells.</summary>
public sealed class AlertTextTests
{
    private const string One = "11111111-1111-1111-1111-111111111111";
    private const string Two = "22222222-2222-2222-2222-222222222222";
    private const string Group = $"/subscriptions/{One}/resourceGroups/rg-monitoring/providers/Microsoft.Insights/actionGroups/ag-security";

    [Theory]
    [InlineData("alerts", true)]
    [InlineData("alerts-combined", false)]
    public async Task They_are_told_by_what_they_watch_for(string golden, bool rulePerOperation)
    {
        using var workspace = Prepared(rulePerOperation);

        var (code, output, _) = await workspace.RunAsync("plan", "-f", "alerts.yaml", "--estate", "alerts.json");

        Assert.Equal(0, code);
        Golden.Match(output, $"formats/{golden}.txt");
    }

    [Theory]
    [InlineData("junit", "Microsoft.KeyVault/vaults/delete: noncompliant. No alert watches for it.")]
    [InlineData("junit", "ServiceHealth: noncompliant. No alert watches for it.")]
    [InlineData("json", "\"operation\": \"Microsoft.KeyVault/vaults/delete\"")]
    [InlineData("json", "\"operation\": \"ServiceHealth\"")]
    public async Task Each_operation_has_its_verdict(string format, string line)
    {
        using var workspace = Prepared(rulePerOperation: true);

        Assert.Contains(line, (await workspace.RunAsync("plan", "-f", "alerts.yaml", "--estate", "alerts.json", "--format", format)).Output, StringComparison.Ordinal);
    }

    private static Workspace Prepared(bool rulePerOperation)
    {
        var workspace = new Workspace();
        File.WriteAllText(workspace.At("alerts.yaml"), $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: alerts }
            scope: { subscriptions: [{{One}}, {{Two}}] }
            controls:
              ActivityLogAlerts:
                operations: [Microsoft.KeyVault/vaults/delete, Microsoft.Network/networkSecurityGroups/delete, Microsoft.Network/networkSecurityGroups/write]
                serviceHealth: true
                actionGroup: {{Group}}
                resourceGroup: rg-monitoring
                rulePerOperation: {{(rulePerOperation ? "true" : "false")}}
            """);
        File.WriteAllText(workspace.At("alerts.json"), Estate());
        return workspace;
    }

    /// <summary>The first has an alert that was narrowed, and one of the tool's own that was switched off; the second has nothing.</summary>
    private static string Estate() => $$"""
        {
          "formatVersion": "1.0", "capturedAt": "2026-11-22T09:00:00Z", "source": "azure", "unreadable": [],
          "subscriptions": [
            { "id": "{{One}}", "displayName": "Payments", "managementGroups": [], "state": "Enabled" },
            { "id": "{{Two}}", "displayName": "Platform", "managementGroups": [], "state": "Enabled" }
          ],
          "resources": [
            { "id": "{{Group}}", "name": "ag-security", "properties": { "enabled": true, "emailReceivers": [{ "name": "soc", "status": "Enabled" }] } },
            {{Alert("nsg", "true", "{ \"field\": \"caller\", \"equals\": \"somebody\" },")}},
            {{Alert("baseline-Microsoft.Network-networkSecurityGroups-delete", "false", "")}},
            { "id": "/subscriptions/{{Two}}/resourceGroups/rg-monitoring", "name": "rg-monitoring", "location": "westeurope", "properties": {} }
          ]
        }
        """;

    private static string Alert(string name, string enabled, string more) => $$"""
        { "id": "/subscriptions/{{One}}/resourceGroups/rg-monitoring/providers/Microsoft.Insights/activityLogAlerts/{{name}}", "name": "{{name}}",
          "location": "global",
          "properties": {
            "enabled": {{enabled}}, "scopes": ["/subscriptions/{{One}}"],
            "condition": { "allOf": [
              { "field": "category", "equals": "Administrative" }, {{more}}
              { "field": "operationName", "equals": "Microsoft.Network/networkSecurityGroups/delete" }] },
            "actions": { "actionGroups": [{ "actionGroupId": "{{Group}}" }] } } }
        """;
}
