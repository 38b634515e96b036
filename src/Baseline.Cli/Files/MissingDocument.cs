using Baseline.Cli.Output;
using Baseline.Diagnostics;
using Baseline.Files;

namespace Baseline.Cli.Files;

/// <summary>What to do where a document is not there.</summary>
internal static class MissingDocument
{
    private const int MostFiles = 50;

    /// <summary>The document that lies beside it, if there is just one or one of nearly that name; else how to write a first one.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="typed">The command line.</param>
    public static string Fix(IOContext io, string path, TypedCommand typed)
    {
        var beside = Beside(io, path);
        var nearest = Suggestions.Nearest(path, beside) ?? (beside is [var only] ? only : null);
        return nearest is not null
            ? $"Did you mean \"{nearest}\"?\n    {Named(nearest, typed)}"
            : $"Name the document with -f, or write a first one:\n    {Init(path, typed)}";
    }

    private static TypedCommand Named(string document, TypedCommand typed) =>
        typed.Name is "fmt" or "validate" && typed.ValueOf(TypedCommand.Document) is null
            ? typed with { Arguments = [document] }
            : typed.With(TypedCommand.Document, document);

    private static TypedCommand Init(string path, TypedCommand typed)
    {
        var init = typed.As("init");
        return path == "baseline.yaml" ? init : init.With("--out", path);
    }

    /// <summary>The documents in the folder where it should be.</summary>
    private static List<string> Beside(IOContext io, string path)
    {
        try
        {
            var folder = Path.GetDirectoryName(path) ?? "";
            return
            [
                .. Directory.EnumerateFiles(io.FullPath(folder.Length == 0 ? "." : folder))
                    .Where(file => Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML")
                    .Take(MostFiles)
                    .Select(file => Path.Combine(folder, Path.GetFileName(file)))
                    .Where(file => UserFiles.KindOf(io, file) == ContentKind.Document)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
