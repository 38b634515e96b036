using System.Text;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Estates;
using Baseline.Plans;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>
/// Data collection rules are read last, of resources whose settings do not suffice; then all is judged with what they turned out to do.
/// </summary>
public sealed class DataCollectionReadTests
{
    private const string Everything = $"{SubPath}/resources";
    private const string Providers = $"{SubPath}/resourceGroups/rg/providers";
    private const string Registry = $"{Providers}/Microsoft.ContainerRegistry/registries/cr";
    private const string OtherRegistry = $"{Providers}/Microsoft.ContainerRegistry/registries/cr2";
    private const string Search = $"{Providers}/Microsoft.Search/searchServices/srch";
    private const string Rule = $"{Providers}/Microsoft.Insights/dataCollectionRules/dcr";
    private const string Workspace = $"{Providers}/Microsoft.OperationalInsights/workspaces/law-logs";
    private const string Hubs = $"{Providers}/Microsoft.EventHub/namespaces/ns";
    private const string Container = $"{Account}/blobServices/default/containers/registry-logs";
    private const string Associations = "/providers/Microsoft.Insights/dataCollectionRuleAssociations";
    private const string Categories = "/providers/microsoft.insights/diagnosticSettingsCategories";
    private const string Login = "ContainerRegistryLoginEvents";

