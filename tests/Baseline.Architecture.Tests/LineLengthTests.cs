using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_of_a_source_file_is_longer_than_140_columns() => Assert.Empty(LongLines());

    private static IEnumerable<string> LongLines() =>
        from project in Product.Names
        from file in Product.FilesOf(project)
        from line in File.ReadAllLines(Repo.PathOf("src", file)).Index()
        where line.Item.Length > Longest
        select $"{file}:{line.Index + 1}";
}
