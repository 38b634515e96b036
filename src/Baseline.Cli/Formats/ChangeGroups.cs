using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>Changes of one subscription that do the same to different resources.</summary>
/// <param name="Changes">The changes, in plan order; at least one.</param>
/// <param name="Properties">What each of them alters.</param>
internal sealed record ChangeGroup(IReadOnlyList<Change> Changes, IReadOnlyList<PropertyLine> Properties)
{
    /// <summary>The writes that follow on the same resource, where there is one change and it takes several.</summary>
    public IReadOnlyList<Change> Later { get; init; } = [];

    /// <summary>How many writes each of them takes.</summary>
    public int Steps => 1 + Later.Count;

    /// <summary>Every write of them.</summary>
    public IEnumerable<Change> Writes => Changes.Concat(Later);

    /// <summary>The first of them.</summary>
    public Change First => Changes[0];

    /// <summary>The controls that asked for them.</summary>
    public string Controls => ChangeGroups.ControlsOf(First);

    /// <summary>Whether somebody gets access by them.</summary>
    public bool GrantsAccess => ChangeGroups.GrantsAccess(First);
}

/// <summary>Puts changes that do the same together, subscription by subscription.</summary>
/// <param name="words">Says what a change alters.</param>
/// <param name="alone">Whether each change stays alone.</param>
internal sealed class ChangeGroups(PropertyWords words, bool alone)
{
    /// <summary>The subscriptions, in plan order; the key is null for what lies in none.</summary>
    public static IEnumerable<IGrouping<string?, Change>> BySubscription(Plan plan) =>
        plan.Changes.GroupBy(change => Addresses.Parsed(change.Resource)?.SubscriptionId);

    /// <summary>What can't be undone first, then what gives access, then the rest in plan order.</summary>
    public IReadOnlyList<ChangeGroup> Of(IEnumerable<Change> changes) =>
        changes
            .Select(change => (Change: change, Properties: words.Of(change)))
            .GroupBy(pair => alone ? pair.Change.Id : Key(pair.Change, pair.Properties), StringComparer.Ordinal)
            .Select(alike => new ChangeGroup([.. alike.Select(pair => pair.Change)], alike.First().Properties))
            .OrderBy(group => group.First.Irreversible ? 0 : group.GrantsAccess ? 1 : 2)
            .Aggregate(new List<ChangeGroup>(), (groups, group) => Joined(groups, group));

    /// <summary>The controls that asked for a change.</summary>
    public static string ControlsOf(Change change) => string.Join(", ", change.Because.Select(cause => cause.Control).Distinct());

    /// <summary>Whether somebody gets access by a change.</summary>
    public static bool GrantsAccess(Change change) =>
        change.Action != ChangeAction.Delete
        && (change.Type.Equals(TypeNames.RoleAssignment, StringComparison.OrdinalIgnoreCase)
            || (change.Type.Equals(TypeNames.AccessPolicy, StringComparison.OrdinalIgnoreCase)
                && change.Resource.EndsWith("/add", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Writes to one resource that follow each other are read as one, in several steps.</summary>
    private List<ChangeGroup> Joined(List<ChangeGroup> groups, ChangeGroup group)
    {
        var isNext = !alone && groups.Count > 0 && groups[^1] is { Changes.Count: 1 } last && group.Changes.Count == 1
            && last.First.Action == ChangeAction.Update && group.First.Action == ChangeAction.Update
            && last.First.Resource.Equals(group.First.Resource, StringComparison.OrdinalIgnoreCase)
            && (last.Controls, last.First.Irreversible) == (group.Controls, group.First.Irreversible)
            && last.First.Origin == group.First.Origin;
        if (isNext)
        {
            groups[^1] = groups[^1] with
            {
                Later = [.. groups[^1].Later, group.First],
                Properties = [.. groups[^1].Properties, .. group.Properties.Where(line => !IsSaid(groups[^1].Properties, line))],
            };
        }
        else
        {
            groups.Add(group);
        }

        return groups;
    }

    /// <summary>That an account reads its key as an identity is said where it is given that identity.</summary>
    private static bool IsSaid(IReadOnlyList<PropertyLine> lines, PropertyLine line) =>
        lines.Contains(line)
        || (line.Label == PropertyWords.KeyReaderLabel && line.Before is null
            && lines.Any(said => said.Label == "identity" && said.After == line.After));

    private static string Key(Change change, IReadOnlyList<PropertyLine> properties) => string.Join('\n',
    [
        $"{change.Action} {change.Type} {change.ApiVersion} {change.Method} {change.Irreversible} {change.Origin}",
        change.Type.Equals(TypeNames.DiagnosticSetting, StringComparison.OrdinalIgnoreCase) ? "" : ChangeWords.Owner(change)?.Type,
        ControlsOf(change),
        .. change.DependsOn,
        .. properties.Select(property => $"{property.Label}\t{property.Before}\t{property.After}"),
    ]);
}
