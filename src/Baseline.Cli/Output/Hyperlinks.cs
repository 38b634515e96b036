using System.Globalization;

namespace Baseline.Cli.Output;

/// <summary>
/// Decides whether names lead to the Azure portal on a terminal, as OSC 8 has it. A terminal cannot be asked, and one that does not know
/// the sequence may show it, so that links are shown only where the terminal is known by its environment variables.
/// </summary>
public static class Hyperlinks
{
    /// <summary>The variable that says it: 0 for no links, anything else for links on every terminal.</summary>
    public const string Variable = "FORCE_HYPERLINK";

    // VTE draws what it does not know as text before 0.50, and Konsole has links since 20.12.
    private const int FirstVte = 5000;
    private const int FirstKonsole = 201200;

    private static readonly string[] Programs =
        ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "mintty", "WarpTerminal"];

    private static readonly string[] Terminals = ["xterm-kitty", "alacritty", "foot", "xterm-ghostty", "wezterm", "contour"];

    private static readonly string[] Marks = ["WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM"];

    /// <summary>Whether links are shown.</summary>
    /// <param name="io">Where the variables are.</param>
    /// <param name="hasColour">Whether it is a screen that takes escape sequences, and nobody wants none.</param>
    public static bool AreShown(IOContext io, bool hasColour)
    {
        if (!hasColour)
        {
            return false;
        }

        // What tmux and screen are shown in does not matter: they show it, and older ones do not pass links on.
        var terminal = io.Variable("TERM") ?? "";
        return io.Variable(Variable) is { Length: > 0 } forced ? forced != "0"
            : !terminal.StartsWith("screen", StringComparison.Ordinal) && !terminal.StartsWith("tmux", StringComparison.Ordinal)
                && (Programs.Contains(io.Variable("TERM_PROGRAM"))
                    || Terminals.Contains(terminal)
                    || Marks.Any(mark => io.Variable(mark) is { Length: > 0 })
                    || NumberOf(io, "VTE_VERSION") >= FirstVte
                    || NumberOf(io, "KONSOLE_VERSION") >= FirstKonsole);
    }

    /// <summary>The text as a link; it takes the columns of the text alone.</summary>
    /// <param name="text">What is shown.</param>
    /// <param name="address">Where it leads: printable characters of ASCII without spaces.</param>
    public static string Link(string text, string address) => $"\u001b]8;;{address}\u001b\\{text}\u001b]8;;\u001b\\";

    private static int NumberOf(IOContext io, string variable) =>
        int.TryParse(io.Variable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
