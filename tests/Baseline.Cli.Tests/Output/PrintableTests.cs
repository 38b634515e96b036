using Baseline.Cli.Output;
using Xunit;

namespace Baseline.Cli.Tests.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("kv-prod", "kv-prod")]
    [InlineData("Größe-日本-🔑", "Größe-日本-🔑")]
    [InlineData("a\u001b[31mb", @"a\u{1B}[31mb")]
    [InlineData("a\tb\nc", @"a\u{09}b\u{0A}c")]
    [InlineData("\u202Egnp.exe", @"\u{202E}gnp.exe")]
    [InlineData("a\u200Bb\u2028c", @"a\u{200B}b\u{2028}c")]
    [InlineData("\u0085\u009B", @"\u{85}\u{9B}")]
    public void What_cannot_be_seen_is_spelled_out(string text, string expected)
    {
        Assert.Equal(expected, Printable.Text(text));
    }

    [Fact]
    public void Half_a_character_is_spelled_out() => Assert.Equal(@"a\u{D83D}b", Printable.Text("a\uD83Db"));
}
