using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// The rules of a lifecycle policy: what Azure refuses about them, and how it prints them (docs/azure.md#rules-of-a-policy).
/// </summary>
internal static partial class LifecycleRules
{
    private const int MostRules = 100;
    private const int LongestName = 256;
    private const int MostPrefixes = 10;
    private const int LongestPrefix = 1024;
    private const int MostDays = 36_500;

    private static readonly string[] BlobTypes = ["blockBlob", "appendBlob", "pageBlob"];

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
        var name = rule["name"].AsText() ?? "";
        if (name.Length > LongestName || rule["enabled"] is { } enabled && enabled.AsFlag() is null)
        {
            return Invalid($"The name of rule '{name}' has at most {LongestName} characters, and enabled is true or false.");
        }

        if (!rule["type"].AsText().Same("Lifecycle"))
        {
            return Invalid($"The type of rule '{name}' must be 'Lifecycle'.");
        }

        return OfFilters(name, rule.At("definition", "filters"))
            ?? OfActions(name, rule.At("definition", "actions"), rule.At("definition", "filters", "blobTypes").Texts());
    }

    private static ArmResponse? OfFilters(string name, JsonNode? filters)
    {
        var types = filters.At("blobTypes").Texts().ToArray();
        if (types.Length == 0)
        {
            return Invalid($"Rule '{name}' must have filters.blobTypes.");
        }

        if (types.FirstOrDefault(type => !BlobTypes.Contains(type, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            return Invalid($"Rule '{name}' names the blob type '{unknown}', which is none of {string.Join(", ", BlobTypes)}.");
        }

        if (filters.At("prefixMatch") is not { } match)
        {
            return null;
        }

        var isList = match is JsonArray { Count: <= MostPrefixes } prefixes && prefixes.All(prefix => IsPrefix(prefix.AsText()));
        return isList
            ? null
            : Invalid($"Rule '{name}' has a prefixMatch that is not valid: at most {MostPrefixes} texts, each starting with the "
                + "name of a container, without wildcards.");
    }

    // The part up to the first slash names a container, or starts its name.
    private static bool IsPrefix(string? prefix) =>
        prefix is { Length: > 0 and <= LongestPrefix } && ContainerName().IsMatch(prefix.Split('/')[0]);

    private static ArmResponse? OfActions(string name, JsonNode? sent, IEnumerable<string> types)
    {
        if (sent is not JsonObject { Count: > 0 } actions)
        {
            return Invalid($"Rule '{name}' must have an action.");
        }

        var isTierable = !types.Contains("appendBlob", StringComparer.OrdinalIgnoreCase);
        foreach (var (subject, members) in actions)
        {
            if (!ActionOrder.Contains(subject, StringComparer.OrdinalIgnoreCase) || members is not JsonObject { Count: > 0 } acts)
            {
                return Invalid($"Rule '{name}' has an action on '{subject}' that is not valid.");
            }

            foreach (var (act, condition) in acts)
            {
                if (act.StartsWith("tierTo", StringComparison.OrdinalIgnoreCase) && !isTierable)
                {
                    return Invalid($"Rule '{name}' moves append blobs to another tier, which they do not support.");
                }

                if (!act.Same("enableAutoTierToHotFromCool") && !IsCondition(condition))
                {
                    return Invalid($"Rule '{name}' has a condition of '{act}' that is not valid: whole days, none below zero.");
                }
            }
        }

        return null;
    }

    private static bool IsCondition(JsonNode? condition) => condition is JsonObject { Count: > 0 } days
        && days.All(member => member.Value is null || (member.Value.AsNumber() is { } number
            && number is >= 0 and <= MostDays
            && number.Equals(Math.Floor(number))))
        && days.Any(member => member.Value is not null);

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

    [GeneratedRegex("^([$]?[a-z0-9][a-z0-9-]{0,62})$")]
    private static partial Regex ContainerName();
}
