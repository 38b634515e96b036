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
