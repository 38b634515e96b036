using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Files;

/// <summary>
/// Keeps a command from writing over a file that it reads or over any baseline document, or writing two results to one file. Every file of
/// a command line comes here before the command begins.
/// </summary>
internal static class OutputCheck
{
    /// <summary>What is wrong with the files of a command line; null where each output is a file of its own.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="files">The files that the command line names.</param>
    /// <param name="layersOf">The other files that a document is made of.</param>
    public static Diagnostic? Of(IOContext io, IReadOnlyList<NamedFile> files, Func<string, IEnumerable<string>> layersOf)
    {
        var outputs = files.Where(file => file.Use == FileUse.Output && IsFile(io, file.Path)).ToList();
        if (outputs.Count == 0)
        {
            return null;
        }

        var inputs = files.Where(file => file.Use == FileUse.Input && IsThere(io, file)).ToList();
        var named = inputs.Concat(outputs).ToList();
        foreach (var output in outputs)
        {
            // Outputs are compared with those before them only, so that each pair is told once.
            if (named.TakeWhile(file => file != output).FirstOrDefault(file => IsSame(io, file.Path, output.Path)) is { } other)
            {
                return Clash(output, $"{other.Name} \"{other.Path}\"", other.Use);
            }
        }

        // The files that a document extends are found by reading it, and only where there is something to compare them with.
        foreach (var document in inputs.Where(file => file.IsDocument))
        {
            foreach (var layer in layersOf(document.Path))
            {
                if (outputs.Find(output => IsSame(io, layer, output.Path)) is { } output)
                {
                    return Clash(output, $"a file that \"{document.Path}\" extends", FileUse.Input);
                }
            }
        }

        // A document is written by people, and nothing else has what it says; a plan or an estate can be made once more.
        return outputs.Find(output => !output.WritesDocument && UserFiles.KindOf(io, output.Path) == ContentKind.Document) is { } written
            ? OverDocument(written)
            : null;
    }

    private static Diagnostic OverDocument(NamedFile output) => new(
        Severity.Error,
        "BL0014",
        "Output would replace a document",
        $"{output.Name} \"{output.Path}\" is {FileContent.Name(ContentKind.Document)}, "
            + $"and {(output.IsAppended ? "would be written to" : "would be overwritten")}. Nothing was read from Azure or written.",
        $"Give {output.Name} a file of its own, or delete the document first.");

    private static Diagnostic Clash(NamedFile output, string other, FileUse use) => new(
        Severity.Error,
        "BL0014",
        use == FileUse.Input ? "Output would replace an input" : "Two outputs in one file",
        $"{output.Name} \"{output.Path}\" is the same file as {other}, and would overwrite it. Nothing was read from Azure or written.",
        $"Give {output.Name} a file of its own.");

    // What goes to standard output, to a device or a pipe replaces nothing.
    private static bool IsFile(IOContext io, string path) => !UserFiles.IsStandardOutput(io, path) && KindOf(io, path) is { } kind
        && kind is FileKind.Missing or FileKind.Regular;

    private static bool IsThere(IOContext io, NamedFile file) =>
        KindOf(io, file.Path) is { } kind && (kind == FileKind.Regular || (kind == FileKind.Missing && !file.IsDefault));

    private static bool IsSame(IOContext io, string one, string other) => SameFile.Is(io.FullPath(one), io.FullPath(other));

    /// <summary>What stands at a path; null where it is no path at all, which the command will say itself.</summary>
    private static FileKind? KindOf(IOContext io, string path)
    {
        try
        {
            return FileKinds.Of(io.FullPath(path));
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
