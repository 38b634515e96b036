using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Where the key of a storage account lies.</summary>
public sealed class AccountEncryptionTests
{
    [Theory]
    [InlineData("https://KV-Keys.vault.azure.net/", "kv-keys", true)]
    [InlineData("https://kv-keys.vault.azure.cn", "KV-KEYS", true)]
    [InlineData("https://kv-keys.vault.azure.net", "kv", false)]
    [InlineData("https://kv-keys.managedhsm.azure.net", "kv-keys", false)]
    [InlineData("https://kv-keys.ManagedHSM.azure.net", "kv-keys", false)]
    [InlineData("kv-keys", "kv-keys", false)]
    public void A_key_lies_in_the_vault_that_its_address_names(string uri, string vault, bool isIn)
    {
        var encryption = Encryption(uri);
        var estate = new EstateBuilder().Vault("a").Vault(vault.ToUpperInvariant()).Vault("z").Build();

        Assert.Equal(isIn, encryption.IsIn(vault));
        Assert.Equal(isIn, encryption.UsesKey(vault, "LOG"));
        Assert.False(encryption.UsesKey(vault, "another"));
        Assert.False(encryption.UsesKey("another", "log"));
        Assert.Equal(isIn ? vault.ToUpperInvariant() : null, encryption.VaultIn(estate)?.Id.Name);
        Assert.Equal(uri.Contains("hsm", StringComparison.OrdinalIgnoreCase), encryption.IsInManagedHsm);
    }

    private static AccountEncryption Encryption(string uri) => AccountEncryption.Of(new ObservedResource(
        ResourceId.Parse(Documents.Samples.Account),
        JsonDocument.Parse($$$$$"""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyname":"log","keyvaulturi":"{{{{{uri}}}}}"}}}}""").RootElement));
}
