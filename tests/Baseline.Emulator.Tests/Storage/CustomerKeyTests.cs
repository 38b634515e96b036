using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.Storage;

public sealed class CustomerKeyTests
{
    private const string Attach = $$$"""
        { "identity": { "type": "UserAssigned", "userAssignedIdentities": { "{{{World.IdentityPath}}}": {} } } }
        """;

    private const string Policy = $$"""
        { "properties": { "accessPolicies": [ { "tenantId": "{{World.Tenant}}", "objectId": "{{World.Principal}}",
          "permissions": { "keys": [ "get", "WrapKey", "unwrapkey" ] } } ] } }
        """;

    private const string Assignment =
        $"{World.Vault}/providers/Microsoft.Authorization/roleAssignments/66666666-6666-6666-6666-666666666666";

    private const string Role = $$"""
        { "properties": { "roleDefinitionId": "{{World.WrapRole}}", "principalId": "{{World.Principal}}",
          "principalType": "ServicePrincipal" } }
        """;

    private static string Encrypt(string key = "key1", string version = "", string identity = World.IdentityPath) => $$"""
        { "properties": { "encryption": { "keySource": "Microsoft.Keyvault",
          "keyvaultproperties": { "keyvaulturi": "https://kv-pay.vault.azure.net", "keyname": "{{key}}",
            "keyversion": "{{version}}" },
          "identity": { "userAssignedIdentity": "{{identity}}" } } } }
        """;

    private static World Prepared(string vault = """, "enablePurgeProtection": true""") =>
        new World().WithAccount().WithIdentity().WithVault(vault).WithKey();

    private static World Granted()
    {
        var world = Prepared();
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        world.Send("PATCH", World.Account, Attach);
        return world;
    }

