using System.Text;
using Baseline.Cli.Output;

namespace Baseline.Cli.Formats.OtherTools;

/// <summary>Texts between quotes, in languages that escape with a backslash.</summary>
internal static class EscapedText
{
    /// <summary>
    /// A text as it stands between quotes. What is not visible is spelled out, so that no line of a file shows something else.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="quote">The quote of the language.</param>
    /// <param name="hidden">How the language spells out a character that is not visible.</param>
    public static string Of(string text, char quote, Func<Rune, string> hidden)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                var value when value == quote => $"\\{quote}",
                _ when Printable.IsHidden(rune) => hidden(rune),
                _ => rune.ToString(),
            });
        }

        return result.ToString();
    }
}
