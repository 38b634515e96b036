using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Gateway;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Insights;

/// <summary>What Azure refuses of an alert on the activity log.</summary>
internal static partial class AlertRules
{
    private const string GroupType = "microsoft.insights/actiongroups";

    private static readonly string[] Available = ["global", "westeurope", "northeurope", "eastus2euap"];

    // https://learn.microsoft.com/rest/api/monitor/activity-log-alerts/create-or-update
    private static readonly string[] Fields =
    [
        "resourceId", "category", "caller", "level", "operationName", "resourceGroup", "resourceProvider", "status", "subStatus",
        "resourceType",
    ];

    public static ArmResponse? Refusal(ArmCall call) =>
        !ValidName().IsMatch(call.Path.Name) ? Bad($"The name '{call.Path.Name}' of an alert is not valid.")
        : RefusalOfLocation(call.Body["location"].AsText())
            ?? RefusalOfScopes(call)
            ?? RefusalOfCondition(call.Body.At("properties", "condition", "allOf") as JsonArray)
            ?? RefusalOfActions(call.Body.At("properties", "actions", "actionGroups") as JsonArray);

    public static ArmResponse? RefusalOfPatch(ArmCall call)
    {
        var other = call.Body.Select(member => member.Key).FirstOrDefault(name => name is not ("tags" or "properties"))
            ?? (call.Body["properties"] as JsonObject)?.Select(member => member.Key).FirstOrDefault(name => name != "enabled");
        return other is null ? null : Bad($"'{other}' can't be updated: a PATCH changes the tags, and whether the alert is enabled.");
    }

    private static ArmResponse Bad(string message) => Answer.Error(400, "BadRequest", message);

    private static ArmResponse? RefusalOfLocation(string? location) =>
        location is null
            ? Answer.Refused(400, "LocationRequired", "The location property is required for this definition.")
        : Available.Contains(Regions.Normal(location), StringComparer.Ordinal) ? null
        : Answer.Refused(
            400,
            "LocationNotAvailableForResourceType",
            $"The provided location '{location}' is not available for resource type 'Microsoft.Insights/activityLogAlerts'. List of "
            + $"available regions for the resource type is '{string.Join(',', Available)}'.");

    private static ArmResponse? RefusalOfScopes(ArmCall call)
    {
        List<string> scopes = [.. (call.Body.At("properties", "scopes") as JsonArray ?? []).Select(scope => scope.AsText() ?? "")];
        return scopes.Count == 0 ? Bad("An alert needs at least one scope.")
            : scopes.Find(scope => !ResourcePath.Parse(scope).Subscription.Same(call.Path.Subscription)) is { } other
            ? Bad($"The scope '{other}' is not in the subscription of the alert.")
            : null;
    }

    private static ArmResponse? RefusalOfCondition(JsonArray? parts) =>
        parts is not { Count: > 0 } ? Bad("An alert needs a condition with at least one part.")
        : parts.Select(RefusalOfPart).FirstOrDefault(refusal => refusal is not null)
            ?? (parts.SelectMany(Comparisons).Any(one => one?["field"].AsText().Same("category") is true)
                ? null
                : Bad("A condition must say which category of events it is about."));

    private static IEnumerable<JsonNode?> Comparisons(JsonNode? part) =>
        part?["anyOf"] as IEnumerable<JsonNode?> ?? [part];

    private static ArmResponse? RefusalOfPart(JsonNode? part) =>
        part?["anyOf"] is not JsonArray several ? RefusalOfComparison(part)
        : part["field"] is not null || part["equals"] is not null ? Bad("A part of a condition is a comparison, or has 'anyOf'.")
        : several.Count == 0 ? Bad("'anyOf' needs at least one comparison.")
        : several.Any(one => one?["anyOf"] is not null) ? Bad("'anyOf' can't be nested.")
        : several.Select(RefusalOfComparison).FirstOrDefault(refusal => refusal is not null);

    private static ArmResponse? RefusalOfComparison(JsonNode? one)
    {
        var field = one?["field"].AsText() ?? "";
        var isKnown = Fields.Any(known => known.Same(field)) || field.StartsWith("properties.", StringComparison.OrdinalIgnoreCase);
        var hasOne = one?["equals"].AsText() is not null ^ one?["containsAny"] is JsonArray { Count: > 0 };
        return !isKnown ? Bad($"'{field}' is not a field of events.")
            : !hasOne ? Bad($"A comparison of '{field}' needs either 'equals' or 'containsAny'.")
            : null;
    }

    private static ArmResponse? RefusalOfActions(JsonArray? groups) =>
        groups is null ? Bad("An alert needs 'actions.actionGroups'.")
        : groups.Select(group => group?["actionGroupId"].AsText() ?? "")
            .FirstOrDefault(id => ResourcePath.Parse(id) is not { Type: GroupType, IsCollection: false }) is { } other
            ? Bad($"'{other}' is not the id of an action group.")
            : null;

    [GeneratedRegex(@"^[^<>*%&:\\?+/#\p{Cc}]{1,260}$")]
    private static partial Regex ValidName();
}
