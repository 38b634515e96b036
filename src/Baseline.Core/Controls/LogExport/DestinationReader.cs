using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.LogExport;

/// <summary>Reads a <c>destination</c>, of any control that exports logs.</summary>
internal sealed class DestinationReader(DiagnosticBag bag)
{
    private const string Accept = "accept";
    private const string Rule = "authorizationRule";

    private static readonly string[] Kinds = ["storageAccount", "workspace", "eventHub"];

    private readonly ValueReader _values = new(bag);

    /// <summary>What the map says.</summary>
    public DestinationSettings Read(MapReader destination)
    {
        var (acceptance, kinds) = Accepted(destination);
        var settings = new DestinationSettings(destination.Where)
        {
            Acceptance = acceptance,
            StorageAccounts = ByRegion(
                destination,
                SinkKind.StorageAccount,
                (value, path) => Id(destination, value, path, NamedType.StorageAccount, Sink.OfStorageAccount)),
            Workspaces = Workspaces(destination),
            EventHubs = EventHubs(destination),
        };
        destination.Done();
        List<SinkKind> named = [.. SinkWords.Nameable.Where(kind => destination.HasSomething(SinkWords.KeyOf(kind)))];
        settings = settings with { Kinds = kinds ?? (named.Count > 0 ? named : settings.Kinds) };
        Check(destination, settings, named);
        return settings;
    }

    private void Check(MapReader destination, DestinationSettings settings, List<SinkKind> named)
    {
        if (settings.Acceptance == DestinationAcceptance.Mapped && named.Count == 0)
        {
            bag.Add(RuleDiagnostics.MappedWithoutNames(destination.PlaceOf(Accept), destination.Where));
        }

        if (settings.Acceptance == DestinationAcceptance.Listed)
        {
            foreach (var kind in named.Except(settings.Kinds))
            {
                var key = SinkWords.KeyOf(kind);
                bag.Add(RuleDiagnostics.NamedInVain(destination.PlaceOf(key), destination.Where, key, Kinds[(int)kind]));
            }
        }
    }

    /// <summary>The kinds are null where the document does not say.</summary>
    private static (DestinationAcceptance Acceptance, IReadOnlyList<SinkKind>? Kinds) Accepted(MapReader destination)
    {
        if (!destination.IsList(Accept))
        {
            var word = destination.OneOf(Accept, [.. Kinds, "any", "mapped"]);
            return word switch
            {
                "any" => (DestinationAcceptance.Any, null),
                "mapped" => (DestinationAcceptance.Mapped, null),
                null => (DestinationAcceptance.Listed, null),
                _ => (DestinationAcceptance.Listed, [KindOf(word)]),
            };
        }

        var words = destination.OneOrMoreOf(Accept, Kinds, "a list of kinds of destinations");
        return (DestinationAcceptance.Listed, words.Count == 0 ? null : [.. words.Select(KindOf)]);
    }

    private static SinkKind KindOf(string word) => (SinkKind)Array.IndexOf(Kinds, word);

    private RegionalSinks Workspaces(MapReader destination)
    {
        var key = SinkWords.KeyOf(SinkKind.Workspace);
        if (destination.IsMap(key))
        {
            if (!destination.HasSomething(key))
            {
                bag.Add(ShapeDiagnostics.EmptyValue(
                    destination.PlaceOf(key), destination.PathOf(key), "the id of a workspace, or one for each region"));
            }

            return ByRegion(
                destination, SinkKind.Workspace, (value, path) => Id(destination, value, path, NamedType.Workspace, Sink.OfWorkspace));
        }

        return _values.Id(destination.Text(key), destination.PathOf(key), NamedType.Workspace) is { } workspace
            ? RegionalSinks.Everywhere(Sink.OfWorkspace(workspace))
            : RegionalSinks.None;
    }

    /// <summary>One event hub has single values in its map, and event hubs by region have maps.</summary>
    private RegionalSinks EventHubs(MapReader destination)
    {
        var key = SinkWords.KeyOf(SinkKind.EventHub);
        if (destination.IsMapOfMaps(key))
        {
            return ByRegion(
                destination,
                SinkKind.EventHub,
                (value, path) => destination.AsMap(value, path, value.Place) is { } map ? EventHub(map) : null);
        }

        return destination.Map(key) is { } one && EventHub(one) is { } hub ? RegionalSinks.Everywhere(hub) : RegionalSinks.None;
    }

    private Sink? EventHub(MapReader map)
    {
        var rule = _values.Id(map.Text(Rule, required: true), map.PathOf(Rule), NamedType.EventHubRule);
        var name = _values.EventHubName(map.Text("name"));
        map.Done();
        return rule is null ? null : Sink.OfEventHub(rule, name);
    }

    private Sink? Id(MapReader destination, Node value, string path, NamedType type, Func<ResourceId, Sink> sinkOf) =>
        _values.Id(destination.AsText(value, path), path, type) is { } id ? sinkOf(id) : null;

    private RegionalSinks ByRegion(MapReader destination, SinkKind kind, Func<Node, string, Sink?> read)
    {
        var key = SinkWords.KeyOf(kind);
        var path = destination.PathOf(key);
        var sinks = new Dictionary<string, Sink>(StringComparer.Ordinal);
        var first = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var (name, value) in destination.Entries(key) ?? [])
        {
            var region = name.Text == RegionalSinks.OtherRegions ? name.Text : _values.RegionName(name);
            var sink = read(value, $"{path}.{name.Text}");
            if (region is not null && !first.TryAdd(region, name.Place))
            {
                bag.Add(RuleDiagnostics.SameRegion(name.Place, path, region, first[region], Given(kind)));
            }
            else if (region is not null && sink is not null)
            {
                sinks[region] = sink;
            }
        }

        return new RegionalSinks(sinks);
    }

    private static string Given(SinkKind kind) =>
        kind == SinkKind.Workspace ? "a workspace" : kind == SinkKind.EventHub ? "an event hub" : "an account";
}
