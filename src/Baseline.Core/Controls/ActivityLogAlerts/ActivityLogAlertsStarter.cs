using System.Globalization;
using System.Text;
using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Estates;
using Baseline.Yaml;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>
/// Estate → the control's part of a first document. Whom alerts tell is for people to say: where no alert tells an action group that
/// has a receiver, the whole is a comment.
/// </summary>
internal sealed class ActivityLogAlertsStarter(Estate estate, EstateScope scope)
{
    private const string ServiceHealth = "serviceHealth";
    private const string ResourceGroup =
        "  # resourceGroup: rg-monitoring      # where apply makes alerts, in each subscription; without it, it makes none";

    private const string Head = "  # Of operations that matter, somebody is told by an alert on the activity log.\n";

    /// <summary>The text.</summary>
    public string Write()
    {
        var text = new StringBuilder(Head);
        var group = MostUsed();
        if (group is null)
        {
            text.Append("  # No alert that was read tells anybody. Name an action group that has a receiver, and take the marks away:\n");
        }

        foreach (var line in Lines(group))
        {
            text.Append(group is null ? "  # " : "  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The text for some operations.</summary>
    /// <param name="parts">The operations, and <c>serviceHealth</c>.</param>
    public string Write(IReadOnlyList<string> parts)
    {
        var operations = parts.Where(part => part != ServiceHealth).ToList();
        var wanted = operations.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var set = OperationSets.Names.FirstOrDefault(name =>
            wanted.SetEquals((OperationSets.Find(name) ?? []).Select(operation => operation.Name)));
        var group = MostUsed();
        List<string> lines =
        [
            $"{ActivityLogAlertsSettings.Id}:",
            .. set is not null ? [$"  operations: [{set}]"]
                : operations.Count == 0 ? Array.Empty<string>()
                : ["  operations:", .. operations.Select(operation => $"    - {operation}")],

            // Later editions of CIS ask for it beside the same operations.
            .. set == OperationSets.Cis || parts.Contains(ServiceHealth) ? [$"  {ServiceHealth}: true"] : Array.Empty<string>(),
            group is { } used
                ? $"  actionGroup: {YamlText.Value(used.Id.Text)}  # {Use(used.Alerts)}"
                : $"  # actionGroup: {NamedType.ActionGroup.Example}  # whom alerts tell; without it, apply makes none",
            ResourceGroup,
        ];
        return Head + string.Concat(lines.Select(line => $"  {line}\n"));
    }

    private static IEnumerable<string> Lines((ResourceId Id, int Alerts)? group) =>
    [
        $"{ActivityLogAlertsSettings.Id}:",
        "  operations: [cis, tamper]           # also: conformity, and operations by name",
        "  serviceHealth: true",
        group is { } used
            ? $"  actionGroup: {YamlText.Value(used.Id.Text)}  # {Use(used.Alerts)}"
            : $"  actionGroup: {NamedType.ActionGroup.Example}",
        ResourceGroup,
        "  rulePerOperation: true              # scanners read one operation of an alert; false: one alert for all",
    ];

    /// <summary>The action group that most alerts tell, and that tells somebody; null where none does.</summary>
    private (ResourceId Id, int Alerts)? MostUsed()
    {
        var groups = new ActionGroups(estate);
        return estate.OfType(TypeNames.ActivityLogAlert)
            .Where(alert => alert.Id.SubscriptionId is { } guid && scope.CoversSubscription(guid))
            .SelectMany(alert => AlertContent.ActionGroupsOf(alert.Body))
            .GroupBy(id => id)
            .Where(same => groups.Of(same.Key).State == ComplianceState.Compliant)
            .Select(same => (Id: estate.Find(same.Key).Resource?.Id ?? same.Key, Alerts: same.Count()))
            .Where(group => NamedType.ActionGroup.CanName(group.Id))
            .OrderByDescending(group => group.Alerts)
            .ThenBy(group => group.Id)
            .Select(group => ((ResourceId, int)?)group)
            .FirstOrDefault();
    }

    private static string Use(int alerts) =>
        alerts == 1 ? "an alert tells it" : string.Create(CultureInfo.InvariantCulture, $"{alerts} alerts tell it");
}
