using Baseline.Controls.LogExport;

namespace Baseline.Controls.Monitor008;

/// <summary>What Azure must let a role do for Monitor-008: what the document does not ask for is not in it either.</summary>
internal static class Monitor008Actions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(Monitor008Settings settings) => new(
        [
            .. ExportActions.ExportReads,
            "Microsoft.Insights/diagnosticSettingsCategories/Read",
            "Microsoft.Resources/subscriptions/resources/read",
            .. settings.JudgesRetention ? ExportActions.AllRetentionReads : [],
        ],
        ["Microsoft.Insights/DiagnosticSettings/Write"],
        ["Microsoft.Insights/DiagnosticSettings/Delete"],
        [.. ExportActions.Destinations, .. settings.Rules.SelectMany(rule => ExportActions.Of(rule.Destination)).Distinct()]);
}
