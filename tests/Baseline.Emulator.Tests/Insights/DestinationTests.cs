using Xunit;

namespace Baseline.Emulator.Tests.Insights;

/// <summary>What Azure asks of the places that a setting sends to, for the settings of vaults and of subscriptions alike.</summary>
public sealed class DestinationTests
{
    private const string OfVault = $"{World.Vault}/providers/Microsoft.Insights/diagnosticSettings/s";
    private const string OfSubscription = $"/subscriptions/{World.Sub}/providers/Microsoft.Insights/diagnosticSettings/s";
    private const string Workspace = $"{World.Group}/providers/Microsoft.OperationalInsights/workspaces/log";
    private const string Hub = $"{World.Group}/providers/Microsoft.EventHub/namespaces/hub";
    private const string OtherTenant = "88888888-8888-8888-8888-888888888888";
    private const string Far = $"/subscriptions/{World.OtherSub}/resourceGroups/far/providers/Microsoft.Storage/storageAccounts/stfar";

    private static ArmResponse Put(World world, string setting, string member, string id) => world.Send("PUT", setting, $$"""
        { "properties": { "{{member}}": "{{id}}",
          "logs": [ { "category": "{{(setting == OfVault ? "AuditEvent" : "Security")}}", "enabled": true } ] } }
        """);

