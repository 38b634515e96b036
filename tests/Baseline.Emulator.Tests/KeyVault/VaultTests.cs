using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Tests.KeyVault;

public sealed class VaultTests
{
    private const string New = $"{World.Group}/providers/Microsoft.KeyVault/vaults/KvNew";

    private static string Body(string more = "") => $$"""
        { "location": "westeurope", "properties": { "tenantId": "{{World.Tenant}}",
          "sku": { "family": "A", "name": "standard" }{{more}} } }
        """;

    [Fact]
    public void A_new_vault_registers_its_name_first()
    {
        var world = new World().WithAccount();

        var put = ArmAssert.Ok(world.Send("PUT", New, Body()))["properties"];
        var first = ArmAssert.Ok(world.Get(New))["properties"];
        var second = ArmAssert.Ok(world.Get(New))["properties"];

        Assert.Equal("https://KvNew.vault.azure.net", (string?)put?["vaultUri"]);
        Assert.Equal("https://kvnew.vault.azure.net/", (string?)first?["vaultUri"]);
        Assert.Equal(
            ["RegisteringDns", "RegisteringDns", "Succeeded"],
            new[] { put, first, second }.Select(properties => (string?)properties?["provisioningState"]));
        Assert.Null(put?["enablePurgeProtection"]);
    }

    [Theory]
    [InlineData("2023-07-01", null)]
    [InlineData("2026-02-01", true)]
    public void The_default_model_of_a_new_vault_depends_on_the_version(string version, bool? isRbac)
    {
        var put = ArmAssert.Ok(new World().WithAccount().Send("PUT", New, Body(), version));

        Assert.Equal(isRbac, (bool?)put["properties"]?["enableRbacAuthorization"]);
    }

    [Fact]
    public void A_put_replaces_access_policies_and_keeps_what_can_not_be_undone()
    {
        var world = new World().WithVault(""", "enablePurgeProtection": true, "softDeleteRetentionInDays": 7""");
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policies("get"));

        var put = ArmAssert.Ok(world.Send("PUT", World.Vault, Body()))["properties"];

        Assert.Equal("[]", put?["accessPolicies"]?.ToJsonString());
        Assert.True((bool?)put?["enablePurgeProtection"]);
        Assert.Equal(7, (int?)put?["softDeleteRetentionInDays"]);
        Assert.Equal("Succeeded", (string?)put?["provisioningState"]);
    }

    [Theory]
    [InlineData(""", "enablePurgeProtection": false""")]
    [InlineData(""", "softDeleteRetentionInDays": 30""")]
    public void What_can_not_be_changed_is_refused(string more)
    {
        var world = new World().WithVault(""", "enablePurgeProtection": true, "softDeleteRetentionInDays": 7""");

        ArmAssert.Wrapped(world.Send("PUT", World.Vault, Body(more)), 400, "BadRequest");
        ArmAssert.Wrapped(world.Send("PATCH", World.Vault, Body(more)), 400, "BadRequest");
    }

    [Fact]
    public void A_patch_merges()
    {
        var world = new World().WithVault(""", "publicNetworkAccess": "Enabled" """);

        var patch = ArmAssert.Ok(world.Send("PATCH", World.Vault, """{ "properties": { "enablePurgeProtection": true } }"""));

        Assert.True((bool?)patch["properties"]?["enablePurgeProtection"]);
        Assert.Equal("Enabled", (string?)patch["properties"]?["publicNetworkAccess"]);
    }

    [Fact]
    public void A_vault_can_not_move_to_another_region()
    {
        var body = Body().Replace("westeurope", "eastus", StringComparison.Ordinal);

        ArmAssert.Wrapped(new World().WithVault().Send("PUT", World.Vault, body), 409, "InvalidResourceLocation");
    }

    [Fact]
    public void A_deleted_vault_blocks_its_name_until_it_is_recovered_as_it_was()
    {
        var world = new World().WithVault().WithKey();
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policies("get"));
        world.Send("DELETE", World.Vault);

        ArmAssert.Wrapped(world.Send("PUT", World.Vault, Body()), 409, "ConflictError");
        var recovered = ArmAssert.Ok(world.Send("PUT", World.Vault, Body(""", "createMode": "recover" """)));

        Assert.Single(recovered["properties"]?["accessPolicies"]?.AsArray() ?? []);
        ArmAssert.Ok(world.Get($"{World.Vault}/keys/key1"));
    }

    [Fact]
    public void A_list_links_to_a_next_page_even_where_nothing_follows()
    {
        var world = new World().WithVault().WithVault(id: $"{World.Group}/providers/Microsoft.KeyVault/vaults/kv-two");
        world.Options = options => options with { PageSize = 1 };
        var names = new List<string[]>();

        string? link = $"https://arm.example:8443/subscriptions/{World.Sub}/providers/microsoft.keyvault/VAULTS?api-version=2023-07-01";
        while (link is not null)
        {
            var page = ArmAssert.Ok(world.Emulator.Handle(ArmRequest.Create("GET", link)));
            names.Add(ArmAssert.Names(page["value"], "name"));
            link = (string?)page["nextLink"];
            Assert.True(link is null || link.StartsWith("https://arm.example:8443/", StringComparison.Ordinal));
        }

        Assert.Equal([["kv-pay"], ["kv-two"], []], names);
    }

    [Fact]
    public void Adding_a_policy_unites_it_with_the_one_of_the_same_principal()
    {
        var world = new World().WithVault();
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policies("get"));

        var answer = ArmAssert.Ok(world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policies("Get\", \"wrapKey")));

        Assert.Equal($"{World.Vault}/accessPolicies/", (string?)answer["id"]);
        Assert.Null(answer["name"]);
        Assert.Equal("""["get","wrapKey"]""", Keys(world));
    }

    [Fact]
    public void Replacing_and_removing_touch_only_the_principal_they_name()
    {
        var world = new World().WithVault();
        world.Send("PUT", $"{World.Vault}/accessPolicies/add", Policies("get\", \"wrapKey"));

        world.Send("PUT", $"{World.Vault}/accessPolicies/replace", Policies("list\", \"get"));
        var replaced = Keys(world);
        world.Send("PUT", $"{World.Vault}/accessPolicies/remove", Policies("list\", \"get"));

        Assert.Equal("""["list","get"]""", replaced);
        Assert.Equal("", Keys(world));
    }

    private static string Policies(string keys) => $$"""
        { "properties": { "accessPolicies": [ { "tenantId": "{{World.Tenant}}", "objectId": "{{World.Principal}}",
          "permissions": { "keys": [ "{{keys}}" ] } } ] } }
        """;

    private static string Keys(World world)
    {
        JsonNode? policies = ArmAssert.Ok(world.Get(World.Vault))["properties"]?["accessPolicies"];
        return policies is JsonArray { Count: > 0 } array ? array[0]?["permissions"]?["keys"]?.ToJsonString() ?? "" : "";
    }
}
