using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>Reads <c>scope</c>.</summary>
internal sealed class ScopeReader(DiagnosticBag bag)
{
    private readonly ValueReader _values = new(bag);

    public ScopeSettings Read(MapReader scope)
    {
        var before = bag.Count;
        var tenant = scope.Flag("tenant");
        var groups = scope.List("managementGroups");
        var subscriptions = scope.List("subscriptions");
        var isReadable = bag.Count == before;
        if (isReadable && !tenant && groups is null or { Items.Count: 0 } && subscriptions is null or { Items.Count: 0 })
        {
            bag.Add(RuleDiagnostics.EmptyScope(scope.Place));
        }

        var settings = new ScopeSettings(
            tenant,
            Distinct(scope, "managementGroups", groups, _values.ManagementGroup),
            Distinct(scope, "subscriptions", subscriptions, _values.Subscription),
            Exclusions(scope, scope.List("exclude", wanted: "a list of maps")));
        scope.Done();
        return settings;
    }

    private List<T> Distinct<T>(MapReader scope, string key, ListNode? list, Func<ScalarNode?, T?> read)
        where T : class
    {
        var first = new OrderedDictionary<T, ScalarNode>();
        foreach (var (item, index) in (list?.Items ?? []).Select((item, index) => (item, index)))
        {
            var text = scope.AsText(item, $"{scope.PathOf(key)}[{index}]");
            if (text is not null && read(text) is { } value && !first.TryAdd(value, text))
            {
                bag.Add(ShapeDiagnostics.ListedTwice(text.Place, scope.PathOf(key), text.Text, first[value].Place));
            }
        }

        return [.. first.Keys];
    }

    private List<Exclusion> Exclusions(MapReader scope, ListNode? list)
    {
        var exclusions = new List<Exclusion>();
        foreach (var (item, index) in (list?.Items ?? []).Select((item, index) => (item, index)))
        {
            if (scope.AsMap(item, $"{scope.PathOf("exclude")}[{index}]", item.Place) is { } entry)
            {
                exclusions.Add(Exclusion(entry));
            }
        }

        return exclusions;
    }

    private Exclusion Exclusion(MapReader entry)
    {
        var group = entry.Text("resourceGroup");
        var tag = _values.Tag(entry.Text("tag"), entry.PathOf("tag"));
        var resource = _values.Pattern(entry.Text("resource"), entry.PathOf("resource"));
        if (entry.IsEmpty)
        {
            bag.Add(RuleDiagnostics.EmptyExclusion(entry.Place, entry.Where));
        }

        entry.Done();
        return new Exclusion(group?.Text, tag?.Name, tag?.Value, resource) { Span = entry.Place.Span };
    }
}
