using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Text;

/// <summary>
/// The changes of a plan, subscription by subscription. Changes that do the same say so once; the name of each resource that is written
/// stands there always.
/// </summary>
internal sealed class ChangeSection
{
    private const string Indent = "      ";
    private const int LabelWidth = 16;

    // One long name does not move the others' reasons out of sight.
    private const int MostAligned = 24;
    private const int MostRows = 12;
    private const int MostReasons = 6;
    private const int MostReadable = 400;

    private readonly TextPage _page;
    private readonly PlanView _view;
    private readonly Addresses _addresses;
    private readonly ChangeReasons _reasons;
    private readonly ChangeGroups _groups;
    private readonly Dictionary<string, Change> _byId;

    private ChangeSection(TextPage page, PlanView view, Addresses addresses)
    {
        _page = page;
        _view = view;
        _addresses = addresses;
        _reasons = new ChangeReasons(view.Plan, addresses);
        _groups = new ChangeGroups(new PropertyWords(addresses), alone: view.Verbose);
        _byId = view.Plan.Changes.GroupBy(change => change.Id).ToDictionary(same => same.Key, same => same.First());
    }

    /// <summary>Adds the changes; nothing where there are none.</summary>
    public static void Write(TextPage page, PlanView view, Addresses addresses)
    {
        if (view.Plan.IsEmpty)
        {
            return;
        }

        page.Gap().Add($"Changes ({view.Plan.Changes.Count})", Tone.Strong)
            .Add("   ").Add("+", Tone.Good).Add(" create   ").Add("~", Tone.Caution).Add(" update   ")
            .Add("-", Tone.Bad).Line(" delete");
        var section = new ChangeSection(page, view, addresses);
        foreach (var (index, subscription) in ChangeGroups.BySubscription(view.Plan).Index())
        {
            if (index > 0)
            {
                page.Gap();
            }

            section.Write(subscription.Key, [.. subscription]);
        }
    }

    private void Write(string? subscription, IReadOnlyList<Change> changes)
    {
        var name = subscription is null ? "Outside subscriptions" : _addresses.Subscription(subscription);
        _page.Add(name, Tone.Strong)
            .Add(subscription is not null && _addresses.IsNamed(subscription) && !name.EndsWith(subscription, StringComparison.Ordinal)
                ? $"  {subscription}" : "", Tone.Faint)
            .Tag(Counts(changes));
        foreach (var group in _groups.Of(changes))
        {
            Write(group, subscription);
        }
    }

    private void Write(ChangeGroup group, string? subscription)
    {
        WriteHeading(group, subscription);
        if (_view.Verbose)
        {
            WriteWhole(group.First);
        }
        else
        {
            WriteProperties(group);
        }

        WriteNames(group, subscription);
        var after = Needed(group.First);
        if (after.Count > 0)
        {
            Labelled("after", PlanSentences.List([.. after.Select(change => Described(change, subscription))]), Tone.Faint);
        }
    }

    private void WriteHeading(ChangeGroup group, string? subscription)
    {
        var first = group.First;
        _page.Add("  ").Add(Symbol(first.Action), ToneOf(first.Action)).Add(" ")
            .Add(group.Changes.Count == 1 ? Described(first, subscription) : Many(group), Tone.Strong);
        if (group.Steps > 1)
        {
            _page.Add($"   in {group.Steps} steps", Tone.Faint);
        }

        if (first.Irreversible)
        {
            _page.Add("   cannot be undone", Tone.Alert);
        }

        if (group.GrantsAccess)
        {
            _page.Add("   grants access", Tone.Caution);
        }

        _page.Add(first.Origin is { } origin ? $"   {PlanWords.Of(origin)}" : "", Tone.Faint).Tag(group.Controls);
    }

    /// <summary>As in: diagnostic setting baseline-auditevent on 5 key vaults.</summary>
    private string Many(ChangeGroup group)
    {
        var ids = group.Changes.Select(change => Addresses.Parsed(change.Resource)).OfType<ResourceId>().ToList();
        var type = group.First.Type;
        if (ids.Exists(id => Addresses.Root(id) == id))
        {
            return $"{group.Changes.Count} {TypeWords.Of(type, group.Changes.Count)}";
        }

        var roots = ids.Select(Addresses.Root).Distinct().ToList();
        var owners = roots.Select(root => root.Type).Distinct().Count() == 1
            ? $"{roots.Count} {TypeWords.Of(roots[0].Type, roots.Count)}"
            : $"{roots.Count} resources";
        return SharedName(group) is { } name
            ? $"{TypeWords.Of(type)} {name} on {owners}"
            : $"{TypeWords.Of(type, group.Changes.Count)} on {owners}";
    }

    /// <summary>The name of all of them beneath their vaults or accounts; null where it differs.</summary>
    private string? SharedName(ChangeGroup group)
    {
        var names = group.Changes.Select(change => Addresses.Parsed(change.Resource) is { } id ? _addresses.ChildName(id) : null)
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return names is [{ } name] && group.First.Type != TypeNames.RoleAssignment ? name : null;
    }

    private string Described(Change change, string? subscription)
    {
        if (Addresses.Parsed(change.Resource) is not { } id)
        {
            return $"{TypeWords.Of(change.Type)} {ValueText.Resource(change.Resource)}";
        }

        return id.IsOfType(TypeNames.RoleAssignment) && id.Parent is { } scope
            ? $"role assignment on {_addresses.Within(scope, subscription)}"
            : $"{TypeWords.Of(change.Type)} {_addresses.Within(id, subscription)}";
    }

