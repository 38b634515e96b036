using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
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
    /// <param name="order">The order of changes that don't depend on each other.</param>
    public FoldedChanges(IReadOnlyList<Plan> plans, ChangeOrder order)
    {
        _order = order;
        _keys = [.. plans.Select(KeysOf)];
        var all = plans.SelectMany((plan, at) => plan.Changes.Select(change => (Key: _keys[at][change.Id], Change: change, At: at)))
            .ToLookup(one => one.Key, StringComparer.Ordinal);
        Contradiction = all.FirstOrDefault(same => same.Select(one => ContentOf(one.Change, one.At)).Distinct().Count() > 1)?
            .First().Change.Resource;
        var needs = all.ToDictionary(
            same => same.Key,
            same => same.SelectMany(one => one.Change.DependsOn.Select(id => _keys[one.At][id])).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);
        var ordered = Ordered(all.ToDictionary(same => same.Key, same => same.First().Change, StringComparer.Ordinal), needs);
        _ids = ordered.Select((key, index) => (key, Id: $"c{index + 1}"))
            .ToDictionary(pair => pair.key, pair => pair.Id, StringComparer.Ordinal);
        Changes =
        [
            .. ordered.Select(key =>
            {
                var same = all[key].ToList();
                var (_, first, at) = same[0];
                return Renumbered(first, at) with
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
    /// kind: its identities, its encryption, or what protects its logs.
    /// </summary>
    private Dictionary<string, string> KeysOf(Plan plan)
    {
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var change in plan.Changes)
        {
            var target = Reference().Replace(change.Resource.ToLowerInvariant(), match => keys.GetValueOrDefault(match.Value, match.Value));
            keys[change.Id] = $"{target}|{change.Method}|{_order.RankOf(change)}";
        }

        return keys;
    }

    private string ContentOf(Change change, int at) => Reference().Replace(
        $"{change.Type} {change.ApiVersion} {change.Precondition} {CanonicalJson.Text(change.Body)}",
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
