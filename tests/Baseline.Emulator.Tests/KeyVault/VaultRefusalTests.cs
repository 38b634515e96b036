using Xunit;

namespace Baseline.Emulator.Tests.KeyVault;

/// <summary>What Azure refuses about a vault and its access policies, and the names that are taken.</summary>
public sealed class VaultRefusalTests
{
    private const string Vaults = $"{World.Group}/providers/Microsoft.KeyVault/vaults";
    private const string New = Vaults + "/kv-new";
    private const string OtherTenant = "88888888-8888-8888-8888-888888888888";
    private const string Deleted = "providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-new";

    private static World Empty() => new World().WithAccount();

    private static string Body(string more = "", string tenant = World.Tenant, string sku = """{ "family": "A", "name": "standard" }""") =>
        $$"""{ "location": "westeurope", "properties": { "tenantId": "{{tenant}}", "sku": {{sku}}{{more}} } }""";

    private static string Entry(
        string tenant = World.Tenant, string id = World.Principal, string permissions = """{ "keys": [ "get" ] }""") =>
        $$"""{ "tenantId": "{{tenant}}", "objectId": "{{id}}", "permissions": {{permissions}} }""";

    private static string Policies(string entry) => $$"""{ "properties": { "accessPolicies": [ {{entry}} ] } }""";

    [Theory]
    [InlineData("kv")]
    [InlineData("1kv-new")]
    [InlineData("kv--new")]
    [InlineData("kv-new-")]
    [InlineData("kv_new")]
    [InlineData("kv-new-with-a-name-too-long")]
    public void A_name_that_is_not_valid_is_refused(string name) =>
        ArmAssert.Wrapped(Empty().Send("PUT", $"{Vaults}/{name}", Body()), 400, "VaultNameNotValid");

    [Theory]
    [InlineData(""", "softDeleteRetentionInDays": 6""")]
    [InlineData(""", "softDeleteRetentionInDays": 91""")]
    [InlineData(""", "softDeleteRetentionInDays": 7.5""")]
    [InlineData(""", "softDeleteRetentionInDays": "7" """)]
    [InlineData(""", "createMode": "other" """)]
    [InlineData(""", "publicNetworkAccess": "Maybe" """)]
    [InlineData(""", "networkAcls": { "bypass": "All" }""")]
    [InlineData(""", "networkAcls": { "defaultAction": "Block" }""")]
    [InlineData(""", "enabledForDeployment": "yes" """)]
    [InlineData(""", "enableRbacAuthorization": 1""")]
    [InlineData(""", "enablePurgeProtection": false""")]
    [InlineData(""", "accessPolicies": {}""")]
    public void A_property_that_is_not_valid_is_refused(string more) =>
        ArmAssert.Wrapped(Empty().Send("PUT", New, Body(more)), 400, "BadRequest");

    [Theory]
    [InlineData("""{ "family": "A", "name": "gold" }""")]
    [InlineData("""{ "family": "B", "name": "standard" }""")]
    [InlineData("""{ "family": "A" }""")]
    public void A_sku_that_is_not_known_is_refused(string sku) =>
        ArmAssert.Wrapped(Empty().Send("PUT", New, Body(sku: sku)), 400, "BadRequest");

    [Theory]
    [InlineData("contoso.example")]
    [InlineData(OtherTenant)]
    public void A_tenant_that_is_not_the_subscriptions_is_refused(string tenant) =>
        ArmAssert.Wrapped(Empty().Send("PUT", New, Body(tenant: tenant)), 400, "BadRequest");

    [Fact]
    public void A_vault_of_an_old_tenant_keeps_it_until_it_is_changed()
    {
        var world = new World().With($$"""
            { "id": "{{New}}", "name": "kv-new", "type": "Microsoft.KeyVault/vaults", "location": "westeurope",
              "properties": { "sku": { "family": "A", "name": "standard" }, "tenantId": "{{OtherTenant}}" } }
            """);

        ArmAssert.Ok(world.Send("PATCH", New, $$"""{ "properties": { "tenantId": "{{OtherTenant}}" } }"""));
        ArmAssert.Wrapped(
            world.Send("PUT", New + "/accessPolicies/add", Policies(Entry())), 400, "BadRequest");
        ArmAssert.Ok(world.Send("PATCH", New, $$"""{ "properties": { "tenantId": "{{World.Tenant}}" } }"""));
        ArmAssert.Ok(world.Send("PUT", New + "/accessPolicies/add", Policies(Entry())));
        ArmAssert.Wrapped(
            world.Send("PATCH", New, $$"""{ "properties": { "tenantId": "{{OtherTenant}}" } }"""), 400, "BadRequest");
    }

    public static TheoryData<string> InvalidEntries =>
    [
        Entry(tenant: OtherTenant),
        Entry(id: "me"),
        Entry(permissions: """{ "keys": [ "open" ] }"""),
        Entry(permissions: """{ "keys": "get" }"""),
        Entry(permissions: """{ "doors": [ "get" ] }"""),
        $$"""{ "tenantId": "{{World.Tenant}}", "objectId": "{{World.Principal}}" }""",
    ];

