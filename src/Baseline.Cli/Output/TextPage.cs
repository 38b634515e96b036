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
    /// <summary>Columns of a layout where the width of the screen is not known.</summary>
    public const int DesignWidth = 80;

    /// <summary>Columns beyond which nothing is put at the right edge: the eye would not find the line again.</summary>
    public const int MostForTags = 120;

    private const int MostReadable = 120;
    private const int LeastUseful = 30;
    private const int BetweenColumns = 3;
    private const int LeastBeside = 20;

    private readonly StringBuilder _text = new();
    private readonly List<(string Text, Tone Tone, string? Link)> _line = [];

    /// <summary>Adds to the current line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tone">How it looks.</param>
    /// <param name="link">Where it leads on a terminal that has links; null: nowhere.</param>
    public TextPage Add(string text, Tone tone = Tone.Plain, string? link = null)
    {
        _line.Add((Printable.Text(text), tone, link));
        return this;
    }

    /// <summary>
    /// Adds to the current line, and goes on beneath where that has no room; wrapped at spaces only. On a narrow screen, where most names
    /// have no room, it stays whole.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">What stands before it beneath, at least as wide as what stands before it here.</param>
    /// <param name="tone">How it looks.</param>
    /// <param name="link">Where it leads on a terminal that has links; null: nowhere.</param>
    public TextPage AddWrapped(string text, string indent, Tone tone, string? link)
    {
        var parts = width < DesignWidth ? [Printable.Text(text)] : Wrapped(Printable.Text(text), indent.Length);
        foreach (var (index, part) in parts.Index())
        {
            _ = index == 0 ? this : End().Add(indent);
            Add(part, tone, link);
        }

        return this;
    }

    /// <summary>Ends the current line.</summary>
    public TextPage End()
    {
        while (_line.Count > 0)
        {
            var (text, tone, link) = _line[^1];
            _line[^1] = (text.TrimEnd(' '), tone, link);
            if (_line[^1].Text.Length > 0)
            {
                break;
            }

            _line.RemoveAt(_line.Count - 1);
        }

        foreach (var (text, tone, link) in _line)
        {
            _text.Append(palette.Paint(text, tone, link));
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

    /// <summary>Ends the current line with something at its right edge; where there is no room, that takes a line of its own.</summary>
    public TextPage Tag(string tag, Tone tone = Tone.Faint)
    {
        var text = Printable.Text(tag);
        var edge = Math.Min(width ?? DesignWidth, MostForTags);
        var used = _line.Sum(part => Columns.Of(part.Text));
        if (text.Length > 0 && used > 0 && used + 2 + Columns.Of(text) > edge)
        {
            End();
            used = 0;
        }

        return Add(new string(' ', Math.Max(0, edge - used - Columns.Of(text)))).Line(text, tone);
    }

    /// <summary>Adds a name for something and what it is, wrapped beneath its own beginning.</summary>
    /// <param name="indent">What stands before the label.</param>
    /// <param name="label">The name.</param>
    /// <param name="labelWidth">Columns that the label takes at least.</param>
    /// <param name="value">What it is.</param>
    /// <param name="tone">How that looks.</param>
    /// <param name="labelTone">How the label looks.</param>
    /// <param name="link">Where the label leads on a terminal that has links; null: nowhere.</param>
    public TextPage Labelled(
        string indent,
        string label,
        int labelWidth,
        string value,
        Tone tone = Tone.Plain,
        Tone labelTone = Tone.Faint,
        string? link = null)
    {
        var name = Printable.Text(label);
        var rest = new string(' ', indent.Length + labelWidth + 2);
        if (palette.HasLinks && link is not null)
        {
            Add(indent).Add(name, labelTone, link).Add(new string(' ', Math.Max(0, labelWidth - Columns.Of(name)) + 2));
        }
        else
        {
            // A terminal would break a long path anywhere; an id stays whole, so that it can be copied.
            var pieces = width is { } all && !name.Contains('/', StringComparison.Ordinal)
                ? Columns.Pieces(name, Math.Max(LeastUseful, all - indent.Length))
                : [name];
            foreach (var piece in pieces.SkipLast(1))
            {
                Line($"{indent}{piece}", labelTone);
            }

            name = pieces[^1];
            Add($"{indent}{Columns.Pad(name, labelWidth)}  ", labelTone);
        }

        // What leaves no room beside it, such as a whole id, stands alone; a word that has room further to the left stands there.
        var text = Printable.Text(value);
        if (width is { } columns)
        {
            var beside = Math.Max(rest.Length, indent.Length + Columns.Of(name) + 2);
            var longest = text.Split(' ').Max(Columns.Of);
            if (beside + longest > columns && indent.Length + 2 + longest <= columns)
            {
                rest = rest.Length + longest > columns ? $"{indent}  " : rest;
                End().Add(rest);
            }
            else if (indent.Length + Columns.Of(name) + 2 + LeastBeside > Math.Max(rest.Length + LeastBeside, columns))
            {
                End().Add(rest);
            }
        }

        foreach (var (index, part) in Wrapped(text, rest.Length).Index())
        {
            Add(index == 0 ? "" : rest).Add(part, tone).End();
        }

        return this;
    }

    /// <summary>Adds names in columns, all of them; one that is far longer than the rest takes several columns.</summary>
    /// <param name="names">The names.</param>
    /// <param name="indent">What stands before them.</param>
    /// <param name="tone">How they look.</param>
    /// <param name="links">Where each leads on a terminal that has links; null: nowhere.</param>
    public TextPage Names(IReadOnlyList<string> names, string indent, Tone tone = Tone.Plain, IReadOnlyList<string?>? links = null)
    {
        var all = names.Select(Printable.Text).ToList();
        var room = Math.Max(LeastUseful, (width ?? DesignWidth) - indent.Length + BetweenColumns);
        var lengths = all.Select(Columns.Of).Order().ToList();
        var usual = lengths.ElementAtOrDefault(lengths.Count * 9 / 10);

        // One that is a little longer than most makes every column a little wider.
        var cell = lengths.LastOrDefault(length => length * 4 <= usual * 5) + BetweenColumns;
        var used = 0;
        foreach (var (index, name) in all.Index())
        {
            var taken = Columns.Of(name);
            var wanted = (taken + BetweenColumns + cell - 1) / cell * cell;
            if (used > 0 && used + taken + BetweenColumns > room)
            {
                End();
                used = 0;
            }

            Add(used == 0 ? indent : "").Add(name, tone, links?[index]).Add(new string(' ', wanted - taken));
            used += wanted;
        }

        return used > 0 ? End() : this;
    }

    /// <summary>Adds sentences, wrapped at spaces only, so that ids stay whole.</summary>
    public TextPage Prose(string text, string indent, Tone tone = Tone.Plain) => Prose(text, indent, indent, tone);

    /// <summary>Adds sentences of which the first line stands further to the left than the others.</summary>
    public TextPage Prose(string text, string first, string indent, Tone tone = Tone.Plain)
    {
        foreach (var (index, part) in Wrapped(Printable.Text(text), indent.Length).Index())
        {
            Add(index == 0 ? first : indent).Add(part, tone).End();
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
            if (lines[^1].Length > 0 && Columns.Of(lines[^1]) + 1 + Columns.Of(word) > room)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return lines;
    }
}
