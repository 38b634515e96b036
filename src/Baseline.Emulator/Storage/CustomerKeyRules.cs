using System.Text.Json.Nodes;
using Baseline.Emulator.KeyVault;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// What Microsoft.Storage refuses about a customer-managed key. It looks only when the key or the identity changes:
/// an account whose identity was taken away keeps its broken reference and accepts other updates (docs/azure.md#identity-types).
/// </summary>
internal sealed class CustomerKeyRules(Tenant tenant)
{
    public ArmResponse? Refusal(KeyReference? before, KeyReference wanted, KeyReader reader)
    {
        if (before == wanted)
        {
            return null;
        }

        if (before is not null && before.IdentityId != wanted.IdentityId && !before.IsSameKey(wanted))
        {
            return Bad(
                "InvalidRequestPropertyValue",
                "The properties 'encryption.identity, encryption.keyvaultproperties' cannot be updated in a single operation.");
        }

        return Unattached(wanted, reader.Identity) ?? OfVault(wanted, reader);
    }

    /// <summary>The key that a reference names, where its vault and the key are in the estate.</summary>
    public StoredResource? FindKey(KeyReference reference) =>
        FindVault(reference) is { } vault ? tenant.Resources.Find(vault.Path.Append("keys/" + reference.KeyName)) : null;

    private static ArmResponse Bad(string code, string message) => StorageAnswer.Error(400, code, message);

    private static ArmResponse NoAccess() => Bad(
        "KeyVaultAuthenticationFailure",
        "The operation failed because of authentication issue on the keyvault. For more information, see - "
        + "https://aka.ms/storagekeyvaultaccesspolicy");

    private static ArmResponse? Unattached(KeyReference wanted, JsonObject? identity)
    {
        if (wanted.IdentityId.Length > 0)
        {
            return AccountIdentity.Attached(identity, wanted.IdentityId) is null
                ? Bad(
                    "InvalidValuesForRequestParameters",
                    "Values for request parameters are invalid: properties.encryption.identity.")
                : null;
        }

        return AccountIdentity.HasSystemIdentity(identity)
            ? null
            : Bad("InvalidRequestPropertyValue", "Managed Service Identity (MSI) is not set for this account.");
    }

    private static ArmResponse? Unprotected(StoredResource vault) =>
        vault.Properties["enablePurgeProtection"].AsFlag() is true && vault.Properties["enableSoftDelete"].AsFlag() is not false
            ? null
            : Bad("KeyVaultPolicyError", "Keyvault policy recoverable is not set");

    // Storage is a trusted service for the vault's firewall, and not for a perimeter (docs/azure.md#firewall-of-the-vault).
    private static bool IsUnreachable(StoredResource vault)
    {
        var access = vault.Properties["publicNetworkAccess"].AsText();
        var isClosed = access.Same("Disabled") || vault.Properties.At("networkAcls", "defaultAction").AsText().Same("Deny");
        return access.Same("SecuredByPerimeter") || (isClosed && vault.Properties.At("networkAcls", "bypass").AsText().Same("None"));
    }

    private ArmResponse? Unusable(StoredResource key, JsonNode? attributes)
    {
        if (attributes.At("enabled").AsFlag() is false)
        {
            return Bad("KeyVaultEncryptionKeyDisabled", $"The key '{key.Name}' is disabled.");
        }

        // Outside its dates a key still unwraps, so accounts that use it go on; it wraps nothing new.
        var now = tenant.Clock.GetUtcNow().ToUnixTimeSeconds();
        if (attributes.At("exp").AsNumber() <= now)
        {
            return Bad("KeyVaultEncryptionKeyExpired", $"The key '{key.Name}' has expired.");
        }

        if (attributes.At("nbf").AsNumber() > now)
        {
            return Bad("KeyVaultEncryptionKeyNotYetValid", $"The key '{key.Name}' is not yet valid.");
        }

        var operations = key.Properties["keyOps"].Texts().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (key.Properties["keyOps"] is JsonArray && !(operations.Contains("wrapKey") && operations.Contains("unwrapKey")))
        {
            return Bad(
                "KeyVaultEncryptionKeyInvalid",
                $"The key '{key.Name}' can't be used for encryption: its operations must permit wrapKey and unwrapKey.");
        }

        var type = key.Properties["kty"].AsText() ?? "RSA";
        var size = key.Properties["keySize"].AsNumber() ?? 2048;
        return type.StartsWith("RSA", StringComparison.OrdinalIgnoreCase) && size is 2048 or 3072 or 4096
            ? null
            : Bad(
                "KeyVaultEncryptionKeyInvalid",
                $"The key '{key.Name}' can't be used for encryption: it must be an RSA key of 2048, 3072 or 4096 bits.");
    }