    [Theory]
    [MemberData(nameof(InvalidEntries))]
    public void An_access_policy_that_is_not_valid_is_refused(string entry)
    {
        var world = new World().WithVault();

        foreach (var answer in (ArmResponse[])
        [
            world.Send("PUT", World.Vault + "/accessPolicies/add", Policies(entry)),
            world.Send("PUT", World.Vault + "/accessPolicies/replace", Policies(entry)),
            world.Send("PATCH", World.Vault, Policies(entry)),
            world.Send("PUT", New, Body($", \"accessPolicies\": [ {entry} ]")),
        ])
        {
            Assert.Equal(
                "An invalid value was provided for 'accessPolicies'.", ArmAssert.Wrapped(answer, 400, "BadRequest"));
        }
    }

    [Fact]
    public void Defaults_and_network_rules_are_kept()
    {
        var world = Empty();

        const string Closed =
            """, "networkAcls": { "bypass": "None", "defaultAction": "Deny" }, "publicNetworkAccess": "Disabled" """;
        world.Send("PUT", New, Body(Closed), "2026-02-01");
        var kept = ArmAssert.Ok(world.Get(New))["properties"];

        Assert.Equal("""{"bypass":"None","defaultAction":"Deny"}""", kept?["networkAcls"]?.ToJsonString());
        Assert.Equal("Disabled", (string?)kept?["publicNetworkAccess"]);
        Assert.Equal(90, (int?)kept?["softDeleteRetentionInDays"]);
        Assert.False((bool?)kept?["enabledForDeployment"]);
        Assert.True((bool?)kept?["enableSoftDelete"]);
    }

    [Theory]
    [InlineData(World.Sub, "ConflictError")]
    [InlineData(World.OtherSub, "VaultAlreadyExists")]
    public void The_name_of_a_deleted_vault_of_the_estate_is_taken(string subscription, string code)
    {
        var world = Empty().WithSubscription(World.Subscription(World.OtherSub, [])).With(SeededDeleted(subscription));

        ArmAssert.Wrapped(world.Send("PUT", New, Body()), 409, code);
    }

    [Fact]
    public void A_deleted_vault_of_the_estate_is_shown_and_recovered()
    {
        var world = Empty().With(SeededDeleted(World.Sub));

        var listed = ArmAssert.Ok(world.Get($"/subscriptions/{World.Sub}/providers/Microsoft.KeyVault/deletedVaults"))["value"];
        Assert.Equal(["kv-new"], ArmAssert.Names(listed, "name"));
        ArmAssert.Ok(world.Get($"/subscriptions/{World.Sub}/{Deleted}"));
        ArmAssert.Wrapped(world.Send("POST", $"/subscriptions/{World.Sub}/{Deleted}/purge"), 400, "MethodNotAllowed");
        ArmAssert.Ok(world.Send("PUT", New, Body(""", "createMode": "recover" """)));
        ArmAssert.Wrapped(world.Get($"/subscriptions/{World.Sub}/{Deleted}"), 404, "DeletedVaultNotFound");
        ArmAssert.Ok(world.Get(New));
    }

    [Fact]
    public void A_vault_that_was_deleted_is_saved_as_such_and_its_name_stays_taken()
    {
        var world = Empty();
        world.Send("PUT", New, Body());
        world.Send("DELETE", New);

        var later = world.Load(World.Saved(world.Emulator));

        var put = later.Handle(ArmRequest.Create("PUT", New + "?api-version=2023-02-01", Body()));
        ArmAssert.Wrapped(put, 409, "ConflictError");
    }

    [Fact]
    public void Purging_frees_the_name()
    {
        var world = new World().WithVault().WithAccount();
        world.Send("DELETE", World.Vault);
        var deleted = $"/subscriptions/{World.Sub}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-pay";

        var purge = world.Send("POST", deleted + "/purge");

        Assert.Equal(202, purge.Status);
        Assert.Equal("Succeeded", (string?)ArmAssert.Ok(world.Emulator.Handle(
            ArmRequest.Create("GET", purge.Header("Location") ?? "")))["status"]);
        ArmAssert.Ok(world.Send("PUT", World.Vault, Body()));
    }

    [Fact]
    public void Recovering_what_was_not_deleted_is_a_404() => ArmAssert.Wrapped(
        Empty().Send("PUT", New, Body(""", "createMode": "recover" """)), 404, "DeletedVaultNotFound");

    private static string SeededDeleted(string subscription) => $$"""
        { "id": "/subscriptions/{{subscription}}/{{Deleted}}", "name": "kv-new", "type": "Microsoft.KeyVault/deletedVaults",
          "properties": { "vaultId": "{{New}}", "location": "westeurope", "purgeProtectionEnabled": true } }
        """;
}
