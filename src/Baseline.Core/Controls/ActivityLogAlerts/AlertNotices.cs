using Baseline.Azure.ActivityLogAlerts;
using Baseline.Estates;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What a reviewer should know beside the verdicts on alerts.</summary>
internal sealed class AlertNotices(ActivityLogAlertsSettings settings, ControlContext context)
{
    /// <summary>Leaves the notices about a subscription.</summary>
    /// <param name="alerts">Its alerts.</param>
    /// <param name="verdicts">The verdicts on its events.</param>
    public void Leave(IReadOnlyList<ObservedResource> alerts, IReadOnlyList<EventVerdict> verdicts)
    {
        if (settings.RulePerOperation)
        {
            NoticeShared(verdicts);
        }
        else
        {
            NoticeReplaced(alerts, verdicts);
        }
    }

    /// <summary>Scanners read one operation of an alert (https://github.com/prowler-cloud/prowler/tree/3e000faa).</summary>
    private void NoticeShared(IReadOnlyList<EventVerdict> verdicts)
    {
        var shared = verdicts
            .Where(verdict => !verdict.Event.IsServiceHealth)
            .Select(verdict => verdict.Alerts.Where(alert => alert.State == ComplianceState.Compliant).ToList())
            .Where(telling => telling.Count > 0 && telling.TrueForAll(alert => new AlertCondition(alert.Alert.Body).NamesSeveral))
            .Select(telling => telling[0].Alert.Id);
        foreach (var id in shared)
        {
            context.Notice(new Notice(
                "BL2060",
                ActivityLogAlertsSettings.Id,
                id.Text,
                $"Alert \"{id.Name}\" watches for several operations. It counts here; scanners that read one operation of an alert do not "
                    + "see it.",
                IsWarning: false));
        }
    }

    /// <summary>Nothing is deleted that somebody may have come to rely on.</summary>
    private void NoticeReplaced(IReadOnlyList<ObservedResource> alerts, IReadOnlyList<EventVerdict> verdicts)
    {
        var names = settings.Operations.Select(operation => operation.AlertName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isCombined = verdicts.SelectMany(verdict => verdict.Alerts).Any(alert =>
            alert.State == ComplianceState.Compliant && IsOwn(alert.Alert) && IsCombined(alert.Alert));
        foreach (var alert in alerts
            .Where(alert => isCombined && IsOwn(alert) && names.Contains(alert.Id.Name) && AlertContent.IsOn(alert.Body)))
        {
            context.Notice(new Notice(
                "BL2061",
                ActivityLogAlertsSettings.Id,
                alert.Id.Text,
                $"Alert \"{alert.Id.Name}\" tells again what \"{OwnAlerts.Operations}\" tells, and is left.",
                IsWarning: false));
        }
    }

    private bool IsOwn(ObservedResource alert) =>
        string.Equals(alert.Id.ResourceGroup, settings.ResourceGroup, StringComparison.OrdinalIgnoreCase);

    private static bool IsCombined(ObservedResource alert) =>
        alert.Id.Name.Equals(OwnAlerts.Operations, StringComparison.OrdinalIgnoreCase);
}
