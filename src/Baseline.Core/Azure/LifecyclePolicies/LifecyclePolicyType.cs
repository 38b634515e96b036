using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Json;

namespace Baseline.Azure.LifecyclePolicies;

/// <summary>
/// The lifecycle policy of a storage account. It is read and written as a whole; some rules in it are the tool's, one for each control
/// that has one, and the rules of others are put back as they are.
/// </summary>
/// <param name="own">The rules that are the tool's.</param>
public sealed class LifecyclePolicyType(IReadOnlyList<OwnLifecycleRule> own) : IResourceType
{
    /// <summary>The most rules that a policy can have (docs/azure.md#rules-of-a-policy).</summary>
    public const int MostRules = 100;

    /// <inheritdoc/>
    public string Name => TypeNames.LifecyclePolicy;

    /// <inheritdoc/>
    public string ApiVersion => "2025-06-01";

    /// <inheritdoc/>
    public TypeNoun Noun { get; } = new("lifecycle policy", "lifecycle policies");

    /// <inheritdoc/>
    public ResourceId ShownAt(ResourceId id) => id.Parent ?? id;

    /// <summary>The rules of the tool; those of others are put back as they were read.</summary>
    /// <inheritdoc/>
    public bool IsSentWhole(string path) => own.Any(rule => rule.Holds(path));

