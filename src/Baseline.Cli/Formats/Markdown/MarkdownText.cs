using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.Markdown;

/// <summary>
/// Puts text from outside into Markdown so that it stays text. Plain words stand as they are; everything else goes into
/// code, where nothing is a link, a mention, a reference to an issue or markup.
/// </summary>
internal static partial class MarkdownText
{
    private const int MostReadable = 1200;

    /// <summary>Sentences, with what is quoted as code, and every other word that is not a plain one.</summary>
    public static string Prose(string text)
    {
        var cut = Cut(Printable.Text(text));
        var result = new List<string>();
        var start = 0;
        foreach (Match quoted in Quoted().Matches(cut))
        {
            result.AddRange(Words(cut[start..quoted.Index]));
            var inside = Literal(quoted.Groups["text"].Value);
            result.Add($"{quoted.Groups["before"].Value}{inside}{quoted.Groups["after"].Value}");
            start = quoted.Index + quoted.Length;
        }

        return string.Join(' ', result.Concat(Words(cut[start..])));
    }

    /// <summary>A short name as a link; as a sentence where there is no address.</summary>
    /// <param name="text">The name.</param>
    /// <param name="address">An address in which every character that is markup is spelled out; null for none.</param>
    public static string Link(string text, string? address)
    {
        var words = Cut(Printable.Text(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return address is null
            ? Prose(text)
            : $"[{string.Join(' ', words.Select(word => PartOfName().IsMatch(word) ? word : Framed(word)))}]({address})";
    }

    /// <summary>One piece of code.</summary>
    public static string Code(string text) => Literal(Cut(Printable.Text(text)));

    /// <summary>One piece of code where HTML stands, not Markdown.</summary>
    public static string Html(string text) => Referenced(Cut(Printable.Text(text)));

    private static IEnumerable<string> Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => PlainWord().IsMatch(word) ? word : Framed(word));

    /// <summary>A word as code, without the punctuation around it.</summary>
    private static string Framed(string word)
    {
        var match = Punctuated().Match(word);
        return match.Success
            ? $"{match.Groups["before"].Value}{Literal(match.Groups["core"].Value)}{match.Groups["after"].Value}"
            : Literal(word);
    }

    /// <summary>
    /// A code span, or the same as HTML where the text holds what ends a span or a cell. References to characters are
    /// never markup, so spelling everything but letters and digits that way leaves nothing to break out with.
    /// </summary>
    private static string Literal(string text)
    {
        if (text.Length > 0 && text.Trim().Length == text.Length && text.AsSpan().IndexOfAny('`', '|', '\\') < 0)
        {
            return $"`{text}`";
        }

        return Referenced(text);
    }

    private static string Referenced(string text)
    {
        var result = new StringBuilder("<code>");
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-')
            {
                result.Append(rune);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"&#{rune.Value};");
            }
        }

        return result.Append("</code>").ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MostReadable)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[MostReadable - 1]) ? MostReadable - 1 : MostReadable;
        return $"{text[..end]}…";
    }

    [GeneratedRegex(
        @"^(?:[/%,;]|[(""']?(?:[A-Za-z]+(?:['-][A-Za-z]+)*|\d{1,6}|\d{4}-\d{2}-\d{2}|\((?:none|known))"
            + @"[)""']?[.,:;]?[)""']?)\z")]
    private static partial Regex PlainWord();

    [GeneratedRegex("""(?<=^| )(?<before>\(?)"(?<text>[^"]+)"(?<after>[).,:;]*)(?= |$)""")]
    private static partial Regex Quoted();

    // In a link nothing else is a link, so digits may stand there that could be a reference to an issue or a commit elsewhere.
    [GeneratedRegex(@"^(?:/|\(?[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\)?)\z")]
    private static partial Regex PartOfName();

    [GeneratedRegex(@"^(?<before>[(""]{0,2})(?<core>.*?[^(),:;.""])(?<after>["")]?[.,:;]?["")]?)\z")]
    private static partial Regex Punctuated();
}
