using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Undoing;

/// <summary>A change that can't be taken back, and why.</summary>
/// <param name="Change">The change of the run.</param>
/// <param name="Why">Why it is left, as a sentence.</param>
public sealed record LeftChange(RecordedChange Change, string Why);

/// <summary>What it takes to restore what a run changed.</summary>
/// <param name="Plan">The changes, in reverse order of the run.</param>
/// <param name="Left">What can't be taken back.</param>
public sealed record UndoResult(Plan Plan, IReadOnlyList<LeftChange> Left);

/// <summary>
/// Run journal → plan that restores the bodies from before: what was created is deleted, what was changed gets its old
/// members back. Identities, vaults and keys are left: deleting one could break what has come to use it. Pure.
/// </summary>
public static class UndoPlanner
{
    private const string StorageAccounts = "Microsoft.Storage/storageAccounts";

    private static readonly HashSet<string> ReadOnlyMembers = new(StringComparer.OrdinalIgnoreCase)
    {
        "lastModifiedTime", "scope", "createdOn", "updatedOn", "createdBy", "updatedBy",
    };

    /// <summary>Computes the plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="live">The live document of each recorded resource now; undefined when it does not exist.</param>
    /// <param name="estate">Where the live documents come from.</param>
    public static UndoResult Plan(RunRecord run, IReadOnlyDictionary<string, JsonElement> live, PlanEstate estate)
    {
        var changes = new ChangeSet();
        var left = new List<LeftChange>();
        var earlier = new List<(string Key, RecordedChange Change)>();
        foreach (var (index, recorded) in run.Changes.Where(change => change.MayHaveTakenEffect).Reverse().Index())
        {
            if (WhyLeft(recorded) is { } why)
            {
                left.Add(new LeftChange(recorded, why));
                continue;
            }

            var now = live.GetValueOrDefault(recorded.ChangeId);
            var draft = Draft(recorded, now, index);
            if (AltersSomething(draft))
            {
                changes.Add(draft with { DependsOn = DependsOn(recorded, earlier) }, new Cause("undo", recorded.Resource));
                earlier.Add((draft.Key, recorded));
            }
        }

        return new UndoResult(
            new Plan
            {
                Baseline = new PlanBaseline(run.Baseline, run.BaselineDigest),
                Estate = estate,
                Judged = 0,
                Findings = [],
                Changes = changes.Assemble(),
                Notices = [],
                Exceeded = [],
            },
            left);
    }

    /// <summary>The id whose live document tells whether a recorded change still stands.</summary>
    public static string ReadId(RecordedChange change) => LiveDocument.ReadId(change.Type, change.Resource);

    /// <summary>
    /// Encryption must go back before the identity of the account and before any grant, because it may rest on them.
    /// </summary>
    private static string[] DependsOn(RecordedChange recorded, IEnumerable<(string Key, RecordedChange Change)> earlier)
    {
        var accounts = earlier.Where(undo => undo.Change.Type == StorageAccounts);
        return recorded.Type switch
        {
            StorageAccounts => [.. accounts
                .Where(undo => undo.Change.Resource.Equals(recorded.Resource, StringComparison.OrdinalIgnoreCase))
                .Select(undo => undo.Key)],
            "Microsoft.Authorization/roleAssignments" or "Microsoft.KeyVault/vaults/accessPolicies" => [.. accounts.Select(undo => undo.Key)],
            _ => [],
        };
    }

    private static string? WhyLeft(RecordedChange change) => change.Type switch
    {
        "Microsoft.ManagedIdentity/userAssignedIdentities" => "The identity is left: something may have come to use it.",
        "Microsoft.KeyVault/vaults" when change.Method == "PATCH" => "Purge protection can't be switched off again.",
        "Microsoft.KeyVault/vaults" => "The key vault is left: it is protected against purging, and something may have come to use it.",
        "Microsoft.KeyVault/vaults/keys" => "The key is left: data may have come to rest on it.",
        "Microsoft.Insights/diagnosticSettings" when change.Before.ItemsAt("properties.logs").Any(row => row.IsTrueAt("retentionPolicy.enabled")) =>
            "Azure takes no retention policies any more, so the old one can't be put back.",
        _ => null,
    };

    /// <summary>Whether a write would make a difference: what was restored already, by whomever, is not written again.</summary>
    private static bool AltersSomething(ChangeDraft draft)
    {
        var alone = new ChangeSet();
        alone.Add(draft, new Cause("undo", draft.Resource));
        return alone.Assemble().Any(change => change.Properties.Count > 0);
    }

