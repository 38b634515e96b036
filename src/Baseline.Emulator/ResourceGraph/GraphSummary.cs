using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.ResourceGraph;

/// <summary>summarize: counts of rows, or of the distinct values of a column, for each value of the columns after "by".</summary>
internal sealed partial class GraphSummary
{
    private readonly List<(string Name, string? Distinct)> _counts = [];
    private readonly List<(string Name, string Path)> _columns = [];

    private GraphSummary()
    {
    }

    public static GraphSummary? Parse(string text)
    {
        var parts = By().Split(text, 2);
        var summary = new GraphSummary();
        var areCounts = parts[0].Trim() is { Length: 0 }
            || parts[0].Split(',', StringSplitOptions.TrimEntries).All(summary.TryAddCount);
        var areColumns = parts.Length == 1 || parts[1].Split(',', StringSplitOptions.TrimEntries).All(summary.TryAddColumn);
        return areCounts && areColumns && summary._counts.Count + summary._columns.Count > 0 ? summary : null;
    }

    public IEnumerable<JsonObject> Run(IEnumerable<JsonObject> rows)
    {
        var all = rows.ToArray();
        if (_columns.Count == 0)
        {
            return [Row(all)];
        }

        return all
            .GroupBy(row => string.Join('\n', _columns.Select(column => GraphQuery.TextOf(GraphQuery.Value(row, column.Path)))))
            .Select(group => Row([.. group]));
    }

    private bool TryAddCount(string text)
    {
        var match = Count().Match(text);
        var distinct = match.Groups["path"] is { Success: true } path ? path.Value : null;
        var usual = distinct is null ? "count_" : "dcount_" + distinct.Replace('.', '_');
        _counts.Add((match.Groups["name"] is { Success: true } name ? name.Value : usual, distinct));
        return match.Success;
    }

    private bool TryAddColumn(string text)
    {
        var match = Column().Match(text);
        var path = match.Groups["path"].Value;
        _columns.Add((match.Groups["name"] is { Success: true } name ? name.Value : path.Replace('.', '_'), path));
        return match.Success;
    }

    private JsonObject Row(JsonObject[] rows)
    {
        var row = new JsonObject();
        foreach (var (name, path) in _columns)
        {
            row[name] = GraphQuery.Value(rows[0], path)?.DeepClone();
        }

        foreach (var (name, distinct) in _counts)
        {
            row[name] = distinct is null
                ? rows.Length
                : rows.Select(one => GraphQuery.Value(one, distinct).AsText() ?? "").Distinct(StringComparer.Ordinal).Count();
        }

        return row;
    }

    [GeneratedRegex(@"(?:^|\s)by\s+", RegexOptions.IgnoreCase)]
    private static partial Regex By();

    [GeneratedRegex(@"^(?:(?<name>\w+)\s*=\s*)?(?:count\(\s*\)|dcount\(\s*(?<path>[A-Za-z][\w.]*)\s*\))$", RegexOptions.IgnoreCase)]
    private static partial Regex Count();

    [GeneratedRegex(@"^(?:(?<name>\w+)\s*=\s*)?(?:tostring\(|tolower\()?(?<path>[A-Za-z][\w.]*)\)?$")]
    private static partial Regex Column();
}
