using Baseline.Fuzz.Targets;

namespace Baseline.Fuzz.Mutations;

/// <summary>Makes one input of a seed: a few mutations one after the other, of its bytes or of its structure.</summary>
internal sealed class Mutator(Random random, Syntax syntax, IReadOnlyList<byte[]> seeds)
{
    private const int MostMutations = 4;
    private const int MostBytes = 256 * 1024;
    private readonly ByteMutations _bytes = new(random, seeds);
    private readonly JsonMutations _json = new(random);

    public byte[] Mutate(byte[] input)
    {
        for (var left = random.Next(1, MostMutations + 1); left > 0; left--)
        {
            input = Once(input);
        }

        return input.Length <= MostBytes ? input : input[..MostBytes];
    }

    private byte[] Once(byte[] input) => syntax switch
    {
        Syntax.Json when random.Next(3) > 0 => _json.Mutate(input),
        Syntax.JsonLines when random.Next(3) > 0 => Line(input),
        Syntax.Answers when random.Next(5) > 0 => Answer(input),
        Syntax.Yaml when random.Next(3) > 0 => _bytes.Splice(input, Tokens.Of(random, Tokens.Yaml)),
        _ => _bytes.Mutate(input),
    };

    private byte[] Line(byte[] input)
    {
        var lines = System.Text.Encoding.Latin1.GetString(input).Split('\n');
        var at = random.Next(lines.Length);
        lines[at] = System.Text.Encoding.Latin1.GetString(_json.Mutate(System.Text.Encoding.Latin1.GetBytes(lines[at])));
        return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private byte[] Answer(byte[] input)
    {
        var parts = AnswerScript.Split(input);
        var at = random.Next(parts.Count);
        switch (random.Next(8))
        {
            case 0:
                parts.Insert(random.Next(parts.Count), parts[at]);
                break;
            case 1:
                parts[at] = [.. System.Text.Encoding.ASCII.GetBytes($"{Tokens.Of(random, Tokens.Statuses)}"), .. parts[at].AsSpan(Math.Min(3, parts[at].Length))];
                break;
            case 2 or 3:
                parts[at] = WithHeader(parts[at], $"{Tokens.Of(random, Tokens.Headers)}: {Tokens.Of(random, Tokens.HeaderValues)}\n");
                break;
            default:
                var body = AnswerScript.BodyStart(parts[at]);
                parts[at] = [.. parts[at].AsSpan(0, body), .. _json.Mutate(parts[at][body..])];
                break;
        }

        return AnswerScript.Join(parts);
    }

    private static byte[] WithHeader(byte[] part, string header)
    {
        var end = part.AsSpan().IndexOf((byte)'\n') + 1;
        return [.. part.AsSpan(0, end), .. System.Text.Encoding.Latin1.GetBytes(header), .. part.AsSpan(end)];
    }
}
