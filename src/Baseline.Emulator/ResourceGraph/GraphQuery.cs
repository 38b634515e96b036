using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.ResourceGraph;

/// <summary>
/// A query of the form: table, then where, project, extend, summarize, count, order by and limit in any order. The conditions
/// of a where are joined with "and"; a query of any other form is not read.
/// </summary>
internal sealed partial class GraphQuery
{
    private readonly List<Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>>> _steps = [];

    private GraphQuery(string table) => Table = table;

    public string Table { get; }

    /// <summary>A query that limits its own rows is never continued with a skip token.</summary>
    public bool IsLimited { get; private set; }

    public static GraphQuery? Parse(string text)
    {
        var parts = Pipes().Split(text).Select(part => part.Trim()).ToArray();
        var hasTable = TableName().IsMatch(parts[0]);
        var query = new GraphQuery(hasTable ? parts[0] : "resources");
        var steps = hasTable ? parts.Skip(1) : parts;
        return steps.All(query.TryAdd) ? query : null;
    }

    public IEnumerable<JsonObject> Run(IEnumerable<JsonObject> rows) =>
        _steps.Aggregate(rows, (current, step) => step(current));

    internal static JsonNode? Value(JsonObject row, string path)
    {
        JsonNode? node = row;
        foreach (var part in path.Split('.'))
        {
            node = (node as JsonObject)?
                .FirstOrDefault(member => member.Key.Equals(part, StringComparison.OrdinalIgnoreCase)).Value;
        }

        return node;
    }

    internal static string TextOf(JsonNode? node) => node.AsText() ?? node?.ToJsonString() ?? "";

    private bool TryAdd(string part)
    {
        var space = part.IndexOf(' ', StringComparison.Ordinal);
        var (verb, rest) = space < 0 ? (part, "") : (part[..space], part[(space + 1)..].Trim());
        switch (verb.ToLowerInvariant())
        {
            case "where":
                return TryAddWhere(rest);
            case "project":
                return TryAddProject(rest, keepOthers: false);
            case "extend":
                return TryAddProject(rest, keepOthers: true);
            case "count" when rest.Length == 0:
                _steps.Add(rows => [new JsonObject { ["Count"] = rows.Count() }]);
                return true;
            case "summarize":
                return GraphSummary.Parse(rest) is { } summary && Add(summary.Run);
            case "order" or "sort" when rest.StartsWith("by ", StringComparison.OrdinalIgnoreCase):
                AddOrder(rest[3..].Trim());
                return true;
            case "limit" or "take" when int.TryParse(rest, CultureInfo.InvariantCulture, out var count):
                IsLimited = true;
                _steps.Add(rows => rows.Take(count));
                return true;
            default:
                return false;
        }
    }

    private bool Add(Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> step)
    {
        _steps.Add(step);
        return true;
    }

    private bool TryAddWhere(string text)
    {
        foreach (var part in And().Split(text))
        {
            var match = Condition().Match(part.Trim());
            if (!match.Success)
            {
                return false;
            }

            var path = match.Groups["path"].Value;
            var operation = match.Groups["op"].Value.ToLowerInvariant();
            var values = Quoted().Matches(match.Groups["value"].Value).Select(value => value.Groups["text"].Value).ToArray();
            _steps.Add(rows => rows.Where(row => Holds(TextOf(Value(row, path)), operation, values)));
        }

        return true;
    }

    private static bool Holds(string actual, string operation, string[] values)
    {
        var comparer = operation is "==" or "!=" or "in" ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return operation switch
        {
            "startswith" => values.Any(value => actual.StartsWith(value, StringComparison.OrdinalIgnoreCase)),
            "contains" or "has" => values.Any(value => actual.Contains(value, StringComparison.OrdinalIgnoreCase)),
            "!=" or "!~" or "!in" or "!in~" => !values.Contains(actual, comparer),
            _ => values.Contains(actual, comparer),
        };
    }

    private bool TryAddProject(string text, bool keepOthers)
    {
        var columns = new List<(string Name, string Path)>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var match = Column().Match(part);
            if (!match.Success)
            {
                return false;
            }

            var path = match.Groups["path"].Value;
            columns.Add((match.Groups["name"] is { Success: true } name ? name.Value : path, path));
        }

        _steps.Add(rows => rows.Select(row => Projected(row, columns, keepOthers)));
        return true;
    }

    private static JsonObject Projected(JsonObject row, List<(string Name, string Path)> columns, bool keepOthers)
    {
        var projected = keepOthers ? row.DeepClone().AsObject() : [];
        foreach (var (name, path) in columns)
        {
            projected[name.Replace('.', '_')] = Value(row, path)?.DeepClone();
        }

        return projected;
    }

    private void AddOrder(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        var isDescending = words.Length > 1 && words[1].Same("desc");
        _steps.Add(rows => isDescending
            ? rows.OrderByDescending(row => TextOf(Value(row, words[0])), StringComparer.OrdinalIgnoreCase)
            : rows.OrderBy(row => TextOf(Value(row, words[0])), StringComparer.OrdinalIgnoreCase));
    }

    // A pipe or a word inside quotes is text.
    [GeneratedRegex(@"\|(?=(?:[^']*'[^']*')*[^']*$)")]
    private static partial Regex Pipes();

    [GeneratedRegex(@"\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex("^[A-Za-z]+$")]
    private static partial Regex TableName();

    [GeneratedRegex(
        @"^(?:tolower\()?(?<path>[A-Za-z][\w.]*)\)?\s*(?<op>=~|==|!=|!~|!?in~?|startswith|contains|has)\s*(?<value>\(?\s*['""].*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(@"['""](?<text>[^'""]*)['""]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(?:(?<name>\w+)\s*=\s*)?(?:tostring\(|tolower\()?(?<path>[A-Za-z][\w.]*)\)?$")]
    private static partial Regex Column();
}
