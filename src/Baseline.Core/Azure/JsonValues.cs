using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Azure;

/// <summary>Compares and copies parts of ARM bodies.</summary>
internal static class JsonValues
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Whether two values say the same: members and items in any order, numbers by value; absent, null, empty text and empty list are
    /// one, and so are ids and addresses that differ in a slash at the end.
    /// </summary>
    /// <param name="one">A value; undefined for none.</param>
    /// <param name="other">Another.</param>
    /// <param name="comparison">
    /// How texts are compared: Azure changes the letter case of ids and permissions, not of prefixes. Where ordinally, a slash at the end
    /// and an empty text count, because what others wrote is theirs to the last letter.
    /// </param>
    public static bool Same(JsonElement one, JsonElement other, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        var isExact = comparison == StringComparison.Ordinal;
        if (SaysNothing(one) || SaysNothing(other))
        {
            return SaysNothing(one) && SaysNothing(other);
        }

        return one.ValueKind == other.ValueKind && one.ValueKind switch
        {
            JsonValueKind.String => isExact ? one.GetString() == other.GetString()
                : SameText(one.GetString(), other.GetString()),
            JsonValueKind.Number => one.GetDouble().Equals(other.GetDouble()),
            JsonValueKind.Array => HasSameItems(one, other, comparison),
            JsonValueKind.Object => Names(one).Union(Names(other), StringComparer.OrdinalIgnoreCase)
                .All(name => Same(Member(one, name), Member(other, name), comparison)),
            JsonValueKind.True or JsonValueKind.False => true,
            JsonValueKind.Undefined or JsonValueKind.Null => true,
            _ => throw new ArgumentOutOfRangeException(nameof(one), one.ValueKind, "Not a kind of JSON value."),
        };

        bool SaysNothing(JsonElement value) => IsNothing(value) && !(isExact && value.ValueKind == JsonValueKind.String);
    }

    /// <summary>
    /// Whether two texts say the same in any letter case; of ids and addresses a slash at the end says nothing, of other texts it does.
    /// </summary>
    public static bool SameText(string? one, string? other) =>
        string.Equals(WithoutSlash(one), WithoutSlash(other), StringComparison.OrdinalIgnoreCase);

    private static string? WithoutSlash(string? text) =>
        text is not null && (text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal)) ? text.TrimEnd('/') : text;

    /// <summary>Whether a value says no more than its absence.</summary>
    public static bool IsNothing(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && value.GetString() is "")
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>Whether a value is an object without members, as Azure shows some that nobody sent.</summary>
    public static bool IsEmptyObject(JsonElement value) => value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any();

    /// <summary>A member by its name in any letter case, dots included; undefined where there is none.</summary>
    public static JsonElement Member(JsonElement value, string name) => value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().FirstOrDefault(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value
        : default;

    /// <summary>The names of an object's members; none of another value.</summary>
    public static IEnumerable<string> Names(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(member => member.Name) : [];

    /// <summary>Whether each item of one list has an item of its own in another, and none is left.</summary>
    private static bool HasSameItems(JsonElement one, JsonElement other, StringComparison comparison)
    {
        var left = other.EnumerateArray().ToList();
        return one.GetArrayLength() == left.Count && one.EnumerateArray().All(item =>
        {
            var at = left.FindIndex(wanted => Same(item, wanted, comparison));
            if (at >= 0)
            {
                left.RemoveAt(at);
            }

            return at >= 0;
        });
    }

    /// <summary>A copy that can be altered.</summary>
    public static JsonNode? Node(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());

    /// <summary>A copy that can't be altered any more.</summary>
    public static JsonElement Element(JsonNode node)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Relaxed))
        {
            node.WriteTo(writer);
        }

        using var document = JsonDocument.Parse(text.WrittenMemory);
        return document.RootElement.Clone();
    }
}
