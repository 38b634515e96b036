using System.Globalization;
using System.Text.Json;
using Baseline.Json;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>The digest of what a document says, whatever it looks like and however many files it is spread over.</summary>
internal static class ContentDigest
{
    public static string Of(MapNode document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Write(writer, document);
        }

        using var json = JsonDocument.Parse(stream.ToArray(), new JsonDocumentOptions { MaxDepth = 256 });
        return CanonicalJson.Digest(json.RootElement);
    }

    private static void Write(Utf8JsonWriter writer, Node node)
    {
        switch (node)
        {
            case MapNode map:
                writer.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key.Text);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case ListNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode { IsPlain: true } plain when PlainScalar.Boolean(plain.Text) is { } value:
                writer.WriteBooleanValue(value);
                break;
            case ScalarNode { IsPlain: true } plain when PlainScalar.Integer(plain.Text) is { } value:
                writer.WriteRawValue(value.ToString(CultureInfo.InvariantCulture));
                break;
            case ScalarNode text:
                writer.WriteStringValue(text.Text);
                break;
            default:
                throw new InvalidOperationException("Only a document without errors has a digest.");
        }
    }
}
