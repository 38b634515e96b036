using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Azure.ResourceGroups;
using Baseline.Estates;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>
/// Makes the alerts that a subscription lacks, or puts the tool's own in order. Alerts of others are never changed: somebody may have
/// switched one off on purpose.
/// </summary>
internal sealed class AlertRemediation(ActivityLogAlertsSettings settings, ControlContext context, ActionGroups groups)
{
    /// <summary>How many activity log alerts a subscription can have that are on (docs/azure.md#a-hundred-alerts).</summary>
    public const int MostAlerts = 100;

    private const string Where = $"controls.{ActivityLogAlertsSettings.Id}";
    private const string Provider = "Microsoft.Insights";

    /// <summary>The changes, or what keeps them from being made.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="alerts">Its alerts.</param>
    /// <param name="missing">The events of which nobody is told; at least one.</param>
    public Remediation For(ResourceId subscription, IReadOnlyList<ObservedResource> alerts, IReadOnlyList<WatchedEvent> missing)
    {
        if (settings is not { ActionGroup: { } actionGroup, ResourceGroup: { } name })
        {
            return new Remediation([], [.. ObstaclesOfDocument()]);
        }

        var group = subscription.Child($"resourceGroups/{name}");
        var isMissing = IsMissing(group);
        List<PlannedAlert> planned = [.. Planned(group, missing)];
        List<Obstacle> obstacles =
        [
            .. new[] { ObstacleOfActionGroup(actionGroup), ObstacleOfResourceGroup(group) }.OfType<Obstacle>(),
            .. planned.Select(alert => context.WhyNotWritable(group) ?? context.WhyNotWritable(alert.Id)).OfType<Obstacle>().Distinct(),
            .. new[] { ObstacleOfProvider(subscription), ObstacleOfLimit(subscription, alerts, planned) }.OfType<Obstacle>(),
        ];
        var body = new AlertBody(subscription, actionGroup);
        List<ChangeDraft> groups = isMissing && settings.CreateLocation is { } location ? [GroupDraft(group, location)] : [];
        return new Remediation(
            obstacles.Count > 0 ? [] : [.. groups, .. planned.Select(alert => Draft(alert, body, [.. groups.Select(draft => draft.Key)]))],
            obstacles);
    }

    private IEnumerable<Obstacle> ObstaclesOfDocument()
    {
        if (settings.ActionGroup is null)
        {
            yield return new Obstacle(
                "BL2160", "The document names no action group, so that a new alert would tell nobody", $"name one in {Where}.actionGroup");
        }

        if (settings.ResourceGroup is null)
        {
            yield return new Obstacle(
                "BL2161", "The document names no resource group for new alerts", $"name one in {Where}.resourceGroup");
        }
    }

    /// <summary>An alert that tells nobody is not made: it would look like one that does.</summary>
    private Obstacle? ObstacleOfActionGroup(ResourceId actionGroup)
    {
        var verdict = groups.Of(actionGroup);
        var what = $"Action group {actionGroup}, which new alerts are to tell, {verdict.Text}";
        return verdict.State == ComplianceState.Compliant ? null
            : verdict.State == ComplianceState.Unknown ? Obstacle.Unread(what, "grant Microsoft.Insights/actionGroups/read")
            : new Obstacle(
                "BL2162", what, $"{(verdict.IsMissing ? "create it" : "put it in order")}, or name another in {Where}.actionGroup");
    }

    private Obstacle? ObstacleOfResourceGroup(ResourceId group)
    {
        var lookup = context.Estate.Find(group);
        return IsThere(group, lookup) ? null
            : lookup.Presence == Presence.Unknown
            ? Obstacle.Unread(
                $"Resource group {group.Name} of subscription {group.SubscriptionId} could not be read ({lookup.Why})",
                "grant Microsoft.Resources/subscriptions/resourceGroups/read")
            : settings.CreateLocation is not null ? null
            : new Obstacle(
                "BL2140",
                $"Resource group {group.Name} of subscription {group.SubscriptionId} does not exist, and alerts are to be created in it",
                $"run \"az group create --name {group.Name} --location REGION --subscription {group.SubscriptionId}\", or let apply "
                    + $"create it: write \"resourceGroup: {{ name: {group.Name}, create: {{ location: REGION }} }}\" under {Where}");
    }

