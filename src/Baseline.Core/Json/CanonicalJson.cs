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
    public static string Digest(ReadOnlySpan<byte> bytes) => Shown(SHA256.HashData(bytes));

    /// <summary>The digest of the object that has these members, which is never held in memory as a whole.</summary>
    /// <param name="members">The members, in any order.</param>
    /// <param name="maxDepth">How deeply the value of one member, or one item of an array, may nest.</param>
    internal static string Digest(IEnumerable<WrittenMember> members, int maxDepth)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var canonical = new ArrayBufferWriter<byte>();
        var one = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(canonical, Options))
        {
            writer.WriteStartObject();
            foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(member.Name);
                if (member.Items is null)
                {
                    WriteOne(member.Value);
                    continue;
                }

                writer.WriteStartArray();
                foreach (var item in member.Items)
                {
                    WriteOne(item);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            Take();

            void WriteOne(Action<Utf8JsonWriter> write)
            {
                one.ResetWrittenCount();
                using (var raw = new Utf8JsonWriter(one, Options))
                {
                    write(raw);
                }

                using var json = JsonDocument.Parse(one.WrittenMemory, new JsonDocumentOptions { MaxDepth = maxDepth });
                Write(writer, json.RootElement, without: null);
                Take();
            }

            void Take()
            {
                writer.Flush();
                hash.AppendData(canonical.WrittenSpan);
                canonical.ResetWrittenCount();
            }
        }

        return Shown(hash.GetHashAndReset());
    }

    private static string Shown(byte[] hash) => $"sha256:{Convert.ToHexStringLower(hash)}";

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
                // A name is made anew each time that a member is asked for it.
                foreach (var (name, item) in value.EnumerateObject().Select(member => (member.Name, member.Value))
                    .OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    if (name != without)
                    {
                        writer.WritePropertyName(name);
                        Write(writer, item, without: null);
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
