using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>A destination of a data collection rule.</summary>
/// <param name="Name">What the flows of the rule call it.</param>
/// <param name="Sink">Where that is.</param>
/// <param name="Container">The container of a storage account that gets all that is sent there; null for other kinds.</param>
public sealed record RuleDestination(string Name, Sink Sink, string? Container);

/// <summary>What a data collection rule does with the logs of a resource.</summary>
/// <param name="Exports">What it sends of them, one for each destination.</param>
/// <param name="WhyUnclear">Why it may send more, as a clause; null where that is all.</param>
public sealed record RuleReading(IReadOnlyList<RuleExport> Exports, string? WhyUnclear);

/// <summary>
/// A data collection rule, as far as it carries the logs of resources: its flows say what goes where, whatever its data sources are
/// (docs/azure.md#logs-by-data-collection-rules).
/// </summary>
public sealed class DataCollectionRule
{
    private const string PlatformKind = "PlatformTelemetry";
    private const string Group = "Logs-Group-";
    private const string Everything = $"{Group}All";

    // What lets all through.
    private const string NoTransformation = "source";

    private static readonly (string List, string Member, SinkKind Kind)[] Kinds =
    [
        ("logAnalytics", "workspaceResourceId", SinkKind.Workspace),
        ("storageAccounts", "storageAccountResourceId", SinkKind.StorageAccount),
        ("eventHubs", "eventHubResourceId", SinkKind.EventHub),
    ];

    // What of a resource arrives there are its metrics. Of a kind that is not known, logs may.
    private static readonly string[] OfMetrics = ["azureMonitorMetrics", "monitoringAccounts"];

    private readonly ObservedResource _resource;
    private readonly List<Flow>? _flows;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    // May hold a name several times and in several spellings: what it is taken out of looks past both.
    private readonly List<string> _unclear = [];

    private readonly Dictionary<string, RuleDestination> _destinations = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the parts of a raw body that verdicts rest on.</summary>
    public DataCollectionRule(ObservedResource resource)
    {
        _resource = resource;
        var kind = resource.Body.TextAt("kind");
        if (!PlatformKind.Equals(kind, StringComparison.OrdinalIgnoreCase)
            && (kind is not null || resource.Body.At("properties").ValueKind == JsonValueKind.Object))
        {
            _flows = [];
            return;
        }

        foreach (var list in resource.Body.MembersAt("properties.destinations"))
        {
            Read(list);
        }

        _names.ExceptWith(_unclear);
        foreach (var name in _unclear)
        {
            _destinations.Remove(name);
        }

        var flows = resource.Body.At("properties.dataFlows");
        _flows = flows.ValueKind == JsonValueKind.Array ? [.. flows.EnumerateArray().Select(ReadFlow)] : null;
    }

    /// <summary>Where it sends logs or metrics of resources of Azure to; none, where it is a rule for something else.</summary>
    public IReadOnlyCollection<RuleDestination> Destinations => _destinations.Values;

    /// <summary>What it does with the logs of a resource.</summary>
    /// <param name="type">The type of the resource, in any letter case.</param>
    /// <param name="categories">The log categories that the resource offers. Other streams of its type are metrics.</param>
    public RuleReading For(string type, IReadOnlyList<string> categories)
    {
        if (_flows is null)
        {
            return new RuleReading([], "it has no data flows that can be read");
        }

        var sent = new OrderedDictionary<string, HashSet<string>>(StringComparer.OrdinalIgnoreCase);
        string? unclear = null;
        foreach (var flow in _flows)
        {
            unclear ??= WhyUnclear(flow, type);
            var carried = categories.Where(category => flow.Streams.Any(stream => Carries(stream, type, category))).ToList();
            if (carried.Count == 0)
            {
                continue;
            }

            unclear ??= WhyUnclear(flow);
            foreach (var name in flow.WhyAltered is null ? flow.Destinations.Where(_destinations.ContainsKey) : [])
            {
                sent.TryAdd(name, []);
                sent[name].UnionWith(carried);
            }
        }

        return new RuleReading(
            [.. sent.Select(one => new RuleExport(_resource, _destinations[one.Key], categories.Where(one.Value.Contains)))], unclear);
    }

    private static bool Carries(string stream, string type, string category) =>
        stream.Equals($"{type}:{Everything}", StringComparison.OrdinalIgnoreCase)
        || stream.Equals($"{type}:{category}", StringComparison.OrdinalIgnoreCase);

