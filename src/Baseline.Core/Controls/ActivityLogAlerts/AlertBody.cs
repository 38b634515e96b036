using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Estates;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What is written to the tool's own alerts.</summary>
/// <param name="subscription">The subscription whose log they watch.</param>
/// <param name="actionGroup">Whom they tell.</param>
internal sealed class AlertBody(ResourceId subscription, ResourceId actionGroup)
{
    private const string ActionGroupId = "actionGroupId";

    /// <summary>An alert that is new.</summary>
    /// <param name="condition">When it fires.</param>
    public JsonObject New(JsonObject condition) =>
        With(new JsonObject { ["location"] = "Global", ["properties"] = new JsonObject() }, condition);

    /// <summary>An alert that is there: it tells whom it told, and the document's action group.</summary>
    /// <param name="live">The alert.</param>
    /// <param name="condition">When it is to fire.</param>
    public JsonObject Over(ObservedResource live, JsonObject condition) => With(AlertContent.Sendable(live.Body), condition);

    /// <summary>
    /// Two comparisons and nothing else: scanners, and the built-in policies for CIS, read alerts that say exactly this
    /// (https://github.com/Azure/azure-policy/tree/master/built-in-policies/policyDefinitions/Monitoring).
    /// </summary>
    public static JsonObject ConditionOf(WatchedEvent watched) => watched.IsServiceHealth
        ? AllOf(Comparison("category", watched.Category), Comparison("properties.incidentType", "Incident"))
        : AllOf(Comparison("category", watched.Category), Comparison("operationName", watched.Name));

    /// <summary>One condition for all operations.</summary>
    public static JsonObject ConditionOf(IEnumerable<WatchedEvent> operations)
    {
        List<WatchedEvent> all = [.. operations];
        return AllOf(
            Comparison("category", all[0].Category),
            new JsonObject { ["anyOf"] = new JsonArray([.. all.Select(operation => Comparison("operationName", operation.Name))]) });
    }

    private static JsonObject AllOf(params JsonNode?[] parts) => new() { ["allOf"] = new JsonArray(parts) };

    private static JsonObject Comparison(string field, string value) => new() { ["field"] = field, ["equals"] = value };

    private JsonObject With(JsonObject body, JsonObject condition)
    {
        if (body["properties"] is JsonObject properties)
        {
            properties["enabled"] = true;
            properties["scopes"] = new JsonArray(subscription.Text);
            properties["condition"] = condition;
            properties["actions"] = Actions(properties["actions"] as JsonObject);
        }

        return body;
    }

    private JsonObject Actions(JsonObject? before)
    {
        var actions = before?.DeepClone() as JsonObject ?? [];
        var groups = actions["actionGroups"]?.DeepClone() as JsonArray ?? [];
        if (!groups.Any(IsNamed))
        {
            groups.Add((JsonNode)new JsonObject { [ActionGroupId] = actionGroup.Text });
        }

        actions["actionGroups"] = groups;
        return actions;
    }

    private bool IsNamed(JsonNode? action) =>
        ResourceId.TryParse(action?[ActionGroupId]?.ToString(), out var id) && id == actionGroup;
}
