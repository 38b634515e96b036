using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>JSON values in a language whose objects and lists look like those of Bicep and HCL: a member or an item on each line.</summary>
/// <param name="syntax">The language.</param>
internal sealed class NestedValue(IValueSyntax syntax)
{
    private const int Step = 2;

    /// <summary>A value; its first line is to stand after something, and its last line is not ended.</summary>
    /// <param name="value">The value.</param>
    /// <param name="indent">Columns before the line that it starts on.</param>
    public string Of(JsonElement value, int indent)
    {
        var text = new StringBuilder();
        Append(text, value, indent);
        return text.ToString();
    }

    /// <summary>The members of an object, a line or more each.</summary>
    /// <param name="members">The members.</param>
    /// <param name="indent">Columns before each.</param>
    public string Members(IEnumerable<JsonProperty> members, int indent) =>
        Lines([.. members.Select(member => (syntax.Name(member.Name), Of(member.Value, indent)))], indent);

    /// <summary>Names with their values, a line or more each.</summary>
    /// <param name="pairs">The names and values, as the language has them.</param>
    /// <param name="indent">Columns before each.</param>
    public string Lines(IReadOnlyList<(string Name, string Value)> pairs, int indent)
    {
        var text = new StringBuilder();
        for (var at = 0; at < pairs.Count; at++)
        {
            var width = syntax.IsAligned && IsShort(pairs[at]) ? Widest(pairs, at) : 0;
            text.Append(' ', indent).Append(pairs[at].Name).Append(' ', Math.Max(0, width - WidthOf(pairs[at].Name)))
                .Append(syntax.Between).Append(pairs[at].Value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The widest of the names around one, as far as each has its value on its line.</summary>
    private static int Widest(IReadOnlyList<(string Name, string Value)> pairs, int at)
    {
        var (first, last) = (at, at);
        while (first > 0 && IsShort(pairs[first - 1]))
        {
            first--;
        }

        while (last + 1 < pairs.Count && IsShort(pairs[last + 1]))
        {
            last++;
        }

        return pairs.Skip(first).Take(last - first + 1).Max(pair => WidthOf(pair.Name));
    }

    private static int WidthOf(string name) => new StringInfo(name).LengthInTextElements;

    private static bool IsShort((string Name, string Value) pair) => !pair.Value.Contains('\n', StringComparison.Ordinal);

    private void Append(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                text.Append("{\n").Append(Members(value.EnumerateObject(), indent + Step)).Append(' ', indent).Append('}');
                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                text.Append("[\n");
                foreach (var item in value.EnumerateArray())
                {
                    text.Append(' ', indent + Step);
                    Append(text, item, indent + Step);
                    text.Append(syntax.AfterItem).Append('\n');
                }

                text.Append(' ', indent).Append(']');
                break;
            case JsonValueKind.Object:
                text.Append("{}");
                break;
            case JsonValueKind.Array:
                text.Append("[]");
                break;
            case JsonValueKind.String:
                text.Append(syntax.Text(value.GetString() ?? ""));
                break;
            case JsonValueKind.Number:
                text.Append(syntax.Number(value));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                text.Append("null");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value.ValueKind, "Not a kind of JSON value.");
        }
    }
}
