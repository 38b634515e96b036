using System.Text;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Cli.Output;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>
/// What the script of the page makes its lists from. Every text stands once in a table and is named by its place, for an
/// estate says the same of many resources; rows are arrays, in the order in which the script takes them apart.
/// </summary>
internal sealed class PageData
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _subscriptions = new(StringComparer.Ordinal);
    private readonly PlanView _view;
    private readonly Addresses _addresses;
    private readonly FindingWords _findings;
    private readonly ChangeWords _changes;

    private PageData(PlanView view)
    {
        _view = view;
        _addresses = new Addresses(view.Plan);
        _findings = new FindingWords(_addresses);
        _changes = new ChangeWords(view, _addresses);
    }

    /// <summary>The data as JSON that can stand in a script element: the writer's own encoder spells out &lt; and &amp;.</summary>
    public static string Json(PlanView view)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            new PageData(view).Write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer)
    {
        var plan = _view.Plan;
        writer.WriteStartObject();
        writer.WriteString("portal", new AzurePortal(_view.Types, plan.Estate.Cloud).Start);
        WriteRows(writer, "findings", plan.Findings, Write);
        WriteRows(writer, "groups", new ChangeGroups(_changes.Properties, alone: false).Of(plan.Changes), Write);
        WriteRows(writer, "notices", plan.Notices, Write);
        var controls = plan.Findings.Select(finding => finding.Control).Distinct(StringComparer.Ordinal);
        WriteRows(writer, "controls", [.. controls], (to, control) => WriteTexts(to, control, _view.TitleOf(control)));
        WriteRows(writer, "subscriptions", [.. _subscriptions.Keys], (to, guid) => WriteTexts(to, guid, _addresses.Subscription(guid)));
        writer.WriteStartArray("texts");
        _texts.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, Finding finding)
    {
        var id = finding.Resource;
        var name = _addresses.Name(id);
        WriteTexts(
            writer,
            finding.Control,
            id.IsOfType(TypeNames.Subscription) ? $"{name} (subscription)" : name,
            id.IsOfType(TypeNames.Subscription) ? null : id.ResourceGroup,
            id.Text);
        writer.WriteNumberValue(SubscriptionOf(id));
        WriteTexts(writer, VerdictWord(Verdicts.Of(finding)));
        WriteRows(writer, _findings.Of(finding, name), (to, line) => WriteTexts(to, line.Text, line.Verb));
        WriteRow(writer, finding.Changes);
    }

    /// <summary>Changes that do the same, each with its name and why.</summary>
    private void Write(Utf8JsonWriter writer, ChangeGroup group)
    {
        var first = group.First;
        var shared = _changes.SharedName(group);
        WriteTexts(
            writer,
            PlanWords.Of(first.Action),
            _changes.NounOf(first),
            shared,
            group.Changes.Count == 1 ? null : _changes.Many(group),
            group.Controls,
            first.Origin is { } origin ? PlanWords.Of(origin) : null);
        writer.WriteNumberValue(first.Irreversible ? 1 : 0);
        writer.WriteNumberValue(group.GrantsAccess ? 1 : 0);
        WriteRows(writer, group.Properties, (to, line) => WriteTexts(to, line.Label, line.Before, line.After));
        WriteRows(writer, group.Changes, (to, change) => Write(to, group, change, isShared: shared is not null));
    }

    private void Write(Utf8JsonWriter writer, ChangeGroup group, Change change, bool isShared)
    {
        var id = Addresses.Parsed(change.Resource);
        var root = id is null ? null : Addresses.Root(id);
        var child = id is null || isShared || id.IsOfType(TypeNames.RoleAssignment) ? null : _addresses.ChildName(id);
        WriteTexts(
            writer,
            root is null ? ValueText.Resource(change.Resource) : _addresses.Name(root),
            child,
            root?.ResourceGroup,
            root?.Text,
            _changes.Why(change, group.Properties));
        writer.WriteNumberValue(root is null ? -1 : SubscriptionOf(root));
        WriteRow(writer, [.. group.Later.Prepend(change).Select(step => step.Id)]);
        WriteRow(writer, [.. _changes.Needed(change).Select(needed => needed.Id)]);
        WriteRows(writer, [.. group.Later.Prepend(change).SelectMany(step => step.Properties)], (to, property) =>
            WriteTexts(
                to, property.Path, ValueText.Of(property.Before, _view.Verbose), ValueText.Of(property.After, _view.Verbose)));
    }

    private void Write(Utf8JsonWriter writer, Notice notice)
    {
        var id = Addresses.Parsed(notice.Resource);
        WriteTexts(
            writer,
            notice.Code,
            id is null ? notice.Resource : _addresses.Within(id, null),
            _addresses.Sentence(notice.Text, id?.SubscriptionId));
        writer.WriteNumberValue(notice.IsWarning ? 1 : 0);
    }

    /// <summary>The place of a subscription in the page's list; -1 outside subscriptions.</summary>
    private int SubscriptionOf(ResourceId id)
    {
        if (id.SubscriptionId is not { } guid)
        {
            return -1;
        }

        return _subscriptions.TryGetValue(guid, out var place) ? place : _subscriptions[guid] = _subscriptions.Count;
    }

    /// <summary>The word for a verdict in classes, values and the address of a view.</summary>
    public static string VerdictWord(Verdict verdict) => verdict switch
    {
        Verdict.Compliant => "compliant",
        Verdict.Fixed => "fixed",
        Verdict.Later => "later",
        Verdict.Blocked => "blocked",
        Verdict.Unknown => "unknown",
        Verdict.Exempt => "exempt",
        Verdict.NotApplicable => "not-applicable",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
    };

    private static void WriteRows<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WritePropertyName(name);
        WriteRows(writer, items, write);
    }

    private static void WriteRows<T>(Utf8JsonWriter writer, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            writer.WriteStartArray();
            write(writer, item);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        WriteTexts(writer, [.. texts]);
        writer.WriteEndArray();
    }

    private void WriteTexts(Utf8JsonWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            writer.WriteNumberValue(text is null ? -1 : PlaceOf(text));
        }
    }

    private int PlaceOf(string text)
    {
        if (!_places.TryGetValue(text, out var place))
        {
            _places[text] = place = _texts.Count;
            _texts.Add(Printable.Text(text));
        }

        return place;
    }
}