    public static TheoryData<string, string, string> Missing
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var setting in (string[])[OfVault, OfSubscription])
            {
                rows.Add(setting, "storageAccountId", World.Account);
                rows.Add(setting, "storageAccountId", World.Account.Replace("rg-logs", "rg-none", StringComparison.Ordinal));
                rows.Add(setting, "workspaceId", Workspace);
                rows.Add(setting, "eventHubAuthorizationRuleId", Hub + "/authorizationRules/RootManageSharedAccessKey");
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Missing))]
    public void A_destination_that_does_not_exist_is_a_404(string setting, string member, string id)
    {
        var message = ArmAssert.Bare(Put(new World().WithVault(), setting, member, id), 404, "ResourceNotFound");

        Assert.StartsWith($"The resource '{id.Split("/authorizationRules")[0]}' ", message + " ", StringComparison.Ordinal);
    }

    [Fact]
    public void An_authorization_rule_that_does_not_exist_is_a_404_though_its_namespace_does() => ArmAssert.Bare(
        Put(Hubs(), OfVault, "eventHubAuthorizationRuleId", Hub + "/authorizationRules/none"), 404, "ResourceNotFound");

    [Theory]
    [InlineData("RootManageSharedAccessKey", 200)]
    [InlineData("all", 200)]
    [InlineData("send", 400)]
    [InlineData("manage-and-send", 400)]
    public void An_authorization_rule_must_manage_send_and_listen(string rule, int status)
    {
        var world = Hubs()
            .With(Rule("all", """ "Listen", "Manage", "Send" """))
            .With(Rule("send", "\"Send\""))
            .With(Rule("manage-and-send", """ "Manage", "Send" """));

        Assert.Equal(status, Put(world, OfVault, "eventHubAuthorizationRuleId", $"{Hub}/authorizationRules/{rule}").Status);
    }

    [Fact]
    public void Event_hubs_lie_in_the_region_of_the_vault_and_anywhere_for_a_subscription()
    {
        const string Root = Hub + "/authorizationRules/RootManageSharedAccessKey";

        ArmAssert.Bare(Put(Hubs("northeurope"), OfVault, "eventHubAuthorizationRuleId", Root), 400, "BadRequest");
        ArmAssert.Ok(Put(Hubs("northeurope"), OfSubscription, "eventHubAuthorizationRuleId", Root));
    }

    public static MatrixTheoryData<string, string> Unsuitable => new(
        [OfVault, OfSubscription],
        ["Premium_LRS|StorageV2|", "Premium_LRS|BlockBlobStorage|", "Standard_LRS|FileStorage|", "Standard_LRS|BlockBlobStorage|",
            "Standard_LRS|StorageV2|AzureDnsZone"]);

    [Theory]
    [MemberData(nameof(Unsuitable))]
    public void An_account_that_can_not_take_logs_is_refused(string setting, string account)
    {
        var parts = account.Split('|');
        var world = new World().WithVault().With($$"""
            { "id": "{{World.Account}}", "name": "stauditwe", "type": "Microsoft.Storage/storageAccounts",
              "location": "westeurope", "sku": { "name": "{{parts[0]}}" }, "kind": "{{parts[1]}}",
              "properties": { "dnsEndpointType": "{{parts[2]}}" } }
            """);

        ArmAssert.Bare(Put(world, setting, "storageAccountId", World.Account), 400, "BadRequest");
    }

    [Theory]
    [InlineData("storageAccountId", Workspace)]
    [InlineData("workspaceId", World.Account)]
    [InlineData("eventHubAuthorizationRuleId", Hub)]
    public void An_id_of_another_type_is_refused(string member, string id) =>
        ArmAssert.Bare(Put(Hubs().WithAccount(), OfVault, member, id), 400, "BadRequest");

    [Theory]
    [InlineData(World.Tenant, null, null, 200)]
    [InlineData(OtherTenant, null, null, 403)]
    [InlineData(OtherTenant, World.Tenant, null, 200)]
    [InlineData(OtherTenant, null, OtherTenant, 200)]
    [InlineData(OtherTenant, "77777777-7777-7777-7777-777777777777", null, 403)]
    public void An_account_of_another_tenant_needs_delegation(string tenant, string? managesFar, string? managesHere, int status)
    {
        foreach (var setting in (string[])[OfVault, OfSubscription])
        {
            var far = World.Subscription(World.OtherSub, []);
            far["tenantId"] = tenant;
            var world = new World { ManagedBy = managesHere }.WithVault().WithSubscription(World.Managed(far, managesFar)).WithAccount(Far);

            Assert.Equal(status, Put(world, setting, "storageAccountId", Far).Status);
        }
    }

    [Fact]
    public void A_destination_in_an_unlisted_subscription_is_taken_to_be_there_but_for_accounts()
    {
        var world = new World().WithVault();

        ArmAssert.Ok(Put(world, OfVault, "workspaceId", Workspace.Replace(World.Sub, World.OtherSub, StringComparison.Ordinal)));
        ArmAssert.Wrapped(Put(world, OfVault, "storageAccountId", Far), 403, "LinkedAuthorizationFailed");
    }

    [Theory]
    [InlineData("a<b")]
    [InlineData("a:b")]
    [InlineData("a*b")]
    [InlineData("a%26b")]
    public void A_name_with_a_forbidden_character_is_refused(string name) => ArmAssert.Bare(
        new World().WithVault().WithAccount().Send("PUT", OfVault[..^1] + name, Body("""{ "category": "AuditEvent", "enabled": true }""")),
        400,
        "BadRequest");

    [Theory]
    [InlineData("""{ "category": "None", "enabled": true }""")]
    [InlineData("""{ "categoryGroup": "none", "enabled": true }""")]
    [InlineData("""{ "enabled": true }""")]
    [InlineData("""{ "category": "AuditEvent", "enabled": "yes" }""")]
    [InlineData("""{ "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": false, "days": -1 } }""")]
    [InlineData("""{ "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": false, "days": 366 } }""")]
    [InlineData("""{ "category": "AuditEvent", "enabled": true, "retentionPolicy": { "enabled": false, "days": 1.5 } }""")]
    public void A_row_that_is_not_valid_is_refused(string row) => ArmAssert.Bare(
        new World().WithVault().WithAccount().Send("PUT", OfVault, Body(row)), 400, "BadRequest");

    [Fact]
    public void A_metric_category_that_is_not_known_is_refused() => ArmAssert.Bare(
        new World().WithVault().WithAccount().Send("PUT", OfVault, $$"""
            { "properties": { "storageAccountId": "{{World.Account}}", "metrics": [ { "category": "Some", "enabled": true } ] } }
            """),
        400,
        "BadRequest");

    private static string Body(string row) =>
        $$"""{ "properties": { "storageAccountId": "{{World.Account}}", "logs": [ {{row}} ] } }""";

    private static World Hubs(string location = "westeurope") => new World().WithVault().With($$"""
        { "id": "{{Hub}}", "name": "hub", "type": "Microsoft.EventHub/namespaces", "location": "{{location}}" }
        """);

    private static string Rule(string name, string rights) => $$"""
        { "id": "{{Hub}}/authorizationRules/{{name}}", "name": "{{name}}", "type": "Microsoft.EventHub/namespaces/authorizationRules",
          "properties": { "rights": [ {{rights}} ] } }
        """;
}
