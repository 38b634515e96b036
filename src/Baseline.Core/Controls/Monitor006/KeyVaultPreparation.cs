using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Sees to the key vault and key: soft delete and purge protection on, storage let in, and a key that storage can choose. A vault
/// is never put over an existing one, which would wipe its policies.
/// </summary>
public sealed class KeyVaultPreparation(Monitor006Settings settings, ControlContext context)
{
    private const string Where = $"controls.{Monitor006Settings.Id}";

    private readonly VaultCreation _creation = new(settings, context);

    /// <summary>Prepares the key that the document names.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="reader">
    /// Who will use the key. A vault is created in its tenant where that of the vault's subscription is not known.
    /// </param>
    public KeyVaultLink Prepare(KeySettings key, KeyReader reader)
    {
        var lookup = context.Estate.Find(key.Vault);
        var vault = lookup.Presence switch
        {
            Presence.Found when lookup.Resource is { } found => OfExisting(found, reader),
            Presence.Absent => _creation.For(key, reader),
            Presence.Found or Presence.Unknown => KeyVaultLink.Blocked(Obstacle.Unread(
                $"Key vault {key.Vault} could not be read ({lookup.Why})",
                "grant read access to it")),
            _ => throw new ArgumentOutOfRangeException(nameof(key), lookup.Presence, "Not a presence."),
        };
        var keyRemediation = Key(key, vault);
        return vault with
        {
            Remediation = vault.Remediation.And(keyRemediation),
            AllKeys = [.. vault.VaultKeys, .. keyRemediation.Drafts.Select(draft => draft.Key)],
        };
    }

    private KeyVaultLink OfExisting(ObservedResource vault, KeyReader reader)
    {
        var properties = vault.Body.At("properties");

        // Azure has no purge protection without soft delete (docs/azure.md#purge-protection).
        var remediation = properties.IsTrueAt("enablePurgeProtection") ? Remediation.None : SwitchProtectionOn(vault);
        if (properties.TextAt("vaultUri") is not { } uri)
        {
            return KeyVaultLink.Blocked(Obstacle.NotWhole(
                $"Key vault {vault.Id} has no vaultUri in what was read"));
        }

        if (VaultReach.IsInPerimeter(vault))
        {
            context.Notice(new Notice(
                "BL2031",
                Monitor006Settings.Id,
                vault.Id.Text,
                $"Key vault {vault.Id} is in a network security perimeter, whose rules decide whether storage reaches it; "
                    + "the tool can't see them."));
        }

        return new KeyVaultLink(
            remediation with { Obstacles = [.. remediation.Obstacles, .. ObstaclesOfReach(vault, reader)] },
            vault,
            properties.IsTrueAt("enableRbacAuthorization"),
            uri.TrimEnd('/'),
            properties.TextAt("tenantId"),
            [.. remediation.Drafts.Select(draft => draft.Key)],
            []);
    }

    private static IEnumerable<Obstacle> ObstaclesOfReach(ObservedResource vault, KeyReader reader)
    {
        if (VaultReach.WhyUnreachable(vault) is { } why)
        {
            yield return new Obstacle(
                "BL2143",
                $"Key vault {vault.Id} {why}, and storage comes as one",
                "allow trusted Microsoft services there (az keyvault update --bypass AzureServices)");
        }

        if (!ReferenceMark.IsIn(reader.TenantId ?? "") && VaultReach.OtherTenant(vault, reader.TenantId) is { } other)
        {
            yield return new Obstacle(
                "BL2144",
                $"Key vault {vault.Id} knows identities of tenant {other} only, and {reader.DisplayName} is of tenant {reader.TenantId}",
                $"change the vault's tenantId, as after a move of its subscription, or name a vault of that tenant in {Where}.key.vault");
        }
    }

    private Remediation SwitchProtectionOn(ObservedResource vault)
    {
        if (context.WhyNotWritable(vault.Id) is { } why)
        {
            return Remediation.Block(why);
        }

        if (!settings.ConsentsToPurgeProtection)
        {
            return Remediation.Block(new Obstacle(
                "BL2118",
                $"Key vault {vault.Id} has no purge protection, which storage needs and which can never be switched off again",
                $"consent with \"irreversible: [purgeProtection]\" under {Where}, or name another vault"));
        }

        var wanted = new JsonObject { ["enablePurgeProtection"] = true };
        if (!vault.Body.IsTrueAt("properties.enableSoftDelete"))
        {
            wanted["enableSoftDelete"] = true;
        }

        return new Remediation([VaultCreation.Draft(vault.Id, ChangeAction.Update, "PATCH", new JsonObject { ["properties"] = wanted }) with
        {
            Live = vault.Body,
            Irreversible = true,
        }]);
    }

    private Remediation Key(KeySettings key, KeyVaultLink vault)
    {
        if (vault.Remediation.IsBlocked)
        {
            return Remediation.None;
        }

        var id = (vault.Vault?.Id ?? key.Vault).Child($"keys/{key.Name}");
        var lookup = context.Estate.Find(id);
        if (lookup.Resource is { } found)
        {
            return ObstacleOf(found, key.Version) is { } obstacle ? Remediation.Block(obstacle) : Remediation.None;
        }

        if (lookup.Presence == Presence.Unknown)
        {
            return Remediation.Block(Obstacle.Unread(
                $"Key {id} could not be read ({lookup.Why})",
                "grant read access to it"));
        }

        if (key.CreateSize is not { } size)
        {
            return Remediation.Block(new Obstacle(
                "BL2120",
                $"Key {id} does not exist",
                $"create it, or let apply do so with {Where}.key.create"));
        }

        return context.WhyNotWritable(key.Vault) is { } notWritable
            ? Remediation.Block(notWritable)
            : new Remediation([KeyDraft(id, size, vault.VaultKeys)]);
    }

    private Obstacle? ObstacleOf(ObservedResource key, string? version)
    {
        var lookup = KeyVersion.Find(context.Estate, key, version);
        var id = version is null ? key.Id : KeyVersion.IdOf(key.Id, version);
        return lookup.Resource is { } used ? VaultKey.Of(used).ObstacleOf(id, context.AsOf, $"{Where}.key")
            : lookup.Presence == Presence.Unknown
            ? Obstacle.Unread($"Key {id} could not be read ({lookup.Why})", "grant read access to it")
            : new Obstacle(
                "BL2145",
                $"Key {id} does not exist: the key has no such version",
                $"name one that it has, or \"latest\", in {Where}.key.version");
    }

    /// <summary>The body that creates a key.</summary>
    /// <param name="size">Its bits.</param>
    internal static JsonObject KeyBody(int size) => new()
    {
        ["properties"] = new JsonObject
        {
            ["kty"] = "RSA",
            ["keySize"] = size,
            ["keyOps"] = new JsonArray("wrapKey", "unwrapKey"),
            ["attributes"] = new JsonObject { ["enabled"] = true },
        },
    };

    private static ChangeDraft KeyDraft(ResourceId id, int size, IReadOnlyList<string> dependsOn) =>
        new($"key|{id.Key}", ChangeRanks.Key)
        {
            Action = ChangeAction.Create,
            Resource = id.Text,
            Type = TypeNames.VaultKey,
            ApiVersion = VaultCreation.ApiVersion,
            Method = "PUT",
            Body = KeyBody(size),
            DependsOn = dependsOn,
        };
}
