using System.Globalization;
using System.Text;
using Baseline.Diagnostics;

namespace Baseline.Yaml;

/// <summary>BL1002 to BL1005: a file that cannot be read as text.</summary>
internal static class TextDiagnostics
{
    public static Diagnostic TooLarge(string file) => new(
        Severity.Error, "BL1002", "File is too large",
        $"\"{file}\" is larger than 4 MiB, which is more than any document needs.",
        "Check that the path names a baseline document.");

    public static Diagnostic NotUtf8(SourceSpan span, string what) => new(
        Severity.Error, "BL1003", "File is not UTF-8",
        $"{what} A document is read as UTF-8 only, so that everybody reads the same text.",
        "Save the file as UTF-8.", span);

    public static Diagnostic ForbiddenCharacter(Place place, string text, int at)
    {
        var value = Rune.TryGetRuneAt(text, at, out var rune) ? rune.Value : text[at];
        var isLineBreak = Characters.IsLineBreak(text[at]);
        return place.Error(
            "BL1004", "Forbidden character",
            string.Create(CultureInfo.InvariantCulture, $"U+{value:X4} stands here. ")
                + (isLineBreak
                    ? "Some programs break the line at it and others do not, so that a comment could hide what a document says."
                    : "Control characters, characters that cannot be seen, and marks that turn the direction of writing hide what a "
                        + "document says."),
            isLineBreak ? "End lines with LF, or with CR and LF." : "Remove the character.");
    }

    public static Diagnostic Empty(string file) => new(
        Severity.Error, "BL1005", "Empty document",
        $"\"{file}\" holds nothing but blank lines and comments.",
        "Start it with:\n    apiVersion: baseline/v1\n    kind: Baseline",
        new SourceSpan(file, 1, 1));

}
