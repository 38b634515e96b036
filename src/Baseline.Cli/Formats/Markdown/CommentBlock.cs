namespace Baseline.Cli.Formats.Markdown;

/// <summary>A part of a comment that can be said in several lengths.</summary>
/// <param name="Levels">The lengths, from everything to least; each ends with a line break, or is empty.</param>
/// <param name="Count">How many things it is about.</param>
internal sealed record CommentBlock(IReadOnlyList<string> Levels, int Count)
{
    /// <summary>What each level adds beneath all parts of its section; nothing where it is shorter than the levels.</summary>
    public IReadOnlyList<string> Below { get; init; } = [];

    /// <summary>The level from which on names are missing; beyond the last where none is missing at any.</summary>
    public int FirstWithoutNames { get; init; } = int.MaxValue;

    /// <summary>What a level adds beneath all parts.</summary>
    public string BelowAt(int level) => level < Below.Count ? Below[level] : "";

    /// <summary>How many characters a level has.</summary>
    public int LengthAt(int level) => Levels[level].Length + BelowAt(level).Length;

    /// <summary>A part that has one length.</summary>
    public static CommentBlock Whole(string text, int count = 1) => new([text], count);
}

/// <summary>A section of a comment.</summary>
/// <param name="Blocks">Its parts, in order.</param>
internal sealed record CommentSection(IReadOnlyList<CommentBlock> Blocks)
{
    /// <summary>What stands before the parts; left out with them.</summary>
    public string Head { get; init; } = "";

    /// <summary>What stands after them.</summary>
    public string Tail { get; init; } = "";

    /// <summary>What one of them is about, to say how many are not shown.</summary>
    public string Noun { get; init; } = "";

    /// <summary>What is cut first: the lowest number. Sections of one number are cut together, the longest part first.</summary>
    public int Weight { get; init; } = Important;

    /// <summary>What is good to know.</summary>
    public const int Minor = 0;

    /// <summary>What a reviewer decides by.</summary>
    public const int Important = 1;

    /// <summary>What never is cut.</summary>
    public const int Always = 2;

    /// <summary>A section that has one length.</summary>
    public static CommentSection Whole(string text) => new([CommentBlock.Whole(text, 0)]) { Weight = Always };
}
