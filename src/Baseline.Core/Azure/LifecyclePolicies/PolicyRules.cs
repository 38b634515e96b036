using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.LifecyclePolicies;

/// <summary>The rules of a lifecycle policy, told apart by their names.</summary>
internal static class PolicyRules
{
    /// <summary>Where they lie in a policy.</summary>
    public const string Path = "properties.policy.rules";

    /// <summary>The rules, in their order; none of what is no policy.</summary>
    public static List<JsonElement> Of(JsonElement policy) => [.. policy.ItemsAt(Path)];

    /// <summary>A policy with these rules in place of its own.</summary>
    public static JsonElement In(JsonElement policy, IEnumerable<JsonElement> rules)
    {
        var whole = JsonValues.Node(policy) as JsonObject ?? [];
        if (whole["properties"]?["policy"] is JsonObject inner)
        {
            inner["rules"] = new JsonArray([.. rules.Select(JsonValues.Node)]);
        }

        return JsonValues.Element(whole);
    }

    /// <summary>The name of a rule, which is case-sensitive; empty where it has none.</summary>
    public static string NameOf(JsonElement rule) => rule.TextAt("name") ?? "";

    /// <summary>Whether a path, such as <c>properties.policy.rules[NAME].enabled</c>, lies in a rule.</summary>
    public static bool IsInRule(string path) => path.StartsWith($"{Path}[", StringComparison.Ordinal);

    /// <summary>The rule of a name; undefined where there is none.</summary>
    public static JsonElement Find(List<JsonElement> rules, string name) => rules.Find(rule => NameOf(rule) == name);

    /// <summary>
    /// Whether two rules do the same: prefixes and names are case-sensitive, and a rule that does not say so is enabled. Two that are
    /// not there are the same.
    /// </summary>
    public static bool IsSame(JsonElement one, JsonElement other) =>
        JsonValues.IsNothing(one) || JsonValues.IsNothing(other)
            ? JsonValues.IsNothing(one) && JsonValues.IsNothing(other)
            : IsEnabled(one) == IsEnabled(other)
                && JsonValues.Same(one.At("definition"), other.At("definition"), StringComparison.Ordinal);

    private static bool IsEnabled(JsonElement rule) => rule.At("enabled").ValueKind != JsonValueKind.False;
}
