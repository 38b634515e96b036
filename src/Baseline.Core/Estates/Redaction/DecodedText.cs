using System.Globalization;
using System.Text;

namespace Baseline.Estates.Redaction;

/// <summary>
/// A text as it reads without percent-encoding and the escapes of JSON, however often they were put on, with the place of each
/// character in the text as it was.
/// </summary>
internal sealed class DecodedText
{
    private readonly StringBuilder _characters;
    private readonly List<int> _starts;
    private readonly List<byte> _encodings;
    private readonly List<byte> _escapes;

    /// <summary>Decodes a text.</summary>
    public DecodedText(string source)
    {
        Source = source;
        (_characters, _starts, _encodings, _escapes) = (new(source.Length), new(source.Length + 1), new(source.Length), new(source.Length));
        for (var at = 0; at < source.Length;)
        {
            at += source[at] switch
            {
                '%' => Percent(at),
                '\\' => Escape(at),
                _ => Add(at, source[at], 1, encodings: 0, escapes: 0),
            };
        }

        _starts.Add(source.Length);
        Text = _characters.ToString();
    }

    /// <summary>The text as it was.</summary>
    public string Source { get; }

    /// <summary>The text without encodings.</summary>
    public string Text { get; }

    /// <summary>Where a decoded character begins in the text as it was; for the end of the text, its end.</summary>
    public int StartOf(int at) => _starts[at];

    /// <summary>How often a character was percent-encoded.</summary>
    public int EncodingsOf(int at) => _encodings[at];

    /// <summary>How many backslashes stand before a character.</summary>
    public int EscapesOf(int at)
    {
        var count = (int)_escapes[at];
        for (var before = at - 1; before >= 0 && count < byte.MaxValue && Text[before] == '\\'; before--)
        {
            count++;
        }

        return count;
    }

    private int Percent(int at)
    {
        var digits = at + 1;
        while (IsAt(digits, "25") && digits - at < byte.MaxValue)
        {
            digits += 2;
        }

        if (Hexadecimal(digits, 2) is not { } code)
        {
            // "%25" at the end of a run of encodings is the sign itself.
            return digits > at + 1
                ? Add(at, '%', digits - at, encodings: (digits - at) / 2, escapes: 0)
                : Add(at, '%', 1, encodings: 0, escapes: 0);
        }

        return Add(at, (char)code, digits + 2 - at, encodings: (digits - at + 1) / 2, escapes: 0);
    }

    private int Escape(int at)
    {
        var next = at;
        while (next < Source.Length && Source[next] == '\\')
        {
            next++;
        }

        var (count, escaped) = (next - at, next < Source.Length ? Source[next] : ' ');
        if (escaped == 'u' && Hexadecimal(next + 1, 4) is { } code)
        {
            return Add(at, (char)code, count + 5, encodings: 0, count);
        }

        return escaped switch
        {
            '"' or '\'' or '/' => Add(at, escaped, count + 1, encodings: 0, count),
            'n' or 'r' or 't' => Add(at, '\n', count + 1, encodings: 0, count),
            _ => Add(at, '\\', count, encodings: 0, escapes: 0),
        };
    }

    private int Add(int at, char character, int length, int encodings, int escapes)
    {
        _characters.Append(character);
        _starts.Add(at);
        _encodings.Add((byte)Math.Min(encodings, byte.MaxValue));
        _escapes.Add((byte)Math.Min(escapes, byte.MaxValue));
        return length;
    }

    private bool IsAt(int at, string text) => Source.AsSpan(Math.Min(at, Source.Length)).StartsWith(text, StringComparison.Ordinal);

    private int? Hexadecimal(int at, int digits) =>
        at + digits <= Source.Length
        && int.TryParse(Source.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : null;
}
