using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Baseline.Emulator.Tests.Replay;

/// <summary>
/// What of an answer must agree: its members, what is null, flags, the spelling of ids and of words that Azure
/// chooses. Times, generated ids and sizes are anybody's.
/// </summary>
internal static partial class Shape
{
    private static readonly string[] Words =
    [
        "type", "name", "category", "categoryGroup", "keySource", "kind", "provisioningState", "categoryType", "timeGrain",
        "keyname", "keyversion", "keyType", "kty", "recoveryLevel", "principalType", "location", "code",
    ];

    public static SortedSet<string> Of(JsonNode? node)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        Add(lines, "", "", node);
        return lines;
    }

    private static void Add(SortedSet<string> lines, string path, string member, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                lines.Add($"{path} {{}}");
                foreach (var (name, value) in members)
                {
                    var shown = name.StartsWith('/') ? "<id>" : name;
                    Add(lines, $"{path}/{shown}", name, value);
                }

                break;
            case JsonArray items:
                lines.Add($"{path} []");
                for (var index = 0; index < items.Count; index++)
                {
                    Add(lines, $"{path}/{index}", member, items[index]);
                }

                break;
            default:
                lines.Add($"{path} {Value(member, node)}");
                break;
        }
    }

    private static string Value(string member, JsonNode? node)
    {
        switch (node?.GetValueKind())
        {
            case null or JsonValueKind.Null:
                return "null";
            case JsonValueKind.True or JsonValueKind.False:
                return node.ToJsonString();
            case JsonValueKind.Number:
                return node.ToJsonString().Contains('.', StringComparison.Ordinal) ? "float" : "integer";
            default:
                var text = (string?)node ?? "";
                var isTelling = text.Contains('/', StringComparison.Ordinal) || Words.Contains(member);
                return isTelling && !text.StartsWith("http", StringComparison.Ordinal)
                    ? '"' + Generated().Replace(text, "<id>") + '"'
                    : text.Length == 0 ? "\"\"" : "text";
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Generated();
}
