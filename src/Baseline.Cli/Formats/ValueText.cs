using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Baseline.Azure;

namespace Baseline.Cli.Formats;

/// <summary>Values of properties as text.</summary>
public static partial class ValueText
{
    private const string Later = "(known after apply)";
    private const int MostReadable = 400;

    // The page makes everything printable; JSON's own escapes would only hide names that are not in Latin letters.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value on one line; long ones are cut unless everything is wanted.</summary>
    public static string Of(JsonElement value, bool whole)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return "(none)";
        }

        if (value.ValueKind == JsonValueKind.String && ChangeReference.IsIn(value.GetString() ?? ""))
        {
            return Later;
        }

        var text = Resource(Json(value));
        return whole || text.Length <= MostReadable ? text : $"{text[..MostReadable]}… ({text.Length} characters)";
    }

    /// <summary>An id in which what an earlier change brings is said to come later.</summary>
    public static string Resource(string text) => ChangeReference.IsIn(text) ? Reference().Replace(text, Later) : text;

    private static string Json(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Compact))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex(@"\$\{(?:guid:)?c\d+\.[A-Za-z0-9.]+\}")]
    private static partial Regex Reference();
}
