using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>Reads <c>controls.ActivityLogAlerts</c>.</summary>
internal sealed class ActivityLogAlertsSettingsReader(DiagnosticBag bag)
{
    private const string OperationsKey = "operations";
    private const string ServiceHealthKey = "serviceHealth";
    private const string ActionGroupKey = "actionGroup";
    private const string ResourceGroupKey = "resourceGroup";
    private const string RulePerOperationKey = "rulePerOperation";

    private readonly ValueReader _values = new(bag);

    public ActivityLogAlertsSettings Read(MapReader control)
    {
        var texts = Texts(control);
        var serviceHealth = control.Flag(ServiceHealthKey);
        var actionGroup = _values.Id(control.Text(ActionGroupKey), control.PathOf(ActionGroupKey), NamedType.ActionGroup);
        var (resourceGroup, location) = ResourceGroup(control);
        var rulePerOperation = control.Flag(RulePerOperationKey, otherwise: true);
        control.Done();
        Check(control, texts, serviceHealth);
        IReadOnlyList<WatchedEvent> health = serviceHealth ? [WatchedEvent.ServiceHealth] : [];
        List<WatchedEvent> operations = [.. Operations(texts)];
        if (rulePerOperation && resourceGroup is not null)
        {
            CheckNames(control, operations);
        }

        return new ActivityLogAlertsSettings(
            [.. operations, .. health], actionGroup, resourceGroup, rulePerOperation, control.Place.Span)
        {
            CreateLocation = location,
        };
    }

    /// <summary>The resource group by name, or with where it is created.</summary>
    private (string? Name, string? Location) ResourceGroup(MapReader control)
    {
        if (!control.IsMap(ResourceGroupKey) || control.Map(ResourceGroupKey) is not { } group)
        {
            return (_values.ResourceGroupName(control.Text(ResourceGroupKey)), null);
        }

        var name = _values.ResourceGroupName(group.Text("name", required: true));
        string? location = null;
        if (group.Map("create") is { } create)
        {
            location = _values.RegionName(create.Text("location", required: true));
            create.Done();
        }

        group.Done();
        return (name, location);
    }

    private static List<ScalarNode> Texts(MapReader control) =>
    [
        .. (control.List(OperationsKey, wanted: "a list of operations and named sets")?.Items ?? [])
            .Select((item, index) => control.AsText(item, $"{control.PathOf(OperationsKey)}[{index}]"))
            .OfType<ScalarNode>(),
    ];

    private void Check(MapReader control, List<ScalarNode> texts, bool serviceHealth)
    {
        if (texts.Count == 0 && !serviceHealth)
        {
            bag.Add(RuleDiagnostics.NothingToWatch(control.PlaceOf(OperationsKey), control.PathOf(OperationsKey)));
        }

        foreach (var text in texts.Where(text => OperationSets.Find(text.Text) is null && !AzureNames.Operation().IsMatch(text.Text)))
        {
            bag.Add(ValueDiagnostics.InvalidOperation(text, OperationSets.Names, OperationSets.All.Select(operation => operation.Name)));
        }

        if (!serviceHealth && texts.Find(text => text.Text == OperationSets.Cis) is { } cis)
        {
            bag.Add(RuleDiagnostics.CisWithoutServiceHealth(cis, control.PathOf(ServiceHealthKey)));
        }
    }

    /// <summary>A name has no slashes, so that operations that differ by a slash and a hyphen alone would share an alert.</summary>
    private void CheckNames(MapReader control, IEnumerable<WatchedEvent> operations)
    {
        foreach (var named in operations.GroupBy(watched => watched.AlertName, StringComparer.OrdinalIgnoreCase))
        {
            foreach (var other in named.Skip(1))
            {
                bag.Add(RuleDiagnostics.AlertsOfOneName(
                    control.PlaceOf(OperationsKey), named.Key, named.First().Name, other.Name, control.PathOf(RulePerOperationKey)));
            }
        }
    }

    /// <summary>The operations, each once in any letter case: sets and names may overlap.</summary>
    private static IEnumerable<WatchedEvent> Operations(IEnumerable<ScalarNode> texts) => texts
        .SelectMany(text => OperationSets.Find(text.Text)?.Select(operation => operation.Name) ?? [OperationSets.Spelled(text.Text)])
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Select(name => new WatchedEvent(name));
}
