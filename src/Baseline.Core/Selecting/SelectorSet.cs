using Baseline.Azure;

namespace Baseline.Selecting;

/// <summary>Conditions together: those of one kind widen each other, those of several kinds narrow each other.</summary>
public sealed class SelectorSet
{
    private readonly IReadOnlyList<IGrouping<SelectorKind, Selector>> _kinds;

    /// <summary>Puts conditions together; the order and what stands twice don't matter.</summary>
    public SelectorSet(IEnumerable<Selector> selectors)
    {
        All = [.. selectors
            .DistinctBy(selector => (selector.Kind, selector.Value.ToLowerInvariant()))
            .OrderBy(selector => selector.Kind)
            .ThenBy(selector => selector.Value, StringComparer.OrdinalIgnoreCase)];
        _kinds = [.. All.GroupBy(selector => selector.Kind)];
    }

    /// <summary>No condition: everything.</summary>
    public static SelectorSet Everything { get; } = new([]);

    /// <summary>The conditions, by kind and value.</summary>
    public IReadOnlyList<Selector> All { get; }

    /// <summary>Whether there is no condition.</summary>
    public bool IsEmpty => All.Count == 0;

    /// <summary>How many kinds there are.</summary>
    public int KindCount => _kinds.Count;

    /// <summary>Whether something satisfies the conditions.</summary>
    public bool Matches(Subject subject) => _kinds.All(kind => kind.Any(selector => selector.Matches(subject)));

    /// <summary>Whether something of a control may satisfy them.</summary>
    public bool TakesControl(string control) => Of(SelectorKind.Control) is var wanted
        && (wanted.Count == 0 || wanted.Any(selector => selector.Value.Equals(control, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether something of a subscription may satisfy them.</summary>
    /// <param name="guid">Its GUID.</param>
    /// <param name="name">Its display name; empty where unknown.</param>
    public bool TakesSubscription(string guid, string name) => Of(SelectorKind.Subscription) is var wanted
        && (wanted.Count == 0 || wanted.Any(selector => selector.MatchesSubscription(guid, name)));

    /// <summary>Whether a resource in a subscription that is taken may satisfy them, whatever control judges it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="tags">Its tags, by name; null where they are not known.</param>
    public bool TakesResource(ResourceId id, IReadOnlyList<KeyValuePair<string, string>>? tags)
    {
        if (IsEmpty)
        {
            return true;
        }

        var subject = new Subject("", id, "", tags ?? []);
        return _kinds
            .Where(kind => kind.Key is SelectorKind.ResourceGroup or SelectorKind.Resource or SelectorKind.Type
                || (kind.Key == SelectorKind.Tag && tags is not null))
            .All(kind => kind.Any(selector => selector.Matches(subject)));
    }

    /// <summary>Whether there is a condition on tags.</summary>
    public bool AsksForTags => _kinds.Any(kind => kind.Key == SelectorKind.Tag);

    /// <summary>In words, such as: subscription Payments or Platform, tag env=prod.</summary>
    public override string ToString() => ToString(selector => selector.Value);

    /// <summary>In words, with other names for values, such as a subscription's display name for what was typed.</summary>
    /// <param name="nameOf">What the value of a condition is called.</param>
    public string ToString(Func<Selector, string> nameOf) => string.Join(
        ", ", _kinds.Select(kind => $"{Words(kind.Key)} {string.Join(" or ", kind.Select(nameOf).Distinct())}"));

    private List<Selector> Of(SelectorKind kind) => [.. All.Where(selector => selector.Kind == kind)];

    private static string Words(SelectorKind kind) => kind == SelectorKind.ResourceGroup
        ? "resource group"
        : Selector.Kinds.First(known => known.Kind == kind).Name;
}
