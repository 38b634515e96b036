using System.Text.Json;
using System.Text.RegularExpressions;

namespace Baseline.TestKit;

/// <summary>
/// Holds values against a JSON Schema. It knows the keywords of 2020-12 that the schemas of this repository use, and throws at any
/// other, so that no part of a schema is passed over.
/// </summary>
public sealed class JsonSchema
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$defs", "title", "description", "examples", "default",
    };

    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    /// <summary>A schema of the folder <c>schema</c>.</summary>
    public static JsonSchema Of(string file) => new(Parsed(File.ReadAllText(Repo.PathOf("schema", file))));

    /// <summary>A schema from its text.</summary>
    public static JsonSchema Parse(string text) => new(Parsed(text));

    /// <summary>The names of all members that the schema describes.</summary>
    public IReadOnlySet<string> Names => NamesIn(_root).ToHashSet(StringComparer.Ordinal);

    /// <summary>What is wrong with a JSON text, each with its path; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(string json) => Faults(Parsed(json));

    /// <summary>What is wrong with a value, each with its path; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults(JsonElement value) => [.. Check(_root, value, "$")];

    /// <summary>
    /// What is wrong with a text of one JSON value a line, each with its line from 1; empty when nothing is. A last line without its
    /// line break was cut short, and does not count.
    /// </summary>
    public IReadOnlyList<string> FaultsOfLines(string lines) =>
    [
        .. lines.Split('\n')[..^1].SelectMany((line, at) => Faults(line).Select(fault => $"{at + 1} {fault}")),
    ];

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string path) =>
        schema.EnumerateObject().SelectMany(keyword => Check(schema, keyword, value, path));

    private IEnumerable<string> Check(JsonElement schema, JsonProperty keyword, JsonElement value, string path)
    {
        var wanted = keyword.Value;
        switch (keyword.Name)
        {
            case "$ref":
                return Check(Definition(wanted.GetString() ?? ""), value, path);
            case "type":
                return Unless(Types(wanted).Any(type => Is(value, type)), path, $"is no {wanted}");
            case "const":
                return Unless(JsonElement.DeepEquals(wanted, value), path, $"is not {wanted}");
            case "enum":
                return Unless(wanted.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)), path, $"is none of {wanted}");
            case "pattern":
                return Unless(
                    value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString() ?? "", wanted.GetString() ?? ""),
                    path,
                    $"does not match {wanted}");
            case "minimum":
                return Unless(value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= wanted.GetDecimal(), path, $"is below {wanted}");
            case "required":
                return wanted.EnumerateArray().Select(name => name.GetString() ?? "")
                    .Where(name => value.ValueKind == JsonValueKind.Object && !value.TryGetProperty(name, out _))
                    .Select(name => $"{path}: {name} is missing");
            case "properties":
                return wanted.EnumerateObject().SelectMany(property =>
                    value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property.Name, out var member)
                        ? Check(property.Value, member, $"{path}.{property.Name}")
                        : []);
            case "additionalProperties":
                return value.ValueKind != JsonValueKind.Object ? [] : value.EnumerateObject()
                    .Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                    .SelectMany(member => Check(wanted, member.Value, $"{path}.{member.Name}"));
            case "items":
                return value.ValueKind != JsonValueKind.Array ? [] : value.EnumerateArray()
                    .SelectMany((item, at) => Check(wanted, item, $"{path}[{at}]"));
            case "allOf":
                return wanted.EnumerateArray().SelectMany(one => Check(one, value, path));
            case "anyOf":
                return Any(wanted, value, path);
            case "if":
                var branch = Check(wanted, value, path).Any() ? "else" : "then";
                return schema.TryGetProperty(branch, out var taken) ? Check(taken, value, path) : [];
            case "then" or "else":
                return [];
            default:
                return Annotations.Contains(keyword.Name)
                    ? []
                    : throw new NotSupportedException($"The keyword {keyword.Name} of a schema is not known here.");
        }
    }

    private IEnumerable<string> Any(JsonElement choices, JsonElement value, string path)
    {
        var faults = choices.EnumerateArray().Select(choice => Check(choice, value, path).ToList()).ToList();
        return faults.Exists(one => one.Count == 0) ? [] : faults[^1];
    }

    private JsonElement Definition(string reference) => reference.StartsWith("#/", StringComparison.Ordinal)
        ? reference[2..].Split('/').Aggregate(_root, (at, name) => at.GetProperty(name))
        : throw new NotSupportedException($"{reference} is not a place in the schema.");

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString() ?? "") : [type.GetString() ?? ""];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"The type {type} of a schema is not known here."),
    };

    private static IEnumerable<string> Unless(bool holds, string path, string fault) => holds ? [] : [$"{path}: {fault}"];

    private static IEnumerable<string> NamesIn(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(NamesIn),
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(keyword => keyword.Name == "properties"
            ? keyword.Value.EnumerateObject().SelectMany(property => NamesIn(property.Value).Prepend(property.Name))
            : NamesIn(keyword.Value)),
        JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
            or JsonValueKind.Null => [],
        _ => throw new ArgumentOutOfRangeException(nameof(schema), schema.ValueKind, "Not a kind of JSON value."),
    };

    private static JsonElement Parsed(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 128 }).RootElement;
}
