using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>One edit of a body.</summary>
/// <param name="What">What was done, for messages.</param>
/// <param name="Body">The body after it.</param>
internal sealed record BodyEdit(string What, JsonElement Body)
{
    /// <summary>Whether it only takes away.</summary>
    public bool IsLess => What.StartsWith("a member removed", StringComparison.Ordinal);
}

/// <summary>Every body that is one member away from another: a value changed, a member added, a member removed.</summary>
internal static class BodyEdits
{
    // What tells items of a list apart.
    private static readonly string[] Names = ["name", "category", "categoryGroup", "objectId", "actionGroupId", "field", "id"];

    /// <summary>The edits.</summary>
    public static IEnumerable<BodyEdit> Of(JsonElement body)
    {
        foreach (var steps in Places(JsonNode.Parse(body.GetRawText()), []))
        {
            foreach (var (what, edit) in EditsAt(At(JsonNode.Parse(body.GetRawText()), steps)))
            {
                var copy = JsonNode.Parse(body.GetRawText());
                edit(At(copy, steps));
                yield return new BodyEdit($"{what} at {string.Join('.', steps)}", JsonSerializer.SerializeToElement(copy));
            }
        }
    }

    /// <summary>The change with another body, and with what a plan would say of that.</summary>
    public static Change Shown(Change change, JsonElement body, JsonElement live)
    {
        var edited = change with { Body = body };
        var type = ControlCatalogue.Product.Types;
        return edited with
        {
            Properties = new ResourceNormalizer(type).Shown(edited, live),
            Precondition = Precondition.Digest(edited, live, type),
        };
    }

    private static IEnumerable<IReadOnlyList<object>> Places(JsonNode? node, IReadOnlyList<object> steps)
    {
        yield return steps;
        var inner = node switch
        {
            JsonObject members => members.Select(member => (Step: (object)member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => (Step: (object)index, Value: item)),
            _ => [],
        };
        foreach (var place in inner.SelectMany(one => Places(one.Value, [.. steps, one.Step])))
        {
            yield return place;
        }
    }

    private static JsonNode? At(JsonNode? node, IReadOnlyList<object> steps) =>
        steps.Aggregate(node, (at, step) => step is string name ? at?[name] : at?[(int)step]);

    private static IEnumerable<(string What, Action<JsonNode?> Edit)> EditsAt(JsonNode? node)
    {
        if (node is JsonObject)
        {
            yield return ("a member added", at => at?.AsObject().Add("zzAdded", JsonValue.Create("added")));
        }
        else if (node is JsonArray)
        {
            yield return ("an item added", at => at?.AsArray().Add(at.AsArray() is [{ } first, ..] ? Altered(first) : JsonValue.Create("added")));
            foreach (var name in Names.Where(name => (node.AsArray().FirstOrDefault() as JsonObject)?.ContainsKey(name) == true))
            {
                yield return ($"an item of another {name} added", at => at?.AsArray().Add(Renamed(at[0], name)));
            }
        }
        else if (node is not null)
        {
            yield return ("a value changed", at => at?.ReplaceWith(Altered(at)));
        }

        if (node?.Parent is not null)
        {
            yield return ("a member removed", Remove);
        }
    }

    private static JsonNode? Renamed(JsonNode? item, string name)
    {
        var copy = item?.DeepClone();
        copy?[name]?.ReplaceWith(Altered(copy[name]));
        return copy;
    }

    private static void Remove(JsonNode? at)
    {
        if (at?.Parent is JsonObject members)
        {
            members.Remove(at.GetPropertyName());
        }
        else if (at?.Parent is JsonArray items)
        {
            items.Remove(at);
        }
    }

    private static JsonNode? Altered(JsonNode? node) => node switch
    {
        null => null,
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Altered(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Altered)]),
        JsonValue value when value.TryGetValue<bool>(out var flag) => JsonValue.Create(!flag),
        JsonValue value when value.TryGetValue<double>(out var number) => JsonValue.Create(number + 1),
        _ => JsonValue.Create($"{node.GetValue<string>()}x"),
    };
}