    private string PrincipalOf(KeyReference wanted, JsonObject? identity) => wanted.IdentityId.Length == 0
        ? identity.At("principalId").AsText() ?? ""
        : AccountIdentity.Attached(identity, wanted.IdentityId).At("principalId").AsText()
            ?? tenant.Resources.Find(wanted.IdentityId)?.Properties["principalId"].AsText()
            ?? "";

    private StoredResource? FindVault(KeyReference wanted)
    {
        var name = wanted.VaultHost.Split('.')[0];
        return tenant.Resources.OfType(VaultApi.Type).FirstOrDefault(vault => vault.Name.Same(name));
    }

    private string TenantOf(KeyReference wanted, KeyReader reader) => wanted.IdentityId.Length == 0
        ? tenant.TenantIdOf(reader.Account)
        : tenant.Resources.Find(wanted.IdentityId)?.Properties["tenantId"].AsText()
            ?? tenant.TenantIdOf(ResourcePath.Parse(wanted.IdentityId));

    private ArmResponse? OfVault(KeyReference wanted, KeyReader reader)
    {
        // Keys of managed HSMs are not modelled: an account may name one.
        if (wanted.VaultHost.Contains(".managedhsm.", StringComparison.Ordinal))
        {
            return null;
        }

        if (FindVault(wanted) is not { } vault)
        {
            return Bad("KeyVaultVaultNotFound", $"The key vault '{wanted.VaultUri}' was not found.");
        }

        if (Unprotected(vault) is { } refusal)
        {
            return refusal;
        }

        var principalId = PrincipalOf(wanted, reader.Identity);
        var vaultTenant = vault.Properties["tenantId"].AsText();
        var isOfTenant = vaultTenant is null || reader.IsFederated || vaultTenant.Same(TenantOf(wanted, reader));
        var mayWrap = !IsUnreachable(vault) && isOfTenant && Grants.MayWrap(tenant, vault, wanted.KeyName, principalId);
        return mayWrap && tenant.Propagation.IsAccessEffective(principalId) ? OfKey(vault, wanted) : NoAccess();
    }

    private ArmResponse? OfKey(StoredResource vault, KeyReference wanted)
    {
        var key = tenant.Resources.Find(vault.Path.Append("keys/" + wanted.KeyName));
        var attributes = key is null ? null : AttributesOf(key, wanted.KeyVersion);
        return key is null || attributes is null
            ? Bad(
                "KeyVaultEncryptionKeyNotFound",
                $"The key vault key '{wanted.KeyName}' is not found to unwrap the encryption key.")
            : Unusable(key, attributes);
    }

    // Every version has attributes of its own; null where the key has no such version.
    private JsonNode? AttributesOf(StoredResource key, string version)
    {
        var isCurrent = version.Length == 0
            || key.Properties["keyUriWithVersion"].AsText()?.EndsWith("/" + version, StringComparison.OrdinalIgnoreCase) is true;
        return isCurrent
            ? key.Properties["attributes"] ?? new JsonObject()
            : tenant.Resources.Find(key.Path.Append("versions/" + version)) is { } old
                ? old.Properties["attributes"] ?? new JsonObject()
                : null;
    }
}
