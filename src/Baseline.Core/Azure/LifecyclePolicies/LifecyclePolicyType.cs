using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.LifecyclePolicies;

/// <summary>
/// The lifecycle policy of a storage account. It is read and written as a whole; one rule in it is the tool's, and the rules of
/// others are put back as they are.
/// </summary>
/// <param name="ownRule">The name of the rule that is the tool's.</param>
public sealed class LifecyclePolicyType(string ownRule) : IResourceType
{
    private const string Rules = "properties.policy.rules";

    // The containers that diagnostic settings write to.
    private const string LogContainers = "insights-logs-";

    /// <inheritdoc/>
    public string Name => TypeNames.LifecyclePolicy;

    /// <inheritdoc/>
    public string ApiVersion => "2025-06-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("lifecycle policy", "lifecycle policies");

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !write.Resource.EndsWith("/managementPolicies/default", StringComparison.OrdinalIgnoreCase)
            ? "An account has one lifecycle policy, called default."
        : write.Method switch
        {
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, "properties.*") ?? RulesOf(write.Body).Where(IsOwn).Select(WhyOtherRule)
                .FirstOrDefault(why => why is not null),
            _ => "It writes and deletes lifecycle policies as a whole.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live)
    {
        var before = RulesOf(live).ToList();
        var after = write.Method == "DELETE" ? [] : RulesOf(write.Body).ToList();
        var other = before.Concat(after).Where(rule => !IsOwn(rule)).Select(NameOf)
            .FirstOrDefault(name => !IsSame(Find(before, name), Find(after, name)));
        return other is not null ? $"It changes no lifecycle rule but \"{ownRule}\", and \"{other}\" would be another or gone."
            : write.Method == "PUT" && Other(live).FirstOrDefault(member =>
                !JsonValues.Same(member.Value, Member(write.Body, member.Path))) is { Path: { } path }
                ? $"It keeps what it does not know, and \"{path}\" would be another or gone."
            : null;
    }

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var before = RulesOf(recorded.Before).ToList();
        var sent = recorded.Write.Method == "DELETE" ? [] : RulesOf(recorded.Write.Body).ToList();
        var seen = RulesOf(recorded.After).ToList();
        var now = RulesOf(live).ToList();
        var rules = now.ConvertAll(JsonValues.Node);
        var left = new List<string>();
        var isAltered = false;
        foreach (var name in before.Concat(sent).Select(NameOf).Distinct(StringComparer.Ordinal)
            .Where(name => !IsSame(Find(before, name), Find(sent, name))))
        {
            var current = Find(now, name);
            if (IsSame(current, Find(before, name)))
            {
                continue;
            }

            if (!IsSame(current, Find(sent, name)) && !(recorded.IsConfirmed && IsSame(current, Find(seen, name))))
            {
                left.Add($"Lifecycle rule \"{name}\" is left: it was changed again since.");
                continue;
            }

            rules.RemoveAll(rule => rule?["name"]?.ToString() == name);
            if (Find(before, name) is { ValueKind: JsonValueKind.Object } old)
            {
                rules.Add(JsonValues.Node(old));
            }

            isAltered = true;
        }

        var kept = now.Select(NameOf).Where(name => Find(before, name).ValueKind == JsonValueKind.Undefined
            && Find(sent, name).ValueKind == JsonValueKind.Undefined).ToList();
        if (isAltered && kept.Count > 0)
        {
            left.Add($"Kept, because others added it since: {string.Join(", ", kept.Select(name => $"lifecycle rule \"{name}\""))}.");
        }

        return new UndoStep(isAltered ? Write(recorded, live.ValueKind == JsonValueKind.Undefined ? recorded.Before : live, rules)
            : null, left);
    }

    /// <summary>
    /// A policy without rules is refused by Azure, so the last rule takes it along (docs/azure.md#one-policy-for-each-account).
    /// </summary>
    private static ArmWrite Write(RecordedWrite recorded, JsonElement policy, List<JsonNode?> rules)
    {
        if (rules.Count == 0)
        {
            return recorded.Write with { Method = "DELETE", Body = default };
        }

        var properties = JsonValues.Node(policy.At("properties")) as JsonObject ?? [];
        properties.Remove("lastModifiedTime");
        if (properties["policy"] is JsonObject wanted)
        {
            wanted["rules"] = new JsonArray([.. rules]);
        }

        return recorded.Write with { Method = "PUT", Body = JsonValues.Element(new JsonObject { ["properties"] = properties }) };
    }

    private string? WhyOtherRule(JsonElement rule)
    {
        var prefixes = rule.TextsAt("definition.filters.prefixMatch").ToList();
        return prefixes.Count == 0 || prefixes.Exists(prefix => !prefix.StartsWith(LogContainers, StringComparison.Ordinal))
            ? $"Its lifecycle rule \"{ownRule}\" deletes logs, and nothing else."
            : null;
    }

    /// <summary>What lies beside the rules: members of the policy and of its properties.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> Other(JsonElement policy) =>
        policy.MembersAt("properties").Where(member => member.Name is not ("policy" or "lastModifiedTime"))
            .Select(member => ($"properties.{member.Name}", member.Value))
            .Concat(policy.MembersAt("properties.policy").Where(member => member.Name != "rules")
                .Select(member => ($"properties.policy.{member.Name}", member.Value)));

    private static JsonElement Member(JsonElement body, string path) =>
        JsonValues.Member(body.At(path[..path.LastIndexOf('.')]), path[(path.LastIndexOf('.') + 1)..]);

    /// <summary>Prefixes and names are case-sensitive; a rule that does not say so is enabled.</summary>
    private static bool IsSame(JsonElement one, JsonElement other) =>
        JsonValues.IsNothing(one) || JsonValues.IsNothing(other)
            ? JsonValues.IsNothing(one) && JsonValues.IsNothing(other)
            : IsEnabled(one) == IsEnabled(other)
                && JsonValues.Same(one.At("definition"), other.At("definition"), StringComparison.Ordinal);

    private static bool IsEnabled(JsonElement rule) => rule.At("enabled").ValueKind != JsonValueKind.False;

    private bool IsOwn(JsonElement rule) => NameOf(rule) == ownRule;

    private static string NameOf(JsonElement rule) => rule.TextAt("name") ?? "";

    private static JsonElement Find(List<JsonElement> rules, string name) => rules.Find(rule => NameOf(rule) == name);

    private static IEnumerable<JsonElement> RulesOf(JsonElement policy) => policy.ItemsAt(Rules);
}
