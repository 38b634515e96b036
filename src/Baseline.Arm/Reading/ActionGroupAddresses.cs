using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>
/// Action groups without the addresses that they call: who knows that of a webhook, a Logic App or a function may call it. Only that there
/// is one matters, so that the rest is never kept, in no file and no output.
/// </summary>
internal static class ActionGroupAddresses
{
    private const string Removed = "REDACTED";

    /// <summary>The same without such addresses.</summary>
    /// <param name="found">What was read, of any types.</param>
    public static Found Without(Found found) => found with
    {
        Resources = [.. found.Resources.Select(resource => resource.Id.IsOfType(TypeNames.ActionGroup) ? Without(resource) : resource)],
    };

    private static ObservedResource Without(ObservedResource group) =>
        Without(JsonNode.Parse(group.Body.GetRawText())) is { } body
            ? new ObservedResource(group.Id, JsonDocument.Parse(body.ToJsonString()).RootElement)
            : group;

    private static JsonNode? Without(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Without(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Without)]),
        JsonValue text when text.TryGetValue<string>(out var address) && IsCalled(address, out var host) =>
            JsonValue.Create($"https://{host}/{Removed}"),
        _ => value?.DeepClone(),
    };

    private static bool IsCalled(string text, out string host)
    {
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
        host = isAddress ? uri?.Host ?? "" : "";
        return isAddress;
    }
}
