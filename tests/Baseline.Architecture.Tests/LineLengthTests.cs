using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

public sealed class LineLengthTests
{
    private const int Longest = 140;

    /// <summary>Folders and files, from src, in which longer lines are left for now. One without any is taken out of the list.</summary>
    private static readonly string[] NotYet =
    [
        "Baseline.Core/Applying/",
        "Baseline.Core/Controls/",
        "Baseline.Emulator/Faults/",
        "Baseline.Emulator/Management/",
    ];

    [Fact]
    public void No_line_of_a_source_file_is_longer_than_140_columns() =>
        Assert.DoesNotContain(LongLines(), place => !NotYet.Any(folder => place.StartsWith(folder, StringComparison.Ordinal)));

    [Fact]
    public void A_folder_without_long_lines_is_held_to_it() =>
        Assert.All(NotYet, folder => Assert.Contains(LongLines(), place => place.StartsWith(folder, StringComparison.Ordinal)));

    private static IEnumerable<string> LongLines() =>
        from project in Product.Names
        from file in Product.FilesOf(project)
        from line in File.ReadAllLines(Repo.PathOf("src", file)).Index()
        where line.Item.Length > Longest
        select $"{file}:{line.Index + 1}";
}
