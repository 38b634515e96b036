using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Baseline.Diagnostics;

namespace Baseline.Json;

/// <summary>The codes of what can be wrong with the shape of any JSON file; each kind of file has its own.</summary>
/// <param name="Noun">What the file is, as in "an estate file".</param>
/// <param name="NotJson">The text is not JSON.</param>
/// <param name="Encoding">The text is not UTF-8.</param>
/// <param name="Version">The format version is missing, malformed or of another major.</param>
/// <param name="NewerVersion">The format version is a newer minor one (a warning).</param>
/// <param name="Missing">A member is missing.</param>
/// <param name="WrongType">A value is of the wrong type.</param>
internal sealed record JsonFileCodes(
    string Noun, string NotJson, string Encoding, string Version, string NewerVersion, string Missing, string WrongType);

/// <summary>A JSON file that is being read: its text, and everything found wrong with it so far.</summary>
internal sealed class JsonFile
{
    /// <summary>How deeply objects and arrays may nest, where the kind of file does not say otherwise.</summary>
    public const int MaxDepth = 64;

    /// <summary>Beyond so many, further findings add nothing but time.</summary>
    private const int MostDiagnostics = 1000;

    /// <summary>A longer line (a file without line breaks) is not shown below a message.</summary>
    private const int LongestShownLine = 400;

    /// <summary>What .NET says of its own call at the end of some sentences.</summary>
    private const string OfTheReader = ", when isFinalBlock is true";

    private readonly ReadOnlyMemory<byte> _text;
    private readonly string _name;
    private readonly List<Diagnostic> _diagnostics = [];
    private List<int>? _lineStarts;

    private JsonFile(ReadOnlyMemory<byte> text, string name, JsonFileCodes codes)
    {
        _text = text;
        _name = name;
        Codes = codes;
    }

    /// <summary>The codes of this kind of file.</summary>
    public JsonFileCodes Codes { get; }

    /// <summary>The outermost object; null when the text is no JSON object.</summary>
    public FileValue? Root { get; private set; }

    /// <summary>Whether an error was reported.</summary>
    public bool Failed => _diagnostics.Exists(diagnostic => diagnostic.Severity == Severity.Error);

    /// <summary>Reads the text. The elements refer to <paramref name="bytes"/>, which must not change from now on.</summary>
    public static JsonFile Open(ReadOnlyMemory<byte> bytes, string name, JsonFileCodes codes, int maxDepth = MaxDepth)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        var file = new JsonFile(bytes.Span.StartsWith(mark) ? bytes[mark.Length..] : bytes, name, codes);
        if (file.IsEncodedWell())
        {
            file.Parse(maxDepth);
        }

