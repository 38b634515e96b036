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
    private const int MostAlignedLabels = 36;
    private const int MostRows = 12;
    private const int ManySubscriptions = 5;
    private const int MostReasons = 6;
    private const int MostReadable = 400;

    private readonly TextPage _page;
    private readonly PlanView _view;
    private readonly Addresses _addresses;
    private readonly ChangeWords _words;
    private readonly ChangeGroups _groups;
    private readonly PortalLinks _links;

    private ChangeSection(TextPage page, PlanView view, Addresses addresses)
    {
        _page = page;
        _view = view;
        _addresses = addresses;
        _words = new ChangeWords(view, addresses);
        _links = new PortalLinks(view);
        _groups = new ChangeGroups(_words.Properties, alone: view.Verbose || view.Diffs.Bodies);
    }

    /// <summary>Adds the changes; nothing where there are none.</summary>
    public static void Write(TextPage page, PlanView view, Addresses addresses)
    {
        if (view.Plan.IsEmpty)
        {
            return;
        }

        var subscriptions = ChangeGroups.BySubscription(view.Plan).ToList();
        var where = subscriptions.Count > ManySubscriptions ? $" in {subscriptions.Count} subscriptions" : "";
        page.Gap().Add($"Changes ({view.Plan.Changes.Count}{where})", Tone.Strong)
            .Add("   ").Add("+", Tone.Good).Add(" create   ").Add("~", Tone.Caution).Add(" update   ")
            .Add("-", Tone.Bad).Line(" delete");
        var section = new ChangeSection(page, view, addresses);
        foreach (var (index, subscription) in subscriptions.Index())
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
            .Tag(PlanSentences.Counts(changes));
        foreach (var group in _groups.Of(changes))
        {
            Write(group, subscription);
        }
    }

    private void Write(ChangeGroup group, string? subscription)
    {
        WriteHeading(group, subscription);
        if (_view.Diffs.Bodies)
        {
            DiffText.Write(_page, DiffText.Of(group.First, _view.Types), Indent);
        }
        else if (_view.Verbose)
        {
            WriteWhole(group.First);
        }
        else
        {
            WriteProperties(group);
        }

        WriteNames(group, subscription);
        var after = _words.Needed(group.First);
        if (after.Count > 0)
        {
            Labelled("after", PlanSentences.List([.. after.Select(change => _words.Described(change, subscription))]), Tone.Faint);
        }
    }

    private void WriteHeading(ChangeGroup group, string? subscription)
    {
        var first = group.First;
        _page.Add("  ").Add(PlanSentences.Sign(first.Action), ToneOf(first.Action)).Add(" ")
            .AddWrapped(
                group.Changes.Count == 1 ? _words.Described(first, subscription) : _words.Many(group),
                Indent,
                Tone.Strong,
                group.Changes.Count == 1 ? LinkOf(first) : null);
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

    private void WriteProperties(ChangeGroup group)
    {
        // Where a label is longer, such as a category's name, the values of all stand behind the longest.
        var width = group.Properties.Select(line => Columns.Of(line.Label))
            .Where(length => length <= MostAlignedLabels)
            .Append(LabelWidth).Max();
        foreach (var (label, before, after) in group.Properties)
        {
            var (old, wanted) = (Short(before ?? "none"), Short(after ?? "none"));
            var text = group.First.Action switch
            {
                ChangeAction.Create => wanted,
                ChangeAction.Delete => old,
                ChangeAction.Update => old == wanted ? wanted : $"{old} -> {wanted}",
                _ => throw new ArgumentOutOfRangeException(nameof(group), group.First.Action, "Not an action."),
            };
            Labelled(label, text, width: width);
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
        var isShared = _words.SharedName(group) is not null;
        var entries = group.Changes
            .Select(change => (
                Name: new Named(_words.Member(isShared, change, subscription), LinkOf(change), ChangeWords.Owner(change)),
                Why: _words.Why(change, group.Properties)))
            .ToList();
        var reasons = entries.GroupBy(entry => entry.Why, StringComparer.Ordinal).ToList();
        if (entries.Count == 1)
        {
            Labelled("why", entries[0].Why);
        }
        else if (reasons.Count * 2 > entries.Count && entries.Count <= MostRows)
        {
            var lengths = entries.Select(entry => Columns.Of(entry.Name.Text)).Where(length => length <= MostAligned);
            var width = lengths.Append(LabelWidth).Max();
            foreach (var (name, why) in entries)
            {
                _page.Labelled(Indent, name.Text, width, why, labelTone: Tone.Strong, link: name.Link);
            }
        }
        else
        {
            WriteByReason([.. reasons.OrderByDescending(reason => reason.Count())
                .Select(reason => (reason.Key, (IReadOnlyList<Named>)[.. reason.Select(entry => entry.Name)]))]);
        }
    }

    private void WriteByReason(List<(string Why, IReadOnlyList<Named> Names)> reasons)
    {
        var all = reasons.Sum(reason => reason.Names.Count);
        foreach (var (why, names) in reasons.Take(MostReasons))
        {
            Labelled(reasons.Count == 1 ? "why" : $"why ({names.Count} of {all})", why);
            WriteNames(names);
        }

        var rest = reasons.Skip(MostReasons).ToList();
        if (rest.Count > 0)
        {
            List<Named> names = [.. rest.SelectMany(reason => reason.Names)];
            Labelled($"why ({names.Count} of {all})", $"{rest.Count} other reasons; --verbose shows each");
            WriteNames(names);
        }
    }

    /// <summary>Names, sorted as people look for them; of several types each by itself, the one of which there are most first.</summary>
    private void WriteNames(IReadOnlyList<Named> names)
    {
        var byType = names.OrderBy(name => name.Text, StringComparer.OrdinalIgnoreCase)
            .GroupBy(name => name.Owner?.Type, StringComparer.Ordinal)
            .ToList();
        foreach (var type in byType.OrderByDescending(same => same.Count()))
        {
            if (byType.Count > 1 && type.First().Owner is { } one)
            {
                var heading = $"{Indent}{_words.Counted(one, type.Count())}";
                if (type.Count() == 1)
                {
                    _page.Add($"{heading}  ", Tone.Faint).Add(type.First().Text, Tone.Strong, type.First().Link).End();
                    continue;
                }

                _page.Line(heading, Tone.Faint);
            }

            _page.Names(
                [.. type.Select(name => name.Text)],
                byType.Count > 1 ? $"{Indent}  " : Indent,
                Tone.Strong,
                [.. type.Select(name => name.Link)]);
        }
    }

    private string? LinkOf(Change change) => _links.Of(Addresses.Parsed(change.Resource));

    private void Labelled(string label, string value, Tone tone = Tone.Plain, int width = LabelWidth)
    {
        if (value.Length > 0)
        {
            _page.Labelled(Indent, label, width, value, tone);
        }
    }

    private static string Short(string text) =>
        text.Length <= MostReadable ? text : $"{text[..MostReadable]}… ({text.Length} characters)";

    private static Tone ToneOf(ChangeAction action) => action switch
    {
        ChangeAction.Create => Tone.Good,
        ChangeAction.Update => Tone.Caution,
        ChangeAction.Delete => Tone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>A name, where it leads, and what the change is about.</summary>
    private sealed record Named(string Text, string? Link, ResourceId? Owner);
}