    private static ChangeDraft Draft(RecordedChange recorded, JsonElement now, int rank)
    {
        var draft = new ChangeDraft($"undo|{recorded.ChangeId}", rank)
        {
            Action = ChangeAction.Update,
            Resource = recorded.Resource,
            Type = recorded.Type,
            ApiVersion = recorded.ApiVersion,
            Method = "PUT",
            Body = null,
            Live = now,
        };
        if (LiveDocument.IsAccessPolicy(recorded.Type))
        {
            return PolicyDraft(draft, recorded);
        }

        if (recorded.Method == "PATCH")
        {
            return draft with { Method = "PATCH", Body = PatchBack(recorded, now) };
        }

        return recorded.Before.ValueKind == JsonValueKind.Undefined
            ? draft with { Action = ChangeAction.Delete, Method = "DELETE" }
            : draft with
            {
                Action = now.ValueKind == JsonValueKind.Undefined ? ChangeAction.Create : ChangeAction.Update,
                Body = PutBack(recorded.Before),
            };
    }

    /// <summary>The members of the old document, without those that only Azure writes.</summary>
    private static JsonObject PutBack(JsonElement before)
    {
        var body = new JsonObject();
        foreach (var member in before.EnumerateObject())
        {
            if (member.Name is not ("id" or "name" or "type" or "systemData" or "etag") && member.Value.ValueKind != JsonValueKind.Null
                && !(member.Name == "location" && member.Value.ValueEquals("global")))
            {
                body[member.Name] = Node(member.Value);
            }
        }

        if (body["properties"] is JsonObject properties)
        {
            foreach (var name in properties.Select(member => member.Key).Where(ReadOnlyMembers.Contains).ToList())
            {
                properties.Remove(name);
            }
        }

        return body;
    }

    private static ChangeDraft PolicyDraft(ChangeDraft draft, RecordedChange recorded)
    {
        var sent = recorded.Body.ItemsAt("properties.accessPolicies").First();
        var old = recorded.Before.ItemsAt("properties.accessPolicies")
            .FirstOrDefault(entry => string.Equals(entry.TextAt("objectId"), sent.TextAt("objectId"), StringComparison.OrdinalIgnoreCase));
        var verb = old.ValueKind == JsonValueKind.Undefined ? "remove" : "replace";
        return draft with
        {
            Action = old.ValueKind == JsonValueKind.Undefined ? ChangeAction.Delete : ChangeAction.Update,
            Resource = recorded.Resource[..recorded.Resource.LastIndexOf('/')] + $"/{verb}",
            Body = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["accessPolicies"] = new JsonArray(Node(old.ValueKind == JsonValueKind.Undefined ? sent : old)),
                },
            },
        };
    }

    private static JsonObject PatchBack(RecordedChange recorded, JsonElement now) =>
        recorded.Body.At("properties.encryption").ValueKind == JsonValueKind.Object
            ? new JsonObject { ["properties"] = new JsonObject { ["encryption"] = EncryptionBefore(recorded) } }
            : new JsonObject { ["identity"] = IdentityBefore(recorded, now) };

    private static JsonObject EncryptionBefore(RecordedChange recorded)
    {
        var before = recorded.Before.At("properties.encryption");
        var source = before.TextAt("keySource") ?? "Microsoft.Storage";
        var encryption = new JsonObject { ["keySource"] = source };
        if (before.At("keyvaultproperties").ValueKind == JsonValueKind.Object)
        {
            encryption["keyvaultproperties"] = new JsonObject
            {
                ["keyname"] = before.TextAt("keyvaultproperties.keyname"),
                ["keyversion"] = before.TextAt("keyvaultproperties.keyversion") ?? "",
                ["keyvaulturi"] = before.TextAt("keyvaultproperties.keyvaulturi"),
            };
        }

        return encryption;
    }

    /// <summary>Takes the added identities off again and puts the removed ones back; those that came later stay (azure-facts §4.2).</summary>
    private static JsonObject IdentityBefore(RecordedChange recorded, JsonElement now)
    {
        var old = Names(recorded.Before);
        var added = Names(recorded.Body).Where(name => !old.Contains(name)).ToList();
        var kept = Names(now).Where(name => !added.Contains(name, StringComparer.OrdinalIgnoreCase)).Union(old, StringComparer.OrdinalIgnoreCase).ToList();
        var hasSystem = (now.TextAt("identity.type") ?? "").Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase);
        var type = (hasSystem, kept.Count > 0) switch
        {
            (true, true) => "SystemAssigned,UserAssigned",
            (true, false) => "SystemAssigned",
            (false, true) => "UserAssigned",
            (false, false) => "None",
        };
        var body = new JsonObject { ["type"] = type };
        if (kept.Count > 0)
        {
            var identities = new JsonObject();
            foreach (var name in kept)
            {
                identities[name] = new JsonObject();
            }

            foreach (var name in added)
            {
                identities[name] = null;
            }

            body["userAssignedIdentities"] = identities;
        }

        return body;
    }

    private static HashSet<string> Names(JsonElement account) =>
        account.MembersAt("identity.userAssignedIdentities").Select(member => member.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
