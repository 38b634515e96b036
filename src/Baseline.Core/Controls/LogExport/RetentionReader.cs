using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Controls.LogExport;

/// <summary>Reads <c>retentionDays</c>, of any control that exports logs: accepted days as a list, or the fewest of them.</summary>
internal sealed class RetentionReader(DiagnosticBag bag)
{
    /// <summary>The key.</summary>
    public const string Key = "retentionDays";

    /// <summary>What the control says; without any days where it says nothing, or nothing that is right.</summary>
    /// <param name="control">The control.</param>
    /// <param name="required">Whether the key must be there.</param>
    public AcceptedRetention Read(MapReader control, bool required)
    {
        if (!control.IsMap(Key))
        {
            return new AcceptedRetention(Days(control, required), null);
        }

        if (control.Map(Key, required) is not { } map)
        {
            return new AcceptedRetention([], null);
        }

        var least = map.Integer("atLeast", least: 1, required: true);
        map.Done();
        return new AcceptedRetention([], least);
    }

    /// <summary>What the control says, of a key that need not be there; null where it says nothing, or nothing that is right.</summary>
    public AcceptedRetention? ReadOptional(MapReader control) =>
        Read(control, required: false) is var retention && retention is { Days.Count: 0, AtLeast: null } ? null : retention;

    private IReadOnlyList<int> Days(MapReader control, bool required)
    {
        var path = control.PathOf(Key);
        if (control.List(Key, required) is not { } list)
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
