using Baseline.Controls.DiagnosticSettings;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What is read of a data collection rule: for one type with two categories, what goes where, and why more may.</summary>
public sealed class DataCollectionRuleTests
{
    private const string Rule = $"{ObservedEstate.Group}/Microsoft.Insights/dataCollectionRules/r";
    private const string Law = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law";
    private const string Space = $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns";
    private const string Type = "microsoft.containerregistry/registries";

    private const string Destinations =
        $$"""
        "logAnalytics":[{"workspaceResourceId":"{{Law}}","name":"law"}],
        "storageAccounts":[{"storageAccountResourceId":"{{ObservedEstate.Account}}","containerName":"c","name":"st"}],
        "eventHubs":[{"eventHubResourceId":"{{Space}}/eventhubs/h","name":"eh"}],
        "monitoringAccounts":[{"accountResourceId":"/x","name":"am"}],
        "azureMonitorMetrics":{"name":"metrics"},
        "storageBlobsDirect":7
        """;

    [Theory]
    [InlineData("Microsoft.ContainerRegistry/registries:Logs-Group-All", "law", "law: Login, Push")]
    [InlineData("microsoft.containerregistry/REGISTRIES:logs-group-all", "LAW", "law: Login, Push")]
    [InlineData("microsoft.containerregistry/registries:login", "st", "st: Login")]
    [InlineData("microsoft.containerregistry/registries:Push", "eh", "eh: Push")]
    [InlineData("microsoft.containerregistry/registries:Metrics-Group-All", "law", "")]
    [InlineData("microsoft.containerregistry/registries:RunDuration", "law", "")]
    [InlineData("microsoft.containerregistry/registries", "law", "")]
    [InlineData("Microsoft-Syslog", "law", "")]
    [InlineData("microsoft.containerregistry/registries/webhooks:Logs-Group-All", "law", "")]
    [InlineData("microsoft.containerregistry/registries:Logs-Group-All", "am", "")]
    [InlineData("microsoft.containerregistry/registries:Logs-Group-All", "metrics", "")]
    public void A_flow_sends_the_logs_of_its_streams_to_its_destination(string stream, string destination, string sent)
    {
        var read = Read(Flow(stream, destination));

        Assert.Equal(sent, Told(read));
        Assert.Null(read.WhyUnclear);
    }

    [Fact]
    public void Several_flows_to_one_destination_are_one_export_and_one_flow_to_several_is_several()
    {
        var read = Read($"{Flow($"{Type}:Push", "law")},{Flow($"{Type}:Login", "law", "st")}");

        Assert.Equal("law: Login, Push; st: Login", Told(read));
        Assert.Equal("law: Login, Push", Told(Read($"{Flow($"{Type}:Push", "law")},{Flow($"{Type}:Login", "LAW")}")));
    }

    [Theory]
    [InlineData($"\"{Type}:Push\",\"{Type}:RunDuration\"", "law: Push")]
    [InlineData($"\"Microsoft-Syslog\",\"{Type}:Login\"", "law: Login")]
    [InlineData($"\"{Type}:Push\",\"{Type}:Login\"", "law: Login, Push")]
    public void A_log_flows_where_one_of_the_streams_of_a_flow_carries_it(string streams, string sent) =>
        Assert.Equal(sent, Told(Read($$"""{"streams":[{{streams}}],"destinations":["law"]}""")));

    [Theory]
    [InlineData("LOGANALYTICS", "law: Push")]
    [InlineData("logAnalytics", "law: Push")]
    [InlineData("logAnalyticsDirect", "")]
    public void The_kind_of_a_destination_may_be_in_any_letter_case(string kind, string sent) => Assert.Equal(
        sent,
        Told(Read(Flow($"{Type}:Push", "law"), $"\"{kind}\":[{{\"workspaceResourceId\":\"{Law}\",\"name\":\"law\"}}]")));

    [Theory]
    [InlineData("gone", "its destination \"gone\" can't be read")]
    [InlineData(null, "a flow has no destination that can be read")]
    public void A_flow_that_leads_nowhere_known_leaves_open_what_it_does(string? destination, string why)
    {
        var read = Read(destination is null ? Flow($"{Type}:Push") : Flow($"{Type}:Push", destination));

        Assert.Equal(("", why), (Told(read), read.WhyUnclear));
    }

