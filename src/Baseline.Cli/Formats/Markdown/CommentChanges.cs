using System.Text.RegularExpressions;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// The changes as a table of four columns: sign, resource, what changes, why; below it, folded, the properties as they are sent. Where
/// a comment is compared with another document, what that brings about comes first, in a table of its own.
/// </summary>
internal sealed partial class CommentChanges
{
    private const int MostReasons = 3;
    private const int MostSubscriptions = 30;

    private readonly CommentWords _words;
    private readonly ChangeWords _changes;
    private readonly ChangeGroups _groups;

    /// <summary>The changes of a plan.</summary>
    public CommentChanges(CommentWords words)
    {
        _words = words;
        _changes = new ChangeWords(words.View, words.Addresses);
        _groups = new ChangeGroups(_changes.Properties, alone: false);
    }

    /// <summary>The sections; none where nothing changes.</summary>
    public IEnumerable<CommentSection> Sections() => _words.Plan.Against is null
        ? Sections("Changes", _words.Plan.Changes)
        : [
            .. Sections("Changes from this pull request", [.. _words.Plan.Changes.Where(change => change.Origin == Origin.Document)]),
            .. Sections("Drift", [.. _words.Plan.Changes.Where(change => change.Origin != Origin.Document)]),
        ];

    private IEnumerable<CommentSection> Sections(string heading, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0)
        {
            yield break;
        }

