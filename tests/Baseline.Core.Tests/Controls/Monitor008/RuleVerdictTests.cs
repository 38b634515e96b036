using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>How a data collection rule and settings together do for a registry of two categories: what is told, and what is changed.</summary>
public sealed class RuleVerdictTests
{
    private const string Registries = "Microsoft.ContainerRegistry/registries";
    private const string Registry = $"{ObservedEstate.Group}/{Registries}/cr";
    private const string Workspaces = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces";
    private const string Law = $"{Workspaces}/law";
    private const string Other = $"{Workspaces}/law-other";
    private const string Gone = $"{Workspaces}/law-gone";
    private const string GoneAccount = $"{ObservedEstate.Group}/Microsoft.Storage/storageAccounts/stgone";
    private const string Login = "ContainerRegistryLoginEvents";
    private const string Repository = "ContainerRegistryRepositoryEvents";
    private const string Everything = "Logs-Group-All";

    private static readonly AcceptedRetention AYear = new([], 365);

    [Fact]
    public void A_rule_that_carries_nothing_that_is_wanted_is_as_good_as_none() => Assert.Equal(
        $"It has no diagnostic setting, and {Login} is wanted.",
        Judge(Of(Listed(SinkKind.Workspace), names: [Login]), Ruled(Repository, Law)).Reason);

    [Fact]
    public void What_a_rule_carries_is_told_of_the_destination_that_counts_alone() => Assert.Equal(
        $"{Repository} is not exported as the rule asks. Data collection rule \"dcr\" exports {Login} to {Law}; how long it is kept there is not "
            + "judged.",
        Judge(Of(Mapped()), Ruled(Login, Law, Other)).Reason);

    [Theory]
    // What a setting exports besides one that leads nowhere, what the rule carries, and what makes up for the one.
    [InlineData($"{Login},{Repository}", null, "another setting")]
    [InlineData(null, Everything, "a data collection rule")]
    [InlineData(Repository, Login, "a data collection rule")]
    public void What_makes_up_for_a_setting_that_leads_nowhere_is_told(string? set, string? ruled, string by)
    {
        var estate = ruled is null ? New() : Ruled(ruled, Law);
        estate.With(Law, """{"location":"westeurope"}""").With(SettingOf("old"), Setting(Gone, Login, Repository));
        if (set is not null)
        {
            estate.With(SettingOf("new"), Setting(Law, set.Split(',')));
        }

        Assert.Equal(
            $"Setting \"old\" exports to {Gone}, which does not exist; {by} makes the resource compliant.",
            Assert.Single(Of(Listed(SinkKind.Workspace)).Evaluate(estate.ToInput()).Notices, notice => notice.Code == "BL2008").Message);
    }

    [Theory]
    // The workspace keeps everything too short, and a setting is of use for what no rule sends there.
    [InlineData(Everything, "")]
    [InlineData(Login, $"{Login}, {Repository}")]
    [InlineData(Repository, $"{Login}, {Repository}")]
    public void A_setting_is_made_beside_a_rule_where_one_category_gains_by_it(string ruled, string exported)
    {
        var estate = Ruled(ruled, Law).With(Law, """{"location":"westeurope","properties":{"retentionInDays":30}}""");

        var changes = Of(Listed(SinkKind.Workspace), AYear).Evaluate(estate.ToInput()).Changes;

        Assert.Equal(
            exported,
            string.Join(", ", changes.SelectMany(change => change.Draft.ToSetting().Logs).Where(row => row.Enabled).Select(row => row.Category)));
    }

    [Fact]
    public void A_rule_that_sends_to_an_account_that_is_gone_does_not_stand_in_for_a_setting()
    {
        var estate = Ruled(Everything, GoneAccount).WithAccount().WithRules("r:30");

        var said = Of(Listed(SinkKind.StorageAccount), AYear).Evaluate(estate.ToInput());

        Assert.NotEmpty(Assert.Single(said.Findings).Obstacles);
        Assert.Equal(ObservedEstate.Account, Assert.Single(said.Changes).Draft.ToSetting().StorageAccount?.Text);
    }

