using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.RoleAssignments;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Lets an identity get, wrap and unwrap with the key, by the vault's own model: a role, or an access policy. On a vault that
/// uses roles an access policy would be stored and ignored.
/// </summary>
public sealed class KeyGrant(Monitor006Settings settings, ControlContext context)
{
    /// <summary>Key Vault Crypto Service Encryption User: the least that storage needs (docs/azure.md#the-role-for-storage).</summary>
    public const string EncryptionUserRole = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    private static readonly string[] SufficientRoles =
    [
        EncryptionUserRole,
        "14b46e9e-c2b7-41b4-b07b-48a6ebf60603", // Key Vault Crypto Officer
        "12338af0-0e69-4776-bea7-57ae8d297424", // Key Vault Crypto User
        "00482a5a-887f-4fb3-b363-3b7fe8e74483", // Key Vault Administrator
    ];

    /// <summary>What an access policy gives at keys.</summary>
    internal static readonly IReadOnlyList<string> Permissions = ["get", "wrapKey", "unwrapKey"];

    /// <summary>The change that grants access, nothing when it is there, or what blocks it.</summary>
    public Remediation For(KeySettings key, KeyVaultLink vault, KeyReader reader)
    {
        if (reader.DependsOn is null && vault.UsesRbac && WhyRolesUnknown(context.Estate, key.Vault) is { } why)
        {
            return Remediation.Block(Obstacle.Unread(
                $"The role assignments of {key.Vault} could not be read ({why})", "grant Microsoft.Authorization/roleAssignments/read"));
        }

        if (vault.Vault is { } found && (vault.UsesRbac ? HasRole(key, reader) : HasPermissions(found, reader)))
        {
            return Remediation.None;
        }

        if (!settings.GrantAutomatically)
        {
            return Remediation.Block(new Obstacle(
                "BL2123",
                $"{reader.DisplayName} may not use key {key.Name} of {key.Vault}, and the document says \"grant: none\"",
                $"{Request(vault, key, reader)}"));
        }

        return context.WhyNotWritable(key.Vault) is { } notWritable
            ? Remediation.Block(notWritable)
            : vault.UsesRbac ? RoleAssignment(key, vault, reader) : AccessPolicy(key, vault, reader);
    }

    private static string Request(KeyVaultLink vault, KeySettings key, KeyReader reader)
    {
        var who = ReferenceMark.IsIn(reader.Principal) ? "it" : $"principal {reader.Principal}";
        return vault.UsesRbac
            ? $"assign the role Key Vault Crypto Service Encryption User ({EncryptionUserRole}) at {key.Vault} to {who}"
            : $"give {who} an access policy with the key permissions get, wrapKey and unwrapKey at {key.Vault}";
    }

    /// <summary>Why the role assignments of a vault are not known; null when they are.</summary>
    public static string? WhyRolesUnknown(Estate estate, ResourceId vault) =>
        estate.List(vault, TypeNames.RoleAssignment).Unreadable is { } entry ? entry.Why : null;

    /// <summary>
    /// Whether an identity has lost its access to a key that is in use. Only what can't be otherwise counts: a role of its own
    /// making, or a grant to somebody who may be a group, may well be the identity's access.
    /// </summary>
    /// <param name="vault">The key's vault.</param>
    /// <param name="key">The key's name.</param>
    /// <param name="principal">The object id of the identity.</param>
    public bool IsLost(ObservedResource vault, string key, string principal)
    {
        if (!vault.Body.IsTrueAt("properties.enableRbacAuthorization"))
        {
            return !vault.Body.ItemsAt("properties.accessPolicies").Any(MayUnwrap);
        }

        // Role assignments are read of the document's vault alone.
        return settings.Key?.Vault == vault.Id
            && WhyRolesUnknown(context.Estate, vault.Id) is null
            && !AssignmentsFor(vault.Id, key).Any(assignment =>
                IsOf(assignment, principal)
                || string.Equals(assignment.Body.TextAt("properties.principalType"), "Group", StringComparison.OrdinalIgnoreCase));
    }

    private static bool MayUnwrap(JsonElement policy)
    {
        var granted = policy.TextsAt("permissions.keys").ToHashSet(StringComparer.OrdinalIgnoreCase);
        return granted.Contains("all") || granted.IsSupersetOf(["get", "unwrapKey"]);
    }

    private bool HasRole(KeySettings key, KeyReader reader) =>
        AssignmentsFor(key.Vault, key.Name).Any(assignment =>
            IsOf(assignment, reader.Principal)
            && assignment.Body.TextAt("properties.roleDefinitionId") is { } definition
            && SufficientRoles.Any(role => definition.EndsWith(role, StringComparison.OrdinalIgnoreCase)));

    private static bool IsOf(ObservedResource assignment, string principal) =>
        string.Equals(assignment.Body.TextAt("properties.principalId"), principal, StringComparison.OrdinalIgnoreCase);

