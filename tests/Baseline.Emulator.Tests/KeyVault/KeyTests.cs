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

    [Fact]
    public void A_missing_key_is_a_404() =>
        ArmAssert.Wrapped(new World().WithVault().Get(Key), 404, "KeyNotFound");
}
