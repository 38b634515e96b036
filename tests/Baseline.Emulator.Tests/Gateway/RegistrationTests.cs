using Xunit;

namespace Baseline.Emulator.Tests.Gateway;

/// <summary>Writes to a provider that a subscription has not registered, and to groups that do not exist.</summary>
public sealed class RegistrationTests
{
    private const string Vault = $"{World.Group}/providers/Microsoft.KeyVault/vaults/kv-new";
    private const string VaultBody = $$"""
        { "location": "westeurope", "properties": { "tenantId": "{{World.Tenant}}", "sku": { "family": "A", "name": "standard" } } }
        """;

    private const string Account = $"{World.Group}/providers/Microsoft.Storage/storageAccounts/stnew";
    private const string AccountBody =
        """{ "location": "westeurope", "kind": "StorageV2", "sku": { "name": "Standard_LRS" }, "properties": {} }""";

    public static TheoryData<string, string, string> Creations => new()
    {
        { "Microsoft.KeyVault", Vault, VaultBody },
        { "Microsoft.ManagedIdentity", World.IdentityPath, """{ "location": "westeurope" }""" },
        { "Microsoft.Storage", Account, AccountBody },
    };

    [Theory]
    [MemberData(nameof(Creations))]
    public void A_provider_that_is_not_registered_refuses_writes_until_it_is(string provider, string target, string body)
    {
        foreach (var state in (string[])["NotRegistered", "Unregistered", "Unregistering"])
        {
            var world = new World().With($$"""{ "id": "{{World.Group}}", "name": "rg-logs", "location": "westeurope" }""").With($$"""
                { "id": "/subscriptions/{{World.Sub}}/providers/{{provider.ToLowerInvariant()}}", "namespace": "{{provider}}",
                  "registrationState": "{{state}}" }
                """);

            var message = ArmAssert.Wrapped(world.Send("PUT", target, body), 409, "MissingSubscriptionRegistration");
            Assert.Contains($"'{provider}'", message, StringComparison.Ordinal);
            Assert.Equal(
                state, (string?)ArmAssert.Ok(world.Get($"/subscriptions/{World.Sub}/providers/{provider}"))["registrationState"]);
            world.Send("POST", $"/subscriptions/{World.Sub}/providers/{provider}/register");
            Assert.InRange(world.Send("PUT", target, body).Status, 200, 202);
        }
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public void A_group_exists_where_it_is_listed_or_something_lies_in_it(string provider, string target, string body)
    {
        Assert.NotEmpty(provider);
        ArmAssert.Wrapped(new World().Send("PUT", target, body), 404, "ResourceGroupNotFound");
        foreach (var world in (World[])
        [
            new World().With($$"""{ "id": "{{World.Group}}", "name": "rg-logs", "location": "westeurope" }"""),
            new World().With($$"""{ "id": "{{World.Group}}/providers/Microsoft.Web/sites/s", "name": "s" }"""),
            new World().WithUnreadable($"{World.Group}/providers/Microsoft.Web/sites/s", 403, "AuthorizationFailed"),
        ])
        {
            Assert.InRange(world.Send("PUT", target, body).Status, 200, 202);
        }
    }

    [Fact]
    public void A_provider_lists_its_types_with_their_versions()
    {
        var body = ArmAssert.Ok(new World().Get($"/subscriptions/{World.Sub}/providers/microsoft.keyvault"));

        Assert.Equal("Registered", (string?)body["registrationState"]);
        Assert.Contains("vaults", ArmAssert.Names(body["resourceTypes"], "resourceType"));
        Assert.Contains("2026-02-01", body["resourceTypes"]?[0]?["apiVersions"]?.ToJsonString(), StringComparison.Ordinal);
        ArmAssert.Wrapped(new World().Get($"/subscriptions/{World.Sub}/providers/Microsoft.None"), 404, "InvalidResourceNamespace");
    }
}
