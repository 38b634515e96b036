using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.Monitor006;
using Baseline.Estates;
using Baseline.TestKit;
using Xunit;
using static Baseline.Core.Tests.Controls.Monitor006.SampleEstate;

namespace Baseline.Core.Tests.Controls.Monitor006;

/// <summary>
/// What a change of a saved plan may send for Monitor-006: what the tool would send for the document, and of everything else it is said
/// what it is not.
/// </summary>
public sealed class WantedWritesTests
{
    private const string Principal = "99999999-9999-9999-9999-999999999999";
    private const string Other = $"{Logs}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/other";
    private const string Address = "https://kv.vault.azure.net";
    private const string Role = "\"roleDefinitionId\":\"/subscriptions/" + One
        + "/providers/Microsoft.Authorization/roleDefinitions/" + EstateBuilder.CryptoServiceEncryptionUser + "\"";

    private const string OtherEncryption = "It encrypts an account with the key that the document names, and this says something else.";
    private const string OtherIdentities = "It adds the identity that the document names to those of an account, and this does something else.";
    private const string OtherVault = "It creates the key vault as the document describes it, and this is another.";
    private const string OtherSwitch = "It only switches soft delete and purge protection on.";
    private const string OtherRole = "It gives a service principal the role for storage encryption, and this is another.";
    private const string OtherPolicy = "It gives get, wrapKey, unwrapKey at keys, and this is another.";
    private const string NoGrant = "The document does not let access to the key be granted.";
    private const string Undo = "Only an undo takes this away.";

    private static readonly Monitor006Settings Creating = Settings with
    {
        Key = Key with { CreateVault = NewVault, CreateSize = 3072 },
        Identity = new IdentitySettings(ResourceId.Parse(Identity), "westeurope"),
    };

    private static readonly Monitor006Settings NotGranting = Settings with { GrantAutomatically = false };
    private static readonly Monitor006Settings Keyless = Settings with { Key = null };
    private static readonly Monitor006Settings Anonymous = Settings with { Identity = null };

    // What could be read: the account and the vault, whose address is its own; nothing; or an account with a key of its own already.
    private static readonly Estate Read = new EstateBuilder().Account("st").Vault("kv").Build();
    private static readonly Estate Elsewhere =
        new EstateBuilder().Account("st").Vault("kv").WithProperty("vaultUri", "https://kv.vault.contoso.example/").Build();

    private static readonly Estate Doubly = new EstateBuilder().Account("st").With(body =>
        Properties(body)["encryption"] = JsonNode.Parse("""{"keySource":"Microsoft.Storage","requireInfrastructureEncryption":true}""")).Build();

    private static readonly Estate Encrypted = new EstateBuilder().Vault("kv").Identity("id").Account("st").CustomerKey("kv", "old", "id").Build();
    // What a plan that was applied before has left.
    private static readonly Estate Done = new EstateBuilder().Vault("kv").Identity("id").Account("st").CustomerKey("kv", "key", "id").Build();
    private static readonly Estate DoneByOther = new EstateBuilder().Vault("kv").Identity("other").Account("st").CustomerKey("kv", "key", "other").Build();
    private static readonly Estate Pinned = new EstateBuilder().Vault("kv").Identity("id").Account("st").CustomerKey("kv", "key", "id", "1").Build();
    private static readonly Estate Unread = new EstateBuilder().Unreadable(Account).Unreadable(Vault).Build();

