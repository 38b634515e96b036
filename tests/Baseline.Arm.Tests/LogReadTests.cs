using Baseline.Arm.Client;
using Baseline.Arm.RateLimits;
using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Selecting;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>Resources of any type, with their settings and with what they offer to them.</summary>
public sealed class LogReadTests
{
    private const string Everything = $"{SubPath}/resources";
    private const string Providers = $"{SubPath}/resourceGroups/rg/providers";
    private const string Search = $"{Providers}/Microsoft.Search/searchServices/srch";
    private const string OtherSearch = $"{Providers}/Microsoft.Search/searchServices/srch2";
    private const string Disk = $"{Providers}/Microsoft.Compute/disks/disk";
    private const string App = $"{Providers}/Microsoft.Web/sites/app";
    private const string OtherApp = $"{Providers}/Microsoft.Web/sites/app2";
    private const string Server = $"{Providers}/Microsoft.Sql/servers/sql";
    private const string Database = $"{Server}/databases/master";
    private const string Categories = "/providers/microsoft.insights/diagnosticSettingsCategories";

    private readonly ScriptedAzure _azure = Empty();

    private static EstateRequest Needing(params string[] types) => Needing(keyVaults: false, types);

    private static EstateRequest Needing(bool keyVaults, params string[] types) => Request() with
    {
        Needs = new EstateNeeds(keyVaults, ActivityLog: false)
        {
            Logged = [new LoggedTypes([.. types.Select(type => new TypePattern(type))], [])],
        },
    };

    private static string Row(string id, string more = "") =>
        $$"""{"id":"{{id}}","name":"{{id.Split('/')[^1]}}","location":"westeurope"{{more}}}""";

    private static string Category(string owner, string name, string type = "Logs") =>
        Resource($"{owner}{Categories}/{name}", $$"""{"categoryType":"{{type}}"}""");

    private void Offers(string resource, params string[] names) => _azure.OnGet(
        $"{resource}{Categories}",
        Reply.List([.. names.Select(name => Category(resource, name, name == "AllMetrics" ? "Metrics" : "Logs"))]));

    private void HasSettings(string resource, params string[] names) => _azure.OnGet(
        $"{resource}{Settings}", Reply.List([.. names.Select(name => Resource($"{resource}{Settings}/{name}"))]));

    private static IEnumerable<string> Names(Estate estate, string type) =>
        estate.OfType(type.ToLowerInvariant()).Select(found => found.Id.Text);