    /// <summary>What of a type a stream is, such as a category; null where it is of another type.</summary>
    private static string? NameIn(string stream, string type) =>
        stream.Split(':', 2) is [var of, var name] && of.Equals(type, StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>
    /// Why it can't be told whether a flow carries logs of a type, as a clause; null where it can. Which categories are in any other group
    /// than that of all logs is not known here.
    /// </summary>
    private static string? WhyUnclear(Flow flow, string type) =>
        flow.Streams.Count == 0 ? "a flow has no streams that can be read"
        : flow.Streams.FirstOrDefault(stream => NameIn(stream, type) is { } name
            && name.StartsWith(Group, StringComparison.OrdinalIgnoreCase)
            && !name.Equals(Everything, StringComparison.OrdinalIgnoreCase)) is { } group
            ? $"which categories its stream \"{group}\" has is not known"
        : null;

    /// <summary>Why it can't be told where a flow goes, as a clause; null where it can.</summary>
    private string? WhyUnclear(Flow flow) =>
        flow.WhyAltered is { } member ? $"a flow changes the logs on their way ({member})"
        : flow.Destinations.Count == 0 ? "a flow has no destination that can be read"
        : flow.Destinations.FirstOrDefault(name => !_names.Contains(name)) is { } unknown
            ? $"its destination \"{unknown}\" can't be read"
        : null;

    private static Flow ReadFlow(JsonElement flow)
    {
        List<string> streams = [.. flow.TextsAt("streams")];
        return new Flow(streams, [.. flow.TextsAt("destinations")], WhyAltered(flow, streams));
    }

    /// <summary>
    /// The member by which not all of a flow's streams arrive as they are: a query, a transformation of Azure's own, or another stream
    /// that they are made into, which has a table of its own. Null where they do.
    /// </summary>
    private static string? WhyAltered(JsonElement flow, List<string> streams) =>
        Given(flow, "transformKql") is { } query && !query.Equals(NoTransformation, StringComparison.OrdinalIgnoreCase) ? "transformKql"
        : Given(flow, "builtInTransform") is not null ? "builtInTransform"
        : Given(flow, "outputStream") is { } stream && !streams.TrueForAll(one => one.Equals(stream, StringComparison.OrdinalIgnoreCase))
            ? "outputStream"
        : null;

    private static string? Given(JsonElement flow, string member) =>
        flow.TextAt(member)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>
    /// The destinations of a kind. One for metrics is known by its name alone, and gets no logs. A name that stands for two is known for
    /// none.
    /// </summary>
    private void Read(JsonProperty list)
    {
        var kind = Array.Find(Kinds, kind => kind.List.Equals(list.Name, StringComparison.OrdinalIgnoreCase));
        IEnumerable<JsonElement> items = list.Value.ValueKind == JsonValueKind.Array ? list.Value.EnumerateArray() : [list.Value];
        foreach (var item in items)
        {
            if (item.TextAt("name") is not { } name)
            {
                continue;
            }

            var destination = kind.List is null ? null : ReadDestination(item, name, kind.Member, kind.Kind);
            var isClear = destination is not null || OfMetrics.Contains(list.Name, StringComparer.OrdinalIgnoreCase);
            if (!_names.Add(name) || !isClear)
            {
                _unclear.Add(name);
            }
            else if (destination is not null)
            {
                _destinations[name] = destination;
            }
        }
    }

    private static RuleDestination? ReadDestination(JsonElement item, string name, string member, SinkKind kind)
    {
        var container = kind == SinkKind.StorageAccount ? item.TextAt("containerName") : null;
        return !ResourceId.TryParse(item.TextAt(member), out var id) || !IsOf(kind, id)
            || (kind == SinkKind.StorageAccount && !ResourceId.IsName(container))
            ? null
            : new RuleDestination(
                name,
                new Sink(kind, member, id.Text, id) { HubName = kind == SinkKind.EventHub ? id.Name : null },
                container);
    }

    private static bool IsOf(SinkKind kind, ResourceId id) => id.IsOfType(
        kind == SinkKind.Workspace ? TypeNames.Workspace
        : kind == SinkKind.StorageAccount ? TypeNames.StorageAccount
        : TypeNames.EventHub);

    /// <summary>What goes where.</summary>
    /// <param name="Streams">The streams.</param>
    /// <param name="Destinations">The names of the destinations.</param>
    /// <param name="WhyAltered">The member by which what arrives is not what was sent; null where it is.</param>
    private sealed record Flow(IReadOnlyList<string> Streams, IReadOnlyList<string> Destinations, string? WhyAltered);
}