    /// <summary>A role at the key, the vault, or anything above it counts.</summary>
    private IEnumerable<ObservedResource> AssignmentsFor(ResourceId vault, string key)
    {
        var keyId = vault.Child($"keys/{key}");
        return context.Estate.OfType(TypeNames.RoleAssignment).Where(assignment =>
            ScopeOf(assignment) is var scope && (scope is null || keyId.IsAtOrBelow(scope) || IsGroupAbove(scope, vault)));
    }

    /// <summary>The id of an assignment begins with its scope; null for the root of the tenant.</summary>
    private static ResourceId? ScopeOf(ObservedResource assignment) => assignment.Id.Parent;

    /// <summary>
    /// Every subscription lies in some group. Where none is known of it, the scope names no group, and the assignments that
    /// were read are those that hold at the vault: one at a group is inherited from above. So it is where what lies above the
    /// highest known group could not be read.
    /// </summary>
    private bool IsGroupAbove(ResourceId scope, ResourceId vault) =>
        scope.IsOfType(TypeNames.ManagementGroup)
        && context.Estate.Subscription(vault.SubscriptionId) is { } subscription
        && (subscription.ManagementGroups.Count == 0
            || context.Estate.UnreadableAt(ResourceId.ManagementGroup(subscription.ManagementGroups[^1])) is not null
            || subscription.ManagementGroups.Contains(scope.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Permissions come back in any letter case; <c>all</c> and supersets satisfy.</summary>
    private static bool HasPermissions(ObservedResource vault, KeyReader reader)
    {
        var granted = GrantedTo(vault, reader);
        return granted.Contains("all") || granted.IsSupersetOf(Permissions);
    }

    private static HashSet<string> GrantedTo(ObservedResource vault, KeyReader reader) =>
        vault.Body.ItemsAt("properties.accessPolicies")
            .Where(entry => string.Equals(entry.TextAt("objectId"), reader.Principal, StringComparison.OrdinalIgnoreCase)
                && entry.TextAt("applicationId") is null)
            .SelectMany(entry => entry.TextsAt("permissions.keys"))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body that gives a principal the role at a vault.</summary>
    internal static JsonObject RoleBody(ResourceId vault, string principal) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = $"/subscriptions/{vault.SubscriptionId}/providers/Microsoft.Authorization"
                + $"/roleDefinitions/{EncryptionUserRole}",
            ["principalId"] = principal,
            ["principalType"] = "ServicePrincipal",
        },
    };

    private static Remediation RoleAssignment(KeySettings key, KeyVaultLink vault, KeyReader reader)
    {
        var scope = (vault.Vault?.Id ?? key.Vault).Text;
        var seed = RoleAssignmentName.Seed(scope, EncryptionUserRole);
        var name = ReferenceMark.IsIn(reader.Principal)
            ? reader.Principal.Replace("${", "${guid:", StringComparison.Ordinal)
            : RoleAssignmentName.For(seed, reader.Principal);
        var draft = $"grant|{scope.ToLowerInvariant()}|{reader.Principal.ToLowerInvariant()}";
        return new Remediation([new ChangeDraft(draft, ChangeRanks.Grant)
        {
            Action = ChangeAction.Create,
            Resource = $"{scope}/providers/Microsoft.Authorization/roleAssignments/{name}",
            Type = TypeNames.RoleAssignment,
            ApiVersion = "2022-04-01",
            Method = "PUT",
            Body = RoleBody(key.Vault, reader.Principal),
            DependsOn = DependsOn(vault, reader),
        }]);
    }

    private static Remediation AccessPolicy(KeySettings key, KeyVaultLink vault, KeyReader reader)
    {
        if (vault.TenantId is not { } tenant)
        {
            return Remediation.Block(Obstacle.NotWhole($"The tenant of {key.Vault} is not known, and an access policy needs it"));
        }

        var scope = (vault.Vault?.Id ?? key.Vault).Text;
        var granted = vault.Vault is null ? [] : GrantedTo(vault.Vault, reader);
        var union = granted.Concat(Permissions.Where(permission => !granted.Contains(permission)))
            .Select(permission => (JsonNode?)JsonValue.Create(permission));
        JsonNode entry = new JsonObject
        {
            ["tenantId"] = tenant,
            ["objectId"] = reader.Principal,
            ["permissions"] = new JsonObject { ["keys"] = new JsonArray([.. union]) },
        };
        var draft = $"grant|{scope.ToLowerInvariant()}|{reader.Principal.ToLowerInvariant()}";
        return new Remediation([new ChangeDraft(draft, ChangeRanks.Grant)
        {
            Action = ChangeAction.Update,
            Resource = $"{scope}/accessPolicies/add",
            Type = TypeNames.AccessPolicy,
            ApiVersion = "2026-02-01",
            Method = "PUT",
            Body = new JsonObject { ["properties"] = new JsonObject { ["accessPolicies"] = new JsonArray(entry) } },
            Live = vault.Vault?.Body ?? default,
            DependsOn = DependsOn(vault, reader),
        }]);
    }

    private static List<string> DependsOn(KeyVaultLink vault, KeyReader reader) =>
        [.. vault.VaultKeys, .. reader.DependsOn is null ? [] : new[] { reader.DependsOn }];
}
