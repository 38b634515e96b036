using System.Globalization;
using System.Text;
using System.Text.Json;
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
    private readonly bool _whole;

    private PageData(bool whole)
    {
        _whole = whole;
    }

    /// <summary>The data as JSON that can stand in a script element: the writer's own encoder spells out &lt; and &amp;.</summary>
    public static string Json(PlanView view)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            var data = new PageData(view.Verbose);
            writer.WriteStartObject();
            WriteRows(writer, "findings", view.Plan.Findings, data.Write);
            WriteRows(writer, "changes", view.Plan.Changes, data.Write);
            WriteRows(writer, "notices", view.Plan.Notices, data.Write);
            writer.WriteStartArray("texts");
            data._texts.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter writer, Finding finding)
    {
        var exemption = finding.Exemption is { } given
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{given.Reason} (owner {given.Owner}, until {given.Expires:yyyy-MM-dd})")
            : null;
        WriteTexts(writer, finding.Control, finding.Resource.Text, PlanWords.Of(finding.State), finding.Reason, finding.Blocked, exemption);
        writer.WriteNumberValue(finding.Incomplete ? 1 : 0);
        WriteRows(writer, finding.Details, (to, detail) => WriteTexts(to, detail.Resource.Text, PlanWords.Of(detail.State), detail.Reason));
        WriteRow(writer, finding.Changes);
    }

    private void Write(Utf8JsonWriter writer, Change change)
    {
        WriteTexts(writer, change.Id, PlanWords.Of(change.Action), ValueText.Resource(change.Resource), change.Type);
        writer.WriteNumberValue(change.Irreversible ? 1 : 0);
        WriteRow(writer, change.DependsOn);
        WriteRows(writer, change.Properties, (to, property) =>
            WriteTexts(to, property.Path, ValueText.Of(property.Before, _whole), ValueText.Of(property.After, _whole)));
        WriteRows(writer, change.Because, (to, cause) => WriteTexts(to, cause.Control, cause.Resource, cause.Account));
    }

    private void Write(Utf8JsonWriter writer, Notice notice)
    {
        WriteTexts(writer, notice.Code, notice.Control, notice.Resource, notice.Message);
        writer.WriteNumberValue(notice.IsWarning ? 1 : 0);
    }

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
