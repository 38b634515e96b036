using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Baseline.Json;

/// <summary>
/// JSON with one spelling: members sorted by ordinal, no white space, numbers as written. Digests are taken over it, so a
/// reformatted file with the same content has the same digest.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = false };

    /// <summary>The canonical text of a value.</summary>
    public static string Text(JsonElement value) => Encoding.UTF8.GetString(Bytes(value, without: null));

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over the canonical text.</summary>
    /// <param name="value">What is digested.</param>
    /// <param name="without">A member of the outermost object that is left out, such as the digest itself.</param>
    public static string Digest(JsonElement value, string? without = null) => Digest(Bytes(value, without));

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over bytes.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static ReadOnlySpan<byte> Bytes(JsonElement value, string? without)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, value, without);
        }

        return buffer.WrittenSpan;
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, string? without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    if (member.Name != without)
                    {
                        writer.WritePropertyName(member.Name);
                        Write(writer, member.Value, without: null);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item, without: null);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
