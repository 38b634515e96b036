using System.Globalization;

namespace Baseline.Cli.Commands;

/// <summary>Where a run is recorded.</summary>
public static class JournalPath
{
    /// <summary>The folder of the runs of a document, beside it.</summary>
    /// <param name="document">The document's path.</param>
    public static string FolderOf(string document) => Path.Combine(Path.GetDirectoryName(document) ?? "", ".baseline", "runs");

    /// <summary>Whether a path lies in a folder of runs: the only one that the tool makes by itself.</summary>
    public static bool IsAmongRuns(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder
        && Path.GetFileName(folder) == "runs" && Path.GetFileName(Path.GetDirectoryName(folder)) == ".baseline";

    /// <summary>The default path, beside the document; a number is added where two runs start in the same second.</summary>
    /// <param name="document">The document's path.</param>
    /// <param name="planDigest">The plan's digest.</param>
    /// <param name="now">When the run starts.</param>
    /// <param name="exists">Whether a path is taken.</param>
    public static string For(string document, string planDigest, DateTimeOffset now, Func<string, bool> exists)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var digits = planDigest["sha256:".Length..][..8];
        var start = Path.Combine(FolderOf(document), $"{time}-{digits}");
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? $"{start}.jsonl" : $"{start}-{number}.jsonl")
            .First(path => !exists(path));
    }
}