    [Fact]
    public async Task Alike_resources_are_asked_once_what_they_offer_and_each_for_its_settings()
    {
        const string Sku = ""","sku":{"name":"basic"}""";
        _azure.OnGet(Everything, Reply.List(Row(Search, Sku), Row(OtherSearch, Sku)));
        Offers(Search, "OperationLogs", "AllMetrics");
        HasSettings(Search, "one");
        HasSettings(OtherSearch);

        var estate = await ReadAsync(_azure, Needing("Microsoft.Search/*"));

        Assert.Equal([Search, OtherSearch], Names(estate, "Microsoft.Search/searchServices"));
        Assert.Equal([$"{Search}{Settings}/one"], Names(estate, TypeNames.DiagnosticSetting));
        Assert.Equal(
            [$"{Search}{Categories}/AllMetrics", $"{Search}{Categories}/OperationLogs"], Names(estate, TypeNames.LogCategory));
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task A_subscription_that_has_to_wait_for_its_bucket_keeps_no_other_waiting()
    {
        const string Small = $"/subscriptions/{Other}";
        const string InSmall = $"{Small}/resourceGroups/rg/providers/Microsoft.Search/searchServices/srch";
        string[] many = [.. Enumerable.Range(0, 600).Select(number => $"{Providers}/Microsoft.Search/searchServices/srch-{number}")];
        _azure.OnGet(Small, Reply.Ok(Subscription(Other)))
            .OnGet(Everything, Reply.List([.. many.Select(id => Row(id))]))
            .OnGet($"{Small}/resources", Reply.List(Row(InSmall)));
        foreach (var resource in many.Append(InSmall))
        {
            Offers(resource, "OperationLogs");
            HasSettings(resource);
        }

        using var connection = new ArmConnection(
            Options(_azure, new ImpatientClock()) with { Quota = new ArmQuota { Reads = new RateLimit(100, 25) } });
        await new ArmEstateReader(connection, "azure", null).ReadAsync(
            Needing("Microsoft.Search/*") with { Subscriptions = [Sub, Other] }, TestContext.Current.CancellationToken);

        var asked = _azure.Requests.Select(sent => sent.Path).Where(path => path.EndsWith(Settings, StringComparison.Ordinal)).ToList();
        Assert.Equal(601, asked.Count);
        Assert.InRange(asked.IndexOf($"{InSmall}{Settings}"), 0, 200);
    }

    /// <summary>What else there is stays known by name, and what it exports is unknown, not nothing.</summary>
    [Theory]
    [InlineData(SelectorKind.Resource, "srch2")]
    [InlineData(SelectorKind.Tag, "env=prod")]
    public async Task Of_what_is_not_in_the_part_neither_settings_nor_categories_are_asked_for(SelectorKind kind, string value)
    {
        _azure.OnGet(Everything, Reply.List(Row(Search), Row(OtherSearch, ""","tags":{"env":"prod"}""")));
        Offers(OtherSearch, "OperationLogs");
        HasSettings(OtherSearch, "one");
        var part = new Selection { Only = new SelectorSet([new Selector(kind, value)]) };

        var estate = await ReadAsync(_azure, Needing("*") with { Part = part });

        Assert.Equal([Search, OtherSearch], Names(estate, "Microsoft.Search/searchServices"));
        Assert.Equal([$"{OtherSearch}{Settings}/one"], Names(estate, TypeNames.DiagnosticSetting));
        Assert.NotNull(estate.List(ResourceId.Parse(Search), TypeNames.DiagnosticSetting).Unreadable);
        Assert.Null(estate.List(ResourceId.Parse(OtherSearch), TypeNames.DiagnosticSetting).Unreadable);
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task Each_app_is_asked_because_its_plan_decides()
    {
        _azure.OnGet(Everything, Reply.List(Row(App), Row(OtherApp)));
        Offers(App, "AppServiceHTTPLogs");
        Offers(OtherApp, "AppServiceHTTPLogs", "AppServiceAntivirusScanAuditLogs");
        HasSettings(App);
        HasSettings(OtherApp);

        var estate = await ReadAsync(_azure, Needing("*"));

        Assert.Equal(3, Names(estate, TypeNames.LogCategory).Count());
    }

    [Fact]
    public async Task What_has_no_logs_is_not_part_of_the_estate_unless_something_that_has_hangs_beneath_it()
    {
        _azure.OnGet(Everything, Reply.List(Row(Disk), Row(Search), Row(Server), Row(Database)));
        _azure.OnGet($"{Disk}{Categories}", Reply.Error(400, "ResourceTypeNotSupported", "No."));
        _azure.OnGet($"{Server}{Categories}", Reply.Error(400, "ResourceTypeNotSupported", "No."));
        Offers(Search, "AllMetrics");
        Offers(Database, "SQLSecurityAuditEvents");
        HasSettings(Database);

        var estate = await ReadAsync(_azure, Needing("*"));

        Assert.Equal(
            [Server, Database, $"{Database}{Categories}/SQLSecurityAuditEvents"], estate.Resources.Select(found => found.Id.Text));
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task The_services_of_an_account_are_read_in_its_place()
    {
        _azure.OnGet(Everything, Reply.List(Row(Account, ""","kind":"BlobStorage" """)));
        Offers($"{Account}/blobServices/default", "StorageRead");
        HasSettings($"{Account}/blobServices/default", "one");

        var estate = await ReadAsync(_azure, Needing("Microsoft.Storage/storageAccounts"));

        Assert.Equal([Account], Names(estate, TypeNames.StorageAccount));
        Assert.Equal([$"{Account}/blobServices/default{Settings}/one"], Names(estate, TypeNames.DiagnosticSetting));
    }

    [Fact]
    public async Task Vaults_that_are_read_with_their_settings_are_not_read_twice()
    {
        _azure.OnGet(Everything, Reply.List(Row(Vault)));
        _azure.OnGet(Vaults, Reply.List(Resource(Vault)));
        HasSettings(Vault, "one");

        var estate = await ReadAsync(_azure, Needing(keyVaults: true, "*"));

        Assert.Equal([$"{Vault}{Settings}/one"], Names(estate, TypeNames.DiagnosticSetting));
        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task What_could_not_be_read_is_unreadable_and_the_rest_is_read()
    {
        _azure.OnGet(Everything, Reply.List(Row(Search), Row(OtherSearch, ""","kind":"k" """)));
        _azure.OnGet($"{Search}{Categories}", Reply.Error(403, "AuthorizationFailed", "No."));
        _azure.OnGet($"{Search}{Settings}", Reply.Error(403, "AuthorizationFailed", "No."));
        Offers(OtherSearch, "OperationLogs");
        HasSettings(OtherSearch, "one");

        var estate = await ReadAsync(_azure, Needing("*"));

        Assert.Equal(403, estate.List(ResourceId.Parse(Search), TypeNames.LogCategory).Unreadable?.Status);
        Assert.Equal(403, estate.List(ResourceId.Parse(Search), TypeNames.DiagnosticSetting).Unreadable?.Status);
        Assert.Equal([$"{OtherSearch}{Settings}/one"], Names(estate, TypeNames.DiagnosticSetting));
    }

    [Fact]
    public async Task A_list_of_everything_that_fails_is_unreadable()
    {
        _azure.OnGet(Everything, Reply.Error(403, "AuthorizationFailed", "No."));

        var estate = await ReadAsync(_azure, Needing("*"));

        Assert.Equal(403, estate.UnreadableAt(ResourceId.Parse(Everything))?.Status);
    }

    [Fact]
    public async Task Of_resources_that_are_alike_another_is_asked_where_one_refuses()
    {
        _azure.OnGet(Everything, Reply.List(Row(Search), Row(OtherSearch)));
        _azure.OnGet($"{Search}{Categories}", Reply.Error(403, "AuthorizationFailed", "No."));
        Offers(OtherSearch, "OperationLogs");
        HasSettings(Search);
        HasSettings(OtherSearch);

        var estate = await ReadAsync(_azure, Needing("*"));

        Assert.Equal([$"{OtherSearch}{Categories}/OperationLogs"], Names(estate, TypeNames.LogCategory));
        Assert.Empty(estate.Unreadable);
    }
}
