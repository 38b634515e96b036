using System.Text.Json.Nodes;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Plans;
using Baseline.Resources;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Encrypts an account with the document's key. Each link is a change of its own, only where it is missing and permitted:
/// identity → vault → key → grant → identity on the account → encryption (design §2; azure-facts §4.2 for why in this order).
/// </summary>
public sealed class EncryptionRemedy(Monitor006Settings settings, ControlContext context)
{
    private const string StorageApiVersion = "2025-06-01";
    private const string Where = $"controls.{Monitor006Settings.Id}";

    private readonly KeyVaultPreparation _preparation = new(settings, context);
    private readonly KeyGrant _grant = new(settings, context);

    /// <summary>The remedy of an account that is not encrypted as wanted.</summary>
    public Remedy For(ObservedResource account)
    {
        if (context.WhyNotWritable(account.Id, Monitor006Settings.Id) is { } why)
        {
            return Remedy.Block(why);
        }

        if (settings.Key is not { } key)
        {
            return Remedy.Block(new Obstacle("BL2108", "The document names no key", $"add {Where}.key with vault and name"));
        }

        var encryption = AccountEncryption.Of(account);
        var remedy = encryption.IsCustomerManaged ? Repoint(account, encryption, key) : Encrypt(account, key);

        // Half a chain protects nothing: where a link is blocked, none of it is planned.
        return !remedy.IsBlocked ? remedy : remedy with { Drafts = [] };
    }

    private Remedy Encrypt(ObservedResource account, KeySettings key)
    {
        if (settings.Identity is not { } wanted)
        {
            return Remedy.Block(new Obstacle("BL2108", $"The document names no identity for {account.Id}", $"add {Where}.identity with id"));
        }

        var (identity, reader) = Identity(wanted);
        if (reader is null)
        {
            return identity;
        }

        var vault = _preparation.Prepare(key, reader.TenantId);
        var grant = !vault.Remedy.IsBlocked ? _grant.For(key, vault, reader) : Remedy.None;
        var attach = Attach(account, wanted.Id, reader.DependsOn);
        List<string> before = [.. vault.AllKeys, .. grant.Drafts.Concat(attach.Drafts).Select(draft => draft.Key)];
        var body = EncryptionBody(account, KeyProperties(key, vault));
        body["identity"] = new JsonObject { ["userAssignedIdentity"] = wanted.Id.Text };
        return identity.And(vault.Remedy).And(grant).And(attach).And(new Remedy([EncryptionDraft(account, body, before)]));
    }

    /// <summary>
    /// Rows M13 and M14: another key or version under the identity that is already in use. Key and identity can't change in one
    /// request, and the identity is not what the control judges (azure-facts §4.2).
    /// </summary>
    private Remedy Repoint(ObservedResource account, AccountEncryption encryption, KeySettings key)
    {
        var reader = ReaderInUse(account, encryption);
        if (reader is null)
        {
            return Remedy.Block(new Obstacle("BL2107", $"The identity with which {account.Id} reaches its key could not be read", "grant read access to it", Incomplete: true));
        }

        var vault = _preparation.Prepare(key, reader.TenantId);
        var grant = !vault.Remedy.IsBlocked ? _grant.For(key, vault, reader) : Remedy.None;
        List<string> before = [.. vault.AllKeys, .. grant.Drafts.Select(draft => draft.Key)];
        var body = EncryptionBody(account, KeyProperties(key, vault));
        return vault.Remedy.And(grant).And(new Remedy([EncryptionDraft(account, body, before)]));
    }

    private static KeyReader? ReaderInUse(ObservedResource account, AccountEncryption encryption)
    {
        if (encryption.UserAssignedIdentity is { } id)
        {
            return AttachedIdentity(account, id) is { } principal ? new KeyReader(principal, null, $"Identity {id}", null) : null;
        }

        return account.Body.TextAt("identity.principalId") is { } system
            ? new KeyReader(system, null, $"The identity of {account.Id}", null)
            : null;
    }

    private static string? AttachedIdentity(ObservedResource account, ResourceId id) =>
        account.Body.MembersAt("identity.userAssignedIdentities")
            .Where(member => ResourceId.TryParse(member.Name, out var attached) && attached == id)
            .Select(member => member.Value.TextAt("principalId"))
            .FirstOrDefault();