    private void WriteProperties(ChangeGroup group)
    {
        foreach (var (label, before, after) in group.Properties)
        {
            var (old, wanted) = (Short(before ?? "none"), Short(after ?? "none"));
            var text = group.First.Action switch
            {
                ChangeAction.Create => wanted,
                ChangeAction.Delete => old,
                ChangeAction.Update => $"{old} -> {wanted}",
                _ => throw new ArgumentOutOfRangeException(nameof(group), group.First.Action, "Not an action."),
            };
            Labelled(label, text);
        }
    }

    /// <summary>Everything as it is sent: whole ids and paths.</summary>
    private void WriteWhole(Change change)
    {
        _page.Line($"{Indent}{change.Id} {PlanSentences.Word(change.Action)} {ValueText.Resource(change.Resource)}", Tone.Faint);
        foreach (var property in change.Properties)
        {
            _page.Add($"{Indent}{property.Path}: ")
                .Add(ValueText.Of(property.Before, whole: true), Tone.Bad)
                .Add(" -> ")
                .Line(ValueText.Of(property.After, whole: true), Tone.Good);
        }
    }

    /// <summary>The names, each with why it is changed; where many have one reason, that is said once.</summary>
    private void WriteNames(ChangeGroup group, string? subscription)
    {
        var isShared = SharedName(group) is not null;
        var entries = group.Changes.Select(change => (Name: Member(isShared, change, subscription), Why: Why(change, group))).ToList();
        var reasons = entries.GroupBy(entry => entry.Why, StringComparer.Ordinal).ToList();
        if (entries.Count == 1)
        {
            Labelled("why", entries[0].Why);
        }
        else if (reasons.Count > 1 && entries.Count <= MostRows)
        {
            var lengths = entries.Select(entry => entry.Name.Length).Where(length => length <= MostAligned);
            var width = lengths.Append(LabelWidth).Max();
            foreach (var (name, why) in entries)
            {
                _page.Labelled(Indent, name, width, why, labelTone: Tone.Strong);
            }
        }
        else
        {
            WriteByReason([.. reasons.OrderByDescending(reason => reason.Count())
                .Select(reason => (reason.Key, (IReadOnlyList<string>)[.. reason.Select(entry => entry.Name)]))]);
        }
    }

    private void WriteByReason(List<(string Why, IReadOnlyList<string> Names)> reasons)
    {
        foreach (var (why, names) in reasons.Take(MostReasons))
        {
            Labelled("why", reasons.Count == 1 ? why : $"{names.Count}: {why}");
            _page.Names(names, Indent, Tone.Strong);
        }

        var rest = reasons.Skip(MostReasons).ToList();
        if (rest.Count > 0)
        {
            Labelled("why", $"{rest.Sum(reason => reason.Names.Count)}: {rest.Count} other reasons (--verbose says each)");
            _page.Names([.. rest.SelectMany(reason => reason.Names)], Indent, Tone.Strong);
        }
    }

    private string Member(bool isShared, Change change, string? subscription) =>
        Addresses.Parsed(change.Resource) is not { } id ? ValueText.Resource(change.Resource)
        : isShared || id.IsOfType(TypeNames.RoleAssignment) ? _addresses.Within(Addresses.Root(id), subscription)
        : _addresses.Within(id, subscription);

    /// <summary>What a change has to wait for, without what that waits for itself and without what it is a part of.</summary>
    private List<Change> Needed(Change change)
    {
        var known = change.DependsOn.Select(id => _byId.GetValueOrDefault(id)).OfType<Change>().ToList();
        var earlier = known.SelectMany(needed => needed.DependsOn).ToHashSet(StringComparer.Ordinal);
        return [.. known.Where(needed => !earlier.Contains(needed.Id) && !IsOwner(needed, change))];
    }

    /// <summary>Whether the one writes the vault or account that the other writes a part of.</summary>
    private static bool IsOwner(Change owner, Change change) =>
        Addresses.Parsed(owner.Resource) is { } above && Addresses.Parsed(change.Resource) is { } id
        && id != above && id.IsAtOrBelow(above);

    /// <summary>Why; what belongs to something new is asked for by that.</summary>
    private string Why(Change change, ChangeGroup group)
    {
        var why = _reasons.Of(change, group.Properties);
        var owner = change.DependsOn.Select(id => _byId.GetValueOrDefault(id)).OfType<Change>()
            .FirstOrDefault(needed => needed.Action == ChangeAction.Create && IsOwner(needed, change));
        return why.Length > 0 || owner is null ? why : $"This plan creates the {TypeWords.Of(owner.Type)}.";
    }

    private void Labelled(string label, string value, Tone tone = Tone.Plain)
    {
        if (value.Length > 0)
        {
            _page.Labelled(Indent, label, LabelWidth, value, tone);
        }
    }

    private static string Short(string text) =>
        text.Length <= MostReadable ? text : $"{text[..MostReadable]}… ({text.Length} characters)";

    private static string Counts(IReadOnlyList<Change> changes) => string.Join(", ", Enum.GetValues<ChangeAction>()
        .Select(action => (Action: action, Count: changes.Count(change => change.Action == action)))
        .Where(pair => pair.Count > 0)
        .Select(pair => $"{pair.Count} {PlanSentences.Word(pair.Action)}"));

    private static string Symbol(ChangeAction action) => action switch
    {
        ChangeAction.Create => "+",
        ChangeAction.Update => "~",
        ChangeAction.Delete => "-",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    private static Tone ToneOf(ChangeAction action) => action switch
    {
        ChangeAction.Create => Tone.Good,
        ChangeAction.Update => Tone.Caution,
        ChangeAction.Delete => Tone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