    [Fact]
    public void A_granted_identity_switches_the_account_to_the_key()
    {
        var encryption = ArmAssert.Ok(Granted().Send("PATCH", World.Account, Encrypt()))["properties"]?["encryption"];

        Assert.Equal("Microsoft.Keyvault", (string?)encryption?["keySource"]);
        Assert.Equal(
            ["currentVersionedKeyIdentifier", "lastKeyRotationTimestamp", "currentVersionedKeyExpirationTimestamp",
                "keyvaulturi", "keyname", "keyversion"],
            encryption?["keyvaultproperties"]?.AsObject().Select(member => member.Key) ?? []);
        Assert.Equal(
            "1970-01-01T00:00:00.0000000Z",
            (string?)encryption?["keyvaultproperties"]?["currentVersionedKeyExpirationTimestamp"]);
        Assert.Contains("/resourcegroups/", (string?)encryption?["identity"]?["userAssignedIdentity"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_identity_that_is_not_attached_is_refused()
    {
        var message = ArmAssert.Wrapped(
            Prepared().Send("PATCH", World.Account, Encrypt()), 400, "InvalidValuesForRequestParameters");

        Assert.Equal("Values for request parameters are invalid: properties.encryption.identity.", message);
    }

    [Fact]
    public void Attaching_and_encrypting_may_come_in_one_request()
    {
        var world = Prepared();
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        var both = JsonNode.Parse(Encrypt())?.AsObject() ?? [];
        both["identity"] = JsonNode.Parse(Attach)?["identity"]?.DeepClone();

        ArmAssert.Ok(world.Send("PATCH", World.Account, both.ToJsonString()));
    }

    [Fact]
    public void An_account_without_an_identity_is_refused()
    {
        var message = ArmAssert.Wrapped(
            Prepared().Send("PATCH", World.Account, Encrypt(identity: "")), 400, "InvalidRequestPropertyValue");

        Assert.Contains("(MSI) is not set", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_without_purge_protection_is_refused()
    {
        var world = Prepared(vault: "");
        world.Send("PATCH", World.Account, Attach);

        var message = ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt()), 400, "KeyVaultPolicyError");

        Assert.Equal("Keyvault policy recoverable is not set", message);
    }

    [Fact]
    public void A_missing_grant_is_refused()
    {
        var world = Prepared();
        world.Send("PATCH", World.Account, Attach);

        ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt()), 400, "KeyVaultAuthenticationFailure");
    }

    [Fact]
    public void A_vault_goes_by_its_own_model()
    {
        var world = Prepared(""", "enablePurgeProtection": true, "enableRbacAuthorization": true""");
        world.Send("PATCH", World.Account, Attach);
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        var byPolicy = world.Send("PATCH", World.Account, Encrypt());

        world.Send("PUT", Assignment, Role);

        ArmAssert.Wrapped(byPolicy, 400, "KeyVaultAuthenticationFailure");
        ArmAssert.Ok(world.Send("PATCH", World.Account, Encrypt()));
    }

    [Fact]
    public void A_role_on_a_vault_with_access_policies_grants_nothing()
    {
        var world = Prepared();
        world.Send("PATCH", World.Account, Attach);
        world.Send("PUT", Assignment, Role);

        ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt()), 400, "KeyVaultAuthenticationFailure");
    }

    [Fact]
    public void A_new_grant_takes_a_few_tries()
    {
        var world = Prepared();
        world.Options = options => options with { PropagationTries = 2 };
        world.Send("PATCH", World.Account, Attach);
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);

        Assert.Equal(
            [400, 400, 200], Enumerable.Range(1, 3).Select(_ => world.Send("PATCH", World.Account, Encrypt()).Status));
    }

    private static readonly DateTimeOffset Now = new StoppedClock().GetUtcNow();

    public static TheoryData<string, string, string> OutOfUse => new()
    {
        { $"\"enabled\": true, \"exp\": {Now.AddDays(-1).ToUnixTimeSeconds()}", "", "KeyVaultEncryptionKeyExpired" },
        { $"\"enabled\": true, \"exp\": {Now.ToUnixTimeSeconds()}", "", "KeyVaultEncryptionKeyExpired" },
        { $"\"enabled\": true, \"nbf\": {Now.AddDays(1).ToUnixTimeSeconds()}", "", "KeyVaultEncryptionKeyNotYetValid" },
        { "\"enabled\": true", ", \"keyOps\": [ \"sign\", \"verify\" ]", "KeyVaultEncryptionKeyInvalid" },
        { "\"enabled\": true", ", \"keyOps\": [ \"wrapKey\" ]", "KeyVaultEncryptionKeyInvalid" },
        { "\"enabled\": true", ", \"keyOps\": [ \"unwrapKey\" ]", "KeyVaultEncryptionKeyInvalid" },
    };

    [Theory]
    [MemberData(nameof(OutOfUse))]
    public void A_key_that_can_not_wrap_is_not_enabled_and_goes_on_where_it_is_in_use(string attributes, string more, string code)
    {
        var world = new World().WithAccount().WithIdentity().WithVault(""", "enablePurgeProtection": true""")
            .WithKey("key1", "\"keySize\": 2048" + more, attributes);
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        world.Send("PATCH", World.Account, Attach);
        ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt()), 400, code);

        var inUse = new World().WithIdentity().WithVault(""", "enablePurgeProtection": true""")
            .WithKey("key1", "\"keySize\": 2048" + more, attributes)
            .With($$"""
                { "id": "{{World.Account}}", "name": "stauditwe", "location": "westeurope", "kind": "StorageV2",
                  "identity": { "type": "UserAssigned", "userAssignedIdentities": { "{{World.IdentityPath}}": {} } },
                  "properties": { "encryption": { "keySource": "Microsoft.Keyvault",
                    "keyvaultproperties": { "keyvaulturi": "https://kv-pay.vault.azure.net", "keyname": "key1", "keyversion": "" },
                    "identity": { "userAssignedIdentity": "{{World.IdentityPath}}" } } } }
                """);
        ArmAssert.Ok(inUse.Send("PATCH", World.Account, Encrypt()));
    }

    [Theory]
    [InlineData(""", "networkAcls": { "defaultAction": "Deny", "bypass": "None" }""", 400)]
    [InlineData(""", "publicNetworkAccess": "Disabled", "networkAcls": { "defaultAction": "Allow", "bypass": "None" }""", 400)]
    [InlineData(""", "publicNetworkAccess": "SecuredByPerimeter" """, 400)]
    [InlineData(""", "networkAcls": { "defaultAction": "Deny", "bypass": "AzureServices" }""", 200)]
    [InlineData(""", "networkAcls": { "defaultAction": "Allow", "bypass": "None" }""", 200)]
    [InlineData(""", "publicNetworkAccess": "Disabled" """, 200)]
    public void A_vault_must_let_storage_in(string network, int status)
    {
        var world = Prepared(""", "enablePurgeProtection": true""" + network);
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        world.Send("PATCH", World.Account, Attach);

        var answer = world.Send("PATCH", World.Account, Encrypt());

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 400, answer.Text.Contains("KeyVaultAuthenticationFailure", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", 200)]
    [InlineData("ffffffffffffffffffffffffffffffff", 400)]
    public void A_pinned_version_must_exist(string version, int status) =>
        Assert.Equal(status, Granted().Send("PATCH", World.Account, Encrypt(version: version)).Status);

    [Theory]
    [InlineData(false, 400)]
    [InlineData(true, 200)]
    public void A_vault_of_another_tenant_is_reached_through_a_federated_application_only(bool isFederated, int status)
    {
        const string Other = "88888888-8888-8888-8888-888888888888";
        var world = new World().WithAccount().WithIdentity().WithKey().With($$"""
            { "id": "{{World.Vault}}", "name": "kv-pay", "type": "Microsoft.KeyVault/vaults", "location": "westeurope",
              "properties": { "tenantId": "{{Other}}", "enablePurgeProtection": true, "enableSoftDelete": true,
                "vaultUri": "https://kv-pay.vault.azure.net/",
                "accessPolicies": [ { "tenantId": "{{Other}}", "objectId": "{{World.Principal}}",
                  "permissions": { "keys": [ "get", "wrapKey", "unwrapKey" ] } } ] } }
            """);
        world.Send("PATCH", World.Account, Attach);
        var body = isFederated
            ? Encrypt().Replace(
                "\"userAssignedIdentity\"",
                $"\"federatedIdentityClientId\": \"{Other}\", \"userAssignedIdentity\"",
                StringComparison.Ordinal)
            : Encrypt();

        Assert.Equal(status, world.Send("PATCH", World.Account, body).Status);
    }

    [Fact]
    public void A_policy_of_another_tenant_grants_nothing()
    {
        var world = new World().WithAccount().WithIdentity().WithKey().With($$"""
            { "id": "{{World.Vault}}", "name": "kv-pay", "type": "Microsoft.KeyVault/vaults", "location": "westeurope",
              "properties": { "tenantId": "{{World.Tenant}}", "enablePurgeProtection": true, "enableSoftDelete": true,
                "accessPolicies": [ { "tenantId": "88888888-8888-8888-8888-888888888888",
                  "objectId": "{{World.Principal}}", "permissions": { "keys": [ "all" ] } } ] } }
            """);
        world.Send("PATCH", World.Account, Attach);

        ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt()), 400, "KeyVaultAuthenticationFailure");
    }

    [Theory]
    [InlineData("""{ "keySource": "Microsoft.Vault" }""")]
    [InlineData("""{ "requireInfrastructureEncryption": "yes" }""")]
    [InlineData("""{ "services": { "blobs": { "enabled": true } } }""")]
    [InlineData("""{ "services": { "blob": { "keyType": "Mine" } } }""")]
    public void An_encryption_that_is_not_known_is_refused(string encryption) => ArmAssert.Wrapped(
        Granted().Send("PATCH", World.Account, $$"""{ "properties": { "encryption": {{encryption}} } }"""),
        400,
        "InvalidValuesForRequestParameters");

    [Theory]
    [InlineData("none", "\"keySize\": 2048", "\"enabled\": true", "KeyVaultEncryptionKeyNotFound")]
    [InlineData("key2", "\"keySize\": 2048", "\"enabled\": false", "KeyVaultEncryptionKeyDisabled")]
    [InlineData("key2", "\"keySize\": 1024", "\"enabled\": true", "KeyVaultEncryptionKeyInvalid")]
    public void An_unusable_key_is_refused(string key, string size, string attributes, string code)
    {
        var world = new World().WithAccount().WithIdentity().WithVault(""", "enablePurgeProtection": true""")
            .WithKey("key2", size, attributes);
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policy);
        world.Send("PATCH", World.Account, Attach);

        ArmAssert.Wrapped(world.Send("PATCH", World.Account, Encrypt(key)), 400, code);
    }

    [Fact]
    public void Key_and_identity_can_not_change_together()
    {
        var world = Granted();
        world.Send("PATCH", World.Account, Encrypt());

        var answer = world.Send("PATCH", World.Account, Encrypt("key2", identity: World.IdentityPath + "2"));

        Assert.Contains(
            "cannot be updated in a single operation",
            ArmAssert.Wrapped(answer, 400, "InvalidRequestPropertyValue"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Going_back_removes_the_key_and_its_identity()
    {
        var world = Granted();
        world.Send("PATCH", World.Account, Encrypt());

        var back = world.Send(
            "PATCH", World.Account, """{ "properties": { "encryption": { "keySource": "Microsoft.Storage" } } }""");

        Assert.Equal(
            ["services", "keySource"],
            ArmAssert.Ok(back)["properties"]?["encryption"]?.AsObject().Select(member => member.Key) ?? []);
    }

    [Fact]
    public void Infrastructure_encryption_is_read_only()
    {
        var answer = Prepared().Send(
            "PATCH", World.Account, """{ "properties": { "encryption": { "requireInfrastructureEncryption": false } } }""");

        Assert.Contains("it is read-only", ArmAssert.Wrapped(answer, 400, "InvalidRequestPropertyValue"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_keeps_a_reference_to_an_identity_that_was_taken_away()
    {
        var world = Granted();
        world.Send("PATCH", World.Account, Encrypt());

        var answer = ArmAssert.Ok(world.Send("PATCH", World.Account, """{ "identity": { "type": "None" } }"""));

        Assert.Equal("""{"type":"None"}""", answer["identity"]?.ToJsonString());
        Assert.NotNull(answer["properties"]?["encryption"]?["identity"]);
    }
}
