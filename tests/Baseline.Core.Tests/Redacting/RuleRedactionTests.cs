using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Core.Tests.Controls;
using Baseline.Estates;
using Baseline.Estates.Redaction;
using Xunit;

namespace Baseline.Core.Tests.Redacting;

/// <summary>Of a data collection rule it stays known what goes where, and no name of anybody's.</summary>
public sealed class RuleRedactionTests
{
    private const string Rule = $"{ObservedEstate.Group}/Microsoft.Insights/dataCollectionRules/dcr-secret";
    private const string Law = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-secret";
    private const string Container = $"{ObservedEstate.Account}/blobServices/default/containers/secret-logs";

    [Fact]
    public void Its_flows_lead_to_the_same_destinations_under_other_names()
    {
        var redacted = Redact("""{"streams":["microsoft.search/searchservices:Logs-Group-All"],"destinations":["secret-law","secret-st"],"transformKql":"source"}""");

        var read = new DataCollectionRule(OfType(redacted, TypeNames.DataCollectionRule)).For("Microsoft.Search/searchServices", ["OperationLogs"]);

        Assert.Null(read.WhyUnclear);
        Assert.Equal([SinkKind.Workspace, SinkKind.StorageAccount], read.Exports.Select(export => export.Destinations[0].Kind));
        Assert.Equal(OfType(redacted, TypeNames.BlobContainer).Id.Name, read.Exports[1].Destination.Container);
        Assert.DoesNotContain(redacted.Resources, resource => resource.Body.GetRawText().Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("""{"streams":["Custom-Secret_CL"],"destinations":["secret-law"]}""")]
    [InlineData("""{"streams":["microsoft.search/searchservices:Logs-Group-All"],"destinations":["secret-law"],"transformKql":"source | where Name == 'secret'"}""")]
    public void A_stream_and_a_query_of_somebody_s_own_are_left_out(string flow) =>
        Assert.DoesNotContain("secret", OfType(Redact(flow), TypeNames.DataCollectionRule).Body.GetRawText(), StringComparison.OrdinalIgnoreCase);

    private static ObservedResource OfType(Estate estate, string type) => Assert.Single(estate.OfType(type.ToLowerInvariant()));

    private static Estate Redact(string flow) => new EstateRedaction([], Baseline.Controls.ControlCatalogue.Product.Types).Redact(new ObservedEstate()
        .With(Container)
        .With(Rule, $$$"""
            {"id":"{{{Rule}}}","name":"dcr-secret","kind":"PlatformTelemetry","properties":{
              "immutableId":"dcr-secret",
              "dataSources":{"platformTelemetry":[{"streams":["microsoft.search/searchservices:Logs-Group-All"],"name":"secret"}]},
              "destinations":{
                "logAnalytics":[{"workspaceResourceId":"{{{Law}}}","name":"secret-law"}],
                "storageAccounts":[{"storageAccountResourceId":"{{{ObservedEstate.Account}}}","containerName":"secret-logs","name":"secret-st"}]},
              "dataFlows":[{{{flow}}}]}}
            """)
        .ToEstate());
}
