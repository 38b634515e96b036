using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>Whether an alert tells somebody of an event.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="State">Compliant: it does. Noncompliant: it does not. Unknown: a read that this rests on failed.</param>
/// <param name="Text">Why, as a clause about the alert.</param>
internal sealed record AlertVerdict(ObservedResource Alert, ComplianceState State, string Text);

/// <summary>The verdict on an event: what alerts there are for it, and whether one of them tells somebody.</summary>
/// <param name="Event">The event.</param>
/// <param name="Alerts">The verdicts on the alerts that name it, sorted by id.</param>
internal sealed record EventVerdict(WatchedEvent Event, IReadOnlyList<AlertVerdict> Alerts)
{
    /// <summary>Why of an event that no alert names.</summary>
    public const string NoAlert = "no alert watches for it";

    /// <summary>The exemption of this event alone; null, the default, where it has none.</summary>
    public FindingExemption? Exemption { get; init; }

    /// <summary>Compliant where one alert does; unknown where one may; exempt by an exemption.</summary>
    public ComplianceState State =>
        Exemption is not null ? ComplianceState.Exempt
        : Alerts.Any(alert => alert.State == ComplianceState.Compliant) ? ComplianceState.Compliant
        : Alerts.Any(alert => alert.State == ComplianceState.Unknown) ? ComplianceState.Unknown
        : ComplianceState.Noncompliant;

    /// <summary>Why, as a clause: what the alerts are like that give the verdict.</summary>
    public string Why => Alerts.Count == 0
        ? NoAlert
        : string.Join(", ", Alerts.Where(alert => alert.State == State).Select(alert => alert.Text));
}

/// <summary>Judges alerts by what would really reach somebody. Pure.</summary>
internal sealed class AlertEvaluator(ActionGroups groups)
{
    /// <summary>The verdicts on events in a subscription, in the order of the events.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="alerts">Its alerts.</param>
    /// <param name="events">The events.</param>
    public IReadOnlyList<EventVerdict> Evaluate(
        ResourceId subscription, IReadOnlyList<ObservedResource> alerts, IReadOnlyList<WatchedEvent> events)
    {
        List<(ObservedResource Alert, AlertCondition Condition)> watching =
            [.. alerts.Select(alert => (alert, new AlertCondition(alert.Body)))];
        return
        [
            .. events.Select(watched => new EventVerdict(
                watched,
                [
                    .. watching.Where(one => one.Condition.Names(watched))
                        .Select(one => Evaluate(subscription, one.Alert, one.Condition, watched)),
                ])),
        ];
    }

    private AlertVerdict Evaluate(ResourceId subscription, ObservedResource alert, AlertCondition condition, WatchedEvent watched)
    {
        var name = $"alert \"{alert.Id.Name}\"";
        var why = !AlertContent.IsOn(alert.Body) ? "is switched off"
            : !IsOfAll(subscription, alert) ? WhyNotOfAll(alert)
            : condition.WhyNotAlways(watched);
        return why is not null
            ? new AlertVerdict(alert, ComplianceState.Noncompliant, $"{name} {why}")
            : OfGroups(alert, name);
    }

    /// <summary>One action group that tells somebody is enough.</summary>
    private AlertVerdict OfGroups(ObservedResource alert, string name)
    {
        List<ActionGroupVerdict> told = [.. AlertContent.ActionGroupsOf(alert.Body).Select(groups.Of)];
        return told.Find(group => group.State == ComplianceState.Compliant) is { } telling
                ? new AlertVerdict(alert, ComplianceState.Compliant, $"{name} tells action group {telling.Id.Name}")
            : told.Find(group => group.State == ComplianceState.Unknown) is { } unread
                ? new AlertVerdict(alert, ComplianceState.Unknown, $"the {unread.Clause}, which {name} tells")
            : told.Count == 0 ? new AlertVerdict(alert, ComplianceState.Noncompliant, $"{name} names no action group")
            : new AlertVerdict(
                alert,
                ComplianceState.Noncompliant,
                $"{name} tells nobody, because {string.Join(" and ", told.Select(group => group.Clause))}");
    }

    /// <summary>Whether an alert watches for the events of the whole subscription.</summary>
    private static bool IsOfAll(ResourceId subscription, ObservedResource alert) =>
        alert.Body.TextsAt("properties.scopes").Any(scope => ResourceId.TryParse(scope, out var id) && id == subscription);

    private static string WhyNotOfAll(ObservedResource alert) =>
        alert.Body.TextsAt("properties.scopes").ToList() is { Count: > 0 } scopes
            ? $"watches only {string.Join(", ", scopes)}"
            : "watches nothing, because it has no scope";
}
