using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>What a saved plan may export where the document denies exports that are charged for.</summary>
public sealed class ChargedWritesTests
{
    private const string App = $"{ObservedEstate.Group}/Microsoft.Web/sites/app-a";
    private const string Free = "AppServiceHTTPLogs";
    private const string Charged = "AppServiceAuthenticationLogs";

    private const string Workspace =
        $"\"workspaceId\":\"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-logs\"";

    private const string Account = $"\"storageAccountId\":\"{ObservedEstate.Account}\"";

    private const string Hub =
        $"\"eventHubAuthorizationRuleId\":\"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns/authorizationRules/send\"";

    private const string NamedHub = Hub + ",\"eventHubName\":\"insights\"";

    [Theory]
    // What the setting exports to, the rows that are on, and what the plan changes; then what may not go there.
    [InlineData(Workspace, Charged, "logs[AppServiceAuthenticationLogs].enabled", null)]
    [InlineData(Workspace, "group allLogs", "logs[allLogs].enabled", null)]
    [InlineData(Account, Free, "logs[AppServiceHTTPLogs].enabled storageAccountId", null)]
    [InlineData(Account, Charged, "logs[AppServiceAuthenticationLogs].enabled", Charged)]
    [InlineData(Account, "appserviceauthenticationlogs", "logs[appserviceauthenticationlogs].enabled", "appserviceauthenticationlogs")]
    [InlineData(Hub, Charged, "logs[AppServiceAuthenticationLogs].enabled", Charged)]
    [InlineData(Workspace + "," + Account, Charged, "logs[AppServiceAuthenticationLogs].enabled", Charged)]
    [InlineData(Account, "group allLogs", "logs[allLogs].enabled", "allLogs")]
    // What was exported there before the plan stays; a new destination begins to get what is on.
    [InlineData(Account, Free + " " + Charged, "logs[AppServiceHTTPLogs].enabled", null)]
    [InlineData(Account, Charged, "storageAccountId", Charged)]
    [InlineData(Hub, Charged, "eventHubAuthorizationRuleId", Charged)]
    [InlineData(Workspace + "," + Account, Charged, "workspaceId", null)]
    [InlineData(NamedHub, Charged, "eventHubName", Charged)]
    [InlineData(NamedHub, Free + " " + Charged, "logs[AppServiceHTTPLogs].enabled", null)]
    [InlineData(Account, Charged, "eventHubName", null)]
    [InlineData(Account, Free + " off " + Charged, "storageAccountId", null)]
    // A change is known in any letters and among others; of several the first is told.
    [InlineData(Account, "appserviceauthenticationlogs", "logs[AppServiceAuthenticationLogs].enabled", "appserviceauthenticationlogs")]
    [InlineData(Account, Free + " " + Charged, "logs[AppServiceHTTPLogs].enabled logs[AppServiceAuthenticationLogs].enabled", Charged)]
    [InlineData(Account, Charged + " WorkflowRuntime", "storageAccountId", Charged)]
    public void What_is_charged_for_goes_to_workspaces_alone(string sinks, string on, string changed, string? denied)
    {
        var rows = on.Replace("group ", "group:", StringComparison.Ordinal).Replace("off ", "off:", StringComparison.Ordinal).Split(' ')
            .Select(row => row.Split(':') switch
            {
                ["group", var group] => $$"""{"categoryGroup":"{{group}}","enabled":true}""",
                ["off", var category] => $$"""{"category":"{{category}}","enabled":false}""",
                _ => $$"""{"category":"{{row}}","enabled":true}""",
            });
        var write = new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(
                TypeNames.DiagnosticSetting,
                "PUT",
                $"{App}/providers/Microsoft.Insights/diagnosticSettings/baseline-logs",
                "2021-05-01-preview",
                ObservedEstate.Json($$$"""{"properties":{{{{sinks}}},"logs":[{{{string.Join(',', rows)}}}]}}""")),
            [.. changed.Split(' ').Select(path => new PropertyChange($"properties.{path}", default, ObservedEstate.Json(path.EndsWith("enabled", StringComparison.Ordinal) ? "true" : "\"x\"")))]);

        var why = ControlWith(exportsCharged: false).WhyNotWanted(write, PlanOf(write));

        Assert.Equal(denied is not null, why?.Contains($"(charged: deny), and {denied} would go to", StringComparison.Ordinal) == true);
        Assert.Equal(denied is null, why is null);
        Assert.Null(ControlWith(exportsCharged: true).WhyNotWanted(write, PlanOf(write)));
    }

    [Theory]
    [InlineData("PUT", "metrics[AllMetrics].enabled", "properties.metrics[AllMetrics].enabled would be another.")]
    [InlineData("DELETE", "logs[AppServiceHTTPLogs].enabled", "Only an undo deletes a diagnostic setting")]
    [InlineData("PUT", "logs[AppServiceHTTPLogs].enabled", null)]
    public void No_metrics_are_switched_on_and_nothing_is_deleted(string method, string changed, string? why)
    {
        var write = new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(
                TypeNames.DiagnosticSetting,
                method,
                $"{App}/providers/Microsoft.Insights/diagnosticSettings/baseline-logs",
                "2021-05-01-preview",
                ObservedEstate.Json($$$"""{"properties":{{{{Workspace}}},"logs":[{"category":"{{{Free}}}","enabled":true}]}}""")),
            [new PropertyChange($"properties.{changed}", ObservedEstate.Json("false"), ObservedEstate.Json("true"))]);

        var found = ControlWith(exportsCharged: true).WhyNotWanted(write, PlanOf(write));

        Assert.Equal(why is null, found is null);
        Assert.Contains(why ?? "", found ?? "", StringComparison.Ordinal);
    }

    private static Monitor008Control ControlWith(bool exportsCharged) => new(new Monitor008Settings(
        [
            new LogRule(
                "controls.Monitor-008.rules[0]",
                [new TypePattern("Microsoft.Web/sites")],
                WantedLogs.OfGroup(WantedLogs.AllLogs),
                new DestinationSettings("controls.Monitor-008.rules[0].destination") { Acceptance = DestinationAcceptance.Any }),
        ],
        [],
        Monitor008Settings.DefaultSettingName,
        exportsCharged,
        new SourceSpan("baseline.yaml", 1, 1)));

    private static SavedPlan PlanOf(SavedWrite write) => new(
        [write], new ObservedEstate().ToEstate(), [Monitor008Settings.DefaultSettingName], new HashSet<ResourceId>());
}
