using System.Runtime.InteropServices;
using System.Text.Json;

namespace Baseline.Estates;

/// <summary>
/// A body as the bytes that came. What the parser keeps beside them is as much again, and hundreds of thousands of bodies are looked at
/// one after the other: a body stays parsed until many others have been.
/// </summary>
internal sealed class UnparsedBody
{
    // As deep as an answer may be, and no less than a file.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    // The bodies that were parsed last; a power of two. Which ones these are changes nothing of what any of them says.
    private static readonly UnparsedBody?[] Recent = new UnparsedBody?[1024];

    private static int ParsedSoFar;

    private readonly byte[] _utf8;

    // A boxed JsonElement: set and taken away in one step, whoever looks meanwhile.
    private volatile object? _parsed;

    private UnparsedBody(byte[] utf8) => _utf8 = utf8;

    /// <summary>The body, parsed.</summary>
    public JsonElement Element
    {
        get
        {
            if (_parsed is JsonElement known)
            {
                return known;
            }

            var parsed = JsonElement.Parse(_utf8, Options);
            _parsed = parsed;
            ref var place = ref Recent[Interlocked.Increment(ref ParsedSoFar) & (Recent.Length - 1)];
            if (Interlocked.Exchange(ref place, this) is { } before && before != this)
            {
                before._parsed = null;
            }

            return parsed;
        }
    }

    /// <summary>What a look into the body tells; it is parsed for that alone, unless it is anyway.</summary>
    /// <param name="look">Looks; nothing of what it is given may be kept.</param>
    public T Look<T>(Func<JsonElement, T> look)
    {
        if (_parsed is JsonElement known)
        {
            return look(known);
        }

        using var parsed = JsonDocument.Parse(_utf8, Options);
        return look(parsed.RootElement);
    }

    /// <summary>The body of what was parsed as a part of something larger.</summary>
    public static UnparsedBody Of(JsonElement body) => new(JsonMarshal.GetRawUtf8Value(body).ToArray());
}
