using System.Globalization;
using System.Text;
using Baseline.Plans;

namespace Baseline.Cli.Formats.Html;

/// <summary>
/// Which change waits for which, drawn from left to right, and the same in words. Changes that nothing ties to another are left out.
/// </summary>
internal static class DependencyGraph
{
    private const int MostChanges = 60;
    private const int ColumnWidth = 110;
    private const int RowHeight = 36;
    private const int BoxWidth = 64;
    private const int BoxHeight = 24;

    /// <summary>Adds it; nothing where no change waits. Where too many do for a picture, only the words.</summary>
    public static void Write(StringBuilder page, PlanView view)
    {
        var changes = view.Plan.Changes;
        var awaited = changes.SelectMany(change => change.DependsOn).ToHashSet(StringComparer.Ordinal);
        var tied = changes.Where(change => change.DependsOn.Count > 0 || awaited.Contains(change.Id)).ToList();
        if (tied.Count == 0)
        {
            return;
        }

        var free = changes.Count - tied.Count;
        page.Append("<section aria-labelledby=\"order\">\n<div class=\"title\"><h2 id=\"order\" tabindex=\"-1\">Order of writes</h2>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<p>{HtmlFormat.Number(free)} {(free == 1 ? "change waits" : "changes wait")} for nothing; "
                + $"{HtmlFormat.Number(tied.Count)} depend on each other</p></div>\n");
        if (tied.Count <= MostChanges)
        {
            WritePicture(page, tied);
        }

        WriteList(page, view, tied);
        page.Append("</section>\n");
    }

    /// <summary>The same in words.</summary>
    private static void WriteList(StringBuilder page, PlanView view, List<Change> tied)
    {
        var words = new ChangeWords(view, new Addresses(view.Plan));
        page.Append("<ol class=\"order\">\n");
        foreach (var change in tied)
        {
            var after = change.DependsOn.Count == 0 ? "" : $", after {PlanSentences.List(change.DependsOn)}";
            var text = $"{change.Id} {PlanSentences.Word(change.Action)} {words.Described(change, null)}{after}";
            page.Append(CultureInfo.InvariantCulture, $"<li>{HtmlFormat.Text(text)}</li>\n");
        }

        page.Append("</ol>\n");
    }

    private static void WritePicture(StringBuilder page, List<Change> tied)
    {
        var places = Places(tied);
        var width = (places.Values.Max(place => place.Column) * ColumnWidth) + BoxWidth + 2;
        var height = (places.Values.Max(place => place.Row) * RowHeight) + BoxHeight + 2;
        page.Append(CultureInfo.InvariantCulture, $"<svg class=\"graph\" viewBox=\"-1 -1 {width} {height}\" width=\"{width}\"");
        page.Append(
            CultureInfo.InvariantCulture,
            $" role=\"img\" aria-label=\"Dependencies of {tied.Count} changes; the list below says the same in words\">\n");
        foreach (var change in tied)
        {
            foreach (var from in change.DependsOn.Where(places.ContainsKey))
            {
                WriteEdge(page, places[from], places[change.Id]);
            }
        }

        foreach (var change in tied)
        {
            WriteBox(page, change, places[change.Id]);
        }

        page.Append("</svg>\n");
    }

    /// <summary>A column for each length of the longest way from a change that waits for none; plan order goes down.</summary>
    private static Dictionary<string, (int Column, int Row)> Places(List<Change> changes)
    {
        var places = new Dictionary<string, (int Column, int Row)>(StringComparer.Ordinal);
        var filled = new Dictionary<int, int>();
        foreach (var change in changes)
        {
            var column = change.DependsOn.Where(places.ContainsKey).Select(id => places[id].Column + 1).DefaultIfEmpty(0).Max();
            var row = filled.GetValueOrDefault(column);
            filled[column] = row + 1;
            places[change.Id] = (column, row);
        }

        return places;
    }

    private static void WriteEdge(StringBuilder page, (int Column, int Row) from, (int Column, int Row) to)
    {
        var (x1, y1) = ((from.Column * ColumnWidth) + BoxWidth, (from.Row * RowHeight) + (BoxHeight / 2));
        var (x2, y2) = (to.Column * ColumnWidth, (to.Row * RowHeight) + (BoxHeight / 2));
        var bend = (x2 - x1) / 2;
        page.Append(CultureInfo.InvariantCulture, $"<path class=\"edge\" d=\"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}\"/>");
        page.Append(CultureInfo.InvariantCulture, $"<path class=\"tip\" d=\"M{x2} {y2}l-6 -4v8z\"/>\n");
    }

    private static void WriteBox(StringBuilder page, Change change, (int Column, int Row) place)
    {
        var (x, y) = (place.Column * ColumnWidth, place.Row * RowHeight);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<rect class=\"box {PlanWords.Of(change.Action)}\" x=\"{x}\" y=\"{y}\" "
                + $"width=\"{BoxWidth}\" height=\"{BoxHeight}\" rx=\"4\"/>");
        page.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x + (BoxWidth / 2)}\" y=\"{y + 17}\" text-anchor=\"middle\">{HtmlFormat.Text(change.Id)}</text>\n");
    }
}
