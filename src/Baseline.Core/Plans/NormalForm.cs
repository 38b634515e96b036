using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Json;

namespace Baseline.Plans;

/// <summary>A value without what says nothing, and without what Azure keeps up to date by itself.</summary>
/// <param name="type">The type of the resource that it is of.</param>
/// <param name="addedByAzure">Members that Azure keeps up to date, whatever the type.</param>
internal sealed class NormalForm(IResourceType type, IReadOnlyList<string> addedByAzure)
{
    private readonly HashSet<string> _dropped = new(addedByAzure.Concat(type.AddedByAzure), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _namedByUsers = new(type.NamedByUsers, StringComparer.OrdinalIgnoreCase);

    /// <summary>The value; undefined where nothing is left of it.</summary>
    public JsonElement Of(JsonElement value) =>
        NodeOf(value) is { } node ? JsonSerializer.SerializeToElement(node, BodyJson.Default.JsonNode) : default;

    /// <summary>The same as a node; null where nothing is left of it.</summary>
    public JsonNode? NodeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ObjectOf(value),
        // A list in which nothing says anything is none: Azure lists a setting without rows that it shows, all off, by name.
        JsonValueKind.Array => type.Items(value) is { Count: > 0 } items ? new JsonArray([.. items.Select(NodeOf)]) : null,
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String when value.GetString() is "" => null,
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => JsonNode.Parse(value.GetRawText()),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value."),
    };

    private JsonObject ObjectOf(JsonElement value)
    {
        var result = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            if (_namedByUsers.Contains(member.Name))
            {
                // What users name and write is theirs: nothing of it is Azure's, and an empty text says something.
                if (!JsonValues.IsNothing(member.Value) && !JsonValues.IsEmptyObject(member.Value))
                {
                    result[member.Name] = JsonNode.Parse(member.Value.GetRawText());
                }
            }
            else if (!_dropped.Contains(member.Name) && !type.SaysNothing(value, member.Name) && NodeOf(member.Value) is { } node)
            {
                result[member.Name] = node;
            }
        }

        return result;
    }
}
