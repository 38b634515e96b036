using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>What follows from the rules of a document as a whole.</summary>
public sealed class Monitor008SettingsTests
{
    private const string Workspace = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-a";
    private const string Hub = $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/ns-a/authorizationRules/send";

    private static readonly LogRule Plain = Rule(DestinationAcceptance.Listed, "workspace account");

    [Theory]
    [InlineData(false, DestinationAcceptance.Mapped, "workspace account", true)]
    [InlineData(false, DestinationAcceptance.Mapped, "workspace hub", true)]
    [InlineData(false, DestinationAcceptance.Mapped, "workspace", false)]
    [InlineData(false, DestinationAcceptance.Mapped, "account hub", false)]
    [InlineData(false, DestinationAcceptance.Listed, "workspace account", false)]
    [InlineData(true, DestinationAcceptance.Mapped, "workspace account", false)]
    public void A_second_setting_is_the_tools_own_where_one_rule_may_need_it(
        bool exportsCharged, DestinationAcceptance acceptance, string destinations, bool hasTwo)
    {
        var settings = Settings(exportsCharged, Plain, Rule(acceptance, destinations));

        Assert.Equal(hasTwo ? ["baseline-logs", "baseline-logs-2"] : ["baseline-logs"], settings.OwnNames);
    }

    [Fact]
    public void How_long_logs_are_kept_matters_where_one_rule_says_so()
    {
        var keeping = Plain with { Retention = new AcceptedRetention([], 365) };

        Assert.True(Settings(true, Plain, keeping).JudgesRetention);
        Assert.False(Settings(true, Plain, Plain).JudgesRetention);
    }

    [Fact]
    public void A_rule_for_all_types_may_stand_beside_others_and_name_a_type_as_well()
    {
        var all = Plain with { Types = [new TypePattern("*"), new TypePattern("Microsoft.Search/searchServices")] };

        Assert.True(Settings(true, Plain, all).Wants("*"));
        Assert.False(Settings(true, Plain).Wants("*"));
    }

    [Fact]
    public void What_several_rules_name_is_named_once() => Assert.Equal(
        [ResourceId.Parse(Workspace), ResourceId.Parse(ObservedEstate.Account)],
        Settings(true, Plain, Plain).NamedResources.Order());

    private static Monitor008Settings Settings(bool exportsCharged, params LogRule[] rules) => new(
        rules, [], Monitor008Settings.DefaultSettingName, exportsCharged, new SourceSpan("baseline.yaml", 1, 1));

    private static LogRule Rule(DestinationAcceptance acceptance, string destinations) => new(
        "controls.Monitor-008.rules[0]",
        [new TypePattern("Microsoft.KeyVault/vaults")],
        WantedLogs.OfGroup(WantedLogs.Audit),
        new DestinationSettings("controls.Monitor-008.rules[0].destination")
        {
            Acceptance = acceptance,
            Kinds = [SinkKind.Workspace, SinkKind.StorageAccount],
            Workspaces = Named(destinations, "workspace", Sink.OfWorkspace(ResourceId.Parse(Workspace))),
            StorageAccounts = Named(destinations, "account", Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))),
            EventHubs = Named(destinations, "hub", Sink.OfEventHub(ResourceId.Parse(Hub), null)),
        });

    private static RegionalSinks Named(string destinations, string noun, Sink sink) =>
        destinations.Contains(noun, StringComparison.Ordinal)
            ? new RegionalSinks(new Dictionary<string, Sink> { ["westeurope"] = sink })
            : RegionalSinks.None;
}
