using Xunit;

namespace Baseline.Emulator.Tests.Insights;

/// <summary>What resources offer to diagnostic settings: by the estate first, and by their type last.</summary>
public sealed class CategoryTests
{
    private const string Providers = $"{World.Group}/providers";
    private const string Search = $"{Providers}/Microsoft.Search/searchServices/srch-1";
    private const string OtherSearch = $"{Providers}/Microsoft.Search/searchServices/srch-2";
    private const string App = $"{Providers}/Microsoft.Web/sites/app-1";
    private const string OtherApp = $"{Providers}/Microsoft.Web/sites/app-2";
    private const string Blobs = $"{World.Account}/blobServices/default";
    private const string OtherAccount = $"{Providers}/Microsoft.Storage/storageAccounts/stotherwe";

    private static string Resource(string id, string more = "") => $$"""
        { "id": "{{id}}", "name": "{{id.Split('/')[^1]}}", "location": "westeurope", {{more}} "properties": {} }
        """;

    private static string Category(string owner, string name, string groups = "") => $$"""
        { "id": "{{owner}}/providers/microsoft.insights/diagnosticSettingsCategories/{{name}}", "name": "{{name}}",
          "type": "microsoft.insights/diagnosticSettingsCategories",
          "properties": { "categoryType": "Logs", "categoryGroups": [ {{groups}} ] } }
        """;

    private static string Body(string rows) => $$"""
        { "properties": { "storageAccountId": "{{World.Account}}", "logs": [ {{rows}} ] } }
        """;

    private static string[] Offered(World world, string id) => ArmAssert.Names(
        ArmAssert.Ok(world.Get($"{id}/providers/microsoft.insights/diagnosticSettingsCategories"))["value"], "name");

    [Fact]
    public void A_type_of_the_catalogue_offers_what_the_catalogue_says()
    {
        var world = new World().With(Resource(Search)).With(Resource(App)).WithAccount();

        Assert.Equal(["OperationLogs", "AllMetrics"], Offered(world, Search));
        Assert.Contains("AppServiceHTTPLogs", Offered(world, App));
        Assert.Equal(["StorageDelete", "StorageRead", "StorageWrite", "AllMetrics"], Offered(world, Blobs));
    }

    [Fact]
    public void What_the_estate_says_of_a_resource_holds_for_it_and_for_those_of_the_same_sku_and_kind()
    {
        const string Sku = """ "sku": { "name": "basic" }, "kind": "k", """;
        const string Third = $"{Providers}/Microsoft.Search/searchServices/srch-3";
        var world = new World()
            .With(Resource(Search, Sku)).With(Resource(OtherSearch, Sku)).With(Resource(Third))
            .With(Category(Search, "Mine"));

        Assert.Equal(["Mine"], Offered(world, Search));
        Assert.Equal(["Mine"], Offered(world, OtherSearch));
        Assert.Equal(["OperationLogs", "AllMetrics"], Offered(world, Third));
    }

    [Fact]
    public void The_services_of_accounts_are_alike_where_their_accounts_are()
    {
        const string Premium = $"{Providers}/Microsoft.Storage/storageAccounts/stpremium";
        var world = new World().WithAccount().WithAccount(OtherAccount).WithAccount(Premium, sku: "Premium_LRS")
            .With(Category(Blobs, "StorageRead"));

        Assert.Equal(["StorageRead"], Offered(world, $"{OtherAccount}/blobServices/default"));
        Assert.Contains("StorageWrite", Offered(world, $"{Premium}/blobServices/default"));
    }

    [Fact]
    public void What_one_app_offers_says_nothing_of_another()
    {
        var world = new World().With(Resource(App)).With(Resource(OtherApp)).With(Category(App, "AppServiceHTTPLogs"));

        Assert.Equal(["AppServiceHTTPLogs"], Offered(world, App));
        Assert.True(Offered(world, OtherApp).Length > 2);
    }

    [Theory]
    [InlineData("Microsoft.Compute/disks/d")]
    [InlineData("Microsoft.Storage/storageAccounts/stauditwe")]
    [InlineData("Microsoft.Sql/servers/sql-1")]
    public void A_type_without_logs_is_refused(string resource)
    {
        var id = $"{Providers}/{resource}";
        var world = new World().WithAccount();
        world = id == World.Account ? world : world.With(Resource(id));

        ArmAssert.Bare(
            world.Get($"{id}/providers/microsoft.insights/diagnosticSettingsCategories"), 400, "ResourceTypeNotSupported");
        ArmAssert.Bare(
            world.Send("PUT", $"{id}/providers/microsoft.insights/diagnosticSettings/s", Body("")), 400, "ResourceTypeNotSupported");
    }

