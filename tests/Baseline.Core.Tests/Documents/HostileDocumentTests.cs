using System.Diagnostics;
using System.Text;
using CsCheck;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class HostileDocumentTests
{
    /// <summary>Texts that make a careless reader slow, by name.</summary>
    public static TheoryData<string, string> Bombs => new()
    {
        { "aliases", Aliases() },
        { "brackets", new string('[', 200_000) },
        { "braces", string.Concat(Enumerable.Repeat("{a: ", 200_000)) },
        { "dashes", string.Concat(Enumerable.Repeat("- ", 200_000)) },
        { "scalars", $"[{string.Concat(Enumerable.Repeat("a,", 1_000_000))}]" },
        { "keys", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"key{i}: {i}\n")) },
        { "one long line", $"kind: {new string('x', 4_000_000)}" },
        { "quotes", $"kind: \"{new string('\n', 100_000)}\"" },
        { "anchors", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"- &a{i} x\n")) },
        { "undefined aliases", $"[{string.Concat(Enumerable.Range(0, 100_000).Select(i => $"*a{i}, "))}]" },
        { "anchors and undefined aliases", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"- &a{i} x\n- *b{i}\n")) },
        { "long anchor", $"- &{new string('a', 1_000_000)} x\n- *{new string('a', 1_000_001)}\n" },
        { "long pattern", $"{Samples.Least}exemptions: [resource: /subscriptions/{new string('*', 1_000_000)}\u00a0]\n" },
        { "long id", Samples.Full.Replace(Samples.Account, Samples.Account + new string('/', 1_000_000), StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_quickly(string name, string text)
    {
        var clock = Stopwatch.StartNew();

        var read = TextDocuments.Read(text);

        Assert.Null(read.Value);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{name} took {clock.Elapsed}");
    }

    [Fact]
    public void A_mutated_document_is_read_or_refused_and_never_crashes() =>
        Mutated().Sample(bytes => Consistent(new TextDocuments().With(TextDocuments.Main, bytes)), iter: 3_000);

    [Fact]
    public void Text_out_of_YAML_characters_is_read_or_refused_and_never_crashes() =>
        Gen.Char["ab01:-?[]{},#&*!|>'\"%@`<~ \n\t\\u.="].Array[0, 40]
            .Sample(
                text => Consistent(new TextDocuments().With(TextDocuments.Main, new string(text))),
                iter: 20_000);

    [Fact]
    public void Reading_twice_gives_the_same() =>
        Mutated().Sample(
            bytes =>
            {
                var documents = new TextDocuments().With(TextDocuments.Main, bytes);
                return DiagnosticText.Of(documents.Read().Diagnostics) == DiagnosticText.Of(documents.Read().Diagnostics);
            },
            iter: 500);

    private static bool Consistent(TextDocuments documents)
    {
        var read = documents.Read();
        var hasErrors = read.Diagnostics.Any(diagnostic => diagnostic.Severity == Diagnostics.Severity.Error);
        return read.Value is null == hasErrors && read.Diagnostics.All(HasPlace);
    }

    private static bool HasPlace(Diagnostics.Diagnostic diagnostic) =>
        diagnostic.Span is not { } span || (span is { Line: >= 1, Column: >= 1, Length: >= 1 });

    /// <summary>The full sample with a few bytes replaced, removed, inserted or repeated.</summary>
    private static Gen<byte[]> Mutated()
    {
        var seed = Encoding.UTF8.GetBytes(Samples.Full);
        string[] pieces =
        [
            ":", "\n", "  ", "\t", "[", "]", "{", "}", "&a ", "*a", "!", "!!x ", "<<: ", "\"", "'", "#",
            "~", "- ", "true", "0", "/", "\0", "---\n", "| \n", "\\ud800", "\u2028",
        ];
        var edit = Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Int[0, 6], Gen.Int[0, pieces.Length - 1]);
        return edit.Array[1, 5].Select(edits => edits.Aggregate(seed, (bytes, change) =>
        {
            var (at, removed, piece) = change;
            at = Math.Min(at, bytes.Length);
            return [.. bytes[..at], .. Encoding.UTF8.GetBytes(pieces[piece]), .. bytes[Math.Min(bytes.Length, at + removed)..]];
        }));
    }

    private static string Aliases()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        return text.ToString();
    }
}