    private bool IsMissing(ResourceId group) =>
        context.Estate.Find(group) is { Presence: Presence.Absent } lookup && !IsThere(group, lookup);

    /// <summary>A group need not be an entry of its own: what lies in it shows that it is there.</summary>
    private bool IsThere(ResourceId group, Lookup lookup) => lookup.Presence == Presence.Found || context.Estate.HasAnythingBelow(group);

    private static ChangeDraft GroupDraft(ResourceId group, string location) =>
        new($"group|{group.Key}", ChangeRanks.ResourceGroup)
        {
            Action = ChangeAction.Create,
            Resource = group.Text,
            Type = TypeNames.ResourceGroup,
            ApiVersion = "2021-04-01",
            Method = "PUT",
            Body = ResourceGroupType.Body(location),
        };

    private Obstacle? ObstacleOfProvider(ResourceId subscription) =>
        context.WhyUnregistered(subscription.Name, Provider, "Azure creates no alerts there");

    /// <summary>Where not all fit, none is made: the last places are needed for the one alert that watches for everything.</summary>
    private Obstacle? ObstacleOfLimit(
        ResourceId subscription, IReadOnlyList<ObservedResource> alerts, IReadOnlyList<PlannedAlert> planned)
    {
        var there = alerts.Count(alert => AlertContent.IsOn(alert.Body));
        var more = planned.Count(alert => alert.Live is null || !AlertContent.IsOn(alert.Live.Body));
        return there + more <= MostAlerts ? null : new Obstacle(
            "BL2163",
            $"Azure allows {MostAlerts} activity log alerts that are on, {subscription} has {there}, and {more} more are needed",
            settings.RulePerOperation && more > 1
                ? $"set {Where}.rulePerOperation to false, so that one alert watches for all operations"
                : "switch off or delete alerts that nobody needs");
    }

    private IEnumerable<PlannedAlert> Planned(ResourceId group, IReadOnlyList<WatchedEvent> missing)
    {
        var alone = settings.RulePerOperation ? missing : [.. missing.Where(watched => watched.IsServiceHealth)];
        if (missing.Count > alone.Count)
        {
            yield return At(group, OwnAlerts.Operations);
        }

        foreach (var watched in alone)
        {
            yield return At(group, watched.AlertName);
        }
    }

    private PlannedAlert At(ResourceId group, string name)
    {
        var id = group.Child($"providers/{TypeNames.ActivityLogAlert}/{name}");
        var live = context.Estate.Find(id).Resource;
        return new PlannedAlert(live?.Id ?? id, name, live);
    }

    private ChangeDraft Draft(PlannedAlert alert, AlertBody body, IReadOnlyList<string> dependsOn)
    {
        var condition = OwnConditions.Of(settings, alert.Name)
            ?? throw new InvalidOperationException($"No alert is called {alert.Name}.");
        return new ChangeDraft($"alert|{alert.Id.Key}", ChangeRanks.Alert)
        {
            Action = alert.Live is null ? ChangeAction.Create : ChangeAction.Update,
            Resource = alert.Id.Text,
            Type = TypeNames.ActivityLogAlert,
            ApiVersion = ListedType.ActivityLogAlerts.ApiVersion,
            Method = "PUT",
            Body = alert.Live is { } live ? body.Over(live, condition) : body.New(condition),
            Live = alert.Live?.Body ?? default,
            DependsOn = dependsOn,
        };
    }

    /// <summary>An alert of the tool's own that is to be written.</summary>
    /// <param name="Id">Its id, as Azure spells it where it is there.</param>
    /// <param name="Name">Its name, as the tool spells it.</param>
    /// <param name="Live">The alert; null where it is not there.</param>
    private sealed record PlannedAlert(ResourceId Id, string Name, ObservedResource? Live);
}
