using System.Text.Json;
using System.Text.Unicode;

namespace Baseline.Json;

/// <summary>
/// JSON that every later look can rely on. The parser lets through what only fails when it is looked at: half a surrogate
/// pair, escaped, and bytes within a text that are not UTF-8.
/// </summary>
public static class JsonText
{
    /// <summary>
    /// The value, on its own; null where the bytes are no JSON, hold text that is none, or hold a member twice, so that no file
    /// could keep the value.
    /// </summary>
    /// <param name="utf8">The bytes, without a byte order mark.</param>
    /// <param name="maxDepth">How deeply objects and arrays may nest.</param>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        try
        {
            if (!Utf8.IsValid(utf8.Span) || HalfPair(utf8.Span, maxDepth) is not null)
            {
                return null;
            }

            using var document = JsonDocument.Parse(
                utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Where the first text begins that holds half a surrogate pair, as an offset in bytes; null where none does. Looked for
    /// only in the rare text that escapes surrogates at all.
    /// </summary>
    /// <param name="utf8">The bytes, in valid UTF-8.</param>
    /// <param name="maxDepth">How deeply objects and arrays may nest.</param>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static int? HalfPair(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader is { ValueIsEscaped: true, TokenType: JsonTokenType.String or JsonTokenType.PropertyName } && !IsText(ref reader))
            {
                return (int)reader.TokenStartIndex;
            }
        }

        return null;
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
