using System.Text.Json.Nodes;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Controls.Monitor006;

/// <summary>The key vault and key that remediation uses: what is there, or the changes that bring it about.</summary>
/// <param name="Remedy">Changes to the vault and key, or what blocks them.</param>
/// <param name="Vault">The vault as it is; null when a change creates it.</param>
/// <param name="UsesRbac">Whether roles decide (true) or access policies (false).</param>
/// <param name="Uri">The vault's URI, or a reference to it.</param>
/// <param name="TenantId">The vault's tenant, or a reference to it; null where not known.</param>
/// <param name="VaultKeys">Keys of the drafts that must be done before anything is granted in the vault.</param>
/// <param name="AllKeys">Keys of all drafts: before the key can be used.</param>
public sealed record KeyVaultLink(
    Remedy Remedy,
    ObservedResource? Vault,
    bool UsesRbac,
    string Uri,
    string? TenantId,
    IReadOnlyList<string> VaultKeys,
    IReadOnlyList<string> AllKeys);

/// <summary>
/// Sees to the key vault and key (field.md rows M15, M16): soft delete and purge protection on, an RSA key of 2048, 3072 or 4096
/// bits that is enabled. A vault is never put over an existing one, which would wipe its policies (azure-facts §11.3 K2).
/// </summary>
public sealed class KeyVaultPreparation(Monitor006Settings settings, ControlContext context)
{
    private const string ApiVersion = "2026-02-01";
    private const string Where = $"controls.{Monitor006Settings.Id}";

    /// <summary>Prepares the key that the document names.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="tenantId">The tenant of who will use the key, or a reference to it: a vault is created there where the tenant of its subscription is not known; null where neither is.</param>
    public KeyVaultLink Prepare(KeySettings key, string? tenantId)
    {
        var lookup = context.Estate.Find(key.Vault);
        var vault = lookup.Presence switch
        {
            Presence.Found when lookup.Resource is { } found => OfExisting(found),
            Presence.Absent => OfMissing(key, context.Estate.Subscription(key.Vault.SubscriptionId)?.TenantId ?? tenantId),
            Presence.Found or Presence.Unknown => Blocked(new Obstacle("BL2107", $"Key vault {key.Vault} could not be read ({lookup.Why})", "grant read access to it", Incomplete: true)),
            _ => throw new ArgumentOutOfRangeException(nameof(key), lookup.Presence, "Not a presence."),
        };
        var keyRemedy = Key(key, vault);
        return vault with
        {
            Remedy = vault.Remedy.And(keyRemedy),
            AllKeys = [.. vault.VaultKeys, .. keyRemedy.Drafts.Select(draft => draft.Key)],
        };
    }

    private KeyVaultLink OfExisting(ObservedResource vault)
    {
        var properties = vault.Body.At("properties");

        // Azure has no purge protection without soft delete.
        var remedy = properties.IsTrueAt("enablePurgeProtection") ? Remedy.None : SwitchProtectionOn(vault);
        if (properties.TextAt("vaultUri") is not { } uri)
        {
            return Blocked(new Obstacle("BL2124", $"Key vault {vault.Id} has no vaultUri in what was read", "capture the estate again", Incomplete: true));
        }

        return new KeyVaultLink(
            remedy,
            vault,
            properties.IsTrueAt("enableRbacAuthorization"),
            uri.TrimEnd('/'),
            properties.TextAt("tenantId"),
            [.. remedy.Drafts.Select(draft => draft.Key)],
            []);
    }

    private Remedy SwitchProtectionOn(ObservedResource vault)
    {
        if (context.WhyNotWritable(vault.Id, Monitor006Settings.Id) is { } why)
        {
            return Remedy.Block(why);
        }

        if (!settings.ConsentsToPurgeProtection)
        {
            return Remedy.Block(new Obstacle("BL2118", $"Key vault {vault.Id} has no purge protection, which storage needs and which can never be switched off again", $"consent with \"irreversible: [purgeProtection]\" under {Where}, or name another vault"));
        }

        var wanted = new JsonObject { ["enablePurgeProtection"] = true };
        if (!vault.Body.IsTrueAt("properties.enableSoftDelete"))
        {
            wanted["enableSoftDelete"] = true;
        }

        return new Remedy([VaultDraft(vault.Id, ChangeAction.Update, "PATCH", new JsonObject { ["properties"] = wanted }) with
        {
            Live = vault.Body,
            Irreversible = true,
        }]);
    }

