using System.Text;
using Baseline.Cli.Output;
using Xunit;

namespace Baseline.Cli.Tests.Output;

public sealed class JsonLineStreamTests
{
    // Long enough for several parts, with a command, a letter of several bytes and an empty line wherever a part may end.
    private static readonly string Json =
        $"[\n{string.Concat(Enumerable.Range(0, 9_000).Select(number => $"  \"{number} ##vso[task.x] é\",\n\n  \"::error::\",\n"))}  \"end\"\n]\n";

    /// <summary>However the bytes come, the same text is written, a part at a time, as if it had been whole.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4_096)]
    [InlineData(65_536)]
    [InlineData(10_000_000)]
    public void What_comes_in_pieces_is_written_as_the_whole_would_be(int piece)
    {
        var written = new CountingWriter();
        using (var lines = new JsonLineStream(written))
        {
            foreach (var part in Encoding.UTF8.GetBytes(Json).Chunk(piece))
            {
                lines.Write(part);
            }
        }

        Assert.Equal(HostCommands.BrokenData(Json), written.ToString());
        Assert.True(piece > 65_536 || written.Longest < 200_000, $"{written.Longest} letters were kept at once.");
    }

    [Fact]
    public void A_line_without_an_end_is_written_too()
    {
        var written = new StringWriter();
        using (var lines = new JsonLineStream(written))
        {
            lines.Write("{}"u8);
        }

        Assert.Equal("{}", written.ToString());
    }

    private sealed class CountingWriter : StringWriter
    {
        public int Longest { get; private set; }

        public override void Write(string? value)
        {
            Longest = Math.Max(Longest, value?.Length ?? 0);
            base.Write(value);
        }
    }
}
