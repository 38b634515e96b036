using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>
/// Drafts of writes to an account's lifecycle policy. A policy is only read and written as a whole, so the rules of others are
/// put back as they were read.
/// </summary>
public static class LifecycleDraft
{
    private const string ApiVersion = "2025-06-01";

    /// <summary>Adds or corrects a rule of the tool's own: the logs of a container are deleted after so many days.</summary>
    /// <param name="account">The account.</param>
    /// <param name="policy">Its policy.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="days">After how many days, 1 or more.</param>
    /// <param name="versioned">Whether the account keeps versions of deleted blobs, which the rule must then delete as well.</param>
    public static ChangeDraft Keep(ResourceId account, LifecyclePolicy policy, OwnLifecycleRule rule, int days, bool versioned)
    {
        JsonNode own = OwnRule(rule, days, versioned);
        var rules = OtherRules(policy, rule);
        rules.Add(own);
        return Put(account, policy, rules);
    }

    /// <summary>A rule of the tool's own, as it is written.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="days">After how many days it deletes, 1 or more.</param>
    /// <param name="versioned">Whether it deletes earlier versions, too.</param>
    public static JsonObject OwnRule(OwnLifecycleRule rule, int days, bool versioned)
    {
        var actions = new JsonObject
        {
            ["baseBlob"] = new JsonObject
            {
                ["delete"] = new JsonObject { ["daysAfterModificationGreaterThan"] = days },
            },
        };
        if (versioned)
        {
            actions["version"] = new JsonObject { ["delete"] = new JsonObject { ["daysAfterCreationGreaterThan"] = days } };
        }

        return new JsonObject
        {
            ["enabled"] = true,
            ["name"] = rule.Name,
            ["type"] = "Lifecycle",
            ["definition"] = new JsonObject
            {
                ["actions"] = actions,
                ["filters"] = new JsonObject
                {
                    ["blobTypes"] = new JsonArray("appendBlob"),
                    ["prefixMatch"] = new JsonArray(rule.Prefix),
                },
            },
        };
    }

    /// <summary>Whether a rule is the tool's own as it is written for so many days, for versions as well or not.</summary>
    /// <param name="written">The rule that is written.</param>
    /// <param name="rule">The tool's own.</param>
    /// <param name="days">After how many days it deletes, 1 or more.</param>
    public static bool IsOwnRule(JsonElement written, OwnLifecycleRule rule, int days) =>
        IsSame(written, OwnRule(rule, days, versioned: false)) || IsSame(written, OwnRule(rule, days, versioned: true));

    /// <summary>Whether a rule of the tool's own deletes versions as well.</summary>
    public static bool DeletesVersions(JsonElement written) =>
        written.At("definition.actions.version").ValueKind == JsonValueKind.Object;

    /// <summary>Removes a rule of the tool's own, and with the last rule the policy (docs/azure.md#one-policy-for-each-account).</summary>
    public static ChangeDraft Remove(ResourceId account, LifecyclePolicy policy, OwnLifecycleRule rule)
    {
        var rules = OtherRules(policy, rule);
        return rules.Count > 0
            ? Put(account, policy, rules)
            : Draft(account, policy, ChangeAction.Delete) with { Method = "DELETE", Body = null };
    }

    private static bool IsSame(JsonElement written, JsonObject wanted) =>
        JsonValues.Same(written, JsonValues.Element(wanted), StringComparison.Ordinal);

    private static ChangeDraft Put(ResourceId account, LifecyclePolicy policy, JsonArray rules)
    {
        var body = new JsonObject();
        foreach (var member in (policy.Resource?.Body ?? default).MembersAt("properties"))
        {
            if (member.Name is not ("policy" or "lastModifiedTime"))
            {
                Member(body, "properties")[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }

        var wanted = Member(Member(body, "properties"), "policy");
        foreach (var member in (policy.Resource?.Body ?? default).MembersAt("properties.policy"))
        {
            wanted[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        wanted["rules"] = rules;
        return Draft(account, policy, policy.Resource is null ? ChangeAction.Create : ChangeAction.Update) with { Body = body };
    }

    private static ChangeDraft Draft(ResourceId account, LifecyclePolicy policy, ChangeAction action) =>
        new($"lifecycle|{account.Key}", ChangeRanks.Lifecycle)
        {
            Action = action,
            Resource = LifecyclePolicy.IdOf(policy.Resource?.Id.Parent ?? account).Text,
            Type = TypeNames.LifecyclePolicy,
            ApiVersion = ApiVersion,
            Method = "PUT",
            Body = null,
            Live = policy.Resource?.Body ?? default,
        };

    private static JsonArray OtherRules(LifecyclePolicy policy, OwnLifecycleRule own) =>
        new([.. (policy.Resource?.Body ?? default).ItemsAt("properties.policy.rules")
            .Where(rule => rule.TextAt("name") != own.Name)
            .Select(Node)]);

    private static JsonNode? Node(JsonElement rule) => JsonNode.Parse(rule.GetRawText());

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            parent[name] = child = [];
        }

        return child;
    }
}
