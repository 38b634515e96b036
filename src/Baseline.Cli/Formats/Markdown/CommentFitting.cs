using System.Text;
using Baseline.Diagnostics;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// Puts sections together so that they fit: what weighs least is said more briefly first, and among equals the longest part. Only
/// when everything is as brief as it gets, parts are left out, and counted.
/// </summary>
internal sealed class CommentFitting
{
    // What says that something is missing, once a section and once at the end.
    private const int Reserve = 200;

    private readonly IReadOnlyList<CommentSection> _sections;
    private readonly int[][] _levels;
    private readonly int[] _shown;
    private int _length;

    private CommentFitting(IReadOnlyList<CommentSection> sections)
    {
        _sections = sections;
        _levels = [.. sections.Select(section => new int[section.Blocks.Count])];
        _shown = [.. sections.Select(section => section.Blocks.Count)];
        _length = sections.Sum(section =>
            section.Head.Length + section.Tail.Length + Reserve + section.Blocks.Sum(block => block.LengthAt(0)));
    }

    /// <summary>The comment, of at most so many characters, with what is missing said by a last line.</summary>
    /// <param name="sections">The sections, in order.</param>
    /// <param name="limit">The most characters.</param>
    /// <param name="whereAllIs">Ends the sentence that says what is missing: where everything is.</param>
    public static string Fit(IReadOnlyList<CommentSection> sections, int limit, string whereAllIs)
    {
        var fitting = new CommentFitting(sections);
        int[] weights = [CommentSection.Minor, CommentSection.Important];
        foreach (var weight in weights)
        {
            fitting.Shorten(weight, limit - Reserve - whereAllIs.Length);
        }

        foreach (var weight in weights)
        {
            fitting.LeaveOut(weight, limit - Reserve - whereAllIs.Length);
        }

        return fitting.Text(whereAllIs);
    }

    private void Shorten(int weight, int limit)
    {
        var queue = new PriorityQueue<(int Section, int Block), int>();
        foreach (var (section, _) in _sections.Index().Where(entry => entry.Item.Weight == weight))
        {
            foreach (var (block, _) in _sections[section].Blocks.Index())
            {
                Queue(queue, section, block);
            }
        }

        while (_length > limit && queue.TryDequeue(out var longest, out _))
        {
            var block = _sections[longest.Section].Blocks[longest.Block];
            var level = _levels[longest.Section][longest.Block]++;
            _length += block.LengthAt(level + 1) - block.LengthAt(level);
            Queue(queue, longest.Section, longest.Block);
        }
    }

    private void Queue(PriorityQueue<(int Section, int Block), int> queue, int section, int block)
    {
        var part = _sections[section].Blocks[block];
        var level = _levels[section][block];
        if (level + 1 < part.Levels.Count)
        {
            queue.Enqueue((section, block), -part.LengthAt(level));
        }
    }

    private void LeaveOut(int weight, int limit)
    {
        foreach (var (index, section) in _sections.Index().Reverse().Where(entry => entry.Item.Weight == weight))
        {
            while (_length > limit && _shown[index] > 0)
            {
                _shown[index]--;
                _length -= section.Blocks[_shown[index]].LengthAt(_levels[index][_shown[index]]);
            }
        }
    }

    private string Text(string whereAllIs)
    {
        var text = new StringBuilder();
        var unnamed = 0;
        foreach (var (index, section) in _sections.Index())
        {
            var shown = section.Blocks.Take(_shown[index])
                .Select((block, at) => (Block: block, Level: _levels[index][at])).ToList();
            var body = string.Concat(shown.Select(entry => entry.Block.Levels[entry.Level]))
                + string.Concat(shown.Select(entry => entry.Block.BelowAt(entry.Level)));
            var left = section.Blocks.Skip(_shown[index]).Sum(block => block.Count);
            unnamed += left + shown.Where(entry => entry.Level >= entry.Block.FirstWithoutNames).Sum(entry => entry.Block.Count);
            if (body.Length == 0 && left == 0)
            {
                continue;
            }

            text.Append(section.Head).Append(body);
            if (left > 0)
            {
                text.Append($"\n… and {left} more {Quantity.Noun(left, section.Noun)}\n");
            }

            text.Append(section.Tail);
        }

        return unnamed == 0 ? text.ToString() : $"{text}\nThis comment is shortened: it does not name everything. {whereAllIs}\n";
    }
}
