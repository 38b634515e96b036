using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.KeyVault004;

/// <summary>What of a vault's log is an audit log: the category, or a group that holds it, in any letter case.</summary>
public static class AuditLog
{
    /// <summary>The category.</summary>
    public const string Category = "AuditEvent";

    /// <summary>The group that a setting of groups is completed with.</summary>
    public const string Group = "audit";

    /// <summary>The groups that hold the category (docs/azure.md#categories-and-groups).</summary>
    public static readonly IReadOnlyList<string> Groups = ["audit", "allLogs"];

    /// <summary>The rows of a setting that speak of the audit log.</summary>
    public static IReadOnlyList<LogRow> Rows(DiagnosticSetting setting) =>
        [.. setting.Logs.Where(row => row.SpeaksOf(Category, Groups))];

    /// <summary>Whether a setting exports the audit log.</summary>
    public static bool IsOn(DiagnosticSetting setting) => Rows(setting).Any(row => row.Enabled);
}
