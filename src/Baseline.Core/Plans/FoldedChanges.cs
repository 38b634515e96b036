using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>The changes of several plans in one order, those that are the same once, with new ids. Pure.</summary>
internal sealed partial class FoldedChanges
{
    private readonly ChangeOrder _order;
    private readonly IReadOnlyList<Dictionary<string, string>> _keys;
    private readonly Dictionary<string, string> _ids;

    /// <summary>Folds the changes.</summary>
    /// <param name="plans">The plans.</param>
    /// <param name="catalogue">The controls that they are plans of, and the types that those write to.</param>
    public FoldedChanges(IReadOnlyList<Plan> plans, ControlCatalogue catalogue)
    {
        _order = new ChangeOrder(catalogue);
        _keys = [.. plans.Select(KeysOf)];
        var all = plans.SelectMany((plan, at) => plan.Changes.Select(change => (Key: _keys[at][change.Id], Change: change, At: at)))
            .ToLookup(one => one.Key, StringComparer.Ordinal);
        var together = all.ToDictionary(
            same => same.Key,
            same => Together(catalogue.Types, [.. same.DistinctBy(one => ContentOf(one.Change, one.At)).Select(one => one.Change)]),
            StringComparer.Ordinal);
        Contradiction = all.FirstOrDefault(same => together[same.Key] is null)?.First().Change.Resource;
        var needs = all.ToDictionary(
            same => same.Key,
            same => same.SelectMany(one => one.Change.DependsOn.Select(id => _keys[one.At][id])).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var ordered = Ordered(
            all.ToDictionary(same => same.Key, same => together[same.Key] ?? same.First().Change, StringComparer.Ordinal), needs);
        _ids = ordered.Select((key, index) => (key, Id: $"c{index + 1}"))
            .ToDictionary(pair => pair.key, pair => pair.Id, StringComparer.Ordinal);
        Changes =
        [
            .. ordered.Select(key =>
            {
                var same = all[key].ToList();
                var (_, first, at) = same[0];
                return Renumbered(together[key] ?? first, at) with
                {
                    Id = _ids[key],
                    DependsOn = [.. needs[key].Select(one => _ids[one]).OrderBy(NumberOf)],
                    Because =
                    [
                        .. same.SelectMany(one => one.Change.Because).Distinct()
                            .OrderBy(cause => cause.Control, StringComparer.Ordinal)
                            .ThenBy(cause => cause.Resource, StringComparer.OrdinalIgnoreCase)
                            .ThenBy(cause => cause.Account, StringComparer.OrdinalIgnoreCase),
                    ],
                };
            }),
        ];
    }

    /// <summary>The changes.</summary>
    public IReadOnlyList<Change> Changes { get; }

    /// <summary>A resource to which two plans have different writes; null where there is none.</summary>
    public string? Contradiction { get; }

    /// <summary>A finding of one of the plans, with the new ids.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="at">Which plan it is of.</param>
    public Finding Renumbered(Finding finding, int at) =>
        finding with { Changes = [.. finding.Changes.Select(id => _ids[_keys[at][id]]).OrderBy(NumberOf)] };

    /// <summary>
    /// What tells changes apart, whatever they are called: what is written to, and of an account, to which several are sent, of which
    /// kind: its identities, its encryption, or what protects its logs. A resource is either sent or deleted.
    /// </summary>
    private Dictionary<string, string> KeysOf(Plan plan)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in plan.Changes)
        {
            var target = Reference().Replace(change.Resource.ToLowerInvariant(), match => keys.GetValueOrDefault(match.Value, match.Value));
            var method = change.Method == "DELETE" ? "PUT" : change.Method;
            keys[change.Id] = $"{target}|{method}|{_order.RankOf(change)}";
        }

        return keys;
    }

    /// <summary>
    /// The change that does what changes of one resource do; null where they contradict each other. Where one does what another leaves
    /// alone, as controls do in the policy of an account, each was made from the same live document, and without what the other shard
    /// asks for.
    /// </summary>
    private static Change? Together(ResourceTypes types, IReadOnlyList<Change> changes)
    {
        Change? all = changes[0];
        foreach (var change in changes.Skip(1))
        {
            all = all is null ? null : Together(types, all, change);
        }

        return all;
    }

    private static Change? Together(ResourceTypes types, Change one, Change other)
    {
        if (one.Precondition != other.Precondition
            || types.TypeOf(one.Type).Together(Altering(one), Altering(other)) is not { } write)
        {
            return null;
        }

        var type = types.TypeOf(one.Type);
        var sent = FlattenedProperties.Of(write.Body, type.ListKeys);
        return one with
        {
            Action = write.Method == "DELETE" ? ChangeAction.Delete : one.Action == ChangeAction.Delete ? other.Action : one.Action,
            Method = write.Method,
            Body = write.Body,
            Properties =
            [
                .. one.Properties.Concat(other.Properties).DistinctBy(property => property.Path)
                    .Where(property => write.Method == "DELETE"
                        || property.After.ValueKind != JsonValueKind.Undefined
                        || sent.LacksItemOf(property.Path)
                        || PropertyDiff.IsTakenAway(type, sent, property.Path))
                    .OrderBy(property => property.Path, StringComparer.Ordinal),
            ],
        };
    }

    private static AlteringWrite Altering(Change change) =>
        new(change.ToWrite(), [.. change.Properties.Select(property => property.Path)]);

    private string ContentOf(Change change, int at) => Reference().Replace(
        $"{change.Method} {change.Type} {change.ApiVersion} {change.Precondition} {CanonicalJson.Text(change.Body)}",
        match => _keys[at].GetValueOrDefault(match.Value, match.Value));

    private List<string> Ordered(Dictionary<string, Change> changes, Dictionary<string, HashSet<string>> needs)
    {
        var byOrder = Comparer<string>.Create((one, other) =>
            (_order.RankOf(changes[one]), string.CompareOrdinal(one, other)).CompareTo((_order.RankOf(changes[other]), 0)));
        var left = needs.ToDictionary(pair => pair.Key, pair => pair.Value.Count, StringComparer.Ordinal);
        var dependents = needs.SelectMany(pair => pair.Value, (pair, before) => (before, pair.Key))
            .ToLookup(pair => pair.before, pair => pair.Key, StringComparer.Ordinal);
        var ready = new SortedSet<string>(left.Where(pair => pair.Value == 0).Select(pair => pair.Key), byOrder);
        var ordered = new List<string>(changes.Count);
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            ordered.Add(next);
            ready.UnionWith(dependents[next].Where(dependent => --left[dependent] == 0));
        }

        return ordered;
    }

    private Change Renumbered(Change change, int at) => change with
    {
        Resource = Renumbered(change.Resource, at),
        Body = Renumbered(change.Body, at),
        Properties =
        [
            .. change.Properties.Select(property => property with
            {
                Path = Renumbered(property.Path, at),
                Before = Renumbered(property.Before, at),
                After = Renumbered(property.After, at),
            }),
        ],
    };

    private JsonElement Renumbered(JsonElement value, int at)
    {
        if (value.ValueKind == JsonValueKind.Undefined || !value.GetRawText().Contains("${", StringComparison.Ordinal))
        {
            return value;
        }

        using var document = JsonDocument.Parse(Renumbered(value.GetRawText(), at));
        return document.RootElement.Clone();
    }

    private string Renumbered(string text, int at) => Reference().Replace(
        text, match => _keys[at].TryGetValue(match.Value, out var key) ? _ids[key] : match.Value);

    private static int NumberOf(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\$\{(?:guid:)?)c\d+(?=\.)")]
    private static partial Regex Reference();
}
