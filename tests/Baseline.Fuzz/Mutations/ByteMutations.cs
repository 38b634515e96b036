using System.Text;

namespace Baseline.Fuzz.Mutations;

/// <summary>Mutations that know nothing of what the bytes mean.</summary>
internal sealed class ByteMutations(Random random, IReadOnlyList<byte[]> seeds)
{
    private static readonly byte[][] Strange =
    [
        [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x0D], [0x09], [0x7F], [0xC2, 0x85], "\\u0000"u8.ToArray(), "\\ud800"u8.ToArray(),
    ];

    public byte[] Mutate(byte[] input)
    {
        var bytes = input.Length > 0 ? input : " "u8.ToArray();
        return random.Next(11) switch
        {
            0 => Flipped(bytes),
            1 => Splice(bytes, Strange[random.Next(Strange.Length)]),
            2 => bytes[..random.Next(bytes.Length)],
            3 => Without(bytes, Span(bytes)),
            4 => Splice(bytes, bytes[Span(bytes)]),
            5 => Repeated(bytes, Span(bytes)),
            6 => Splice(Without(bytes, Span(bytes)), bytes[Span(bytes)]),
            7 => Splice(bytes, Encoding.ASCII.GetBytes(new string("[{\"a (-\n"[random.Next(8)], 1 << random.Next(1, 16)))),
            8 => Splice(bytes, Encoding.ASCII.GetBytes(new string((char)('0' + random.Next(10)), 1 << random.Next(1, 12)))),
            9 => Spliced(bytes, seeds[random.Next(seeds.Count)]),
            _ => Splice(bytes, Tokens.Of(random, Tokens.JsonValues)),
        };
    }

    /// <summary>The input with a text at a random place, or in place of what stands there.</summary>
    public byte[] Splice(byte[] input, string text) => Splice(input, Encoding.UTF8.GetBytes(text));

    private byte[] Splice(byte[] input, byte[] part)
    {
        var at = Place(input);
        var after = random.Next(2) == 0 ? at : Math.Min(input.Length, at + random.Next(1, 16));
        return [.. input.AsSpan(0, at), .. part, .. input.AsSpan(after)];
    }

    /// <summary>Half of the places are where a line's text begins: there a token means most.</summary>
    private int Place(byte[] input)
    {
        var at = random.Next(input.Length + 1);
        if (random.Next(2) == 0 && input.AsSpan(at).IndexOf((byte)'\n') is var line and >= 0)
        {
            at += line + 1;
            while (at < input.Length && input[at] == (byte)' ' && random.Next(8) > 0)
            {
                at++;
            }
        }

        return at;
    }

    private byte[] Flipped(byte[] input)
    {
        var bytes = input.ToArray();
        for (var left = random.Next(1, 8); left > 0; left--)
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private Range Span(byte[] input)
    {
        var start = random.Next(input.Length);
        return start..Math.Min(input.Length, start + (1 << random.Next(10)));
    }

    private static byte[] Without(byte[] input, Range span)
    {
        var (start, length) = span.GetOffsetAndLength(input.Length);
        return [.. input.AsSpan(0, start), .. input.AsSpan(start + length)];
    }

    private byte[] Repeated(byte[] input, Range span)
    {
        var (start, length) = span.GetOffsetAndLength(input.Length);
        var times = Math.Min(1 << random.Next(1, 12), 1 + (64 * 1024 / Math.Max(1, length)));
        using var repeated = new MemoryStream();
        repeated.Write(input.AsSpan(0, start));
        for (var time = 0; time < times; time++)
        {
            repeated.Write(input.AsSpan(start, length));
        }

        repeated.Write(input.AsSpan(start));
        return repeated.ToArray();
    }

    private byte[] Spliced(byte[] one, byte[] other) => [.. one.AsSpan(0, random.Next(one.Length)), .. other.AsSpan(random.Next(other.Length + 1))];
}
