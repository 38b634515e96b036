using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>Which destinations count, and what is said where none does or none is named.</summary>
public sealed class LogDemandTests
{
    private const string Account = ObservedEstate.Account;
    private const string Rule = $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns/authorizationRules/send";

    private static readonly DestinationSettings Hubs = new("controls.KeyVault-004.destination")
    {
        Acceptance = DestinationAcceptance.Mapped,
        StorageAccounts = In("westeurope", Sink.OfStorageAccount(ResourceId.Parse(Account))),
        EventHubs = In("westeurope", Sink.OfEventHub(ResourceId.Parse(Rule), "insights")),
    };

    [Theory]
    [InlineData(DestinationAcceptance.Any, "StorageAccount Workspace EventHub Partner")]
    [InlineData(DestinationAcceptance.Mapped, "StorageAccount EventHub")]
    [InlineData(DestinationAcceptance.Listed, "Workspace")]
    public void A_kind_counts_where_it_is_named_or_listed_or_anything_counts(DestinationAcceptance acceptance, string kinds)
    {
        var settings = Hubs with { Acceptance = acceptance, Kinds = [SinkKind.Workspace] };

        Assert.Equal(kinds, string.Join(' ', Enum.GetValues<SinkKind>().Where(settings.Accepts)));
    }

    [Theory]
    [InlineData($"{Account}2", $"exports to {Account}2, not to {Account}, the account of its region")]
    [InlineData("stauditwe", "exports to no storage account")]
    public void A_setting_that_exports_elsewhere_is_told_where_to(string account, string why)
    {
        var setting = new DiagnosticSetting(ObservedEstate.Resource(
            $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings/s",
            $$$"""{"properties":{"storageAccountId":"{{{account}}}"}}"""));

        Assert.Equal(why, new LogDemand(Hubs, [SinkKind.StorageAccount], "westeurope").WhyNone(setting));
    }

    [Fact]
    public void A_setting_that_exports_to_an_event_hub_by_its_old_name_too_is_told_by_the_new_one()
    {
        var setting = new DiagnosticSetting(ObservedEstate.Resource(
            $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings/s",
            $$$"""{"properties":{"eventHubAuthorizationRuleId":"{{{Rule}}}1","serviceBusRuleId":"{{{Rule}}}2"}}"""));

        Assert.Equal(
            $"exports to {Rule}1, not to {Rule} (event hub insights), the event hub that the document names",
            new LogDemand(Hubs, [SinkKind.EventHub], "westeurope").WhyNone(setting));
    }

    [Fact]
    public void Where_the_document_names_none_for_the_region_that_is_told()
    {
        var setting = new DiagnosticSetting(ObservedEstate.Resource(
            $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings/s",
            $$$"""{"properties":{"storageAccountId":"{{{Account}}}2"}}"""));

        Assert.Equal(
            $"exports to {Account}2, not to the account of its region (none is given)",
            new LogDemand(Hubs, [SinkKind.StorageAccount], "uksouth").WhyNone(setting));
    }

    [Theory]
    [InlineData(SinkKind.StorageAccount, "storage account", "storageAccounts", "<storage account id>")]
    [InlineData(SinkKind.EventHub, "event hub", "eventHub", "{ authorizationRule: <authorization rule id>, name: <event hub> }")]
    public void Where_nothing_is_named_for_a_region_the_line_to_add_is_told(SinkKind kind, string noun, string key, string value) =>
        Assert.Equal(
            new Obstacle(
                "BL2108",
                $"The document gives no {noun} for region northeurope",
                $"add the line \"northeurope: {value}\" under controls.KeyVault-004.destination.{key}"),
            new LogDemand(Hubs, [kind], "northeurope").NothingNamed);

    [Theory]
    [InlineData(SinkKind.StorageAccount, "storage account", "add the line '\"*\": <storage account id>' under logs.storageAccounts")]
    [InlineData(SinkKind.EventHub, "event hub", "add the line \"eventHub: { authorizationRule: <authorization rule id>, name: <event hub> }\" under logs")]
    [InlineData(SinkKind.Workspace, "workspace", "add the line \"workspace: <workspace id>\" under logs")]
    public void Where_nothing_is_named_and_there_are_no_regions_the_line_to_add_is_told(SinkKind kind, string noun, string fix) =>
        Assert.Equal(
            new Obstacle("BL2108", $"The document does not say where the log goes: it names no {noun}", fix),
            new LogDemand(new DestinationSettings("logs"), [kind], Region: null).NothingNamed);

    [Theory]
    [InlineData(DestinationAcceptance.Listed, Account, false)]
    [InlineData(DestinationAcceptance.Any, Account, true)]
    [InlineData(DestinationAcceptance.Mapped, Account, true)]
    [InlineData(DestinationAcceptance.Mapped, $"{Account}2", false)]
    public void A_saved_plan_may_export_to_what_can_count(DestinationAcceptance acceptance, string account, bool may) => Assert.Equal(
        may,
        (Hubs with { Acceptance = acceptance, Kinds = [SinkKind.Workspace] }).MayCount(Sink.OfStorageAccount(ResourceId.Parse(account))));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_partner_counts_where_anything_does_unless_partners_are_left_out(bool accepts)
    {
        var partner = new Sink(SinkKind.Partner, "marketplacePartnerId", "/partner", null);
        var any = new DestinationSettings("logs") { Acceptance = DestinationAcceptance.Any };
        var settings = accepts ? any : any with { AcceptsPartners = false };

        Assert.Equal(accepts, settings.DemandsIn("westeurope")[0].Accepts(partner));
    }

    private static RegionalSinks In(string region, Sink sink) => new(new Dictionary<string, Sink>(StringComparer.Ordinal) { [region] = sink });

    [Fact]
    public void Where_Azure_gave_no_region_none_can_be_chosen_by_it() =>
        Assert.Equal(
            new Obstacle(
                "BL2137",
                "Azure gave no region for it, so none of the storage accounts by region that the document names can be chosen",
                "plan again, or give it its location where the estate file was written by hand; if Azure keeps giving none, ask Azure's "
                    + "support"),
            new LogDemand(Hubs, [SinkKind.StorageAccount], "").NothingNamed);
}
