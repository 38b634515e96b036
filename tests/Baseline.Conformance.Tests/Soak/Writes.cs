using System.Text.Json.Nodes;
using Baseline.Emulator;
using Baseline.Emulator.Faults;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>What the log of a tenant says of writes.</summary>
internal static class Writes
{
    /// <summary>What was written, in an order of its own; without members that a fault added to what was read.</summary>
    public static IEnumerable<string> Of(IEnumerable<ArmExchange> log) => log.Where(exchange => exchange.IsWritten).Select(TextOf);

    /// <summary>
    /// Writes that took effect twice. One is safe, and left out, where in between a read showed the state from before it: the
    /// tool can't know, and a PUT of the same body changes nothing.
    /// </summary>
    public static IEnumerable<string> Repeated(IReadOnlyList<ArmExchange> log)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, exchange) in log.Index().Where(entry => entry.Item.IsWritten))
        {
            var text = TextOf(exchange);
            if (last.TryGetValue(text, out var before)
                && !log.Take(index).Skip(before).Any(between => between.Fault == FaultKind.StaleRead))
            {
                yield return text;
            }

            last[text] = index;
        }
    }

    /// <summary>Removes the members that a fault added, at any depth.</summary>
    public static JsonNode? Plain(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                members.Remove(FaultOptions.UnknownMember);
                members.ToList().ForEach(member => Plain(member.Value));
                break;
            case JsonArray items:
                items.ToList().ForEach(item => Plain(item));
                break;
            default:
                break;
        }

        return node;
    }

    // A vault's address may end with a slash, as Azure says it of a vault just created, or not.
    private static string TextOf(ArmExchange exchange)
    {
        var body = exchange.RequestBody is { } text ? Plain(JsonNode.Parse(text))?.ToJsonString() : "";
        return $"{exchange.Method} {exchange.PathAndQuery} {body?.Replace(".net/\"", ".net\"", StringComparison.Ordinal)}";
    }
}
