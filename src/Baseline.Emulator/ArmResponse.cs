using System.Text;
using System.Text.Json.Nodes;

namespace Baseline.Emulator;

/// <summary>What the emulator answered. Content headers stand among the other headers.</summary>
public sealed record ArmResponse(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>The body as text; empty where there is none.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The value of the first header of that name, or null.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The body as JSON; null where it is empty.</summary>
    public JsonNode? Json() => Body.IsEmpty ? null : JsonNode.Parse(Body.Span);

    internal ArmResponse With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
