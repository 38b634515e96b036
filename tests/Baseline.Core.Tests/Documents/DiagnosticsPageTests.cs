using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed partial class DiagnosticsPageTests
{
    private static readonly SortedSet<string> Codes = new(
        new[] { "Documents", "Yaml" }.SelectMany(folder => Directory.GetFiles(Repo.PathOf("src", "Baseline.Core", folder), "*.cs"))
            .SelectMany(file => CodeInSource().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value),
        StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Rows = File.ReadLines(Repo.PathOf("docs", "diagnostics.md"))
        .Select(line => Row().Match(line))
        .Where(match => match.Success)
        .ToDictionary(match => match.Groups["code"].Value, match => match.Groups["summary"].Value, StringComparer.Ordinal);

    [Fact]
    public void Every_code_of_the_document_is_on_the_page_and_no_other() => Assert.Equal(Codes, Rows.Keys);

    [Fact]
    public void Every_code_is_shown_by_a_golden_file_with_the_summary_of_the_page()
    {
        var shown = Directory.GetFiles(Repo.PathOf("tests", "golden", "documents"), "*.txt", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Select(line => Heading().Match(line))
            .Where(match => match.Success)
            .Select(match => $"{match.Groups["code"].Value}: {match.Groups["summary"].Value}")
            .ToHashSet(StringComparer.Ordinal);

        // Sixty-five files would be needed to show it; LayeredDocumentTests does without.
        var expected = Rows.Where(row => row.Key != "BL1021").Select(row => $"{row.Key}: {row.Value}");

        Assert.Equal(expected.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_code_of_the_tool_is_on_the_page_and_no_other()
    {
        var source = Directory.GetFiles(Repo.PathOf("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => AnyCodeInSource().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value);
        var page = File.ReadLines(Repo.PathOf("docs", "diagnostics.md"))
            .Select(line => AnyRow().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["code"].Value)
            .ToList();

        Assert.Equal(source.Distinct().Order(StringComparer.Ordinal), page.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(?<code>BL[0-9]{4})\"")]
    private static partial Regex AnyCodeInSource();

    [GeneratedRegex(@"^\| (?<code>BL[0-9]{4}) \|")]
    private static partial Regex AnyRow();

    [GeneratedRegex("\"(?<code>BL1[0-9]{3})\"")]
    private static partial Regex CodeInSource();

    [GeneratedRegex(@"^\| (?<code>BL1[0-9]{3}) \| (?<summary>[^|]+) \| [^|]+ \| [^|]+ \|$")]
    private static partial Regex Row();

    [GeneratedRegex("^(error|warning) (?<code>BL1[0-9]{3}): (?<summary>.+)$")]
    private static partial Regex Heading();
}
