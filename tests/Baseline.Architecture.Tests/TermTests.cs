using System.Text.RegularExpressions;
using Baseline.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>One word for one idea, as docs/glossary.md has it: what is not said there is not said in sources and on pages.</summary>
public sealed partial class TermTests(Product product)
{
    private const string Glossary = "docs/glossary.md";

    [Fact]
    public void The_glossary_says_what_is_not_said()
    {
        var terms = Terms();

        Assert.True(terms.Count > 20, $"{terms.Count} terms");
        Assert.Equal(terms.Count, terms.Distinct().Count());
    }

    [Fact]
    public void Each_idea_has_one_word()
    {
        var names = Product.Names.SelectMany(name => Product.Written(product[name])).SelectMany(NamesIn).ToList();
        var texts = RepositoryText.Pages().Where(page => page != Glossary)
            .Concat(RepositoryText.FilesOf("src").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
            .SelectMany(RepositoryText.LinesOfFile)
            .ToList();

        var said = Terms()
            .Select(term => (Term: term, Places: PlacesOf(term, names, texts)))
            .Where(found => found.Places.Count > 0)
            .Select(found => $"{found.Term}\n  " + string.Join("\n  ", found.Places.Take(100)))
            .ToList();

        Assert.True(said.Count == 0, string.Join("\n", said));
    }

    [Theory]
    [InlineData("`Lane`", "WriteLane", true)]
    [InlineData("`Lane`", "LanePace", true)]
    [InlineData("`Lane`", "Laneway", false)]
    [InlineData("`Toll`", "_toll", false)]
    [InlineData("`Roll`", "RolledBack", false)]
    [InlineData("\"mend\"", "the changes that mend it", true)]
    [InlineData("\"mend\"", "it was recommended", false)]
    public void A_term_is_found_where_it_is_a_word_of_its_own(string term, string text, bool found) =>
        Assert.Equal(found, PatternOf(term).IsMatch(text));

    private static List<string> Terms() => [..
        File.ReadLines(Repo.PathOf(Glossary))
            .SkipWhile(line => line != "| idea | say | not |").Skip(2)
            .SelectMany(line => NotSaid().Matches(line.Split('|')[3]).Select(match => match.Value))];

    private static List<string> PlacesOf(string term, List<(string Name, string Place)> names, List<WrittenLine> texts)
    {
        var pattern = PatternOf(term);
        return term[0] == '`'
            ? [.. names.Where(name => pattern.IsMatch(name.Name)).Select(name => $"{name.Place}: {name.Name}")]
            : [.. texts.Where(line => pattern.IsMatch(line.Text)).Select(line => line.ToString())];
    }

    /// <summary>A name is made of words with a capital each; a text of words.</summary>
    private static Regex PatternOf(string term) => term[0] == '`'
        ? new Regex($"{Regex.Escape(term.Trim('`'))}(?![a-z])")
        : new Regex($@"\b{Regex.Escape(term.Trim('"'))}\b", RegexOptions.IgnoreCase);

    /// <summary>The names in a file, each once.</summary>
    private static IEnumerable<(string Name, string Place)> NamesIn(SyntaxTree file) => file.GetRoot()
        .DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
        .Select(token => token.ValueText)
        .Distinct()
        .Select(name => (name, file.FilePath));

    [GeneratedRegex("`[^`]+`|\"[^\"]+\"")]
    private static partial Regex NotSaid();
}
