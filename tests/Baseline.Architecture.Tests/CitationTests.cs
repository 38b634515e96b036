using System.Text.RegularExpressions;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>What comments rest on can be looked up by whoever has the repository: a fact about Azure in docs/azure.md.</summary>
public sealed partial class CitationTests
{
    private const string Facts = "docs/azure.md";

    private static readonly string[] Folders = ["src", "tests", "docs", "eng", "bench"];

    /// <summary>Notes that nobody who reads the code has; each in two parts, so that this list is not found itself.</summary>
    private static readonly Regex Elsewhere = new(
        "azure-" + "facts|recorded" + " fact|recorded-" + "facts|design" + " §|field" + @"2|field\." + @"md|\(" + "design|architecture" + " §");

    /// <summary>Projects in which such citations are left for now, and how many lines; the numbers only fall.</summary>
    private static readonly Dictionary<string, int> NotYet = new() { ["src/Baseline.Arm/"] = 18 };

    [Fact]
    public void Every_fact_that_is_cited_has_its_heading()
    {
        var headings = Headings().Select(heading => heading.Anchor).ToHashSet(StringComparer.Ordinal);
        var cited = RepositoryText.LinesOf(Folders)
            .SelectMany(line => Citations().Matches(line.Text).Select(match => (line, Anchor: match.Groups[1].Value)))
            .Where(citation => citation.Anchor != "heading")
            .ToList();

        Assert.True(cited.Count > 30, $"{cited.Count} citations");
        Assert.DoesNotContain(cited, citation => !headings.Contains(citation.Anchor));
    }

    [Fact]
    public void Every_fact_says_where_it_comes_from_and_has_an_anchor_of_its_own()
    {
        var headings = Headings();

        Assert.True(headings.Count > 40, $"{headings.Count} facts");
        Assert.Equal(headings.Count, headings.DistinctBy(heading => heading.Anchor).Count());
        Assert.DoesNotContain(
            headings,
            heading => !heading.Text.Contains("](https://", StringComparison.Ordinal)
                && !heading.Text.Contains("een in answers of Azure in 2026 (", StringComparison.Ordinal));
    }

    [Fact]
    public void No_comment_cites_what_is_not_in_the_repository() =>
        Assert.DoesNotContain(
            RepositoryText.LinesOf(Folders),
            line => Elsewhere.IsMatch(line.Text) && !NotYet.Keys.Any(folder => line.File.StartsWith(folder, StringComparison.Ordinal)));

    [Fact]
    public void Citations_that_are_left_only_become_fewer() =>
        Assert.All(NotYet, entry => Assert.InRange(
            RepositoryText.LinesOf(entry.Key.TrimEnd('/')).Count(line => Elsewhere.IsMatch(line.Text)), 0, entry.Value));

    [Theory]
    [InlineData("/// kept apart (azure-{0}facts §7.1)")]
    [InlineData("// 30 comes back as 30.0 (recorded{0} fact 37)")]
    [InlineData("/// a warning ({0}design{0} §2)")]
    [InlineData("# logged first (field.{0}md M26)")]
    public void A_citation_of_something_else_is_found(string comment) =>
        Assert.Matches(Elsewhere, comment.Replace("{0}", "", StringComparison.Ordinal));

    private static List<(string Anchor, string Text)> Headings() => [..
        File.ReadAllText(Repo.PathOf(Facts)).Split("\n### ").Skip(1)
            .Select(part => (AnchorOf(part.Split('\n')[0]), part.Split("\n## ")[0]))];

    /// <summary>As GitHub makes it of a heading.</summary>
    private static string AnchorOf(string heading) =>
        NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"docs/azure\.md#([a-z0-9-]+)")]
    private static partial Regex Citations();

    [GeneratedRegex("[^a-z0-9 -]")]
    private static partial Regex NoAnchor();
}
