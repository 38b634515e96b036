using System.Text;
using System.Text.Json;
using Baseline.Json;
using Xunit;

namespace Baseline.Core.Tests.Resources;

public sealed class VisibleJsonEncoderTests
{
    [Theory]
    [InlineData("\u202E", "\\u202e")]
    [InlineData("\u200B", "\\u200b")]
    [InlineData("\u2028", "\\u2028")]
    [InlineData("\u2066", "\\u2066")]
    [InlineData("\uFEFF", "\\ufeff")]
    [InlineData("\u00AD", "\\u00ad")]
    [InlineData("\u0085", "\\u0085")]
    [InlineData("\u007F", "\\u007f")]
    [InlineData("\u001B", "\\u001b")]
    [InlineData("\uE000", "\\ue000")]
    [InlineData("\U000E0041", "\\udb40\\udc41")]
    [InlineData("größer 日本語 <a href='x'> & +", "größer 日本語 <a href='x'> & +")]
    public void What_cannot_be_seen_is_escaped_and_the_rest_stays(string text, string expected)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = VisibleJsonEncoder.Instance }))
        {
            writer.WriteStartObject();
            writer.WriteString("bytes", Encoding.UTF8.GetBytes($"a{text}b"));
            writer.WriteString($"name{text}", $"a{text}b");
            writer.WriteEndObject();
        }

        var json = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal($$"""{"bytes":"a{{expected}}b","name{{expected}}":"a{{expected}}b"}""", json, ignoreCase: true);
        using var read = JsonDocument.Parse(json);
        Assert.Equal($"a{text}b", read.RootElement.GetProperty($"name{text}").GetString());
    }
}
