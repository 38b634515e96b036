using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Yaml;

/// <summary>Writes text into a document so that it is read back as the same text, and as nothing else.</summary>
internal static partial class YamlText
{
    private const int LongestComment = 80;

    /// <summary>A value or key: plain where nobody could read it differently, else in double quotes.</summary>
    public static string Value(string text) => IsPlain(text) ? text : Quoted(text);

    /// <summary>Text for the rest of a comment line: what would end the line, or show another text than is there, is replaced.</summary>
    public static string Comment(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(LongestComment))
        {
            clean.Append(IsHarmless(rune) ? rune.ToString() : "?");
        }

        return clean.ToString().Trim();
    }

    private static bool IsPlain(string text) =>
        Plain().IsMatch(text)
        && !PlainScalar.IsNull(text)
        && PlainScalar.Boolean(text) is null
        && PlainScalar.OldBoolean(text) is null
        && !PlainScalar.IsNumber(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character is '"' or '\\' ? $"\\{character}"
                : char.IsControl(character) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : character.ToString());
        }

        return quoted.Append('"').ToString();
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    [GeneratedRegex(@"^[A-Za-z0-9/][A-Za-z0-9/._()-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
