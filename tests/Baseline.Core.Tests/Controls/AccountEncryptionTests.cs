using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
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

    /// <summary>A name with a slash in it would be part of another id, and a read of something else.</summary>
    [Theory]
    [InlineData("log", "", true)]
    [InlineData("log", "0123456789abcdef0123456789abcdef", true)]
    [InlineData("", "", false)]
    [InlineData(" ", "", false)]
    [InlineData("/", "", false)]
    [InlineData("http://[", "", false)]
    [InlineData("..", "", false)]
    [InlineData(".", "", false)]
    [InlineData("log", "..", false)]
    [InlineData("log", "a/b", false)]
    public void Only_what_can_be_the_name_of_a_key_and_of_its_version_names_one(string key, string version, bool isNamed)
    {
        var encryption = Encryption("https://kv-keys.vault.azure.net", key, version);

        Assert.Equal(isNamed, encryption.NamesKey);
        Assert.Equal(isNamed ? key : null, encryption.KeyName);
    }

    [Fact]
    public void A_key_without_a_vault_is_not_named() => Assert.False(Encryption("").NamesKey);

    private static AccountEncryption Encryption(string uri, string key = "log", string version = "") => AccountEncryption.Of(new(
        ResourceId.Parse(Documents.Samples.Account),
        JsonDocument.Parse(
            $$$"""
            { "properties": { "encryption": { "keySource": "Microsoft.Keyvault", "keyvaultproperties": {
              "keyname": "{{{key}}}", "keyversion": "{{{version}}}", "keyvaulturi": "{{{uri}}}" } } } }
            """).RootElement));
}
