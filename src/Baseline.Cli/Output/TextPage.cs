using System.Text;

namespace Baseline.Cli.Output;

/// <summary>
/// Collects lines of text. Every piece is made printable before it is painted, so nothing that comes from outside reaches
/// a terminal as it is; no line ends in spaces.
/// </summary>
/// <param name="palette">The colours.</param>
/// <param name="width">Columns in which prose is wrapped; null: it is not wrapped.</param>
public sealed class TextPage(Palette palette, int? width = null)
{
    private const int MostReadable = 100;
    private const int LeastUseful = 30;

    private readonly StringBuilder _text = new();
    private readonly List<(string Text, Tone Tone)> _line = [];

    /// <summary>Adds to the current line.</summary>
    public TextPage Add(string text, Tone tone = Tone.Plain)
    {
        _line.Add((Printable.Text(text), tone));
        return this;
    }

    /// <summary>Ends the current line.</summary>
    public TextPage End()
    {
        while (_line.Count > 0)
        {
            var (text, tone) = _line[^1];
            _line[^1] = (text.TrimEnd(' '), tone);
            if (_line[^1].Text.Length > 0)
            {
                break;
            }

            _line.RemoveAt(_line.Count - 1);
        }

        foreach (var (text, tone) in _line)
        {
            _text.Append(palette.Paint(text, tone));
        }

        _line.Clear();
        _text.Append('\n');
        return this;
    }

    /// <summary>Adds to the current line and ends it.</summary>
    public TextPage Line(string text = "", Tone tone = Tone.Plain) => Add(text, tone).End();

    /// <summary>Adds an empty line, unless the page is empty or just had one.</summary>
    public TextPage Gap()
    {
        var hasGap = _text.Length == 0 || (_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n');
        return hasGap ? this : End();
    }

    /// <summary>Adds sentences, wrapped at spaces only, so that ids stay whole.</summary>
    public TextPage Prose(string text, string indent, Tone tone = Tone.Plain)
    {
        foreach (var part in Wrapped(text, indent.Length))
        {
            Add(indent).Add(part, tone).End();
        }

        return this;
    }

    /// <summary>Adds paragraphs of our own; lines that are indented are commands to copy and stay as they are.</summary>
    public TextPage Paragraphs(string text, string indent)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("    ", StringComparison.Ordinal))
            {
                Add(indent).Line(line);
            }
            else
            {
                Prose(line, indent);
            }
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private List<string> Wrapped(string line, int indent)
    {
        if (width is not { } columns)
        {
            return [line];
        }

        var room = Math.Max(LeastUseful, Math.Min(columns, MostReadable) - indent);
        var lines = new List<string> { "" };
        foreach (var word in line.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > room)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return lines;
    }
}
