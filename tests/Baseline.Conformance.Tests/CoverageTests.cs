using System.Text.RegularExpressions;
using Baseline.Conformance.Tests.Cases;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Conformance.Tests;

/// <summary>No row of the table is forgotten, and the README says where each is.</summary>
public sealed partial class CoverageTests
{
    private static readonly string[] AllRows =
    [
        .. Enumerable.Range(1, 44).Select(number => $"K{number}"),
        .. Enumerable.Range(1, 32).Select(number => $"M{number}"),
        .. Enumerable.Range(1, 29).Select(number => $"A{number}"),
        .. Enumerable.Range(1, 68).Select(number => $"L{number}"),
        .. Enumerable.Range(1, 38).Select(number => $"T{number}"),
        .. Enumerable.Range(1, 36).Select(number => $"P{number}"),
        .. Enumerable.Range(1, 12).Select(number => $"X{number}"),
    ];

    [Fact]
    public void Every_row_has_a_line_in_the_README()
    {
        var lines = Lines();

        Assert.Equal(AllRows, lines.Select(line => line.Row));
    }

    [Fact]
    public void Every_row_has_a_case_or_is_tested_elsewhere()
    {
        var inCases = CaseFile.All().SelectMany(CaseFile.Rows).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Lines().Where(line => !inCases.Contains(line.Row)),
            line => Assert.Matches("^(elsewhere|every case): ", line.Where));
    }

    [Fact]
    public void The_README_names_the_files_of_a_row()
    {
        var lines = Lines().ToDictionary(line => line.Row, line => line.Where, StringComparer.Ordinal);

        Assert.All(
            CaseFile.All().SelectMany(file => CaseFile.Rows(file).Select(row => (row, file))),
            pair => Assert.Contains($"]({pair.file})", lines[pair.row], StringComparison.Ordinal));
    }

    private static List<(string Row, string Where)> Lines() =>
        [.. File.ReadLines(Repo.PathOf("tests", "conformance", "README.md"))
            .Select(line => RowPattern().Match(line))
            .Where(match => match.Success)
            .Select(match => (match.Groups["row"].Value, match.Groups["where"].Value))];

    [GeneratedRegex(@"^\| (?<row>[AKLMPTX]\d+) \| (?<where>.*) \|$")]
    private static partial Regex RowPattern();
}
