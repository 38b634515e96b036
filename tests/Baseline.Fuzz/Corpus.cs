using Baseline.Fuzz.Targets;

namespace Baseline.Fuzz;

/// <summary>Where mutations start: files of the repository, small ones of the fuzzer's own, and all inputs that failed once.</summary>
internal sealed class Corpus(string repository)
{
    // Larger files would only make each input slower.
    private const int MostBytes = 24 * 1024;

    /// <summary>The seeds of a target, in a fixed order.</summary>
    public IReadOnlyList<byte[]> SeedsOf(FuzzTarget target) =>
    [
        .. target.Files.Select(PathOf).Concat(FilesIn("corpus", target.Name)).Concat(FailedOnce(target))
            .Where(path => new FileInfo(path).Length <= MostBytes)
            .Select(File.ReadAllBytes),
    ];

    /// <summary>The inputs that failed once.</summary>
    public IReadOnlyList<string> FailedOnce(FuzzTarget target) => FilesIn("corpus", "failed", target.Name);

    private IReadOnlyList<string> FilesIn(params string[] folder)
    {
        var path = PathOf(Path.Combine(["tests", "Baseline.Fuzz", .. folder]));
        return Directory.Exists(path) ? [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)] : [];
    }

    private string PathOf(string relative) => Path.Combine(repository, relative);
}
