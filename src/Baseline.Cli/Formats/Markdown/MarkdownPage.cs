using System.Text;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>Collects Markdown up to a limit: what does not fit is counted instead of written.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    /// <summary>How many characters there are.</summary>
    public int Length => _text.Length;

    /// <summary>Adds lines; they count, but are always written.</summary>
    public MarkdownPage Line(string text = "")
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>Adds blocks of lines while the page stays below a limit.</summary>
    /// <param name="blocks">The blocks, each with its line breaks.</param>
    /// <param name="limit">The length that the page may reach.</param>
    /// <returns>How many blocks were written.</returns>
    public int Fill(IEnumerable<string> blocks, int limit)
    {
        var written = 0;
        foreach (var block in blocks)
        {
            if (_text.Length + block.Length > limit)
            {
                break;
            }

            _text.Append(block);
            written++;
        }

        return written;
    }

    /// <summary>Says how much is not shown; nothing where all is.</summary>
    public void Cut(int left, string what)
    {
        if (left > 0)
        {
            Line().Line($"… and {left} more {what}{(left == 1 ? "" : "s")}: see the plan file");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
