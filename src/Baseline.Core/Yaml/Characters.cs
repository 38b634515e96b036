using System.Buffers;
using System.Globalization;
using System.Text;

namespace Baseline.Yaml;

/// <summary>
/// The characters a document may hold. Control characters have no meaning in it; line breaks that only some programs know,
/// characters that can't be seen, and those that turn the direction of writing make a reviewer see another text than the one
/// that is read.
/// </summary>
internal static class Characters
{
    private const char NextLine = '\u0085';

    // Most of every document. The rest is looked at one by one: to know all of Unicode beforehand took longer than a document takes.
    private static readonly SearchValues<char> PlainAscii = SearchValues.Create(
        [.. Enumerable.Range(0, 128).Select(code => (char)code).Where(IsPlain)]);

    /// <summary>Where the first forbidden character stands; -1 where there is none.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOfAnyExcept(PlainAscii);
            if (next < 0)
            {
                return -1;
            }

            at += next;

            // Whether one that is not plain is allowed depends on what it is and stands beside.
            if (!IsPlain(text[at]) && !IsAllowed(text, at))
            {
                return at;
            }

            at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        }

        return -1;
    }

    /// <summary>Whether a character ends a line for some programs, and for YAML 1.2 does not.</summary>
    public static bool IsLineBreak(char c) => c is '\r' or '\v' or '\f' or NextLine or '\u2028' or '\u2029';

    private static bool IsPlain(char c) =>
        c is '\t' or '\n' || !(c is < ' ' or '\uFFFE' or '\uFFFF' || char.IsControl(c) || char.IsSurrogate(c) || IsInvisible(new Rune(c)));

    private static bool IsAllowed(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\r' => at + 1 < text.Length && text[at + 1] == '\n',
        // Parts of emoji and of some scripts; beside Latin letters they only make two names look the same.
        '\u200C' or '\u200D' => IsForeign(text, at - 1) && IsForeign(text, at + 1),
        >= '\uFE00' and <= '\uFE0F' => IsForeign(text, at - 1) || IsForeign(text, at + 1),
        _ => Rune.DecodeFromUtf16(text[at..], out var rune, out var length) == OperationStatus.Done && length == 2 && !IsInvisible(rune),
    };

    private static bool IsForeign(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length && text[at] > '\u007F';

    /// <summary>What Unicode lets every font ignore, and what only steers how text is shown.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or (>= 0x2060 and <= 0x206F)
            or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
