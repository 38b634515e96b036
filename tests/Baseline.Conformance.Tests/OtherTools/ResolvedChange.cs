using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>A change as it is sent, where each answer is a text that says what was asked for.</summary>
/// <param name="Method">The method.</param>
/// <param name="Resource">The id.</param>
/// <param name="ApiVersion">The api-version.</param>
/// <param name="Body">The body; null for none.</param>
internal sealed record ResolvedChange(string Method, string Resource, string ApiVersion, string? Body)
{
    /// <summary>The GUID that follows from any value.</summary>
    public const string AnyGuid = "aaaaaaaa-0000-5000-8000-00000000000a";

    /// <summary>The answer to a question.</summary>
    public static string Answer(string path) => $"the {path}";

    /// <summary>What a plan's change is when it is sent.</summary>
    public static ResolvedChange Of(Change change) => new(
        change.Method,
        Resolved(change, change.Resource),
        change.ApiVersion,
        change.Body.ValueKind == JsonValueKind.Undefined ? null : Compact(Resolved(change, change.Body.GetRawText())));

    /// <summary>A JSON text in the one form in which bodies are compared: members sorted, no layout.</summary>
    public static string Compact(string json) => Sorted(JsonNode.Parse(json))?.ToJsonString() ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string Resolved(Change change, string text) => string.Concat(ChangeReference.Pieces(text).Select(piece =>
        piece.Reference is not { } reference || NumberOf(reference.Change) >= NumberOf(change.Id) ? piece.Text
        : reference.IsGuid ? AnyGuid : Answer(reference.Path)));

    private static int NumberOf(string change) => int.Parse(change.AsSpan(1), CultureInfo.InvariantCulture);
}
