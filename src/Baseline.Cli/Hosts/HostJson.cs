using System.Text.Json;

namespace Baseline.Cli.Hosts;

/// <summary>Reads members of what a host answers and writes the bodies that it is sent.</summary>
internal static class HostJson
{
    /// <summary>A member of members; undefined where one of them is missing.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return default;
            }
        }

        return element;
    }

    /// <summary>A text, or a number as it is written; null where it is neither.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var value = element.At(path);
        return value.ValueKind == JsonValueKind.String ? value.GetString()
            : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
            : null;
    }

    /// <summary>The items of a list; none where it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>An object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> members) => Bytes(writer =>
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
    });

    /// <summary>A JSON Patch that adds fields.</summary>
    public static byte[] Patch(params (string Path, string Value)[] fields) => Bytes(writer =>
    {
        writer.WriteStartArray();
        foreach (var (path, value) in fields)
        {
            writer.WriteStartObject();
            writer.WriteString("op", "add");
            writer.WriteString("path", path);
            writer.WriteString("value", value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }
}
