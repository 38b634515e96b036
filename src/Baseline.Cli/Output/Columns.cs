using System.Text;
using Wcwidth;

namespace Baseline.Cli.Output;

/// <summary>How much room printable text takes on a terminal, where letters of some scripts are two columns wide, and marks none.</summary>
public static class Columns
{
    /// <summary>The columns that a text takes.</summary>
    public static int Of(string text) => Ascii.IsValid(text)
        ? text.Length
        : text.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune)));

    /// <summary>A text with spaces after it, up to so many columns.</summary>
    public static string Pad(string text, int columns) => $"{text}{new string(' ', Math.Max(0, columns - Of(text)))}";

    /// <summary>
    /// A text in pieces that have room, broken behind dots; what has none within the room stays whole.
    /// </summary>
    /// <param name="text">The path of a property, or another text without spaces.</param>
    /// <param name="room">The columns that a piece may take.</param>
    public static IReadOnlyList<string> Pieces(string text, int room)
    {
        var pieces = new List<string> { "" };
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('.', start) is >= 0 and var dot ? dot + 1 : text.Length;
            var part = text[start..end];
            if (pieces[^1].Length > 0 && Of(pieces[^1]) + Of(part) > room)
            {
                pieces.Add("");
            }

            pieces[^1] += part;
            start = end;
        }

        return pieces;
    }
}
