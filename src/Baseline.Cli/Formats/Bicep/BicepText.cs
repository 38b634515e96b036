using System.Globalization;
using System.Text.RegularExpressions;
using Baseline.Cli.Formats.OtherTools;

namespace Baseline.Cli.Formats.Bicep;

/// <summary>Texts and names in Bicep.</summary>
internal static partial class BicepText
{
    /// <summary>A text in quotes.</summary>
    public static string Quoted(string text) => $"'{Escaped(text)}'";

    /// <summary>A text as it stands between quotes.</summary>
    public static string Escaped(string text) => EscapedText
        .Of(text, '\'', rune => string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}"))
        .Replace("${", "\\${", StringComparison.Ordinal);

    /// <summary>A member's name: as it is where it is an identifier.</summary>
    public static string Name(string name) => Identifier().IsMatch(name) ? name : Quoted(name);

    /// <summary>A name of letters, digits and underscores that is like a text.</summary>
    public static string Symbol(string text) => NoWord().Replace(text, "_").Trim('_') switch
    {
        "" => "resource_",
        var name when char.IsAsciiDigit(name[0]) => $"_{name}",
        var name => name,
    };

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NoWord();
}
