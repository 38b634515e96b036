using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.KeyVault004;

/// <summary>Reads <c>controls.KeyVault-004</c>.</summary>
internal sealed class KeyVault004SettingsReader(DiagnosticBag bag)
{
    private readonly ValueReader _values = new(bag);

    public KeyVault004Settings Read(MapReader control)
    {
        control.OneOf("auditEvent", ["enabled"], required: true);
        var (days, atLeast) = Retention(control);
        var destination = control.Map("destination") is { } map
            ? new DestinationReader(bag).Read(map)
            : new DestinationSettings(KeyVault004Settings.DestinationPath);
        var settingName = _values.SettingName(control.Text("settingName"));
        var manageLifecycle = control.Flag("manageLifecycle");
        var deep = control.Flag("deep");
        control.Done();
        if (manageLifecycle && days is [0])
        {
            bag.Add(RuleDiagnostics.LifecycleWithoutDays(control.PlaceOf("manageLifecycle"), control.Where));
        }

        return new KeyVault004Settings(
            days,
            destination,
            settingName ?? KeyVault004Settings.DefaultSettingName,
            manageLifecycle,
            deep,
            control.Place.Span)
        {
            RetentionAtLeast = atLeast,
        };
    }

    /// <summary>Accepted days as a list, or the fewest of them.</summary>
    private (List<int> Days, int? AtLeast) Retention(MapReader control)
    {
        const string Key = "retentionDays";
        if (!control.IsMap(Key))
        {
            return (Days(control, Key), null);
        }

        if (control.Map(Key, required: true) is not { } map)
        {
            return ([], null);
        }

        var least = map.Integer("atLeast", least: 1, required: true);
        map.Done();
        return ([], least);
    }

    private List<int> Days(MapReader control, string key)
    {
        var path = control.PathOf(key);
        if (control.List(key, required: true) is not { } list)
        {
            return [];
        }

        if (list.Items.Count == 0)
        {
            bag.Add(ShapeDiagnostics.EmptyValue(list.Place, path, "a list of accepted days"));
        }

        var first = new OrderedDictionary<int, Place>();
        foreach (var (item, index) in list.Items.Select((item, index) => (item, index)))
        {
            if (control.AsInteger(item, $"{path}[{index}]", least: 0) is { } days && !first.TryAdd(days, item.Place))
            {
                bag.Add(ShapeDiagnostics.ListedTwice(item.Place, path, ((ScalarNode)item).Text, first[days]));
            }
        }

        return [.. first.Keys];
    }
}
