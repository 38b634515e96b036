using System.Globalization;
using Baseline.Diagnostics;

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

    public static Diagnostic ForbiddenCharacter(Place place, char character) => place.Error(
        "BL1004", "Forbidden character",
        string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4} stands here. ")
            + "Control characters and marks that turn the direction of writing hide what a document says.",
        "Remove the character.");

    public static Diagnostic Empty(string file) => new(
        Severity.Error, "BL1005", "Empty document",
        $"\"{file}\" holds nothing but blank lines and comments.",
        "Start it with:\n    apiVersion: baseline/v1\n    kind: Baseline",
        new SourceSpan(file, 1, 1));

    public static Diagnostic CircularExtends(Place place, IEnumerable<string> chain) => place.Error(
        "BL1020", "Circular extends",
        $"The file extends itself: {string.Join(" → ", chain)}. So there is no first layer to start from.",
        "Remove one of these extends.");

    public static Diagnostic TooManyLayers(Place place, int most) => place.Error(
        "BL1021", "Too many layers",
        $"The document is spread over more than {most} files.",
        "Layer it over fewer files.");
}
