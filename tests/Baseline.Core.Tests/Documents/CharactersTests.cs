using System.Globalization;
using Xunit;

namespace Baseline.Core.Tests.Documents;

/// <summary>Which characters a document may hold: only those that everybody sees the same way.</summary>
public sealed class CharactersTests
{
    /// <summary>Every line break that only some programs know.</summary>
    public static TheoryData<int> LineBreaks => [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029];

    /// <summary>Some of every kind of character that is not seen, or turns the direction of writing.</summary>
    public static TheoryData<int> Hidden =>
    [
        0x00, 0x07, 0x1B, 0x7F, 0x80, 0x9B, 0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E,
        0x200F, 0x202A, 0x202E, 0x2060, 0x2064, 0x2066, 0x2069, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001,
        0xE0061, 0xE0100,
    ];

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void A_comment_hides_no_line(int code)
    {
        var text = Samples.Least + $"# a comment{char.ConvertFromUtf32(code)}limits: {{ maxChanges: 1 }}\n";

        var diagnostic = Assert.Single(TextDocuments.Read(text).Diagnostics);

        Assert.Equal("BL1004", diagnostic.Code);
        Assert.Contains($"U+{code:X4}", diagnostic.Detail, StringComparison.Ordinal);
        Assert.Equal("End lines with LF, or with CR and LF.", diagnostic.Fix);
        Assert.Equal((Samples.Least.Count(c => c == '\n') + 1, 12), (diagnostic.Span?.Line, diagnostic.Span?.Column));
    }

    [Theory]
    [MemberData(nameof(LineBreaks))]
    [MemberData(nameof(Hidden))]
    public void What_is_not_seen_is_refused_in_the_text_and_in_an_escape(int code)
    {
        var raw = Samples.Least.Replace("azure-logging", $"\"azure{char.ConvertFromUtf32(code)}logging\"", StringComparison.Ordinal);
        var escaped = Samples.Least.Replace("azure-logging", $"\"azure\\U{code.ToString("X8", CultureInfo.InvariantCulture)}logging\"", StringComparison.Ordinal);

        Assert.All([raw, escaped], text => Assert.Contains(TextDocuments.Read(text).Diagnostics, found => found.Code == "BL1004"));
    }

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void A_layer_hides_no_line_either(int code)
    {
        var documents = new TextDocuments()
            .With(TextDocuments.Main, $"extends: base.yaml\n{Samples.Least}")
            .With("base.yaml", $"apiVersion: baseline/v1 # base{char.ConvertFromUtf32(code)}kind: Baseline\nkind: Baseline\n");

        Assert.Equal(("BL1004", "base.yaml"), Assert.Single(documents.Read().Diagnostics) is var found ? (found.Code, found.Span?.File) : default);
    }

    [Theory]
    [InlineData("plain text with a\ttab")]
    [InlineData("größer, 日本語, العربية, עברית, हिन्दी")]
    [InlineData("\U0001F469\u200D\U0001F4BB and \u2764\uFE0F and 1\uFE0F\u20E3")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("no\u00A0break and \u3000 wide")]
    public void What_is_seen_is_taken(string comment) =>
        Assert.NotNull(TextDocuments.Accepted($"# {comment}\r\n{Samples.Least}"));
}