    private KeyVaultLink OfMissing(KeySettings key, string? tenantId)
    {
        if (key.CreateVault is not { } create)
        {
            return Blocked(new Obstacle("BL2119", $"Key vault {key.Vault} does not exist", $"create it, or let apply do so with {Where}.key.createVault"));
        }

        if (context.WhyNotWritable(key.Vault, Monitor006Settings.Id) is { } why)
        {
            return Blocked(why);
        }

        if (!settings.ConsentsToPurgeProtection)
        {
            return Blocked(new Obstacle("BL2118", $"Key vault {key.Vault} would be created with purge protection, which can never be switched off again", $"consent with \"irreversible: [purgeProtection]\" under {Where}"));
        }

        if (tenantId is null)
        {
            return Blocked(new Obstacle("BL2124", $"Key vault {key.Vault} can't be created, because the tenant of its subscription is not known", "capture the estate again, with tenantId"));
        }

        var draft = VaultDraft(key.Vault, ChangeAction.Create, "PUT", NewVault(create, tenantId)) with { Irreversible = true };
        var planned = System.Text.Json.JsonSerializer.SerializeToElement(new JsonObject { ["location"] = create.Location }, PlanJson.Default.JsonObject);
        context.PlannedVaults.TryAdd(draft.Key, (new ObservedResource(key.Vault, planned), draft));
        return new KeyVaultLink(
            new Remedy([draft]), null, create.Rbac, draft.ReferenceTo("properties.vaultUri"), tenantId, [draft.Key], []);
    }

    private static JsonObject NewVault(CreateVaultSettings create, string tenantId) => new()
    {
        ["location"] = create.Location,
        ["properties"] = new JsonObject
        {
            ["tenantId"] = tenantId,
            ["sku"] = new JsonObject { ["family"] = "A", ["name"] = create.Sku },
            ["enableRbacAuthorization"] = create.Rbac,
            ["enableSoftDelete"] = true,
            ["enablePurgeProtection"] = true,
            ["accessPolicies"] = new JsonArray(),
        },
    };

    private Remedy Key(KeySettings key, KeyVaultLink vault)
    {
        if (vault.Remedy.IsBlocked)
        {
            return Remedy.None;
        }

        var id = (vault.Vault?.Id ?? key.Vault).Child($"keys/{key.Name}");
        var lookup = context.Estate.Find(id);
        if (lookup.Resource is { } found)
        {
            return VaultKey.Of(found).WhyUnusable(context.AsOf) is { } why
                ? Remedy.Block(new Obstacle("BL2122", $"Key {id} {why}", $"name another key in {Where}.key, or mend this one"))
                : Remedy.None;
        }

        if (lookup.Presence == Presence.Unknown)
        {
            return Remedy.Block(new Obstacle("BL2107", $"Key {id} could not be read ({lookup.Why})", "grant read access to it", Incomplete: true));
        }

        if (key.CreateSize is not { } size)
        {
            return Remedy.Block(new Obstacle("BL2120", $"Key {id} does not exist", $"create it, or let apply do so with {Where}.key.create"));
        }

        return context.WhyNotWritable(key.Vault, Monitor006Settings.Id) is { } notWritable
            ? Remedy.Block(notWritable)
            : new Remedy([KeyDraft(id, size, vault.VaultKeys)]);
    }

    private static ChangeDraft KeyDraft(ResourceId id, int size, IReadOnlyList<string> dependsOn) =>
        new($"key|{id.Key}", ChangeRanks.Key)
        {
            Action = ChangeAction.Create,
            Resource = id.Text,
            Type = "Microsoft.KeyVault/vaults/keys",
            ApiVersion = ApiVersion,
            Method = "PUT",
            Body = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    ["kty"] = "RSA",
                    ["keySize"] = size,
                    ["keyOps"] = new JsonArray("wrapKey", "unwrapKey"),
                    ["attributes"] = new JsonObject { ["enabled"] = true },
                },
            },
            DependsOn = dependsOn,
        };

    private static ChangeDraft VaultDraft(ResourceId id, ChangeAction action, string method, JsonObject body) =>
        new($"vault|{id.Key}", ChangeRanks.Vault)
        {
            Action = action,
            Resource = id.Text,
            Type = "Microsoft.KeyVault/vaults",
            ApiVersion = ApiVersion,
            Method = method,
            Body = body,
        };

    private static KeyVaultLink Blocked(Obstacle obstacle) =>
        new(Remedy.Block(obstacle), null, UsesRbac: true, "", null, [], []);
}
