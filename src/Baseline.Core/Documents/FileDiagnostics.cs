using System.Globalization;
using System.Text;
using Baseline.Diagnostics;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>BL1001 to BL1005 and BL102x: a file that cannot be read as text, and files over files.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic Unreadable(string why, Place? extends)
    {
        const string Code = "BL1001";
        const string Summary = "File cannot be read";
        return extends is null
            ? new Diagnostic(Severity.Error, Code, Summary, why, "Name the document with --file, or create it.")
            : extends.Error(Code, Summary, why, $"Write the path relative to \"{extends.Source.Name}\".");
    }

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

    public static Diagnostic CircularExtends(Place place, IEnumerable<string> chain) => place.Error(
        "BL1020", "Circular extends",
        $"The file extends itself: {string.Join(" → ", chain)}. So there is no first layer to start from.",
        "Remove one of these extends.");

    public static Diagnostic Outside(string path, Place? extends, LayerAccess access)
    {
        const string Code = "BL1022";
        const string Summary = "File outside the repository";
        var why = $"\"{path}\" is not part of {access.Boundary}, and a document reads nothing else, so that nobody can have it "
            + "read other files of the machine. Links are followed before that is decided.";
        const string Fix = "Keep the file there, or give --allow-outside.";
        return extends is null
            ? new Diagnostic(Severity.Error, Code, Summary, why, Fix)
            : extends.Error(Code, Summary, why, Fix);
    }

    /// <summary>The same without anything that the file says: it may be no document at all, but a file of secrets.</summary>
    public static Diagnostic Veiled(Diagnostic diagnostic) => diagnostic with
    {
        Detail = "What stands here is not shown, because the file is outside the repository of the document, or not named as YAML.",
        Fix = "Open the file at this place; docs/diagnostics.md says what the code means.",
        SourceLine = null,
    };

    public static Diagnostic TooManyLayers(Place place, int most) => place.Error(
        "BL1021", "Too many layers",
        $"The document is spread over more than {most} files.",
        "Layer it over fewer files.");
}
