using System.Text;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Files;

namespace Baseline.Cli.Commands.Init;

/// <summary>Keeps the journals of runs, which hold what Azure holds, out of the repository of a document.</summary>
internal static class IgnoredRuns
{
    private const string FileName = ".gitignore";
    private const string Line = ".baseline/";
    private static readonly string[] SameLines = [Line, ".baseline", "/.baseline/", "/.baseline", "**/.baseline/", "**/.baseline"];

    /// <summary>Adds the line to the file that git reads beside the document, where the document lies in a work tree.</summary>
    /// <param name="io">The world outside.</param>
    /// <param name="document">The document's path.</param>
    /// <returns>What was done, as a sentence; null where nothing had to be done.</returns>
    public static string? Add(IOContext io, string document)
    {
        var folder = Path.GetDirectoryName(document) ?? "";
        if (GitWorkTree.RootOf(io.FullPath(folder)) is not { } root || IsIgnored(io, io.FullPath(folder), root))
        {
            return null;
        }

        var path = Path.Combine(folder, FileName);
        var before = TextOf(io, path);
        var lineEnd = before.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        UserFiles.AppendLines(io, path, $"{Line}{lineEnd}", lineEnd);
        return $"Git ignores {Path.Combine(folder, Line)} now, where runs are recorded ({path}).";
    }

    /// <summary>Whether a file between the document and the root of its work tree has the line.</summary>
    private static bool IsIgnored(IOContext io, string folder, string root)
    {
        for (var at = folder; at is not null; at = at == root ? null : Path.GetDirectoryName(at))
        {
            // Only the file beside the document can say it with a slash in front.
            var same = at == folder ? SameLines : SameLines.Where(line => line[0] != '/');
            if (TextOf(io, Path.Combine(at, FileName)).Split('\n').Select(line => line.Trim()).Any(same.Contains))
            {
                return true;
            }
        }

        return false;
    }

    private static string TextOf(IOContext io, string path) =>
        File.Exists(io.FullPath(path)) ? Encoding.UTF8.GetString(UserFiles.Read(io, path)) : "";
}
