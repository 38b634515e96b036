using System.Globalization;
using System.Text;

namespace Baseline.Cli.Output;

/// <summary>
/// Makes text harmless to look at. Names and tags in Azure are other people's text: escape sequences, line breaks and
/// marks that turn the direction of writing could make a plan show something else than it says.
/// </summary>
public static class Printable
{
    /// <summary>The text with everything invisible spelled out as <c>\u{XX}</c>.</summary>
    public static string Text(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            var isRune = Rune.TryGetRuneAt(text, at, out var rune);
            if (isRune && !IsHidden(rune))
            {
                result.Append(rune);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{(isRune ? rune.Value : text[at]):X2}}}");
            }

            at += isRune ? rune.Utf16SequenceLength : 1;
        }

        return result.ToString();
    }

    private static bool NeedsEscape(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a character shows nothing by itself, or changes how others are shown.</summary>
    public static bool IsHidden(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;
}
