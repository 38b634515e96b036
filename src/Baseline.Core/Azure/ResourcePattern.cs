using System.IO.Enumeration;

namespace Baseline.Azure;

/// <summary>
/// A resource id in which <c>*</c> stands for any text within one segment and <c>?</c> for any character; letter case does not matter.
/// </summary>
public sealed record ResourcePattern(string Text)
{
    private readonly string[] _segments = Text.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether the id itself matches, segment by segment.</summary>
    public bool Matches(ResourceId id)
    {
        var segments = id.Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length == _segments.Length && MatchesStartOf(segments);
    }

    /// <summary>Whether the id or something that it lies beneath matches.</summary>
    public bool MatchesAtOrAbove(ResourceId id)
    {
        var segments = id.Text.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length >= _segments.Length && MatchesStartOf(segments);
    }

    /// <summary>Whether the id matches, or something that it lies beneath, or may have something beneath it that does.</summary>
    public bool MatchesAlong(ResourceId id) => MatchesStartOf(id.Text.Split('/', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a text is a pattern: it has a <c>*</c>, which stands for any text, or a <c>?</c>, for any one character.</summary>
    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a text matches a pattern of one segment; an empty text, such as the value of a tag, matches an empty one.</summary>
    public static bool MatchesSegment(string pattern, string text) => text.Length == 0
        ? pattern.All(letter => letter == '*')
        : FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase: true);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private bool MatchesStartOf(string[] segments) =>
        _segments.Zip(segments).All(pair => MatchesSegment(pair.First, pair.Second));
}
