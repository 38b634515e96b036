using Baseline.Diagnostics;
using Baseline.Files;
using Baseline.Yaml;

namespace Baseline.Documents;

/// <summary>BL1001 and BL102x: a file that cannot be read, and files over files.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic Missing(string path, Place? extends, DocumentAdvice advice) => Unreadable(
        advice.Place is { } place && extends is null && !Path.IsPathRooted(path)
            ? $"There is no file \"{path}\" {place}."
            : $"There is no file \"{path}\".",
        extends,
        advice.Missing());

    public static Diagnostic Unreadable(string why, Place? extends, string fix = "Name a file that you may read with -f.")
    {
        const string Code = "BL1001";
        const string Summary = "File cannot be read";
        return extends is null
            ? new Diagnostic(Severity.Error, Code, Summary, why, fix)
            : extends.Error(Code, Summary, why, $"Write the path relative to \"{extends.Source.Name}\".");
    }

    public static Diagnostic WrongKind(string path, ContentKind kind, Place? extends, DocumentAdvice advice)
    {
        const string Code = "BL1023";
        const string Summary = "Wrong kind of file";
        var why = $"\"{path}\" is {FileContent.Name(kind)}, not a baseline document.";
        return extends is null
            ? new Diagnostic(Severity.Error, Code, Summary, why, advice.InsteadOf(kind))
            : extends.Error(Code, Summary, why, "Name a document there, or remove the entry.");
    }

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

    public static Diagnostic TooManyLayers(Place place, int most) => place.Error(
        "BL1021", "Too many layers",
        $"The document is spread over more than {most} files.",
        "Layer it over fewer files.");
}