    /// <summary>How an account is encrypted: what could be read, what is sent, and why that is not wanted.</summary>
    public static TheoryData<string, string, string?> Encryptions
    {
        get
        {
            var data = new TheoryData<string, string, string?>();
            void Row(string read, string body, string? why) => data.Add(read, body, why);

            Row(nameof(Read), Encrypting(), null);
            Row(nameof(Read), Encrypting(uri: $"{Address}/"), null);
            Row(nameof(Read), Encrypting(uri: "HTTPS://KV.vault.azure.NET"), null);
            Row(nameof(Read), Encrypting(services: "\"blob\":{\"enabled\":true}"), OtherEncryption);
            Row(nameof(Read), Encrypting(reader: null), OtherEncryption);
            Row(nameof(Read), Encrypting(reader: Other), OtherEncryption);
            Row(nameof(Read), Encrypting(key: "other"), OtherEncryption);
            Row(nameof(Read), Encrypting(version: "1"), OtherEncryption);
            Row(nameof(Read), Encrypting(isDouble: true), OtherEncryption);
            Row(nameof(Read), Encrypting().Replace("Keyvault\"", "Storage\"", StringComparison.Ordinal), OtherEncryption);
            Row(nameof(Doubly), Encrypting(isDouble: true), null);
            Row(nameof(Doubly), Encrypting(), OtherEncryption);

            // Who reaches a customer's key stays as it is.
            Row(nameof(Encrypted), Encrypting(reader: null), null);
            Row(nameof(Encrypted), Encrypting(), OtherEncryption);

            // A plan may be applied again: who reaches the key already may be said again, and nobody else.
            Row(nameof(Done), Encrypting(), null);
            Row(nameof(Done), Encrypting(uri: "${c1.properties.vaultUri}"), null);
            Row(nameof(Done), Encrypting(reader: null), null);
            Row(nameof(Done), Encrypting(reader: Other), OtherEncryption);
            Row(nameof(Done), Encrypting(version: "1"), OtherEncryption);
            Row(nameof(DoneByOther), Encrypting(), OtherEncryption);
            Row(nameof(DoneByOther), Encrypting(reader: Other), OtherEncryption);
            Row(nameof(Pinned), Encrypting(), OtherEncryption);

            // Of an account that could not be read it may be of any sort.
            Row(nameof(Unread), Encrypting(), null);
            Row(nameof(Unread), Encrypting(reader: null), null);
            Row(nameof(Unread), Encrypting(isDouble: true), null);
            Row(nameof(Unread), Encrypting(services: "\"blob\":{\"enabled\":true}"), null);
            Row(nameof(Unread), Encrypting(services: "\"blob\":{\"enabled\":true}", isDouble: true), null);
            Row(nameof(Unread), Encrypting(services: "\"blob\":{\"enabled\":true},\"queue\":{\"enabled\":true}"), OtherEncryption);
            Row(nameof(Unread), Encrypting(reader: Other), OtherEncryption);

            // The vault's address is what the vault says, or what its name tells in the clouds that there are.
            Row(nameof(Read), Encrypting(uri: "https://kv.vault.azure.cn"), NoAddress("https://kv.vault.azure.cn"));
            Row(nameof(Read), Encrypting(uri: ""), NoAddress(""));
            Row(nameof(Elsewhere), Encrypting(uri: "https://kv.vault.contoso.example"), null);
            Row(nameof(Elsewhere), Encrypting(), NoAddress(Address));
            Row(nameof(Unread), Encrypting(uri: "https://kv.vault.azure.cn"), null);
            Row(nameof(Unread), Encrypting(uri: "https://kv.vault.usgovcloudapi.net/"), null);
            Row(nameof(Unread), Encrypting(uri: "https://KV.vault.AZURE.net"), null);
            Row(nameof(Unread), Encrypting(uri: "https://kv.contoso.example"), NoAddress("https://kv.contoso.example"));
            Row(nameof(Unread), Encrypting(uri: "https://other.vault.azure.net"), NoAddress("https://other.vault.azure.net"));
            Row(nameof(Unread), Encrypting(uri: "https://kv.vault.azure.net.contoso.example"), NoAddress("https://kv.vault.azure.net.contoso.example"));
            Row(nameof(Unread), Encrypting(uri: ""), NoAddress(""));

            // Or what the answer to a change says that it is, and nothing beside it.
            Row(nameof(Unread), Encrypting(uri: "${c1.properties.vaultUri}"), null);
            Row(nameof(Unread), Encrypting(uri: "${c1.properties.tenantId}"), NoAddress("${c1.properties.tenantId}"));
            Row(nameof(Unread), Encrypting(uri: "https://x/${c1.properties.vaultUri}"), NoAddress("https://x/${c1.properties.vaultUri}"));
            Row(nameof(Unread), Encrypting(uri: "${x}"), NoAddress("${x}"));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Encryptions))]
    public void An_account_is_encrypted_with_the_documents_key_alone(string read, string body, string? why)
    {
        var estate = read switch
        {
            nameof(Read) => Read,
            nameof(Elsewhere) => Elsewhere,
            nameof(Doubly) => Doubly,
            nameof(Encrypted) => Encrypted,
            nameof(Done) => Done,
            nameof(DoneByOther) => DoneByOther,
            nameof(Pinned) => Pinned,
            _ => Unread,
        };

        Assert.Equal(why, Why(Settings, TypeNames.StorageAccount, "PATCH", Account, body, estate));
        Assert.Equal(OtherEncryption, Why(Keyless, TypeNames.StorageAccount, "PATCH", Account, body, estate));
    }

    [Theory]
    [InlineData("UserAssigned", $$$"""{"{{{Identity}}}":{}}""", null)]
    [InlineData("SystemAssigned,UserAssigned", $$$"""{"{{{Other}}}":{},"{{{Identity}}}":{}}""", null)]
    [InlineData("SystemAssigned", $$$"""{"{{{Identity}}}":{}}""", OtherIdentities)]
    [InlineData("None", $$$"""{"{{{Identity}}}":{}}""", OtherIdentities)]
    [InlineData("UserAssigned", "{}", OtherIdentities)]
    [InlineData("UserAssigned", $$$"""{"{{{Other}}}":{}}""", OtherIdentities)]
    [InlineData("UserAssigned", """{"id":{}}""", OtherIdentities)]
    [InlineData("UserAssigned", $$$"""{"{{{Identity}}}":{},"{{{Other}}}":null}""", OtherIdentities)]
    [InlineData("UserAssigned", $$$"""{"{{{Identity}}}":{"principalId":"{{{Principal}}}"}}""", OtherIdentities)]
    public void An_account_gets_the_documents_identity_beside_its_own(string type, string identities, string? why)
    {
        var body = $$"""{"identity":{"type":"{{type}}","userAssignedIdentities":{{identities}}} }""";

        Assert.Equal(why, Why(Settings, TypeNames.StorageAccount, "PATCH", Account, body));
        Assert.Equal(OtherIdentities, Why(Anonymous, TypeNames.StorageAccount, "PATCH", Account, body));
    }

    [Theory]
    [InlineData("""{"enablePurgeProtection":true}""", null)]
    [InlineData("""{"enablePurgeProtection":true,"enableSoftDelete":true}""", null)]
    [InlineData("""{"enablePurgeProtection":true,"enableSoftDelete":false}""", OtherSwitch)]
    [InlineData("""{"enablePurgeProtection":false}""", OtherSwitch)]
    [InlineData("""{"enablePurgeProtection":"true"}""", OtherSwitch)]
    public void Of_a_vault_that_is_there_protection_is_switched_on(string properties, string? why) =>
        Assert.Equal(why, Why(Settings, TypeNames.Vault, "PATCH", Vault, $$"""{"properties":{{properties}} }"""));

    [Theory]
    // Whether the tenant of the subscription is known, and the tenant of the new vault.
    [InlineData(true, EstateBuilder.Tenant, "premium", null)]
    [InlineData(true, EstateBuilder.Tenant, "standard", OtherVault)]
    [InlineData(true, OtherTenant, "premium", OtherVault)]
    [InlineData(true, "${c1.properties.tenantId}", "premium", OtherVault)]
    [InlineData(false, OtherTenant, "premium", null)]
    [InlineData(false, "${c1.properties.tenantId}", "premium", null)]
    [InlineData(false, "${c1.properties.clientId}", "premium", OtherVault)]
    [InlineData(false, "contoso", "premium", OtherVault)]
    [InlineData(false, "", "premium", OtherVault)]
    [InlineData(false, OtherTenant, "standard", OtherVault)]
    public void A_vault_is_created_as_the_document_describes_it(bool isTenantKnown, string tenant, string sku, string? why)
    {
        var body = $$$"""
            {"location":"westeurope","properties":{"tenantId":"{{{tenant}}}","sku":{"family":"A","name":"{{{sku}}}"},"accessPolicies":[],
             "enableRbacAuthorization":true,"enableSoftDelete":true,"enablePurgeProtection":true}}
            """;
        var estate = isTenantKnown ? Read : new EstateBuilder().Account("st").WithoutTenant();

        Assert.Equal(why, Why(Creating, TypeNames.Vault, "PUT", Vault, body, estate));
        Assert.Equal("The document does not let the key vault be created.", Why(Settings, TypeNames.Vault, "PUT", Vault, body, estate));
        Assert.Equal("The document does not let the key vault be created.", Why(Keyless, TypeNames.Vault, "PUT", Vault, body, estate));
    }

    [Theory]
    [InlineData(3072, """["unwrapKey","wrapKey"]""", null)]
    [InlineData(2048, """["unwrapKey","wrapKey"]""", "It creates an RSA key of 3072 bits, and this is another.")]
    [InlineData(3072, """["decrypt","wrapKey"]""", "It creates an RSA key of 3072 bits, and this is another.")]
    public void A_key_is_created_as_the_document_describes_it(int bits, string operations, string? why)
    {
        var body = $$$"""{"properties":{"kty":"RSA","keySize":{{{bits}}},"keyOps":{{{operations}}},"attributes":{"enabled":true} } }""";

        Assert.Equal(why, Why(Creating, TypeNames.VaultKey, "PUT", $"{Vault}/keys/key", body));
        Assert.Equal("The document does not let the key be created.", Why(Settings, TypeNames.VaultKey, "PUT", $"{Vault}/keys/key", body));
    }

    [Theory]
    [InlineData("""{"location":"westeurope"}""", null)]
    [InlineData("""{"location":"northeurope"}""", "It creates the identity in westeurope, and this is another.")]
    [InlineData("""{"location":"westeurope","tags":{"a":"b"}}""", "It creates the identity in westeurope, and this is another.")]
    public void An_identity_is_created_as_the_document_describes_it(string body, string? why)
    {
        Assert.Equal(why, Why(Creating, TypeNames.Identity, "PUT", Identity, body));
        Assert.Equal("The document does not let the identity be created.", Why(Settings, TypeNames.Identity, "PUT", Identity, body));
    }

    [Theory]
    [InlineData($$$"""{"principalId":"{{{Principal}}}","principalType":"ServicePrincipal",{{{Role}}}}""", null)]
    [InlineData($$$"""{"principalId":"${c1.properties.principalId}","principalType":"ServicePrincipal",{{{Role}}}}""", null)]
    [InlineData($$$"""{"principalId":"${c1.properties.clientId}","principalType":"ServicePrincipal",{{{Role}}}}""", OtherRole)]
    [InlineData($$$"""{"principalId":"${c1.properties.principalId}x","principalType":"ServicePrincipal",{{{Role}}}}""", OtherRole)]
    [InlineData($$$"""{"principalId":"somebody","principalType":"ServicePrincipal",{{{Role}}}}""", OtherRole)]
    [InlineData($$$"""{"principalType":"ServicePrincipal",{{{Role}}}}""", OtherRole)]
    [InlineData($$$"""{"principalId":"{{{Principal}}}","principalType":"User",{{{Role}}}}""", OtherRole)]
    [InlineData($$$"""{"principalId":"{{{Principal}}}","principalType":"ServicePrincipal"}""", OtherRole)]
    public void A_role_is_the_one_for_storage_and_given_where_the_document_says_so(string properties, string? why)
    {
        var (resource, body) = ($"{RoleList}/{Principal}", $$"""{"properties":{{properties}} }""");

        Assert.Equal(why, Why(Settings, TypeNames.RoleAssignment, "PUT", resource, body));
        Assert.Equal(NoGrant, Why(NotGranting, TypeNames.RoleAssignment, "PUT", resource, body));
        Assert.Equal(OtherRole, Why(Keyless, TypeNames.RoleAssignment, "PUT", resource, body));
    }

    [Theory]
    [InlineData("add", EstateBuilder.Tenant, Principal, "get wrapKey unwrapKey", null)]
    [InlineData("ADD", EstateBuilder.Tenant, Principal, "GET WRAPKEY unwrapkey list", null)]
    [InlineData("add", "${c1.properties.tenantId}", "${c2.properties.principalId}", "get wrapKey unwrapKey", null)]
    [InlineData("add", EstateBuilder.Tenant, Principal, "get wrapKey", OtherPolicy)]
    [InlineData("add", EstateBuilder.Tenant, Principal, "", OtherPolicy)]
    [InlineData("add", "contoso", Principal, "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("add", "", Principal, "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("add", "${c1.properties.principalId}", Principal, "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("add", EstateBuilder.Tenant, "somebody", "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("add", EstateBuilder.Tenant, "", "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("add", EstateBuilder.Tenant, "${c2.properties.tenantId}", "get wrapKey unwrapKey", OtherPolicy)]
    [InlineData("replace", EstateBuilder.Tenant, Principal, "get wrapKey unwrapKey", "Only an undo replaces or removes an access policy.")]
    [InlineData("remove", EstateBuilder.Tenant, Principal, "get wrapKey unwrapKey", "Only an undo replaces or removes an access policy.")]
    public void An_access_policy_is_the_one_for_storage_and_given_where_the_document_says_so(
        string verb, string tenant, string principal, string permissions, string? why)
    {
        var keys = string.Join(',', permissions.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => $"\"{key}\""));
        var body = $$$"""
            {"properties":{"accessPolicies":[{"tenantId":"{{{tenant}}}","objectId":"{{{principal}}}","permissions":{"keys":[{{{keys}}}]}}]}}
            """;

        Assert.Equal(why, Why(Settings, TypeNames.AccessPolicy, "PUT", $"{Vault}/accessPolicies/{verb}", body));
        Assert.Equal(NoGrant, Why(NotGranting, TypeNames.AccessPolicy, "PUT", $"{Vault}/accessPolicies/{verb}", body));
    }

    [Theory]
    [InlineData(TypeNames.StorageAccount, Account)]
    [InlineData(TypeNames.Vault, Vault)]
    [InlineData(TypeNames.VaultKey, $"{Vault}/keys/key")]
    [InlineData(TypeNames.Identity, Identity)]
    [InlineData(TypeNames.RoleAssignment, $"{RoleList}/{Principal}")]
    public void Nothing_is_taken_away_but_by_an_undo(string type, string resource) =>
        Assert.Equal(Undo, Why(Creating, type, "DELETE", resource, "null"));

    [Theory]
    // A management group's log has two categories, and a subscription's eight.
    [InlineData($"/subscriptions/{One}", "Administrative Security ServiceHealth Alert Recommendation Policy Autoscale ResourceHealth", Account, null)]
    [InlineData($"/subscriptions/{One}", "Administrative Policy", Account, "It switches Security on in each setting that it writes, and s leaves it off.")]
    [InlineData("/providers/Microsoft.Management/managementGroups/mg", "Administrative Policy", Account, null)]
    [InlineData("/providers/Microsoft.Management/managementGroups/mg", "Administrative", Account, "It switches Policy on in each setting that it writes, and s leaves it off.")]
    [InlineData(
        "/providers/Microsoft.Management/managementGroups/mg", "Administrative Policy", Gone,
        "It exports an activity log to the storage account that the document names, and this goes elsewhere.")]
    public void An_activity_log_is_exported_whole_to_the_documents_account(string owner, string categories, string account, string? why)
    {
        var rows = string.Join(',', categories.Split(' ').Select(category => $$"""{"category":"{{category}}","enabled":true}"""));
        var body = $$$"""{"properties":{"storageAccountId":"{{{account}}}","logs":[{{{rows}}}]}}""";

        Assert.Equal(why, Why(Settings, TypeNames.DiagnosticSetting, "PUT", $"{owner}/providers/{TypeNames.DiagnosticSetting}/s", body));
    }

    private static string? Why(Monitor006Settings settings, string type, string method, string resource, string body, Estate? estate = null)
    {
        using var sent = JsonDocument.Parse(body);
        var write = new SavedWrite("c9", ChangeAction.Update, new ArmWrite(type, method, resource, "", sent.RootElement.Clone()), []);
        return new Monitor006Control(settings).WhyNotWanted(
            write, new SavedPlan([write], estate ?? Read, [settings.Export.SettingName], new HashSet<ResourceId>()));
    }

    private static string NoAddress(string uri) => $"{uri} is not the address of {Vault}.";

    private static string Encrypting(
        string uri = Address, string? reader = Identity, string key = "key", string version = "", bool isDouble = false,
        string services = "\"blob\":{\"enabled\":true},\"file\":{\"enabled\":true}")
    {
        var identity = reader is null ? "" : $$""" "identity":{"userAssignedIdentity":"{{reader}}"}, """;
        var twice = isDouble ? """ "requireInfrastructureEncryption":true, """ : "";
        return $$$"""
            {"properties":{"encryption":{ {{{identity}}}{{{twice}}}"services":{ {{{services}}} },"keySource":"Microsoft.Keyvault",
             "keyvaultproperties":{"keyname":"{{{key}}}","keyversion":"{{{version}}}","keyvaulturi":"{{{uri}}}"} } } }
            """;
    }
}
