using System.Text.Json.Nodes;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>When the tool's own alerts fire: each name stands for one condition.</summary>
internal static class OwnConditions
{
    /// <summary>The condition of an alert by its name, in any letter case; null where the document wants no alert of that name.</summary>
    public static JsonObject? Of(ActivityLogAlertsSettings settings, string name) =>
        Is(name, OwnAlerts.Operations)
            ? settings.RulePerOperation || !settings.Operations.Any() ? null : AlertBody.ConditionOf(settings.Operations)
        : settings.Events.FirstOrDefault(watched => Is(name, watched.AlertName)) is not { } watched ? null
        : settings.RulePerOperation || watched.IsServiceHealth ? AlertBody.ConditionOf(watched)
        : null;

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