    private readonly ScriptedAzure _azure = Empty();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Associations_are_asked_for_only_of_types_that_rules_serve_and_only_where_settings_do_not_suffice()
    {
        Has(Registry, Login);
        Has(OtherRegistry, Login, $$"""{"workspaceId":"{{Workspace}}","logs":[{"category":"{{Login}}","enabled":true}]}""");
        Has(Search, "OperationLogs");
        _azure.OnGet(Everything, Reply.List(Row(Registry), Row(OtherRegistry), Row(Search)))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)))
            .OnGet($"{Registry}{Associations}", Reply.List());

        await ReadAsync(_azure, Wanting($"workspace: {Workspace}"));

        Assert.Equal(
            [$"{Registry}{Associations}?api-version=2024-03-11"],
            _azure.Requests.Select(sent => sent.PathAndQuery)
                .Where(path => path.Contains("dataCollection", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_rule_is_read_once_however_many_resources_it_is_for_with_what_it_sends_to()
    {
        Has(Registry, Login);
        Has(OtherRegistry, Login);
        IsAssociated(Registry);
        IsAssociated(OtherRegistry);
        _azure.OnGet(Everything, Reply.List(Row(Registry), Row(OtherRegistry)))
            .OnGet(Rule, Reply.Ok(RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"")))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)));

        var estate = await ReadAsync(_azure, Wanting("accept: workspace"));

        Assert.Equal(1, _azure.Count("GET", Rule));
        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Workspace)).Presence);
        Assert.Contains(_azure.Requests, sent => sent.PathAndQuery == $"{Rule}?api-version=2024-03-11");
        Assert.All(Judged(estate, "accept: workspace"), finding => Assert.Equal(ComplianceState.Compliant, finding.State));
    }

    [Fact]
    public async Task Of_an_account_what_decides_how_long_it_keeps_the_logs_is_read_and_the_container_that_the_rule_names()
    {
        Has(Registry, Login);
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Rule, Reply.Ok(RuleTo("storageAccounts", $"\"storageAccountResourceId\":\"{Account}\",\"containerName\":\"registry-logs\"")))
            .OnGet(Account, Reply.Ok(Resource(Account)))
            .OnGet(Container, Reply.Ok(Resource(Container)))
            .OnGet($"{Account}/storageTaskAssignments", Reply.List());

        var estate = await ReadAsync(_azure, Wanting("accept: storageAccount", "retentionDays: { atLeast: 365 }"));

        Assert.Equal(Presence.Found, estate.Find(ResourceId.Parse(Container)).Presence);
        Assert.Equal(1, _azure.Count("GET", Account));
        Assert.Equal(1, _azure.Count("GET", $"{Account}/managementPolicies/default"));
        Assert.Equal(1, _azure.Count("GET", $"{Account}/storageTaskAssignments"));
        Assert.Equal(
            ComplianceState.Compliant,
            Assert.Single(Judged(estate, "accept: storageAccount", "retentionDays: { atLeast: 365 }")).State);
    }

    [Fact]
    public async Task What_was_read_for_settings_is_not_read_again()
    {
        Has(Registry, Login, $$"""{"workspaceId":"{{Workspace}}","storageAccountId":"{{Account}}","logs":[]}""");
        IsAssociated(Registry);
        var rule = RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"");
        var storage = $"\"storageAccounts\":[{{\"storageAccountResourceId\":\"{Account}\",\"containerName\":\"c\",\"name\":\"st\"}}]";
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Rule, Reply.Ok(rule.Replace("\"logAnalytics\"", $"{storage},\"logAnalytics\"", StringComparison.Ordinal)))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)))
            .OnGet($"{Workspace}/tables", Reply.List())
            .OnGet(Account, Reply.Ok(Resource(Account)))
            .OnGet($"{Account}/blobServices/default/containers", Reply.List())
            .OnGet($"{Account}/storageTaskAssignments", Reply.List());

        await ReadAsync(_azure, Wanting("accept: workspace", "retentionDays: { atLeast: 365 }"));

        Assert.All(
            (string[])[Workspace, Account, $"{Workspace}/tables", $"{Account}/managementPolicies/default", $"{Account}/storageTaskAssignments"],
            path => Assert.Equal(1, _azure.Count("GET", path)));
    }

    [Fact]
    public async Task The_tables_of_a_workspace_that_only_a_rule_names_are_read_where_it_matters_how_long_they_are_kept()
    {
        Has(Registry, Login);
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Rule, Reply.Ok(RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"")))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace, """{"retentionInDays":30}""")))
            .OnGet($"{Workspace}/tables", Reply.List(Resource($"{Workspace}/tables/{Login}", """{"totalRetentionInDays":400}""")));

        var estate = await ReadAsync(_azure, Wanting("accept: workspace", "retentionDays: { atLeast: 365 }"));

        Assert.Contains(
            "400 days",
            Assert.Single(Judged(estate, "accept: workspace", "retentionDays: { atLeast: 365 }")).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_event_hub_the_namespace_is_read()
    {
        Has(Registry, Login);
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Rule, Reply.Ok(RuleTo("eventHubs", $"\"eventHubResourceId\":\"{Hubs}/eventhubs/h\"")))
            .OnGet(Hubs, Reply.Ok(Resource(Hubs)));

        var estate = await ReadAsync(_azure, Wanting("accept: eventHub"));

        Assert.Equal(ComplianceState.Compliant, Assert.Single(Judged(estate, "accept: eventHub")).State);
        Assert.Equal(0, _azure.Count("GET", $"{Hubs}/eventhubs/h"));
    }

    [Theory]
    [InlineData(true, 403, "AuthorizationFailed", true)]
    [InlineData(true, 500, "InternalServerError", true)]
    [InlineData(true, 404, "ResourceNotFound", true)]
    [InlineData(false, 403, "AuthorizationFailed", true)]
    [InlineData(false, 404, "Gateway", true)]
    [InlineData(false, 404, "ResourceNotFound", false)]
    public async Task What_could_not_be_read_leaves_the_verdict_open_and_a_rule_that_is_gone_does_not(
        bool isList, int status, string code, bool isOpen)
    {
        Has(Registry, Login);
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)))
            .OnGet(isList ? $"{Registry}{Associations}" : Rule, Reply.Error(status, code));

        var estate = await ReadAsync(_azure, Wanting($"workspace: {Workspace}"));
        var finding = Assert.Single(Judged(estate, $"workspace: {Workspace}"));

        Assert.Equal(isOpen ? ComplianceState.Unknown : ComplianceState.Noncompliant, finding.State);
        Assert.Equal(isOpen, finding.Reason.Contains($"({status} {code})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_a_cloud_does_not_know_such_rules_there_are_none()
    {
        Has(Registry, Login);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)))
            .OnGet($"{Registry}{Associations}", Reply.Error(404, "InvalidResourceType"));

        var estate = await ReadAsync(_azure, Wanting($"workspace: {Workspace}"));

        Assert.Empty(estate.Unreadable);
    }

    [Fact]
    public async Task A_rule_in_a_subscription_that_may_not_be_seen_leaves_the_verdict_open()
    {
        var far = Rule.Replace(Sub, Other, StringComparison.Ordinal);
        Has(Registry, Login);
        IsAssociated(Registry, far);
        _azure.OnGet(Everything, Reply.List(Row(Registry)))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)))
            .OnGet($"/subscriptions/{Other}", Reply.Error(403, "AuthorizationFailed"));

        var estate = await ReadAsync(_azure, Wanting($"workspace: {Workspace}"));

        Assert.Equal(ComplianceState.Unknown, Assert.Single(Judged(estate, $"workspace: {Workspace}")).State);
        Assert.Equal(0, _azure.Count("GET", far));
    }

    /// <summary>The list of everything shows the rule as well, without what it does.</summary>
    [Fact]
    public async Task A_rule_that_is_judged_itself_is_known_with_its_flows()
    {
        Has(Registry, Login);
        Has(Rule, "LogErrors");
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry), Row(Rule)))
            .OnGet(Rule, Reply.Ok(RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"")))
            .OnGet(Workspace, Reply.Ok(Resource(Workspace)));

        var estate = await ReadAsync(_azure, Wanting("accept: workspace", type: "Microsoft.ContainerRegistry/*, Microsoft.Insights/*"));

        Assert.Equal(
            [ComplianceState.Compliant, ComplianceState.Noncompliant],
            Judged(estate, "accept: workspace", type: "Microsoft.ContainerRegistry/*, Microsoft.Insights/*").Select(finding => finding.State));
    }

    [Fact]
    public async Task A_snapshot_has_the_rules_of_all_that_can_have_some()
    {
        Has(Registry, Login, $$"""{"workspaceId":"{{Workspace}}","logs":[{"category":"{{Login}}","enabled":true}]}""");
        Has(Search, "OperationLogs");
        IsAssociated(Registry);
        _azure.OnGet(Everything, Reply.List(Row(Registry), Row(Search)))
            .OnGet(Rule, Reply.Ok(RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"")));

        var estate = await ReadAsync(_azure, EstateRequest.Everything([Sub]));

        Assert.Equal([Rule], estate.OfType(TypeNames.DataCollectionRule).Select(found => found.Id.Text));
        Assert.Equal(0, _azure.Count("GET", $"{Search}{Associations}"));
    }

    /// <summary>The emulator, written by other hands, serves what the estate holds; what is read of it is judged as the estate is.</summary>
    [Fact]
    public async Task An_emulated_estate_is_judged_as_the_same_estate_in_a_file()
    {
        const string document = "workspace: " + Workspace;
        var seed = new Estate(
            "azure",
            null,
            [new EstateSubscription(Sub, "Payments", [], "t", "Enabled")],
            [
                Observed(Resource(Registry)), Observed(Resource($"{Registry}{Categories}/{Login}", """{"categoryType":"Logs"}""")),
                Observed(Association(Registry, "a", Rule)), Observed(Resource(Workspace)), Observed(Association(Registry, "b", Rule)),
                Observed(RuleTo("logAnalytics", $"\"workspaceResourceId\":\"{Workspace}\"")),
            ],
            []);
        using var stream = new MemoryStream();
        EstateFile.Write(seed, stream);
        stream.Position = 0;
        var clock = new ImpatientClock();
        var emulator = ArmEmulator.Load(stream, new EmulatorOptions(clock) { PageSize = 1 });
        using var connection = new ArmConnection(Options(new ArmEmulatorHandler(emulator), clock));

        var estate = await new ArmEstateReader(connection, "emulator", null).ReadAsync(Wanting(document), Token);

        Assert.Equal(2, estate.OfType(TypeNames.DataCollectionRuleAssociation).Count);
        Assert.Equal(Judged(seed, document).Select(Text), Judged(estate, document).Select(Text));
        Assert.StartsWith("Compliant", Text(Assert.Single(Judged(estate, document))), StringComparison.Ordinal);
    }

    private static string Text(Finding finding) => $"{finding.State} {finding.Resource} {finding.Reason}";

    private static ObservedResource Observed(string body) =>
        new(ResourceId.Parse(ToJson(body).GetProperty("id").GetString() ?? ""), ToJson(body));

    private static string Row(string id) => $$"""{"id":"{{id}}","name":"{{id.Split('/')[^1]}}","location":"westeurope"}""";

    private static string RuleTo(string kind, string destination) => $$$"""
        {"id":"{{{Rule}}}","name":"dcr","kind":"PlatformTelemetry","properties":{
          "destinations":{"{{{kind}}}":[{{{{destination}}},"name":"central"}]},
          "dataFlows":[{"streams":["microsoft.containerregistry/registries:Logs-Group-All"],"destinations":["central"]}]}}
        """;

    private static string Association(string resource, string name, string rule) =>
        Resource($"{resource}{Associations}/{name}", $$"""{"dataCollectionRuleId":"{{rule}}"}""");

    private void IsAssociated(string resource, string rule = Rule) =>
        _azure.OnGet($"{resource}{Associations}", Reply.List(Association(resource, "a", rule)));

    /// <summary>A resource offers a category, and has one setting or none.</summary>
    private void Has(string resource, string category, string? setting = null)
    {
        _azure.OnGet($"{resource}{Categories}", Reply.List(Resource($"{resource}{Categories}/{category}", """{"categoryType":"Logs"}""")));
        _azure.OnGet($"{resource}{Settings}", setting is null ? Reply.List() : Reply.List(Resource($"{resource}{Settings}/s", setting)));
    }

    private static EstateRequest Wanting(string destination, string more = "", string? type = null) =>
        new Planner(ControlCatalogue.Product).RequestFor(Document(destination, more, type));

    private static IEnumerable<Finding> Judged(Estate estate, string destination, string more = "", string? type = null) =>
        new Planner(ControlCatalogue.Product).Plan(Document(destination, more, type), estate, new DateOnly(2026, 11, 22)).Findings;

    private static BaselineDocument Document(string destination, string more, string? type)
    {
        var read = new BaselineReader(
            new OneFile($$"""
                apiVersion: baseline/v1
                kind: Baseline
                metadata: { name: one }
                scope: { subscriptions: [{{Sub}}] }
                controls:
                  Monitor-008:
                    rules:
                      - types: [{{type ?? "Microsoft.ContainerRegistry/registries, Microsoft.Search/searchServices"}}]
                        logs: allLogs
                        destination: { {{destination}} }
                        {{more}}
                """),
            ControlCatalogue.Product.All).Read("baseline.yaml");
        Assert.NotNull(read.Value);
        return read.Value;
    }

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => Encoding.UTF8.GetBytes(text);
    }
}