    [Fact]
    public void A_resource_that_the_estate_says_has_no_logs_has_none_although_its_type_has()
    {
        var list = $"{Search}/providers/microsoft.insights/diagnosticSettingsCategories";
        var world = new World().With(Resource(Search)).WithAccount().WithUnreadable(list, 400, "ResourceTypeNotSupported");

        Assert.Equal(400, world.Get(list).Status);
        ArmAssert.Bare(
            world.Send("PUT", $"{Search}/providers/microsoft.insights/diagnosticSettings/s", Body("")), 400, "ResourceTypeNotSupported");
    }

    [Theory]
    [InlineData("""{ "category": "OperationLogs", "enabled": true }""", 200)]
    [InlineData("""{ "categoryGroup": "allLogs", "enabled": true }""", 200)]
    [InlineData("""{ "categoryGroup": "audit", "enabled": true }""", 200)]
    [InlineData("""{ "category": "AuditEvent", "enabled": true }""", 400)]
    [InlineData("""{ "categoryGroup": "security", "enabled": true }""", 400)]
    [InlineData("""{ "category": "OperationLogs", "enabled": true }, { "categoryGroup": "audit", "enabled": true }""", 400)]
    public void A_setting_takes_what_its_resource_offers_and_no_mix(string rows, int status)
    {
        var world = new World().With(Resource(Search)).WithAccount();

        Assert.Equal(status, world.Send("PUT", $"{Search}/providers/microsoft.insights/diagnosticSettings/s", Body(rows)).Status);
    }

    [Fact]
    public void A_group_that_a_type_does_not_offer_is_refused()
    {
        var world = new World().WithAccount();
        var row = """{ "categoryGroup": "allLogs", "enabled": true }""";

        var message = ArmAssert.Bare(
            world.Send("PUT", $"{Blobs}/providers/microsoft.insights/diagnosticSettings/s", Body(row)), 400, "BadRequest");

        Assert.Equal("Category group 'allLogs' is not supported.", message);
    }

    [Fact]
    public void The_services_of_an_account_have_settings_of_their_own_and_lie_in_its_region()
    {
        const string Elsewhere = $"{Providers}/Microsoft.Storage/storageAccounts/stfar";
        var world = new World().WithAccount().WithAccount(OtherAccount).WithAccount(Elsewhere, location: "northeurope");
        var row = """{ "category": "StorageRead", "enabled": true }""";
        var settings = "providers/microsoft.insights/diagnosticSettings";

        Assert.Equal(200, world.Send("PUT", $"{OtherAccount}/blobServices/default/{settings}/s", Body(row)).Status);
        Assert.Equal(200, world.Send("PUT", $"{OtherAccount}/fileServices/default/{settings}/s", Body(row)).Status);
        Assert.Equal(400, world.Send("PUT", $"{Elsewhere}/blobServices/default/{settings}/s", Body(row)).Status);
        Assert.Equal(["s"], ArmAssert.Names(ArmAssert.Ok(world.Get($"{OtherAccount}/blobServices/default/{settings}"))["value"], "name"));
    }

    [Fact]
    public void The_same_category_goes_to_one_sink_once_whatever_the_type()
    {
        var world = new World().With(Resource(Search)).WithAccount();
        var settings = $"{Search}/providers/microsoft.insights/diagnosticSettings";
        world.Send("PUT", $"{settings}/one", Body("""{ "category": "OperationLogs", "enabled": true }"""));

        ArmAssert.Bare(
            world.Send("PUT", $"{settings}/two", Body("""{ "categoryGroup": "allLogs", "enabled": true }""")), 409, "Conflict");
    }

    [Fact]
    public void Lists_of_everything_show_databases_and_slots_and_no_services_or_settings()
    {
        const string Database = $"{Providers}/Microsoft.Sql/servers/sql-1/databases/master";
        const string Slot = $"{App}/slots/staging";
        var world = new World()
            .With(Resource($"{Providers}/Microsoft.Sql/servers/sql-1")).With(Resource(Database)).With(Resource(App)).With(Resource(Slot))
            .With(Resource($"{Providers}/Microsoft.Insights/components/ai-1"))
            .WithAccount().With(Resource(Blobs)).With(Category(App, "AppServiceHTTPLogs")).WithVault().WithKey();

        var listed = ArmAssert.Names(ArmAssert.Ok(world.Get($"/subscriptions/{World.Sub}/resources"))["value"], "id");
        var rows = ArmAssert.Ok(world.Send(
            "POST", "/providers/Microsoft.ResourceGraph/resources", """{ "query": "resources | project id" }"""));

        string[] expected =
        [
            $"{Providers}/Microsoft.Sql/servers/sql-1", Database, App, Slot, $"{Providers}/Microsoft.Insights/components/ai-1",
            World.Account, World.Vault,
        ];
        Assert.Equal(expected, listed);
        Assert.Equal(expected, ArmAssert.Names(rows["data"], "id"));
    }
}