    /// <inheritdoc/>
    public string? WhyNeverSent(ArmWrite write) =>
        !write.Resource.EndsWith("/managementPolicies/default", StringComparison.OrdinalIgnoreCase)
            ? "An account has one lifecycle policy, called default."
        : write.Method switch
        {
            "DELETE" => null,
            "PUT" => BodyMembers.WhyUnknown(write.Body, "properties.*")
                ?? (PolicyRules.Of(write.Body).Count > 0 ? null : "It never sends a lifecycle policy without a rule."),
            _ => "It writes and deletes lifecycle policies as a whole.",
        };

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live)
    {
        var before = PolicyRules.Of(live);
        var after = RulesOf(write);
        List<string> changed =
        [
            .. before.Concat(after).Select(PolicyRules.NameOf).Distinct(StringComparer.Ordinal)
                .Where(name => !PolicyRules.IsSame(PolicyRules.Find(before, name), PolicyRules.Find(after, name))),
        ];
        return changed.Find(name => Own(name) is null) is { } other
                ? $"It changes no lifecycle rule but {OwnNames}, and \"{other}\" would be another or gone."
            : changed.Find(name => Own(name)?.IsAboutLog(PolicyRules.Find(before, name)) == false) is { } taken
                ? $"It changes its own lifecycle rules alone, and \"{taken}\" is one of somebody else who took the name."
            : changed.Select(name => WhyOtherRule(name, PolicyRules.Find(after, name))).FirstOrDefault(why => why is not null) is { } why
                ? why
            : write.Method == "PUT" && Other(live).FirstOrDefault(member =>
                !JsonValues.Same(member.Value, Member(write.Body, member.Path), StringComparison.Ordinal)) is { Path: { } path }
                ? $"It keeps what it does not know, and \"{path}\" would be another or gone."
            : null;
    }

    /// <summary>
    /// What two controls ask for, each by a rule of its own: both rules, and the policy deleted only where neither leaves one in it.
    /// </summary>
    /// <inheritdoc/>
    public JsonObject? Together(JsonObject? first, JsonObject? second, JsonElement live) => PolicyUnion.Of(first, second, live);

    /// <summary>No write does what two do where that is more rules than Azure allows.</summary>
    /// <inheritdoc/>
    public ArmWrite? Together(AlteringWrite first, AlteringWrite second)
    {
        var (byFirst, bySecond) = (ChangedBy(first), ChangedBy(second));
        var (one, other) = (RulesOf(first.Write), RulesOf(second.Write));
        if (byFirst.Intersect(bySecond).Any(name => !PolicyRules.IsSame(PolicyRules.Find(one, name), PolicyRules.Find(other, name))))
        {
            return null;
        }

        var rules = PolicyUnion.Of(one, byFirst, other, bySecond);
        var whole = first.Write.Method == "DELETE" ? second.Write : first.Write;
        return rules.Count > MostRules ? null
            : rules.Count == 0 ? first.Write with { Method = "DELETE", Body = default }
            : whole with { Body = PolicyRules.In(whole.Body, rules) };
    }

    /// <summary>The own rules that a write alters; it never alters others.</summary>
    private HashSet<string> ChangedBy(AlteringWrite altering) =>
        own.Where(rule => altering.Paths.Any(rule.Holds)).Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);

    private static List<JsonElement> RulesOf(ArmWrite write) => write.Method == "DELETE" ? [] : PolicyRules.Of(write.Body);

    /// <inheritdoc/>
    public UndoStep Undo(RecordedWrite recorded, JsonElement live, UndoSurroundings surroundings)
    {
        var before = PolicyRules.Of(recorded.Before);
        var sent = RulesOf(recorded.Write);
        var seen = PolicyRules.Of(recorded.After);
        var now = PolicyRules.Of(live);
        var rules = now.ConvertAll(JsonValues.Node);
        var left = new List<string>();
        var isAltered = false;
        foreach (var name in before.Concat(sent).Select(PolicyRules.NameOf).Distinct(StringComparer.Ordinal)
            .Where(name => !PolicyRules.IsSame(PolicyRules.Find(before, name), PolicyRules.Find(sent, name))))
        {
            var current = PolicyRules.Find(now, name);
            if (PolicyRules.IsSame(current, PolicyRules.Find(before, name)))
            {
                continue;
            }

            if (!PolicyRules.IsSame(current, PolicyRules.Find(sent, name))
                && !(recorded.IsConfirmed && PolicyRules.IsSame(current, PolicyRules.Find(seen, name))))
            {
                left.Add($"Lifecycle rule \"{name}\" is left: it was changed again since.");
                continue;
            }

            rules.RemoveAll(rule => rule?["name"]?.ToString() == name);
            if (PolicyRules.Find(before, name) is { ValueKind: JsonValueKind.Object } old)
            {
                rules.Add(JsonValues.Node(old));
            }

            isAltered = true;
        }

        var kept = now.Select(PolicyRules.NameOf).Where(name => PolicyRules.Find(before, name).ValueKind == JsonValueKind.Undefined
            && PolicyRules.Find(sent, name).ValueKind == JsonValueKind.Undefined).ToList();
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

    private string OwnNames => string.Join(" and ", own.Select(rule => $"\"{rule.Name}\""));

    private OwnLifecycleRule? Own(string name) => own.FirstOrDefault(rule => rule.Name == name);

    /// <summary>Why an own rule is none that the tool writes, as a sentence; null where it is, and where it is taken away.</summary>
    private string? WhyOtherRule(string name, JsonElement rule) =>
        rule.ValueKind == JsonValueKind.Undefined || Own(name) is not { } known || known.IsLimitedToLog(rule)
            ? null
            : $"Its lifecycle rule \"{name}\" deletes logs in {known.Container}, and nothing else.";

    /// <summary>What lies beside the rules: members of the policy and of its properties.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> Other(JsonElement policy) =>
        policy.MembersAt("properties").Where(member => member.Name is not ("policy" or "lastModifiedTime"))
            .Select(member => ($"properties.{member.Name}", member.Value))
            .Concat(policy.MembersAt("properties.policy").Where(member => member.Name != "rules")
                .Select(member => ($"properties.policy.{member.Name}", member.Value)));

    private static JsonElement Member(JsonElement body, string path) =>
        JsonValues.Member(body.At(path[..path.LastIndexOf('.')]), path[(path.LastIndexOf('.') + 1)..]);
}