    /// <summary>
    /// Of the logs of this server only the shared table is known, to which no rule sends: how long their own keeps them can't be told,
    /// whatever the shared one says, unless any table would do or none.
    /// </summary>
    [Theory]
    [InlineData(4, ComplianceState.Compliant, "exports allLogs to {0}, where its own table keeps the log for 4383 days at most.")]
    [InlineData(365, ComplianceState.Unknown, "exports to {0}, in a table of which the name is not known, so that it can't be told how long")]
    [InlineData(4384, ComplianceState.Noncompliant, "{0}, where its own table keeps the log for 4383 days at most; allowed: 4384 days or")]
    public void A_rule_that_sends_to_a_table_that_is_not_known_leaves_open_how_long(int atLeast, ComplianceState state, string reason)
    {
        const string Type = "Microsoft.DBforMySQL/flexibleServers";
        const string Server = $"{ObservedEstate.Group}/{Type}/db";
        var located = new ObservedEstate().With(Server, """{"location":"westeurope"}""");
        var estate = Ruled(located, Everything, Server, Type, Law)
            .With($"{Law}/tables/{LogTables.Shared}", """{"properties":{"totalRetentionInDays":30}}""");

        var found = Judge(Of(Listed(SinkKind.Workspace), new AcceptedRetention([], atLeast), Type, []), estate);

        Assert.Equal(state, found.State);
        Assert.Contains(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, reason, Law), found.Reason, StringComparison.Ordinal);
    }

    private static ObservedEstate New() => new ObservedEstate()
        .With(Registry, """{"location":"westeurope"}""")
        .With(Other, """{"location":"westeurope"}""");

    /// <summary>The registry with a rule that sends one stream of it to some workspaces and accounts.</summary>
    private static ObservedEstate Ruled(string stream, params string[] places) => Ruled(New(), stream, Registry, Registries, places);

    /// <summary>A resource with a rule that sends one stream of its type to some workspaces and accounts.</summary>
    private static ObservedEstate Ruled(ObservedEstate estate, string stream, string resource, string type, params string[] places)
    {
        const string Rule = $"{ObservedEstate.Group}/Microsoft.Insights/dataCollectionRules/dcr";
        var destinations = new[] { ("logAnalytics", "workspaceResourceId"), ("storageAccounts", "storageAccountResourceId") }
            .Select(kind => $"\"{kind.Item1}\":[{string.Join(',', places
                .Where(place => place.Contains("/storageAccounts/", StringComparison.Ordinal) == (kind.Item1 == "storageAccounts"))
                .Select(place => $$"""{"{{kind.Item2}}":"{{place}}","containerName":"c","name":"{{place.Split('/')[^1]}}"}"""))}]");
        var names = string.Join(',', places.Select(place => $"\"{place.Split('/')[^1]}\""));
        return estate
            .With($"{resource}/providers/Microsoft.Insights/dataCollectionRuleAssociations/a", $$$"""{"properties":{"dataCollectionRuleId":"{{{Rule}}}"}}""")
            .With(Rule, $$$"""
                {"kind":"PlatformTelemetry","properties":{
                  "destinations":{{{{string.Join(',', destinations)}}}},
                  "dataFlows":[{"streams":["{{{type}}}:{{{stream}}}"],"destinations":[{{{names}}}]}]}}
                """);
    }

    private static string SettingOf(string name) => $"{Registry}/providers/microsoft.insights/diagnosticSettings/{name}";

    private static string Setting(string workspace, params string[] categories)
    {
        var rows = categories.Select(name => $$"""{"category":"{{name}}","enabled":true}""");
        return $$"""{"properties":{"workspaceId":"{{workspace}}","logs":[{{string.Join(',', rows)}}]} }""";
    }

    private static DestinationSettings Listed(SinkKind kind) => Mapped() with
    {
        Acceptance = DestinationAcceptance.Listed,
        Kinds = [kind],
        StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))),
    };

    private static DestinationSettings Mapped() => new("controls.Monitor-008.rules[0].destination")
    {
        Acceptance = DestinationAcceptance.Mapped,
        Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Law))),
    };

    private static Finding Judge(Monitor008Control control, ObservedEstate estate) =>
        Assert.Single(control.Evaluate(estate.With(Law, """{"location":"westeurope"}""").ToInput()).Findings);

    private static Monitor008Control Of(DestinationSettings destination, AcceptedRetention? retention = null, params string[] names) =>
        Of(destination, retention, Registries, names);

    private static Monitor008Control Of(DestinationSettings destination, AcceptedRetention? retention, string type, string[] names) => new(
        new Monitor008Settings(
            [
                new LogRule(
                    "controls.Monitor-008.rules[0]",
                    [new TypePattern(type)],
                    names.Length > 0 ? WantedLogs.Named(names) : WantedLogs.OfGroup(WantedLogs.AllLogs),
                    destination)
                {
                    Retention = retention,
                },
            ],
            [],
            Monitor008Settings.DefaultSettingName,
            ExportsCharged: true,
            new SourceSpan("baseline.yaml", 1, 1)));
}
