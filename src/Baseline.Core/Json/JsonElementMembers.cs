using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Baseline.Json;

/// <summary>Reading members of ARM bodies, where a missing member, null and a value of another kind are all "not there".</summary>
public static class JsonElementMembers
{
    /// <summary>The value at a dotted path, names in any letter case; an undefined element where there is none or it is null.</summary>
    public static JsonElement At(this JsonElement element, string path)
    {
        var names = path.AsSpan();
        foreach (var range in names.Split('.'))
        {
            element = Member(element, names[range]);
        }

        return element.ValueKind == JsonValueKind.Null ? default : element;
    }

    /// <summary>The text at a path; null where there is none or it is empty (docs/azure.md#unset-values).</summary>
    public static string? TextAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Whether the value at a path is <c>true</c>; absent counts as false.</summary>
    public static bool IsTrueAt(this JsonElement element, string path) => element.At(path).ValueKind == JsonValueKind.True;

    /// <summary>The number at a path, floats rounded down (docs/azure.md#whole-numbers); null where there is none.</summary>
    public static long? NumberAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var number)
            ? (long)Math.Floor(number)
            : null;

    /// <summary>The items of an array at a path; empty where there is none.</summary>
    public static IEnumerable<JsonElement> ItemsAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The texts of an array at a path; what is no text is left out, and where there is no array there are none.</summary>
    public static IEnumerable<string> TextsAt(this JsonElement element, string path) =>
        element.ItemsAt(path).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()).OfType<string>();

    /// <summary>The members of an object at a path; empty where there is none.</summary>
    public static IEnumerable<JsonProperty> MembersAt(this JsonElement element, string path) =>
        element.At(path) is { ValueKind: JsonValueKind.Object } value ? value.EnumerateObject() : [];

    /// <summary>Every text in a value, in its order: names of members, and texts at any depth.</summary>
    public static IEnumerable<string> Texts(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString() ?? ""],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => item.Texts()),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => member.Value.Texts().Prepend(member.Name)),
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [],
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value."),
    };

    private static bool IsUnusual(ReadOnlySpan<byte> name) => name.Contains((byte)'\\') || !Ascii.IsValid(name);

    private static JsonElement Member(JsonElement element, ReadOnlySpan<char> name)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        if (element.TryGetProperty(name, out var exact))
        {
            return exact;
        }

        // Members are looked for by the thousand, and most are spelled as they are asked for or not there: no text is made of them.
        foreach (var member in element.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(member);
            if (Ascii.EqualsIgnoreCase(raw, name)
                || (IsUnusual(raw) && name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)))
            {
                return member.Value;
            }
        }

        return default;
    }
}
