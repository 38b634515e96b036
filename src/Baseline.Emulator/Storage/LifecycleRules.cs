using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>The rules of a lifecycle policy: what Azure refuses about them, and how it prints them.</summary>
internal static class LifecycleRules
{
    private const int MostRules = 100;

    // Azure prints the actions of a rule in this order, in whichever they were sent.
    private static readonly string[] ActionOrder = ["version", "baseBlob", "snapshot"];

    public static ArmResponse? Refusal(JsonNode? rules)
    {
        var all = rules.Objects().ToArray();
        if (all.Length is 0 or > MostRules)
        {
            return Invalid($"A management policy must have 1 to {MostRules} rules.");
        }

        var names = all.Select(rule => rule["name"].AsText() ?? "").ToArray();
        if (names.Any(name => name.Length == 0) || names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            return Invalid("Every rule must have a name of its own.");
        }

        return all.Select(RefusalOfRule).FirstOrDefault(refusal => refusal is not null);
    }

    public static ArmResponse Invalid(string why) => StorageAnswer.Error(
        400, "InvalidValuesForRequestParameters", $"Values for request parameters are invalid: properties.policy. {why}");

    public static JsonNode? Printed(JsonObject rule)
    {
        var printed = new JsonObject
        {
            ["enabled"] = rule["enabled"].AsFlag() ?? true,
            ["name"] = rule["name"]?.DeepClone(),
            ["type"] = "Lifecycle",
            ["definition"] = PrintedDefinition(rule["definition"]),
        };
        CopyOthers(rule, printed);
        return printed;
    }

    private static ArmResponse? RefusalOfRule(JsonObject rule)
    {
        var name = rule["name"].AsText();
        var types = rule.At("definition", "filters", "blobTypes").Texts().ToArray();
        if (!rule["type"].AsText().Same("Lifecycle"))
        {
            return Invalid($"The type of rule '{name}' must be 'Lifecycle'.");
        }

        if (types.Length == 0)
        {
            return Invalid($"Rule '{name}' must have filters.blobTypes.");
        }

        if (rule.At("definition", "actions") is not JsonObject { Count: > 0 } actions)
        {
            return Invalid($"Rule '{name}' must have an action.");
        }

        var tiers = actions["baseBlob"] is JsonObject baseBlob
            && baseBlob.Any(action => action.Key.StartsWith("tierTo", StringComparison.OrdinalIgnoreCase));
        return tiers && types.Contains("appendBlob", StringComparer.OrdinalIgnoreCase)
            ? Invalid($"Rule '{name}' moves append blobs to another tier, which they do not support.")
            : null;
    }

    private static JsonObject PrintedDefinition(JsonNode? definition)
    {
        var actions = definition.At("actions") as JsonObject ?? [];
        var printedActions = new JsonObject();
        foreach (var name in ActionOrder.Where(actions.ContainsKey))
        {
            printedActions[name] = WithFloats(actions[name]);
        }

        CopyOthers(actions, printedActions);
        var filters = definition.At("filters") as JsonObject ?? [];
        var printedFilters = new JsonObject { ["blobTypes"] = filters["blobTypes"]?.DeepClone() };
        CopyOthers(filters, printedFilters);
        var printed = new JsonObject { ["actions"] = printedActions, ["filters"] = printedFilters };
        CopyOthers(definition as JsonObject ?? [], printed);
        return printed;
    }

    private static void CopyOthers(JsonObject source, JsonObject target)
    {
        foreach (var (name, value) in source)
        {
            if (!target.ContainsKey(name) && value is not null)
            {
                target[name] = value.DeepClone();
            }
        }
    }

    // Every number of an action comes back with a decimal point.
    private static JsonNode? WithFloats(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            var result = new JsonObject();
            foreach (var (name, value) in members)
            {
                result[name] = WithFloats(value);
            }

            return result;
        }

        return node is JsonValue number && number.GetValueKind() is JsonValueKind.Number && number.AsNumber() is { } days
            ? JsonNode.Parse(days.ToString("0.0###", CultureInfo.InvariantCulture))
            : node?.DeepClone();
    }
}