    [Fact]
    public void What_is_clear_of_a_flow_counts_beside_what_is_not()
    {
        var read = Read(Flow($"{Type}:Push", "law", "gone"));

        Assert.Equal(("law: Push", "its destination \"gone\" can't be read"), (Told(read), read.WhyUnclear));
        Assert.Equal(
            "its destination \"gone\" can't be read", Read(Flow($"{Type}:Push", "law", "gone", "lost")).WhyUnclear);
    }

    [Theory]
    [InlineData("source", "law: Push")]
    [InlineData(" SOURCE ", "law: Push")]
    [InlineData("", "law: Push")]
    [InlineData("source | where false", "")]
    public void A_query_that_lets_not_all_through_leaves_open_what_arrives(string query, string sent)
    {
        var read = Read($$"""{"streams":["{{Type}}:Push"],"destinations":["law"],"transformKql":"{{query}}"}""");

        Assert.Equal((sent, sent.Length == 0), (Told(read), read.WhyUnclear is not null));
    }

    [Theory]
    [InlineData("\"builtInTransform\":\"something\"", "builtInTransform")]
    [InlineData("\"builtInTransform\":\"\"", null)]
    [InlineData("\"outputStream\":\"Custom-Push_CL\"", "outputStream")]
    [InlineData("\"outputStream\":\"microsoft.containerregistry/Registries:push\"", null)]
    [InlineData("\"outputStream\":null", null)]
    [InlineData("\"transformKql\":\"source | take 1\",\"outputStream\":\"Custom-Push_CL\"", "transformKql")]
    public void A_flow_that_makes_something_else_of_the_logs_leaves_open_what_arrives(string member, string? named)
    {
        var read = Read($$"""{"streams":["{{Type}}:Push"],"destinations":["law"],{{member}}}""");

        Assert.Equal(
            (named is null ? "law: Push" : "", named is null ? null : $"a flow changes the logs on their way ({named})"),
            (Told(read), read.WhyUnclear));
    }

    [Theory]
    [InlineData($"\"{Type}:Logs-Group-Audit\"", $"which categories its stream \"{Type}:Logs-Group-Audit\" has is not known")]
    [InlineData($"\"{Type}:LOGS-GROUP-x\",\"{Type}:Push\"", $"which categories its stream \"{Type}:LOGS-GROUP-x\" has is not known")]
    [InlineData("\"Microsoft.ContainerRegistry/Registries:Logs-Group-x\"", "which categories its stream \"Microsoft.ContainerRegistry/Registries:Logs-Group-x\" has is not known")]
    [InlineData($"\"{Type}:Logs-Group-x:y\"", $"which categories its stream \"{Type}:Logs-Group-x:y\" has is not known")]
    [InlineData($"\"{Type}:Logs-Group-x\",\"{Type}:Logs-Group-y\"", $"which categories its stream \"{Type}:Logs-Group-x\" has is not known")]
    [InlineData("\"microsoft.dashboard/grafana:Logs-Group-Audit\"", null)]
    [InlineData($"\"{Type}:Metrics-Group-Some\"", null)]
    [InlineData("", "a flow has no streams that can be read")]
    [InlineData("7", "a flow has no streams that can be read")]
    public void A_stream_that_may_hold_any_of_the_logs_leaves_open_which(string streams, string? why) =>
        Assert.Equal(why, Read($$"""{"streams":[{{streams}}],"destinations":["law"]}""").WhyUnclear);

