using Baseline.Azure;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>Why a subscription is judged as it is: each event, and beneath it each alert that names it.</summary>
internal static class AlertEvidence
{
    /// <summary>What the document wants.</summary>
    public static EvidenceStep Wanted(ActivityLogAlertsSettings settings) => new(
        0,
        settings.Span.ToString(),
        $"{ActivityLogAlertsSettings.Id} wants somebody to be told of "
            + $"{string.Join(", ", settings.Events.Select(watched => watched.Words))}.");

    /// <summary>That a subscription is exempt.</summary>
    public static EvidenceStep Exempt(ResourceId subscription, FindingExemption exemption) => new(
        0, subscription.Text, $"It is exempt until {exemption.Expires:yyyy-MM-dd}, owner {exemption.Owner}: {exemption.Reason}");

    /// <summary>The events of a subscription.</summary>
    public static IEnumerable<EvidenceStep> Steps(ResourceId subscription, IEnumerable<EventVerdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            var told = verdict.Exemption is { } exemption ? exemption.Text
                : verdict.State == ComplianceState.Compliant ? "Somebody is told of it."
                : verdict.State == ComplianceState.Unknown ? "Whether somebody is told of it is not known."
                : verdict.Alerts.Count == 0 ? "No alert of the subscription watches for it."
                : "Nobody is told of it.";
            yield return new EvidenceStep(0, $"{subscription} {verdict.Event.Words}", told);
            foreach (var alert in verdict.Alerts)
            {
                yield return new EvidenceStep(1, alert.Alert.Id.Text, $"{char.ToUpperInvariant(alert.Text[0])}{alert.Text[1..]}.");
            }
        }
    }
}
