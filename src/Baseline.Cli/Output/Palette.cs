namespace Baseline.Cli.Output;

/// <summary>What a piece of text means to the eye.</summary>
public enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>A heading.</summary>
    Strong,

    /// <summary>Of less weight than what surrounds it.</summary>
    Faint,

    /// <summary>Something comes into being, or is as it should be.</summary>
    Good,

    /// <summary>Something is altered, or needs a look.</summary>
    Caution,

    /// <summary>Something goes away, or is wrong.</summary>
    Bad,

    /// <summary>Something that can't be taken back or can't be decided.</summary>
    Alert,
}

/// <summary>Decides every colour. Everything must read as well without.</summary>
public sealed record Palette(bool HasColour)
{
    /// <summary>No colour at all.</summary>
    public static Palette None { get; } = new(false);

    /// <summary>Whether names can be links.</summary>
    public bool HasLinks { get; init; }

    /// <summary>Colour on a screen, unless NO_COLOR, TERM=dumb, a build server or the command line says otherwise.</summary>
    public static Palette For(IOContext io, bool isTerminal, bool noColor)
    {
        var isAllowed = !noColor && !io.IsCI && string.IsNullOrEmpty(io.Variable("NO_COLOR"));
        var hasColour = isTerminal && isAllowed && io.Variable("TERM") != "dumb";
        return new Palette(hasColour) { HasLinks = Hyperlinks.AreShown(io, hasColour) };
    }

    /// <summary>The text in the colour of its tone.</summary>
    public string Paint(string text, Tone tone) =>
        HasColour && tone != Tone.Plain && !string.IsNullOrWhiteSpace(text) ? $"\u001b[{Code(tone)}m{text}\u001b[0m" : text;

    /// <summary>The text in the colour of its tone, and as a link where there are links and it has an address.</summary>
    public string Paint(string text, Tone tone, string? address) =>
        HasLinks && address is not null && !string.IsNullOrWhiteSpace(text)
            ? Hyperlinks.Link(Paint(text, tone), address)
            : Paint(text, tone);

    private static string Code(Tone tone) => tone switch
    {
        Tone.Plain => "0",
        Tone.Strong => "1",
        Tone.Faint => "2",
        Tone.Good => "32",
        Tone.Caution => "33",
        Tone.Bad => "31",
        Tone.Alert => "35",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Not a tone."),
    };
}
