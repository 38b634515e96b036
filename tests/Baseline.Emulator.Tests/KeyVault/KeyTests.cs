using Xunit;

namespace Baseline.Emulator.Tests.KeyVault;

public sealed class KeyTests
{
    private const string Key = $"{World.Vault}/keys/key1";

    [Fact]
    public void A_new_key_has_azures_defaults()
    {
        var world = new World().WithVault(""", "enablePurgeProtection": true, "softDeleteRetentionInDays": 7""");

        var properties = ArmAssert.Ok(world.Send("PUT", Key, """{ "properties": { "kty": "RSA" } }"""))["properties"];

        Assert.Equal(2048, (int?)properties?["keySize"]);
        Assert.Equal(6, properties?["keyOps"]?.AsArray().Count);
        Assert.Equal(world.Clock.GetUtcNow().ToUnixTimeSeconds(), (long?)properties?["attributes"]?["created"]);
        Assert.Equal("CustomizedRecoverable", (string?)properties?["attributes"]?["recoveryLevel"]);
        Assert.StartsWith("https://kv-pay.vault.azure.net/keys/key1/", (string?)properties?["keyUriWithVersion"], StringComparison.Ordinal);
        Assert.Null(properties?["rotationPolicy"]);
        Assert.NotNull(ArmAssert.Ok(world.Get(Key))["properties"]?["rotationPolicy"]);
    }

    [Fact]
    public void An_existing_key_is_returned_untouched()
    {
        var world = new World().WithVault().WithKey(more: "\"keySize\": 1024");

        var put = ArmAssert.Ok(world.Send("PUT", Key, """{ "properties": { "kty": "RSA", "keySize": 4096 } }"""));

        Assert.Equal(1024, (int?)put["properties"]?["keySize"]);
    }

    [Fact]
    public void The_same_requests_give_the_same_version()
    {
        static string Version() => (string?)ArmAssert.Ok(new World().WithVault()
            .Send("PUT", Key, """{ "properties": { "kty": "RSA" } }"""))["properties"]?["keyUriWithVersion"] ?? "";

        Assert.Equal(Version(), Version());
    }

    [Theory]
    [InlineData("""{ "kty": "RSA", "keySize": 1000 }""")]
    [InlineData("""{ "kty": "oct" }""")]
    [InlineData("""{ "kty": "oct-HSM" }""")]
    [InlineData("""{ "kty": "RSA-HSM" }""")]
    [InlineData("""{ "kty": "RSA", "keySize": "2048" }""")]
    [InlineData("""{ "kty": "RSA", "curveName": "P-256" }""")]
    [InlineData("""{ "kty": "EC", "curveName": "P-1" }""")]
    [InlineData("""{ "kty": "EC", "keySize": 2048 }""")]
    [InlineData("""{ "kty": "RSA", "keyOps": [ "wrapKey", "open" ] }""")]
    [InlineData("""{ "kty": "RSA", "keyOps": "wrapKey" }""")]
    [InlineData("""{ "kty": "RSA", "attributes": { "enabled": "yes" } }""")]
    [InlineData("""{ "kty": "RSA", "attributes": { "exp": "soon" } }""")]
    [InlineData("""{ "kty": "RSA", "attributes": { "nbf": 20, "exp": 10 } }""")]
    public void An_unsupported_key_is_refused(string properties) => ArmAssert.Wrapped(
        new World().WithVault().Send("PUT", Key, $$"""{ "properties": {{properties}} }"""), 400, "BadRequest");

    [Fact]
    public void A_list_shows_attributes_and_address_only()
    {
        var list = ArmAssert.Ok(new World().WithVault().WithKey().Get($"{World.Vault}/keys"))["value"];

        Assert.Equal(["attributes", "keyUri"], list?[0]?["properties"]?.AsObject().Select(member => member.Key) ?? []);
    }

    [Fact]
    public void A_key_has_its_current_version()
    {
        var versions = ArmAssert.Ok(new World().WithVault().WithKey().Get($"{Key}/versions"))["value"];

        Assert.Equal(["0123456789abcdef0123456789abcdef"], ArmAssert.Names(versions, "name"));
    }

    [Theory]
    [InlineData("key_1")]
    [InlineData("key.1")]
    [InlineData(
        "a-name-of-more-than-127-letters-a-name-of-more-than-127-letters-"
        + "a-name-of-more-than-127-letters-a-name-of-more-than-127-letters-aaa")]
    public void A_name_that_is_not_valid_is_refused(string name) => ArmAssert.Wrapped(
        new World().WithVault().Send("PUT", $"{World.Vault}/keys/{name}", """{ "properties": { "kty": "RSA" } }"""), 400, "BadRequest");

    [Fact]
    public void The_name_of_a_deleted_key_is_taken()
    {
        var world = new World().WithVault().With($$"""{ "id": "{{World.Vault}}/deletedKeys/key1", "name": "key1" }""");

        var message = ArmAssert.Wrapped(world.Send("PUT", Key, """{ "properties": { "kty": "RSA" } }"""), 409, "ConflictError");

        Assert.Contains("deleted but recoverable", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RSA-HSM", 200)]
    [InlineData("oct-HSM", 200)]
    [InlineData("RSA", 400)]
    public void A_managed_hsm_makes_keys_of_its_own_types(string type, int status)
    {
        const string Hsm = $"{World.Group}/providers/Microsoft.KeyVault/managedHSMs/hsm1";
        var world = new World().With($$"""{ "id": "{{Hsm}}", "name": "hsm1", "location": "westeurope" }""");

        var answer = world.Send("PUT", Hsm + "/keys/key1", $$"""{ "properties": { "kty": "{{type}}" } }""");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200, answer.Text.Contains("https://hsm1.managedhsm.azure.net/keys/key1/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_missing_key_is_a_404() =>
        ArmAssert.Wrapped(new World().WithVault().Get(Key), 404, "KeyNotFound");
}