    [Theory]
    [InlineData("\"logAnalytics\":[{\"name\":\"law\"}]")]
    [InlineData($"\"logAnalytics\":[{{\"workspaceResourceId\":\"{ObservedEstate.Account}\",\"name\":\"law\"}}]")]
    [InlineData($"\"storageAccounts\":[{{\"storageAccountResourceId\":\"{ObservedEstate.Account}\",\"name\":\"law\"}}]")]
    [InlineData($"\"storageAccounts\":[{{\"storageAccountResourceId\":\"{ObservedEstate.Account}\",\"containerName\":\"a/b\",\"name\":\"law\"}}]")]
    [InlineData($"\"eventHubs\":[{{\"eventHubResourceId\":\"{Space}\",\"name\":\"law\"}}]")]
    [InlineData("\"logAnalytics\":7")]
    [InlineData("\"azureDataExplorer\":[{\"resourceId\":\"/x\",\"name\":\"law\"}]")]
    [InlineData($"\"storageBlobsDirect\":[{{\"storageAccountResourceId\":\"{ObservedEstate.Account}\",\"containerName\":\"c\",\"name\":\"law\"}}]")]
    [InlineData($"\"logAnalytics\":[{{\"workspaceResourceId\":\"{Law}\",\"name\":\"law\"}},{{\"workspaceResourceId\":\"{Law}2\",\"name\":\"LAW\"}}]")]
    [InlineData($"\"logAnalytics\":[{{\"workspaceResourceId\":\"{Law}\",\"name\":\"law\"}}],\"azureMonitorMetrics\":{{\"name\":\"law\"}}")]
    [InlineData($"\"something\":[{{\"name\":\"law\"}}],\"logAnalytics\":[{{\"workspaceResourceId\":\"{Law}\",\"name\":\"law\"}}]")]
    public void A_destination_that_is_none_gets_nothing_and_leaves_open_what_goes_there(string destinations)
    {
        var read = Read(Flow($"{Type}:Push", "law"), destinations);

        Assert.Equal(("", "its destination \"law\" can't be read"), (Told(read), read.WhyUnclear));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"properties":{"dataFlows":[]}}""", false)]
    [InlineData("""{"properties":{"dataFlows":{}}}""", false)]
    [InlineData("""{"kind":"Linux"}""", false)]
    [InlineData("""{"kind":"PlatformTelemetry"}""", true)]
    [InlineData("""{"kind":"platformtelemetry","properties":{"dataFlows":{}}}""", true)]
    [InlineData("""{"kind":"PlatformTelemetry","properties":{"dataFlows":[]}}""", false)]
    [InlineData("""{"kind":"PlatformTelemetry","properties":{"dataFlows":[7]}}""", true)]
    public void Only_a_rule_for_resources_whose_flows_can_not_be_read_is_not_understood(string body, bool isUnclear)
    {
        var read = new DataCollectionRule(ObservedEstate.Resource(Rule, body)).For(Type, ["Login"]);

        Assert.Empty(read.Exports);
        Assert.Equal(isUnclear, read.WhyUnclear is not null);
    }

    [Fact]
    public void An_export_is_told_as_what_it_is_and_where_it_goes()
    {
        var read = Read(Flow($"{Type}:Push", "eh", "st"));

        Assert.All(read.Exports, export => Assert.Equal("Data collection rule \"r\"", export.Title));
        Assert.Equal([$"{Space}/eventhubs/h", ObservedEstate.Account], read.Exports.Select(export => export.Destinations[0].Place));
        Assert.Equal([null, "c"], read.Exports.Select(export => export.Destination.Container));
        Assert.Equal([Space], read.Exports[0].Destinations[0].Resources.Select(id => id.Text));
    }

    [Fact]
    public void Only_an_account_has_a_container() => Assert.Null(Read(
        Flow($"{Type}:Push", "law"), $"\"logAnalytics\":[{{\"workspaceResourceId\":\"{Law}\",\"containerName\":\"c\",\"name\":\"law\"}}]")
        .Exports[0].Destination.Container);

    [Fact]
    public void An_event_hub_is_the_same_place_by_its_own_id_and_by_an_authorization_rule()
    {
        var hub = Read(Flow($"{Type}:Push", "eh")).Exports[0].Destinations[0];

        Assert.True(Named("H").IsSamePlaceAs(hub));
        Assert.False(Named("other").IsSamePlaceAs(hub));
        Assert.False(Named(null).IsSamePlaceAs(hub));
    }

    private static Sink Named(string? hub) => Sink.OfEventHub(ObservedEstate.Resource($"{Space}/authorizationRules/send", "{}").Id, hub);

    private static string Flow(string stream, params string[] destinations) =>
        $$"""{"streams":["{{stream}}"],"destinations":[{{string.Join(',', destinations.Select(name => $"\"{name}\""))}}]}""";

    private static RuleReading Read(string flows, string destinations = Destinations) =>
        new DataCollectionRule(ObservedEstate.Resource(
            Rule,
            $$$"""{"kind":"PlatformTelemetry","properties":{"destinations":{{{{destinations}}}},"dataFlows":[{{{flows}}}]}}"""))
            .For(Type, ["Login", "Push"]);

    private static string Told(RuleReading read) => string.Join("; ", read.Exports.Select(export =>
        $"{export.Destination.Name}: {string.Join(", ", export.Logs.Select(row => row.Category))}"));
}
