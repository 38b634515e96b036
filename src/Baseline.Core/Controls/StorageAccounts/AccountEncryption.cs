using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.StorageAccounts;

/// <summary>How a storage account is encrypted, as far as verdicts rest on it.</summary>
/// <param name="KeySource">Microsoft.Storage or Microsoft.Keyvault in any letter case; null means the platform's key.</param>
/// <param name="VaultUri">The URI of the vault or managed HSM; null where no key is named.</param>
/// <param name="KeyName">The key's name; null where none is given, or what is given can't be the name of a key or of its version.</param>
/// <param name="KeyVersion">A pinned version; null where Azure rotates.</param>
/// <param name="UserAssignedIdentity">The identity that reaches the key; null for the account's own.</param>
public sealed record AccountEncryption(
    string? KeySource, string? VaultUri, string? KeyName, string? KeyVersion, ResourceId? UserAssignedIdentity)
{
    /// <summary>The application by which the account reaches a key of another tenant; null where it reaches none so.</summary>
    public string? FederatedIdentityClientId { get; init; }

    /// <summary>Whether the key is the customer's.</summary>
    public bool IsCustomerManaged => string.Equals(KeySource, "Microsoft.Keyvault", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a key is named, wherever it lies.</summary>
    public bool NamesKey => VaultUri is not null && KeyName is not null;

    /// <summary>Reads the encryption of a raw account.</summary>
    public static AccountEncryption Of(ObservedResource account)
    {
        var encryption = account.Body.At("properties.encryption");
        var key = encryption.TextAt("keyvaultproperties.keyname");
        var version = encryption.TextAt("keyvaultproperties.keyversion");
        return new AccountEncryption(
            encryption.TextAt("keySource"),
            encryption.TextAt("keyvaultproperties.keyvaulturi"),
            ResourceId.IsName(key) && (version is null || ResourceId.IsName(version)) ? key : null,
            version,
            ResourceId.TryParse(encryption.TextAt("identity.userAssignedIdentity"), out var id) ? id : null)
        {
            FederatedIdentityClientId = encryption.TextAt("identity.federatedIdentityClientId"),
        };
    }

    /// <summary>The name of the key's vault: the first label of its host in every cloud; null where the key lies in none.</summary>
    public string? VaultName =>
        !IsInManagedHsm && Uri.TryCreate(VaultUri, UriKind.Absolute, out var uri) ? uri.Host.Split('.')[0] : null;

    /// <summary>Whether the key lies in a vault with a name.</summary>
    public bool IsIn(string vaultName) => string.Equals(VaultName, vaultName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The vault of the key, as far as the estate shows it; null where it does not.</summary>
    public ObservedResource? VaultIn(Estate estate) =>
        VaultName is { } name
            ? estate.OfType(TypeNames.Vault).FirstOrDefault(vault => vault.Id.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>Whether the key lies in a managed HSM, of which no vault tells.</summary>
    public bool IsInManagedHsm => VaultUri?.Contains(".managedhsm.", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether a key of a vault is the one in use.</summary>
    public bool UsesKey(string vaultName, string keyName) =>
        IsIn(vaultName) && string.Equals(KeyName, keyName, StringComparison.OrdinalIgnoreCase);
}