    private (Remedy Remedy, KeyReader? Reader) Identity(IdentitySettings wanted)
    {
        var lookup = context.Estate.Find(wanted.Id);
        if (lookup.Resource is { } found)
        {
            return found.Body.TextAt("properties.principalId") is { } principal
                ? (Remedy.None, new KeyReader(principal, found.Body.TextAt("properties.tenantId"), $"Identity {wanted.Id}", null))
                : (Remedy.Block(new Obstacle("BL2124", $"Identity {wanted.Id} has no principalId in what was read", "capture the estate again", Incomplete: true)), null);
        }

        if (lookup.Presence == Presence.Unknown)
        {
            return (Remedy.Block(new Obstacle("BL2107", $"Identity {wanted.Id} could not be read ({lookup.Why})", "grant read access to it", Incomplete: true)), null);
        }

        if (wanted.CreateLocation is not { } location)
        {
            return (Remedy.Block(new Obstacle("BL2121", $"Identity {wanted.Id} does not exist", $"create it, or let apply do so with {Where}.identity.create")), null);
        }

        if (context.WhyNotWritable(wanted.Id, Monitor006Settings.Id) is { } why)
        {
            return (Remedy.Block(why), null);
        }

        var draft = new ChangeDraft($"identity|{wanted.Id.Key}", ChangeRanks.Identity)
        {
            Action = ChangeAction.Create,
            Resource = wanted.Id.Text,
            Type = "Microsoft.ManagedIdentity/userAssignedIdentities",
            ApiVersion = "2024-11-30",
            Method = "PUT",
            Body = new JsonObject { ["location"] = location },
        };
        var reader = new KeyReader(draft.ReferenceTo("properties.principalId"), draft.ReferenceTo("properties.tenantId"), $"Identity {wanted.Id}", draft.Key);
        return (new Remedy([draft]), reader);
    }

    /// <summary>Adds the identity to those that the account has; dropping one, the system's included, would break its users (azure-facts §4.2).</summary>
    private static Remedy Attach(ObservedResource account, ResourceId identity, string? createdBy)
    {
        var attached = account.Body.MembersAt("identity.userAssignedIdentities").Select(member => member.Name).ToList();
        if (attached.Any(name => ResourceId.TryParse(name, out var id) && id == identity))
        {
            return Remedy.None;
        }

        var identities = new JsonObject();
        foreach (var name in attached)
        {
            identities[name] = new JsonObject();
        }

        identities[identity.Text] = new JsonObject();
        var hasSystem = account.Body.TextAt("identity.type")?.Contains("SystemAssigned", StringComparison.OrdinalIgnoreCase) == true;
        var body = new JsonObject
        {
            ["identity"] = new JsonObject
            {
                ["type"] = hasSystem ? "SystemAssigned,UserAssigned" : "UserAssigned",
                ["userAssignedIdentities"] = identities,
            },
        };
        return new Remedy([AccountDraft($"attach|{account.Id.Key}", ChangeRanks.Attach, account, body) with
        {
            DependsOn = createdBy is null ? [] : [createdBy],
        }]);
    }

    private static JsonObject KeyProperties(KeySettings key, KeyVaultLink vault) => new()
    {
        ["keyname"] = key.Name,

        // Empty, not absent: only that makes Azure rotate on an account that had a version (azure-facts §4.3).
        ["keyversion"] = key.Version ?? "",
        ["keyvaulturi"] = vault.Uri,
    };

    private static JsonObject EncryptionBody(ObservedResource account, JsonObject keyProperties)
    {
        var body = new JsonObject
        {
            ["services"] = new JsonObject
            {
                ["blob"] = new JsonObject { ["enabled"] = true },
                ["file"] = new JsonObject { ["enabled"] = true },
            },
            ["keySource"] = "Microsoft.Keyvault",
            ["keyvaultproperties"] = keyProperties,
        };
        if (account.Body.IsTrueAt("properties.encryption.requireInfrastructureEncryption"))
        {
            body["requireInfrastructureEncryption"] = true;
        }

        return body;
    }

    private static ChangeDraft EncryptionDraft(ObservedResource account, JsonObject encryption, IReadOnlyList<string> before) =>
        AccountDraft($"encryption|{account.Id.Key}", ChangeRanks.Encryption, account, new JsonObject
        {
            ["properties"] = new JsonObject { ["encryption"] = encryption },
        }) with
        { DependsOn = before };

    private static ChangeDraft AccountDraft(string key, int rank, ObservedResource account, JsonObject body) => new(key, rank)
    {
        Action = ChangeAction.Update,
        Resource = account.Id.Text,
        Type = "Microsoft.Storage/storageAccounts",
        ApiVersion = StorageApiVersion,
        Method = "PATCH",
        Body = body,
        Live = account.Body,
    };
}
