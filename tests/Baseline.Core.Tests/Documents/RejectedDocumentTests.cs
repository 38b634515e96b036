using System.Text;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Documents;

public sealed class RejectedDocumentTests
{
    private const string Rejected = "documents/rejected";
    private const string Warned = "documents/warned";

    /// <summary>Every folder of tests/golden/documents/rejected.</summary>
    public static TheoryData<string> RejectedCases => [.. Cases(Rejected)];

    /// <summary>Every folder of tests/golden/documents/warned.</summary>
    public static TheoryData<string> WarnedCases => [.. Cases(Warned)];

    [Theory]
    [MemberData(nameof(RejectedCases))]
    public void A_faulty_document_is_refused_with_all_that_is_wrong_in_it(string name)
    {
        var read = Read(Rejected, name);

        Assert.Null(read.Value);
        Golden.Match(DiagnosticText.Of(read.Diagnostics), $"{Rejected}/{name}/diagnostics.txt");
    }

    [Theory]
    [MemberData(nameof(WarnedCases))]
    public void A_doubtful_document_is_read_with_warnings(string name)
    {
        var read = Read(Warned, name);

        Assert.NotNull(read.Value);
        Assert.All(read.Diagnostics, diagnostic => Assert.Equal(Severity.Warning, diagnostic.Severity));
        Golden.Match(DiagnosticText.Of(read.Diagnostics), $"{Warned}/{name}/diagnostics.txt");
    }

    [Fact]
    public void A_file_that_is_not_clean_text_is_refused()
    {
        byte[][] files =
        [
            [],
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("kind: Baseline")],
            Encoding.BigEndianUnicode.GetBytes("kind: Baseline"),
            [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes("kind: Baseline")],
            [.. "kind: Baseline\nname: "u8, 0xC3, 0x28],
            [.. Encoding.UTF8.GetPreamble(), .. "kind: "u8, 0xFF],
            [.. "kind: Base\0line"u8],
            [.. "kind: Base\u202Eline"u8],
            [.. "kind: \"Base\\u0007line\""u8],
            [.. "extends: \"base\\0line\"\n\"ki\\u0007nd\": Baseline"u8],
            new byte[4 * 1024 * 1024 + 1],
        ];

        var text = string.Concat(files.Select(file =>
            DiagnosticText.Of(new TextDocuments().With(TextDocuments.Main, file).Read().Diagnostics
                .Where(diagnostic => diagnostic.Code.StartsWith("BL100", StringComparison.Ordinal)))));

        Golden.Match(Visible(text), "documents/encoding.txt");
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused()
    {
        var read = new TextDocuments().Read();

        Golden.Match(DiagnosticText.Of(read.Diagnostics), "documents/missing-file.txt");
    }

    [Fact]
    public void A_mark_of_the_byte_order_is_skipped()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Samples.Least)];

        Assert.Equal("azure-logging", new TextDocuments().With(TextDocuments.Main, bytes).Accepted().Name);
    }

    [Fact]
    public void Line_ends_of_Windows_change_nothing()
    {
        var text = Samples.Least.Replace("\n", "\r\n", StringComparison.Ordinal);

        Assert.Equal(TextDocuments.Accepted(Samples.Least).Digest, TextDocuments.Accepted(text).Digest);
    }

    private static string Visible(string text) => text
        .Replace("\u202E", "(U+202E)", StringComparison.Ordinal)
        .Replace("\0", "(U+0000)", StringComparison.Ordinal);

    private static IEnumerable<string> Cases(string folder) =>
        Directory.GetDirectories(Repo.PathOf("tests", "golden", folder))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private static Diagnosed<BaselineDocument> Read(string folder, string name) =>
        new BaselineReader(new FileDocumentSource(Repo.PathOf("tests", "golden", folder, name)), ControlCatalogue.Product.All).Read("baseline.yaml");
}
