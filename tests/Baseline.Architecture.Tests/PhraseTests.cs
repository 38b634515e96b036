using System.Text.RegularExpressions;
using Xunit;

namespace Baseline.Architecture.Tests;

/// <summary>What nobody says who works with Azure: such phrases stand in no message, no help and on no page.</summary>
public sealed class PhraseTests
{
    private const string Glossary = "docs/glossary.md";

    /// <summary>A phrase, and what is said instead.</summary>
    public static TheoryData<string, string> Phrases => new()
    {
        { "could be had", "could not be read, is not available" },
        { "can be had", "is available" },
        { "is of no help", "cannot be used" },
        { "of no help", "cannot be used" },
        { "says it all", "what it says" },
        { "or not wholly", "cannot be fully fixed yet" },
        { "as things stand", "yet" },
        { "accepted are", "allowed: 365 or 0" },
        { "for ever", "forever" },
        { "kept for ever", "kept forever" },
        { "mend", "fix" },
        { "mends", "fixes" },
        { "plays Azure", "emulates Azure" },
        { "plays it", "stands in for it" },
        { "what is not its business", "other teams' settings are left alone" },
        { "nobody can be asked", "this is not an interactive terminal" },
        { "no interactive terminal", "not an interactive terminal" },
        { "token could be had", "could not get an access token" },
        { "nothing can be said about", "could not be checked" },
        { "carries a retention policy", "has a retention policy" },
        { "for the time of the apply", "while you apply" },
        { "can't take this back", "cannot be undone" },
        { "may miss what lies", "may be incomplete" },
        { "folded otherwise", "folded items" },
        { "say every request", "log every request" },
        { "with a word where", "with a warning where" },
        { "would refuse is said", "warns before Azure would reject" },
        { "hands on", "outputs" },
        { "estate azure", "on Azure" },
        { "excused", "exempt" },
        { "excuses", "exempts" },
    };

    [Theory]
    [MemberData(nameof(Phrases))]
    public void A_phrase_that_nobody_says_stands_nowhere(string phrase, string instead)
    {
        var pattern = PatternOf(phrase);

        var found = Texts().Where(line => pattern.IsMatch(line.Text)).ToList();

        Assert.True(found.Count == 0, $"Say \"{instead}\" instead of \"{phrase}\":\n  {string.Join("\n  ", found.Take(20))}");
    }

    [Theory]
    [InlineData("hands on", "it hands on the digest", true)]
    [InlineData("hands on", "hands\u00A0on", false)]
    [InlineData("mend", "we recommend it", false)]
    [InlineData("For Ever", "kept for ever.", true)]
    public void A_phrase_is_found_where_it_is_said(string phrase, string text, bool found) =>
        Assert.Equal(found, PatternOf(phrase).IsMatch(text));

    [Fact]
    public void There_is_enough_to_look_at() => Assert.True(Texts().Count() > 20_000, "few lines");

    private static IEnumerable<WrittenLine> Texts() => RepositoryText.Pages().Where(page => page != Glossary)
        .SelectMany(RepositoryText.LinesOfFile)
        .Concat(RepositoryText.LinesOf("src", "examples", "schema", "eng"));

    private static Regex PatternOf(string phrase) => new($@"\b{Regex.Escape(phrase)}\b", RegexOptions.IgnoreCase);
}
