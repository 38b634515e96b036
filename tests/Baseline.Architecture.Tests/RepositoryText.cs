using Baseline.TestKit;

namespace Baseline.Architecture.Tests;

/// <summary>A line that somebody wrote.</summary>
/// <param name="File">The file, from the root of the repository, with slashes.</param>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Text">What it says.</param>
public sealed record WrittenLine(string File, int Number, string Text)
{
    /// <summary>Where it is, as editors link it.</summary>
    public override string ToString() => $"{File}:{Number}: {Text.Trim()}";
}

/// <summary>The texts of the repository that people write: sources, scripts, pages, cases; not what programs wrote.</summary>
public static class RepositoryText
{
    private static readonly string[] Extensions = [".cs", ".md", ".yaml", ".sh", ".mjs", ".js", ".txt", ".csproj", ".props", ".json"];

    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "TestResults", "corpus"];

    /// <summary>The lines of all files in folders, from the root of the repository.</summary>
    public static IEnumerable<WrittenLine> LinesOf(params string[] folders) =>
        folders.SelectMany(FilesOf).SelectMany(LinesOfFile);

    /// <summary>The pages of docs and those of the root.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.EnumerateFiles(Repo.Root, "*.md").Select(Relative)
            .Concat(FilesOf("docs").Where(file => file.EndsWith(".md", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

    /// <summary>The lines of one file.</summary>
    public static IEnumerable<WrittenLine> LinesOfFile(string file) =>
        File.ReadLines(Repo.PathOf(file)).Select((text, index) => new WrittenLine(file, index + 1, text));

    /// <summary>The files of a folder, from the root of the repository.</summary>
    public static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(Repo.PathOf(folder), "*", SearchOption.AllDirectories)
        .Where(path => Extensions.Contains(Path.GetExtension(path)))
        .Select(Relative)
        .Where(file => !file.Split('/').Intersect(Skipped).Any() && !file.EndsWith(".lock.json", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static string Relative(string path) => Path.GetRelativePath(Repo.Root, path).Replace('\\', '/');
}
