using System.Text;
using System.Text.Json.Nodes;

namespace Baseline.Emulator;

/// <summary>How a request ends on the wire.</summary>
public enum ConnectionEnd
{
    /// <summary>An answer came.</summary>
    Answered,

    /// <summary>The connection was reset before the request arrived.</summary>
    Refused,

    /// <summary>The request arrived, and the connection was lost before the answer came.</summary>
    Lost,
}

/// <summary>What the emulator answered. Content headers stand among the other headers.</summary>
public sealed record ArmResponse(
    int Status,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether an answer comes at all; where none does, the status is 0.</summary>
    public ConnectionEnd Connection { get; private init; }

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

    internal static ArmResponse NoAnswer(ConnectionEnd end) => new(0, [], default) { Connection = end };

    internal ArmResponse With(string header, string value) => this with { Headers = [.. Headers, new(header, value)] };
}
