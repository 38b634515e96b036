using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using DiffPlex.Renderer;

namespace Baseline.Cli.Formats;

/// <summary>What a line of a diff says.</summary>
public enum DiffSide
{
    /// <summary>It is there before and after.</summary>
    Both,

    /// <summary>It goes away.</summary>
    Before,

    /// <summary>It is new.</summary>
    After,
}

/// <summary>A line of a diff.</summary>
/// <param name="Side">Where it stands.</param>
/// <param name="Text">The line, without a sign.</param>
public sealed record DiffLine(DiffSide Side, string Text)
{
    /// <summary>The line with its sign.</summary>
    public string Signed => $"{(Side == DiffSide.Before ? '-' : Side == DiffSide.After ? '+' : ' ')} {Text}";
}

/// <summary>Differences of texts, line by line.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>
    /// Two texts as a unified diff with three lines around each difference; empty where they are the same, or differ only in how lines
    /// end.
    /// </summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="beforeName">What the old text is called.</param>
    /// <param name="afterName">What the new text is called.</param>
    public static string Of(string before, string after, string beforeName, string afterName)
    {
        var (old, wanted) = (Lines(before), Lines(after));
        if (old == wanted)
        {
            return "";
        }

        var diff = UnidiffRenderer.GenerateUnidiff(
            old, wanted, beforeName, afterName, ignoreWhitespace: false, ignoreCase: false, contextLines: Context);

        // A text without lines begins at line 0.
        return diff.ReplaceLineEndings("\n").TrimEnd('\n')
            .Replace("\n@@ -1,0 +", "\n@@ -0,0 +", StringComparison.Ordinal)
            .Replace(" +1,0 @@\n", " +0,0 @@\n", StringComparison.Ordinal) + "\n";
    }

    /// <summary>The text with line feeds between its lines, and none after the last: what follows it would count as a line.</summary>
    private static string Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.EndsWith('\n') ? lines[..^1] : lines;
    }

    /// <summary>All lines of two lists, each with where it stands.</summary>
    public static IReadOnlyList<DiffLine> Lines(IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        [.. InlineDiffBuilder.Diff(string.Join('\n', before), string.Join('\n', after), ignoreWhiteSpace: false).Lines
            .Where(line => line.Text is not null && (line.Text.Length > 0 || line.Type is ChangeType.Unchanged))
            .Select(line => new DiffLine(
                line.Type is ChangeType.Deleted ? DiffSide.Before : line.Type is ChangeType.Inserted ? DiffSide.After : DiffSide.Both,
                line.Text))];
}