        return file;
    }

    /// <summary>The value, unless an error was reported; and everything that was.</summary>
    public Diagnosed<T> Result<T>(T? value)
        where T : class => new(Failed ? null : value, [.. _diagnostics.OrderBy(d => d.Span?.Line).ThenBy(d => d.Span?.Column)]);

    /// <summary>Reports what is wrong with a value.</summary>
    /// <param name="at">The value.</param>
    /// <param name="code">BL and four digits.</param>
    /// <param name="summary">Fixed text.</param>
    /// <param name="detail">Full sentences.</param>
    /// <param name="fix">What to do about it.</param>
    public void Report(JsonElement at, string code, string summary, string detail, string? fix = null) =>
        Report(Locate(at), new Diagnostic(Severity.Error, code, summary, detail, fix));

    /// <summary>Reports what is worth knowing of a value.</summary>
    public void Warn(JsonElement at, string code, string summary, string detail) =>
        Report(Locate(at), new Diagnostic(Severity.Warning, code, summary, detail));

    /// <summary>Where a value stands, from its first to its last character on that line.</summary>
    public SourceSpan SpanOf(JsonElement element)
    {
        var (offset, length) = Locate(element);
        return SpanAt(offset, length).Span;
    }

    private bool IsEncodedWell()
    {
        var text = _text.Span;
        var isUtf16 = text.Length > 1 && (text[0] == 0 || text[1] == 0 || text is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..]);
        if (!isUtf16 && Utf8.IsValid(text))
        {
            return true;
        }

        _diagnostics.Add(new Diagnostic(
            Severity.Error,
            Codes.Encoding,
            "Not UTF-8 text",
            $"{Codes.Noun} is JSON in UTF-8, and \"{_name}\" is {(isUtf16 ? "UTF-16" : "in another encoding, or not text")}.",
            "Save it as UTF-8; in PowerShell, Out-File -Encoding utf8.",
            new SourceSpan(_name, 1, 1)));
        return false;
    }

    private void Parse(int maxDepth)
    {
        try
        {
            // What .NET says of it names parts of its own.
            if (_text.Span.Trim(" \t\r\n"u8).IsEmpty)
            {
                ReportNotJson(0, "The file is empty.");
                return;
            }

            // First, because looking for members that stand twice looks at the names.
            if (JsonText.HalfPair(_text.Span, maxDepth) is { } half)
            {
                ReportNotJson(half, "An escaped character is half of a pair.");
                return;
            }

            var options = new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false };
            var root = JsonDocument.Parse(_text, options).RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                Report(root, Codes.WrongType, "Value of the wrong type", $"{Codes.Noun} is one JSON object.");
            }
            else
            {
                Root = new FileValue(this, root);
            }
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0);
            var offset = Math.Min(LineStarts()[Math.Min(line, LineStarts().Count - 1)]
                + (int)(exception.BytePositionInLine ?? 0), Math.Max(0, _text.Length - 1));
            ReportNotJson(offset, exception.Message.Split(" LineNumber:")[0].Replace(OfTheReader, "", StringComparison.Ordinal));
        }
    }

    private void ReportNotJson(int offset, string why) =>
        Report((offset, 1), new Diagnostic(
            Severity.Error,
            Codes.NotJson,
            "Not valid JSON",
            $"{why} The file may be cut short, or have been edited by hand.",
            "Make the file again, or correct it at this place."));

    private void Report((int Offset, int Length) place, Diagnostic diagnostic)
    {
        if (_diagnostics.Count < MostDiagnostics)
        {
            var (span, line) = SpanAt(place.Offset, place.Length);
            _diagnostics.Add(diagnostic with { Span = span, SourceLine = line });
        }
    }

    private (int Offset, int Length) Locate(JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        var found = _text.Span.Overlaps(raw, out var offset);
        return (found ? offset : 0, element.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? 1 : raw.Length);
    }

    private (SourceSpan Span, string? Line) SpanAt(int offset, int length)
    {
        var starts = LineStarts();
        var index = starts.BinarySearch(offset);
        index = index < 0 ? ~index - 1 : index;
        var end = index + 1 < starts.Count ? starts[index + 1] : _text.Length;
        var line = _text.Span[starts[index]..end].TrimEnd("\r\n"u8);
        var column = Encoding.UTF8.GetCharCount(_text.Span[starts[index]..offset]) + 1;
        var shown = line.Length <= LongestShownLine ? Encoding.UTF8.GetString(line) : null;
        var characters = Encoding.UTF8.GetCharCount(_text.Span.Slice(offset, Math.Min(length, _text.Length - offset)));
        return (new SourceSpan(_name, index + 1, column, Math.Max(1, characters)), shown);
    }

    private List<int> LineStarts()
    {
        if (_lineStarts is null)
        {
            _lineStarts = [0];
            var text = _text.Span;
            for (var at = text.IndexOf((byte)'\n'); at >= 0;)
            {
                _lineStarts.Add(at + 1);
                var next = text[(at + 1)..].IndexOf((byte)'\n');
                at = next < 0 ? -1 : at + 1 + next;
            }
        }

        return _lineStarts;
    }
}
