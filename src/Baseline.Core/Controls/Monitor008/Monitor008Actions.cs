using Baseline.Azure;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>What Azure must let a role do for Monitor-008: what the document does not ask for is not in it either.</summary>
internal static class Monitor008Actions
{
    // Only where a rule of the document is about a type whose logs they can carry.
    private static readonly string[] RuleReads =
        ["Microsoft.Insights/dataCollectionRuleAssociations/read", "Microsoft.Insights/dataCollectionRules/read"];

    /// <summary>The actions.</summary>
    public static RoleActions Of(Monitor008Settings settings) => new(
        [
            .. ExportActions.ExportReads,
            "Microsoft.Insights/diagnosticSettingsCategories/Read",
            .. PlatformTelemetry.Types.Any(type => settings.RuleOf(type) is not null) ? RuleReads : [],
            "Microsoft.Resources/subscriptions/resources/read",
            .. settings.JudgesRetention ? ExportActions.AllRetentionReads : [],
        ],
        ["Microsoft.Insights/DiagnosticSettings/Write"],
        ["Microsoft.Insights/DiagnosticSettings/Delete"],
        [.. ExportActions.Destinations, .. settings.Rules.SelectMany(rule => ExportActions.Of(rule.Destination)).Distinct()]);
}
