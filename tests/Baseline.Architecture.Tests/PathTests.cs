using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>A page that sends somebody to a file sends them to one that is there.</summary>
public sealed partial class PathTests
{
    [Fact]
    public void Every_path_that_a_page_names_exists()
    {
        var named = RepositoryText.Pages()
            .SelectMany(RepositoryText.LinesOfFile)
            .SelectMany(line => Paths().Matches(line.Text).Select(match => (Place: $"{line.File}:{line.Number}", Path: match.Groups[1].Value)))
            .ToList();

        Assert.True(named.Count > 40, $"{named.Count} paths");
        var gone = named.Where(name => !Exists(name.Path)).Select(name => $"{name.Place}: {name.Path}").ToList();
        Assert.True(gone.Count == 0, string.Join("\n", gone));
    }

    [Fact]
    public void The_map_names_every_folder_of_the_core()
    {
        var map = File.ReadAllText(Repo.PathOf("docs", "architecture.md"));

        Assert.All(
            Directory.GetDirectories(Repo.PathOf("src", "Baseline.Core")).Select(path => Path.GetFileName(path)).Except(["bin", "obj"]),
            folder => Assert.Contains($"`src/Baseline.Core/{folder}", map, StringComparison.Ordinal));
    }

    /// <summary>A part in capitals stands for something of the reader's.</summary>
    private static bool Exists(string path) =>
        path.Split('/').Any(part => part is "NAME" or "ID")
        || File.Exists(Repo.PathOf(path))
        || Directory.Exists(Repo.PathOf(path));

    // What follows a script are its options.
    [GeneratedRegex(@"`(?:bash )?((?:src|tests|docs|eng)/[A-Za-z0-9_./-]+?)/?(?:#[a-z0-9-]+)?(?: [^`]*)?`")]
    private static partial Regex Paths();
}
