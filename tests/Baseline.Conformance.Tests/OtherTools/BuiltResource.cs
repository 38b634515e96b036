using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Conformance.Tests.OtherTools;

/// <summary>A resource as a template or a plan has it, so that the two can be compared.</summary>
/// <param name="Id">Its id, in lower case; without the scope where a template says none.</param>
/// <param name="ApiVersion">The api-version.</param>
/// <param name="Body">What is sent, members sorted.</param>
internal sealed record BuiltResource(string Id, string ApiVersion, string Body)
{
    private static readonly string[] NotSent =
        ["type", "apiVersion", "name", "scope", "dependsOn", "existing", "metadata", "resourceGroup", "subscriptionId"];

    /// <summary>The resources of a template and of those in it.</summary>
    public static IEnumerable<BuiltResource> Of(JsonElement template, string scope = "")
    {
        var resources = template.GetProperty("resources");
        var items = resources.ValueKind == JsonValueKind.Array
            ? resources.EnumerateArray().ToList()
            : [.. resources.EnumerateObject().Select(member => member.Value)];
        return items.Where(item => !(item.TryGetProperty("existing", out var existing) && existing.GetBoolean()))
            .SelectMany(item => Text(item, "type") == "Microsoft.Resources/deployments"
                ? Of(item.GetProperty("properties").GetProperty("template"), ScopeOf(item))
                : [One(item, scope)]);
    }

    /// <summary>A change as the template should have it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="isWhole">Whether the id begins with the scope.</param>
    public static BuiltResource Of(Change change, bool isWhole)
    {
        var id = Plain(change, change.Resource);
        var scope = id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)
            ? string.Concat(id.Split('/').Skip(1).Take(id.Contains("/resourceGroups/", StringComparison.OrdinalIgnoreCase) ? 4 : 2).Select(part => $"/{part}"))
            : string.Concat(id.Split('/').Skip(1).Take(4).Select(part => $"/{part}"));
        return new BuiltResource((isWhole ? id : id[scope.Length..]).ToLowerInvariant(), change.ApiVersion, Sorted(JsonNode.Parse(change.Body.GetRawText()), text => Plain(change, text))?.ToJsonString() ?? "");
    }

    private static BuiltResource One(JsonElement item, string scope)
    {
        var names = TemplateText.Of(Text(item, "name")).Split('/');
        var types = Text(item, "type").Split('/');
        var path = (types is ["Microsoft.Resources", "resourceGroups"] ? "/" : $"/providers/{types[0]}/") + string.Join('/', types.Skip(1).Zip(names, (type, name) => $"{type}/{name}"));
        var owner = item.TryGetProperty("scope", out var extended) ? TemplateText.Of(extended.GetString() ?? "") : "";
        var sent = new JsonObject(item.EnumerateObject().Where(member => !NotSent.Contains(member.Name))
            .Select(member => KeyValuePair.Create(member.Name, JsonNode.Parse(member.Value.GetRawText()))));
        return new BuiltResource(
            (scope + owner + path).ToLowerInvariant(), Text(item, "apiVersion"), Sorted(sent, TemplateText.Of)?.ToJsonString() ?? "");
    }

    private static string ScopeOf(JsonElement deployment) =>
        deployment.TryGetProperty("subscriptionId", out var subscription)
            ? $"/subscriptions/{subscription.GetString()}"
                + (deployment.TryGetProperty("resourceGroup", out var group) ? $"/resourceGroups/{group.GetString()}" : "")
            : $"/providers/{TemplateText.Of(Text(deployment, "scope"))}";

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString() ?? "";

    /// <summary>A text in which what an earlier change brings is said as in <see cref="TemplateText"/>.</summary>
    private static string Plain(Change change, string text) => string.Concat(ChangeReference.Pieces(text)
        .Select(piece => piece.Reference is { } reference && NumberOf(reference.Change) < NumberOf(change.Id) ? TemplateText.Later : piece.Text));

    private static int NumberOf(string change) => int.Parse(change.AsSpan(1), CultureInfo.InvariantCulture);

    private static JsonNode? Sorted(JsonNode? node, Func<string, string> text) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(text(member.Key), Sorted(member.Value, text)))),
        JsonArray list => new JsonArray([.. list.Select(item => Sorted(item, text))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(text(value.GetValue<string>())),

        // Bicep has whole numbers only: another is a text that a template reads as JSON.
        JsonValue value when value.ToJsonString().Contains('.', StringComparison.Ordinal) => JsonValue.Create(value.ToJsonString()),
        _ => node?.DeepClone(),
    };
}
