using System.Text.Json;
using System.Text.Json.Nodes;

namespace Baseline.Azure.LifecyclePolicies;

/// <summary>
/// One policy that has what two controls ask for, each of which made its body from the same live policy and changed its own rule in it
/// alone.
/// </summary>
internal static class PolicyUnion
{
    /// <summary>The policy with the rules that either changes as that one wants them; null where no rule is left.</summary>
    /// <param name="first">The one body; null where the policy is deleted.</param>
    /// <param name="second">The other body; null where the policy is deleted.</param>
    /// <param name="live">The live policy; undefined when there is none.</param>
    public static JsonObject? Of(JsonObject? first, JsonObject? second, JsonElement live)
    {
        var (before, one, other) = (PolicyRules.Of(live), RulesOf(first), RulesOf(second));
        var rules = Of(one, ChangedIn(one), other, ChangedIn(other));
        return rules.Count > 0 && (first ?? second) is { } body
            ? JsonValues.Node(PolicyRules.In(JsonValues.Element(body), rules)) as JsonObject
            : null;

        HashSet<string> ChangedIn(List<JsonElement> rules) => before.Concat(rules).Select(PolicyRules.NameOf)
            .Where(name => !PolicyRules.IsSame(PolicyRules.Find(before, name), PolicyRules.Find(rules, name)))
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// The rules that nobody changes, in their order, and after them those that one of the two changes, by their names: whichever comes
    /// first, it is the same policy. Of what both change, the one is taken.
    /// </summary>
    /// <param name="one">The rules of the one.</param>
    /// <param name="byOne">The names of those that it changes, adds or takes away.</param>
    /// <param name="other">The rules of the other.</param>
    /// <param name="byOther">The names of those that the other does.</param>
    public static List<JsonElement> Of(
        List<JsonElement> one, HashSet<string> byOne, List<JsonElement> other, HashSet<string> byOther)
    {
        var changed = byOne.Union(byOther).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. one.Where(rule => !changed.Contains(PolicyRules.NameOf(rule))),
            .. changed.Select(name => PolicyRules.Find(byOne.Contains(name) ? one : other, name))
                .Where(rule => rule.ValueKind != JsonValueKind.Undefined),
        ];
    }

    private static List<JsonElement> RulesOf(JsonObject? body) => body is null ? [] : PolicyRules.Of(JsonValues.Element(body));
}
