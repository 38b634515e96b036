using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Encrypts an account with the document's key. Each link is a change of its own, only where it is missing and permitted, and
/// each waits for those that it rests on: identity → vault → key → grant → identity on the account → encryption.
/// </summary>
public sealed class EncryptionRemediation(Monitor006Settings settings, ControlContext context)
{
    private const string StorageApiVersion = "2025-06-01";
    private const string Where = $"controls.{Monitor006Settings.Id}";

    private readonly KeyVaultPreparation _preparation = new(settings, context);
    private readonly KeyGrant _grant = new(settings, context);
    private readonly AccountIdentity _identity = new(context);

    /// <summary>The remediation of an account that is not encrypted as wanted.</summary>
    public Remediation For(ObservedResource account)
    {
        if (context.WhyNotWritable(account.Id) is { } why)
        {
            return Remediation.Block(why);
        }

        if (settings.Key is not { } key)
        {
            return Remediation.Block(new Obstacle("BL2108", "The document names no key", $"add {Where}.key with vault and name"));
        }

        var encryption = AccountEncryption.Of(account);
        var remediation = encryption.IsCustomerManaged ? Repoint(account, encryption, key) : Encrypt(account, key);

        // Half a chain protects nothing: where a link is blocked, none of it is planned.
        return !remediation.IsBlocked ? remediation : remediation with { Drafts = [] };
    }

    private Remediation Encrypt(ObservedResource account, KeySettings key)
    {
        if (settings.Identity is not { } wanted)
        {
            return Remediation.Block(new Obstacle(
                "BL2108",
                $"The document names no identity for {account.Id}",
                $"add {Where}.identity with id"));
        }

        var (identity, reader) = _identity.For(wanted, account);
        if (reader is null)
        {
            return identity;
        }

        NoticeKind(account);
        var vault = _preparation.Prepare(key, reader);
        var grant = !vault.Remediation.IsBlocked ? _grant.For(key, vault, reader) : Remediation.None;

        // An identity on the account does not help where it can't reach the key, so that it waits for all of that.
        List<string> access = [.. identity.Drafts.Select(draft => draft.Key), .. vault.AllKeys, .. grant.Drafts.Select(draft => draft.Key)];
        var attach = Attach(account, wanted.Id, access);
        var body = EncryptionBody(account, KeyProperties(key, vault));
        body["identity"] = new JsonObject { ["userAssignedIdentity"] = wanted.Id.Text };
        List<string> before = [.. access, .. attach.Drafts.Select(draft => draft.Key)];
        return identity.And(vault.Remediation).And(grant).And(attach).And(new Remediation([EncryptionDraft(account, body, before)]));
    }

    /// <summary>
    /// Another key or version under the identity that is already in use. Azure does not change key and identity in one request,
    /// and the identity is not what the control judges.
    /// </summary>
    private Remediation Repoint(ObservedResource account, AccountEncryption encryption, KeySettings key)
    {
        if (encryption.FederatedIdentityClientId is { } application)
        {
            return Remediation.Block(new Obstacle(
                "BL2147",
                $"{account.Id} reaches its key across tenants, by the application {application}, "
                    + $"and whether that reaches key {key.Name} of {key.Vault} can't be seen",
                $"choose the key by hand, or take {Where}.key.pinned away"));
        }

        if (KeyReader.InUse(account, encryption) is not { } inUse)
        {
            return Remediation.Block(Obstacle.Unread(
                $"The identity with which {account.Id} reaches its key could not be read", "grant read access to it"));
        }

        var reader = inUse with { TenantId = context.Estate.Subscription(account.Id.SubscriptionId)?.TenantId };
        var vault = _preparation.Prepare(key, reader);
        var grant = !vault.Remediation.IsBlocked ? _grant.For(key, vault, reader) : Remediation.None;
        List<string> before = [.. vault.AllKeys, .. grant.Drafts.Select(draft => draft.Key)];
        var body = EncryptionBody(account, KeyProperties(key, vault));
        return vault.Remediation.And(grant).And(new Remediation([EncryptionDraft(account, body, before)]));
    }

    /// <summary>Azure documents customer-managed keys for later kinds of accounts, and does not say that it refuses them here.</summary>
    private void NoticeKind(ObservedResource account)
    {
        if (string.Equals(account.Body.TextAt("kind"), "Storage", StringComparison.OrdinalIgnoreCase))
        {
            context.Notice(new Notice(
                "BL2032",
                Monitor006Settings.Id,
                account.Id.Text,
                "The account is of kind Storage (general purpose v1), of which Azure does not say whether it takes a customer-managed "
                    + "key."));
        }
    }

    /// <summary>Adds the identity to those that the account has; dropping one, the system's included, would break its users.</summary>
    private static Remediation Attach(ObservedResource account, ResourceId identity, IReadOnlyList<string> access)
    {
        var attached = account.Body.MembersAt("identity.userAssignedIdentities").Select(member => member.Name).ToList();
        if (attached.Any(name => ResourceId.TryParse(name, out var id) && id == identity))
        {
            return Remediation.None;
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
        return new Remediation([AccountDraft($"attach|{account.Id.Key}", ChangeRanks.Attach, account, body) with { DependsOn = access }]);
    }

    private static JsonObject KeyProperties(KeySettings key, KeyVaultLink vault) => KeyProperties(key, vault.Uri);

    /// <summary>The key as an account names it.</summary>
    /// <param name="key">The document's key.</param>
    /// <param name="vaultUri">The address of its vault, or a reference to it.</param>
    internal static JsonObject KeyProperties(KeySettings key, string vaultUri) => new()
    {
        ["keyname"] = key.Name,

        // Empty, not absent: only that makes Azure rotate on an account that had a version (docs/azure.md#versions-of-the-key).
        ["keyversion"] = key.Version ?? "",
        ["keyvaulturi"] = vaultUri,
    };

    /// <summary>How an account is encrypted with a key, whoever reaches it.</summary>
    internal static JsonObject EncryptionBody(ObservedResource account, JsonObject keyProperties)
    {
        var services = new JsonObject { ["blob"] = new JsonObject { ["enabled"] = true } };
        if (!string.Equals(account.Body.TextAt("kind"), "BlobStorage", StringComparison.OrdinalIgnoreCase))
        {
            // An account of blobs alone has no other service.
            services["file"] = new JsonObject { ["enabled"] = true };
        }

        var body = new JsonObject
        {
            ["services"] = services,
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
        Type = TypeNames.StorageAccount,
        ApiVersion = StorageApiVersion,
        Method = "PATCH",
        Body = body,
        Live = account.Body,
    };
}
