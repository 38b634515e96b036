using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Baseline.Cli.Tests.Documentation;

/// <summary>
/// A terminal's text as an SVG picture with a background of its own, so that it reads the same on a light and on a dark page.
/// </summary>
/// <param name="columns">Columns of the terminal.</param>
internal sealed partial class TerminalPicture(int columns)
{
    private const double Cell = 8.4;
    private const int LineHeight = 20;
    private const int Margin = 20;
    private const int TitleBar = 34;

    // Every piece of text is as wide as its columns, whatever font the reader has: columns stay columns.
    private const string Style =
        "text{font:14px ui-monospace,SFMono-Regular,\"SF Mono\",Menlo,\"Cascadia Mono\",Consolas,\"Liberation Mono\",\"DejaVu Sans Mono\","
        + "monospace;fill:#dbe2ea;white-space:pre}.g{fill:#5fd38d}.y{fill:#e5b454}.r{fill:#ff8a80}.m{fill:#c0a4ff}.d{fill:#93a0ae}"
        + ".b{fill:#fff;font-weight:700}";

    /// <summary>The picture of lines that have the escape sequences of colours.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="label">What the picture shows, for those who cannot see it.</param>
    public string Draw(IReadOnlyList<string> lines, string label)
    {
        var (width, height) = ((int)Math.Ceiling(columns * Cell) + (2 * Margin), (lines.Count * LineHeight) + TitleBar + Margin);
        var svg = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" ")
            .Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Text(label)}\">\n")
            .Append(CultureInfo.InvariantCulture, $"<style>{Style}</style>\n")
            .Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"#11161d\"/>\n")
            .Append(CultureInfo.InvariantCulture, $"<path d=\"M0 10A10 10 0 0 1 10 0H{width - 10}A10 10 0 0 1 {width} 10V24H0z\" fill=\"#1b222b\"/>\n")
            .Append("<circle cx=\"20\" cy=\"12\" r=\"4.5\" fill=\"#ff6159\"/><circle cx=\"36\" cy=\"12\" r=\"4.5\" fill=\"#ffbd2e\"/>")
            .Append("<circle cx=\"52\" cy=\"12\" r=\"4.5\" fill=\"#28c941\"/>\n");
        foreach (var (index, line) in lines.Index())
        {
            Draw(svg, line, TitleBar + 15 + (index * LineHeight));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, string line, int y)
    {
        var column = 0;
        foreach (var (text, tone) in Pieces(line))
        {
            // A gap is left out, not drawn: renderers stretch leading spaces differently.
            foreach (Match words in Words().Matches(text))
            {
                var x = Margin + ((column + words.Index) * Cell);
                svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.0}\" y=\"{y}\" textLength=\"{words.Length * Cell:0.0}\" ")
                    .Append(CultureInfo.InvariantCulture, $"lengthAdjust=\"spacingAndGlyphs\"{tone}>{Text(words.Value)}</text>");
            }

            column += text.Length;
        }

        svg.Append('\n');
    }

    private static IEnumerable<(string Text, string Tone)> Pieces(string line)
    {
        var tone = "";
        foreach (Match piece in Escapes().Matches(line))
        {
            if (piece.Groups["text"] is { Success: true } text)
            {
                yield return (text.Value, tone);
            }
            else
            {
                tone = piece.Groups["code"].Value switch
                {
                    "0" => "",
                    "1" => " class=\"b\"",
                    "2" => " class=\"d\"",
                    "31" => " class=\"r\"",
                    "32" => " class=\"g\"",
                    "33" => " class=\"y\"",
                    "35" => " class=\"m\"",
                    var code => throw new ArgumentException($"Colour {code} has no place in the picture.", nameof(line)),
                };
            }
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("\u001b\\[(?<code>[0-9]+)m|(?<text>[^\u001b]+)")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\S+( \S+)*")]
    private static partial Regex Words();
}
