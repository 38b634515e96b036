using System.Text.Json;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// Retention policies of a setting that nobody asked to change. Azure ignores them, and refuses a setting that carries one, so
/// that whoever writes the setting has to switch them off with it.
/// </summary>
public static class ForeignRetention
{
    /// <summary>The rows with a policy that is on, each with its days, such as <c>AllMetrics (45 days)</c>.</summary>
    /// <param name="setting">The setting as it is.</param>
    /// <param name="isWanted">Whether a row is one that the control speaks of.</param>
    public static IReadOnlyList<string> Of(ObservedResource setting, Func<LogRow, bool> isWanted)
    {
        var logs = setting.Body.ItemsAt("properties.logs").Where(row => !isWanted(DiagnosticSetting.ReadRow(row)));
        return [.. logs.Concat(setting.Body.ItemsAt("properties.metrics"))
            .Where(row => row.IsTrueAt("retentionPolicy.enabled"))
            .Select(Text)];
    }

    private static string Text(JsonElement row)
    {
        var days = row.NumberAt("retentionPolicy.days") ?? 0;
        return $"{row.TextAt("category") ?? row.TextAt("categoryGroup")} ({StorageAccounts.AcceptedRetention.In(days)})";
    }
}
