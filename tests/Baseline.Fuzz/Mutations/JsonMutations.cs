using System.Text;
using System.Text.Json;

namespace Baseline.Fuzz.Mutations;

/// <summary>
/// Mutations of single values of a JSON text, the rest of which stays as it is: a value of another kind, a member that is gone,
/// stands twice or has another name, another value of the same text, deep nesting.
/// </summary>
internal sealed class JsonMutations(Random random)
{
    private const int MostValues = 4096;

    public byte[] Mutate(byte[] json)
    {
        var values = ValuesOf(json);
        if (values.Count == 0)
        {
            return Encoding.UTF8.GetBytes(Tokens.Of(random, Tokens.JsonValues));
        }

        var value = values[random.Next(values.Count)];
        var other = values[random.Next(values.Count)];
        return random.Next(8) switch
        {
            0 or 1 or 2 => Replaced(json, value, Encoding.UTF8.GetBytes(Tokens.Of(random, Tokens.JsonValues))),
            3 => Replaced(json, value, json[other.Start..other.End]),
            4 => Replaced(json, value, [.. json.AsSpan(value.Start, value.End - value.Start), (byte)',', .. json.AsSpan(value.Whole, value.End - value.Whole)]),
            5 => Removed(json, value),
            6 => Replaced(json, value, Nested(json[value.Start..value.End])),
            _ => Replaced(json, value, Longer(json[value.Start..value.End])),
        };
    }

    /// <summary>Where the values of a text stand, as far as it is JSON; and where the member begins that holds each.</summary>
    private static List<(int Whole, int Start, int End)> ValuesOf(byte[] json)
    {
        var values = new List<(int, int, int)>();
        var open = new Stack<(int, int)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        var name = -1;
        try
        {
            while (values.Count < MostValues && reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        open.Push((name < 0 ? start : name, start));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var (whole, first) = open.Pop();
                        values.Add((whole, first, (int)reader.BytesConsumed));
                        break;
                    default:
                        values.Add((name < 0 ? start : name, start, (int)reader.BytesConsumed));
                        break;
                }

                name = -1;
            }
        }
        catch (JsonException)
        {
            // What was found before the broken place will do.
        }

        return values;
    }

    private static byte[] Replaced(byte[] json, (int Whole, int Start, int End) value, byte[] by) =>
        [.. json.AsSpan(0, value.Start), .. by, .. json.AsSpan(value.End)];

    private static byte[] Removed(byte[] json, (int Whole, int Start, int End) value)
    {
        var (start, end) = (value.Whole, value.End);
        while (end < json.Length && json[end] is (byte)' ' or (byte)'\n')
        {
            end++;
        }

        if (end < json.Length && json[end] == (byte)',')
        {
            return [.. json.AsSpan(0, start), .. json.AsSpan(end + 1)];
        }

        while (start > 0 && json[start - 1] is (byte)' ' or (byte)'\n' or (byte)',')
        {
            start--;
        }

        return [.. json.AsSpan(0, start), .. json.AsSpan(end)];
    }

    private byte[] Nested(byte[] value)
    {
        var (open, close) = random.Next(2) == 0 ? ("[", "]") : ("{\"a\":", "}");
        var depth = random.Next(3) == 0 ? random.Next(50, 70) : 1 << random.Next(13);
        return
        [
            .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, depth))),
            .. value,
            .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, depth))),
        ];
    }

    private byte[] Longer(byte[] value)
    {
        if (value is not [(byte)'"', .., (byte)'"'])
        {
            return Encoding.ASCII.GetBytes($"\"{new string('a', 1 << random.Next(16))}\"");
        }

        var text = random.Next(4) switch
        {
            0 => new string('/', 1 << random.Next(15)),
            1 => "\\ud800",
            2 => "/../\\u0000?#",
            _ => "İ é 😀",
        };
        return [(byte)'"', .. value.AsSpan(1, value.Length - 2), .. Encoding.UTF8.GetBytes(text), (byte)'"'];
    }
}
