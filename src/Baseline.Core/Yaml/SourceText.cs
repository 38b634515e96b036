using System.Text;
using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>The text of one file, known to be readable.</summary>
public sealed class SourceText
{
    /// <summary>The most bytes that a file may have.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<string> _lines = [];

    /// <summary>A text that was decoded already.</summary>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
        foreach (var line in text.AsSpan().Split('\n'))
        {
            _lines.Add(text.AsSpan()[line].TrimEnd('\r').ToString());
        }
    }

    /// <summary>The file, as messages show it.</summary>
    public string Name { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The text of a line, counted from 1; empty beyond the end.</summary>
    public string Line(int number) => number >= 1 && number <= _lines.Count ? _lines[number - 1] : "";

    /// <summary>The first line from <paramref name="start"/> on that is indented with a tab.</summary>
    public Place? TabIndent(int start)
    {
        for (var number = Math.Max(1, start); number <= _lines.Count; number++)
        {
            var indent = _lines[number - 1].AsSpan().TrimStart(' ');
            if (indent.Length > 0 && indent[0] == '\t' && !indent.IsWhiteSpace())
            {
                return new Place(this, number, _lines[number - 1].Length - indent.Length + 1);
            }
        }

        return null;
    }

    /// <summary>Decodes a file; null, with the reason in the bag, for one that is too large, empty or not clean UTF-8.</summary>
    public static SourceText? Decode(string name, byte[] bytes, DiagnosticBag bag)
    {
        if (bytes.Length > MaxBytes)
        {
            bag.Add(TextDiagnostics.TooLarge(name));
            return null;
        }

        if (OtherEncoding(bytes) is { } encoding)
        {
            bag.Add(TextDiagnostics.NotUtf8(new SourceSpan(name, 1, 1), $"The file is {encoding}."));
            return null;
        }

        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            return Checked(new SourceText(name, Utf8.GetString(bytes.AsSpan(start))), bag);
        }
        catch (DecoderFallbackException invalid)
        {
            bag.Add(TextDiagnostics.NotUtf8(PlaceOf(name, bytes.AsSpan(start), invalid.Index), "The bytes here are not UTF-8."));
            return null;
        }
    }

    private static SourceText? Checked(SourceText source, DiagnosticBag bag)
    {
        var at = Characters.IndexOfForbidden(source.Text);
        if (at < 0)
        {
            return source;
        }

        var before = source.Text.AsSpan(0, at);
        var place = new Place(source, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
        bag.Add(TextDiagnostics.ForbiddenCharacter(place, source.Text, at));
        return null;
    }

    private static string? OtherEncoding(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [not 0, 0, ..] or [0, not 0, ..] => "UTF-16",
        _ => null,
    };

    private static SourceSpan PlaceOf(string name, ReadOnlySpan<byte> bytes, int index)
    {
        var before = bytes[..Math.Clamp(index, 0, bytes.Length)];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return new SourceSpan(name, before.Count((byte)'\n') + 1, before.Length - lineStart + 1);
    }
}
