using Baseline.Files;

namespace Baseline.Cli.Formats.Html;

/// <summary>The script and the style sheet of the page, which are files of their own beside this one and part of the program.</summary>
internal static class PageFiles
{
    /// <summary>
    /// Makes the lists of the page, a hundred rows at a time, and filters the findings. Text goes into the page as text
    /// nodes only, so that no name is ever read as markup. As it stands in the page, with a line break before it.
    /// </summary>
    public static string Script { get; } = "\n" + Read("page.js");

    /// <summary>
    /// How the page looks: on a screen, on a phone, in the dark and on paper. Colours keep a contrast of 4.5 to 1. As it stands
    /// in the page, with a line break before it.
    /// </summary>
    public static string Style { get; } = "\n" + Read("page.css");

    private static string Read(string name) => EmbeddedText.Read(typeof(PageFiles).Assembly, name);
}
