using System.Text.Json.Nodes;
using Baseline.Emulator.KeyVault;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>
/// What Microsoft.Storage refuses about a customer-managed key. It looks only when the key or the identity changes:
/// an account whose identity was taken away keeps its broken reference and accepts other updates.
/// </summary>
internal sealed class CustomerKeyRules(Tenant tenant)
{
    public ArmResponse? Refusal(KeyReference? before, KeyReference wanted, JsonObject? identity)
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

        return Unattached(wanted, identity) ?? OfVault(wanted, PrincipalOf(wanted, identity));
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

    private static bool IsUnreachable(StoredResource vault) =>
        vault.Properties.At("networkAcls", "defaultAction").AsText().Same("Deny")
        && vault.Properties.At("networkAcls", "bypass").AsText().Same("None");

    private static ArmResponse? Unusable(StoredResource key)
    {
        var attributes = key.Properties["attributes"];
        if (attributes.At("enabled").AsFlag() is false)
        {
            return Bad("KeyVaultEncryptionKeyDisabled", $"The key '{key.Name}' is disabled.");
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

    private ArmResponse? OfVault(KeyReference wanted, string principalId)
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

        var mayWrap = !IsUnreachable(vault) && Grants.MayWrap(tenant, vault, wanted.KeyName, principalId);
        return mayWrap && tenant.Propagation.IsAccessEffective(principalId) ? OfKey(vault, wanted) : NoAccess();
    }

    private ArmResponse? OfKey(StoredResource vault, KeyReference wanted)
    {
        var key = tenant.Resources.Find(vault.Path.Append("keys/" + wanted.KeyName));
        var hasVersion = key is not null
            && (wanted.KeyVersion.Length == 0
                || key.Properties["keyUriWithVersion"].AsText()?.EndsWith(
                    "/" + wanted.KeyVersion, StringComparison.OrdinalIgnoreCase) is true
                || tenant.Resources.Find(key.Path.Append("versions/" + wanted.KeyVersion)) is not null);
        return key is null || !hasVersion
            ? Bad(
                "KeyVaultEncryptionKeyNotFound",
                $"The key vault key '{wanted.KeyName}' is not found to unwrap the encryption key.")
            : Unusable(key);
    }
}
