using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>What a control writes in one respect, and what an undo makes of it.</summary>
/// <param name="Name">What the row is about.</param>
/// <param name="Controls">What the document says of the control that writes, by the name of the control, in JSON.</param>
/// <param name="Resources">What there is of it before, beside a log account: an id and a body each.</param>
/// <param name="Resource">What is written to, or what shows it.</param>
/// <param name="Path">Where in it; empty for the whole of it.</param>
/// <param name="Back">What stands there after the undo, as JSON; empty for nothing.</param>
/// <param name="Left">What the undo says of it where it does not bring it back; empty where it does.</param>
internal sealed record UndoRow(
    string Name, string Controls, IReadOnlyList<string> Resources, string Resource, string Path, string Back, string Left = "")
{
    private const string Settings = $"{LogAccount.Subscription}/providers/Microsoft.Insights/diagnosticSettings/s";

    /// <summary>The document and what there is before.</summary>
    public ConformanceCase Case()
    {
        var document = Json($$"""
            {"apiVersion":"baseline/v1","kind":"Baseline","metadata":{"name":"one"},"scope":{"subscriptions":["11111111-1111-1111-1111-111111111111"]},
             "controls":{"Monitor-007":{"categories":["Administrative"],"destination":{"accept":"any"} } } }
            """);
        foreach (var (control, settings) in Json(Controls))
        {
            (document["controls"] as JsonObject)?.Add(control, settings?.DeepClone());
        }

        var estate = Json("""
            {"formatVersion":"1.0","capturedAt":"2026-11-22T09:00:00Z","source":"azure",
             "subscriptions":[{"id":"11111111-1111-1111-1111-111111111111","displayName":"one","state":"Enabled","tenantId":"99999999-9999-9999-9999-999999999999","managementGroups":[],
               "resourceProviders":{"Microsoft.Insights":"Registered"} }],
             "resources":[],"unreadable":[]}
            """);
        List<string> defaults =
        [
            $$"""{"id":"{{Settings}}","properties":{"storageAccountId":"{{LogAccount.Id}}","logs":[{"category":"Administrative","enabled":true}]} }""",
            $$"""{"id":"{{LogAccount.Id}}","kind":"StorageV2","sku":{"name":"Standard_LRS","tier":"Standard"},"location":"westeurope","properties":{} }""",
            $$"""{"id":"{{LogAccount.Service}}","sku":{"name":"Standard_LRS","tier":"Standard"},"properties":{} }""",
            $$"""{"id":"{{LogAccount.Container}}","properties":{"publicAccess":"None"} }""",
        ];
        var resources = Resources.Concat(defaults).Select(Json).DistinctBy(one => (string?)one["id"]);
        estate["resources"] = new JsonArray([.. resources]);
        return new ConformanceCase(Name, ConformanceCase.DocumentOf(document), estate, [], null);
    }

    /// <summary>What stands there; empty for nothing.</summary>
    public string In(IReadOnlyDictionary<string, JsonObject> resources)
    {
        JsonNode? at = resources.GetValueOrDefault(Resource);
        foreach (var name in Path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?[name];
        }

        return WithoutNull(at)?.ToJsonString() ?? "";
    }

    // Azure answers with members that say nothing.
    private static JsonNode? WithoutNull(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(member => member.Value is not null)
            .Select(member => KeyValuePair.Create(member.Key, WithoutNull(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(WithoutNull)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject Json(string text) => JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("It is an object.");
}
