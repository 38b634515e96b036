using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>
/// Of each wanted event somebody is told: an alert that is on watches for it in the whole subscription, nothing narrows it, and its
/// action group has a receiver. A finding is one per subscription; each event has its verdict in the details.
/// </summary>
public sealed class ActivityLogAlertsControl(ActivityLogAlertsSettings settings) : IControl
{
    /// <inheritdoc/>
    public string Id => ActivityLogAlertsSettings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.Subscription];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        if (input.Only is { } only)
        {
            context.Explain(only, () => [AlertEvidence.Wanted(settings)]);
        }

        return context.Conclude(Findings(context));
    }

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        write.IsOfType(TypeNames.ActivityLogAlert) || write.IsOfType(TypeNames.ResourceGroup);

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) => new WantedWrites(settings).WhyNotAsked(write);

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedWrites(settings).WhyNotWanted(write);

    /// <summary>An alert for all operations is for no part: it watches for those too that are exempt.</summary>
    /// <inheritdoc/>
    public IEnumerable<string> PartsOf(ArmWrite write, IReadOnlyCollection<string>? altered)
    {
        var name = ResourceId.Parse(write.Resource).Name;
        return settings.Events.Where(watched => watched.AlertName.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(watched => watched.Name);
    }

    private IEnumerable<Finding> Findings(ControlContext context)
    {
        foreach (var finding in UnlistedScopes.Of(context, "activity log alerts", subscription => Failed(context.Estate, subscription)))
        {
            yield return finding;
        }

        var groups = new ActionGroups(context.Estate);
        var alerts = context.Estate.OfType(TypeNames.ActivityLogAlert).ToLookup(alert => alert.Id.SubscriptionId);
        var evaluator = new AlertEvaluator(groups);
        var remediation = new AlertRemediation(settings, context, groups);
        foreach (var subscription in context.Scope.Subscriptions.Where(context.IsWanted).Where(id => IsKnown(context, id)))
        {
            yield return FindingOf(context, evaluator, remediation, subscription, [.. alerts[subscription.SubscriptionId]]);
        }
    }

    private static UnreadableResource? Failed(Estate estate, ResourceId subscription) =>
        estate.UnreadableAt(subscription.Child($"providers/{TypeNames.ActivityLogAlert}"));

    /// <summary>Whether its alerts were read; in what is deleted, nothing happens any more.</summary>
    private static bool IsKnown(ControlContext context, ResourceId subscription) =>
        context.WhyUnread(subscription, Failed(context.Estate, subscription)) is null
        && !context.IsDeleted(subscription);

    private Finding FindingOf(
        ControlContext context,
        AlertEvaluator evaluator,
        AlertRemediation remediation,
        ResourceId subscription,
        IReadOnlyList<ObservedResource> alerts)
    {
        List<EventVerdict> verdicts =
        [
            .. evaluator.Evaluate(subscription, alerts, settings.Events).Select(verdict => verdict with
            {
                Exemption = context.Exemptions.LiveOfPart(Id, subscription, verdict.Event.Name, context.AsOf),
            }),
        ];
        context.Explain(subscription, () => AlertEvidence.Steps(subscription, verdicts));
        if (context.Exemptions.Live(Id, subscription, context.AsOf) is { } exemption)
        {
            context.Explain(subscription, () => [AlertEvidence.Exempt(subscription, exemption)]);
            return Finding.Exempted(Id, subscription, exemption);
        }

        if (verdicts.TrueForAll(verdict => verdict.Exemption is not null)
            && verdicts.Select(verdict => verdict.Exemption).MinBy(one => one?.Expires) is { } first)
        {
            return Finding.Exempted(Id, subscription, first) with { Details = Details(context, subscription, verdicts) };
        }

        context.MarkJudged(subscription);
        new AlertNotices(settings, context).Leave(alerts, verdicts);
        List<WatchedEvent> missing =
            [.. verdicts.Where(verdict => verdict.State == ComplianceState.Noncompliant).Select(verdict => verdict.Event)];
        var fix = missing.Count > 0 ? remediation.For(subscription, alerts, missing) : Remediation.None;
        foreach (var draft in fix.Drafts)
        {
            context.Propose(draft, subscription);
        }

        var state = ComplianceStates.Worst(verdicts.Select(verdict => verdict.State));
        return new Finding(Id, subscription, state, Reasons.Of(verdicts) + Ended(context, subscription, missing))
        {
            Obstacles = fix.Obstacles,
            Incomplete = fix.IsIncomplete || verdicts.Any(verdict => verdict.State == ComplianceState.Unknown),
            Details = Details(context, subscription, verdicts),
        };
    }

    private static IReadOnlyList<FindingDetail> Details(
        ControlContext context, ResourceId subscription, IEnumerable<EventVerdict> verdicts) =>
    [
        .. verdicts.Select(verdict => new FindingDetail(
            subscription,
            verdict.State,
            context.Shared(Reasons.Of(verdict) + (verdict.State == ComplianceState.Noncompliant
                ? context.Exemptions.Ended(ActivityLogAlertsSettings.Id, subscription, context.AsOf, verdict.Event.Name)
                : null)))
        {
            Operation = verdict.Event.Name,
            Exemption = verdict.Exemption,
        }),
    ];

    private static string? Ended(ControlContext context, ResourceId subscription, List<WatchedEvent> missing) =>
        missing.Count > 0 ? context.Exemptions.Ended(ActivityLogAlertsSettings.Id, subscription, context.AsOf) : null;
}