        var groups = _groups.Of(changes);
        yield return new CommentSection([.. groups.Select(Block)])
        {
            Head = $"\n### {heading} ({changes.Count})\n\n| | Resource | What changes | Why |\n|---|---|---|---|\n",
            Noun = "change",
        };
        var summary = changes.Count == 1 ? "Properties of this change" : $"Properties of these {changes.Count} changes";
        var diffs = groups.Select(group => CommentDiff.Of(group, _words.Addresses, Title(group))).ToList();
        var fence = CommentDiff.FenceFor(diffs);
        yield return new CommentSection([.. diffs.Select((diff, index) => new CommentBlock([diff, ""], groups[index].Changes.Count))])
        {
            Head = $"\n<details><summary>{summary}</summary>\n\n{fence}diff\n",
            Tail = $"{fence}\n\n</details>\n",
        };
    }

    private CommentBlock Block(ChangeGroup group)
    {
        var rows = group.Changes.Select(change => (Change: change, Why: Why(change, group))).ToList();
        var each = string.Concat(rows.Select(row => Row(group, _words.Cell(row.Change), ChildOf(row.Change), row.Why)));
        if (group.Changes.Count == 1)
        {
            return CommentBlock.Whole(each);
        }

        var shared = _changes.SharedName(group);
        var bySubscription = BySubscription(group).ToList();
        var perSubscription = bySubscription.Select(same =>
            Row(group, Named(same, shared is not null), shared, Whys(rows, [.. same])));
        var names = string.Join("<br>\n", bySubscription.Select(same => Named(same, shared is not null)));
        var sign = PlanSentences.Sign(group.First.Action);
        var row = Row(group, $"**{group.Changes.Count} changes**, named below", shared, Whys(rows, group.Changes));
        return new CommentBlock(
            [each, string.Concat(perSubscription), row, Row(group, Counted(group), shared, Whys(rows, group.Changes))],
            group.Changes.Count)
        {
            Below = ["", "", $"\n`{sign}` **{MarkdownText.Prose(_changes.Many(group))}:**<br>\n{names}\n"],
            FirstWithoutNames = 3,
        };
    }

    private static IEnumerable<IGrouping<string?, Change>> BySubscription(ChangeGroup group) =>
        group.Changes.GroupBy(change => Addresses.Parsed(change.Resource)?.SubscriptionId);

    private string Row(ChangeGroup group, string resource, string? child, string why) =>
        $"| `{PlanSentences.Sign(group.First.Action)}` | {resource} | {What(group, child)} | {why} |\n";

    private string? ChildOf(Change change) =>
        Addresses.Parsed(change.Resource) is { } id && !id.IsOfType(TypeNames.RoleAssignment) ? _words.Addresses.ChildName(id) : null;

    /// <summary>The subscription, how many there are in it, and their names.</summary>
    private string Named(IGrouping<string?, Change> changes, bool isShared)
    {
        var names = changes.Select(change => _changes.Member(isShared, change, changes.Key));
        return $"**{Subscription(changes.Key)}** ({changes.Count()}): {string.Join(", ", names.Select(MarkdownText.Prose))}";
    }

    private string Counted(ChangeGroup group)
    {
        var subscriptions = BySubscription(group).Select(same => (same.Key, Count: same.Count()))
            .OrderByDescending(same => same.Count).ToList();
        var shown = subscriptions.Take(MostSubscriptions).Select(same => $"{same.Count} in {Subscription(same.Key)}");
        var rest = subscriptions.Skip(MostSubscriptions).ToList();
        var more = rest.Count == 0 ? "" : $", {rest.Sum(same => same.Count)} in {rest.Count} other subscriptions";
        return $"**{group.Changes.Count} changes**: {string.Join(", ", shown)}{more}";
    }

    private string Subscription(string? guid) =>
        guid is null ? "no subscription" : MarkdownText.Prose(_words.Addresses.Subscription(guid));

    private string What(ChangeGroup group, string? child)
    {
        var first = group.First;
        var noun = _changes.NounOf(first);
        List<string> lines = [MarkdownText.Prose(child is null ? noun : $"{noun} {child}")];
        if (first.Irreversible)
        {
            lines.Add("**cannot be undone**");
        }

        if (group.GrantsAccess)
        {
            lines.Add("**grants access**");
        }

        if (group.Steps > 1)
        {
            lines.Add($"in {group.Steps} steps");
        }

        lines.AddRange(group.Properties.Select(property => Line(first.Action, property)));
        return string.Join("<br>", lines);
    }

    private static string Line(ChangeAction action, PropertyLine property)
    {
        var (label, before, after) = (MarkdownText.Prose(property.Label), property.Before ?? "none", property.After ?? "none");
        return action switch
        {
            _ when before == after => $"{label}: {MarkdownText.Prose(after)}",
            ChangeAction.Create => $"{label}: {MarkdownText.Prose(after)}",
            ChangeAction.Delete => $"{label}: {MarkdownText.Prose(before)} → none",
            ChangeAction.Update => $"{label}: {MarkdownText.Prose(before)} → {MarkdownText.Prose(after)}",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
        };
    }

    private string Why(Change change, ChangeGroup group)
    {
        var why = MarkdownText.Prose(LongOperation().Replace(_changes.Why(change, group.Properties), "$1 $2"));
        var needed = _changes.Needed(change);
        var after = needed.Count == 0
            ? ""
            : $"<br>After: {MarkdownText.Prose(PlanSentences.List([.. needed.Select(one => _changes.Described(one, null))]))}.";
        var control = group.Controls.Length == 0 ? "" : $"<br>{MarkdownText.Code(group.Controls)}";
        return $"{why}{after}{control}";
    }

    // A long name of an operation may be broken behind its provider, or it would make the table wider than the comment.
    [GeneratedRegex(@"(?<![^ ])(?=[A-Za-z./]{40})([A-Za-z]+\.[A-Za-z]+/)([A-Za-z]+/[A-Za-z/]+)")]
    private static partial Regex LongOperation();

    /// <summary>The reasons of many; the most frequent, with how often each holds.</summary>
    private static string Whys(List<(Change Change, string Why)> rows, IReadOnlyList<Change> changes)
    {
        var ids = changes.Select(change => change.Id).ToHashSet(StringComparer.Ordinal);
        var reasons = rows.Where(row => ids.Contains(row.Change.Id)).GroupBy(row => row.Why, StringComparer.Ordinal)
            .OrderByDescending(reason => reason.Count()).ToList();
        var shown = reasons.Take(MostReasons)
            .Select(reason => reasons.Count == 1 ? reason.Key : $"{reason.Count()} of {ids.Count}: {reason.Key}");
        var rest = reasons.Skip(MostReasons).ToList();
        return string.Join("<br>", shown)
            + (rest.Count == 0 ? "" : $"<br>{rest.Sum(one => one.Count())} of {ids.Count}: {rest.Count} other reasons");
    }

    private string Title(ChangeGroup group)
    {
        var ids = Examples.Join([.. group.Writes.Select(change => change.Id)]);
        var what = group.Changes.Count == 1 ? _changes.Described(group.First, null) : _changes.Many(group);
        return $"{PlanSentences.Word(group.First.Action)} {ids}: {what}";
    }
}
