using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Controls.StorageAccounts;
using Baseline.Core.Tests.Documents;
using Baseline.Diagnostics;
using Baseline.Estates;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>For which resources it matters what data collection rules do, and how that is explained.</summary>
public sealed class AssociatedRulesTests
{
    private const string Registry = $"{ObservedEstate.Group}/Microsoft.ContainerRegistry/registries/cr";
    private const string Search = $"{ObservedEstate.Group}/Microsoft.Search/searchServices/srch";
    private const string Law = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-logs";
    private const string Rule = $"{ObservedEstate.Group}/Microsoft.Insights/dataCollectionRules/dcr";
    private const string Settings = "providers/microsoft.insights/diagnosticSettings";
    private const string Associations = "providers/Microsoft.Insights/dataCollectionRuleAssociations";
    private const string Located = """{"location":"westeurope"}""";

    private const string Registries = "Microsoft.ContainerRegistry/registries";

    private static readonly Monitor008Control Control = Of(Registries);

    [Theory]
    [InlineData(null, true)]
    [InlineData("ContainerRegistryLoginEvents", true)]
    [InlineData("ContainerRegistryLoginEvents,ContainerRegistryRepositoryEvents", false)]
    public void Rules_are_needed_of_what_settings_alone_do_not_satisfy(string? exported, bool isNeeded)
    {
        var estate = New();
        if (exported is not null)
        {
            estate.With($"{Registry}/{Settings}/s", Setting(exported.Split(',')));
        }

        Assert.Equal(isNeeded ? [$"{Registry}/{Associations}"] : [], Needed(Control, estate));
    }

    [Fact]
    public void Rules_are_needed_of_what_exports_to_something_that_could_not_be_read()
    {
        var estate = new ObservedEstate().With(Registry, Located).Hiding(Law).With(
            $"{Registry}/{Settings}/s", Setting("ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"));

        Assert.Equal([$"{Registry}/{Associations}"], Needed(Control, estate));
    }

    [Theory]
    [InlineData(Law, true)]
    [InlineData(Law + " " + ObservedEstate.Account, false)]
    public void Rules_are_needed_where_settings_do_not_reach_all_that_they_must(string reached, bool isNeeded)
    {
        var rule = SettingsOf(Registries).Rules[0];
        var both = SettingsOf(Registries) with
        {
            Rules =
            [
                rule with
                {
                    Destination = rule.Destination with
                    {
                        Acceptance = DestinationAcceptance.Mapped,
                        StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))),
                    },
                },
            ],
        };
        var setting = Setting("ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents");
        if (reached.Contains(ObservedEstate.Account, StringComparison.Ordinal))
        {
            setting = setting.Replace("\"logs\"", $"\"storageAccountId\":\"{ObservedEstate.Account}\",\"logs\"", StringComparison.Ordinal);
        }

        var estate = New().WithAccount().With($"{Registry}/{Settings}/s", setting);

        Assert.Equal(isNeeded ? [$"{Registry}/{Associations}"] : [], Needed(new Monitor008Control(both), estate));
    }

    [Fact]
    public void Rules_are_not_needed_where_the_settings_could_not_be_read() =>
        Assert.Empty(Needed(Control, New().Hiding($"{Registry}/{Settings}")));

    [Fact]
    public void Rules_are_not_needed_of_a_type_whose_logs_none_can_carry_nor_of_one_of_which_nothing_is_wanted()
    {
        Assert.Empty(Needed(Of("*"), new ObservedEstate().With(Search, Located)));
        Assert.Empty(Needed(Of("Microsoft.Search/searchServices"), New()));
    }

    [Fact]
    public void The_request_of_a_document_asks_for_what_its_controls_still_need_and_a_check_of_single_writes_for_nothing()
    {
        var document = TextDocuments.Accepted($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: one }
            scope: { tenant: true }
            controls:
              Monitor-008: { rules: [{ types: ["*"], logs: allLogs, destination: { workspace: {{Law}} } }] }
            """);
        var estate = New().ToEstate();

        var request = new Planner(ControlCatalogue.Product).RequestFor(document);

        Assert.Equal([$"{Registry}/{Associations}"], request.StillNeeded(estate).Select(id => id.Text));
        Assert.Equal([$"{Registry}/{Associations}"], request.And(request).StillNeeded(estate).Select(id => id.Text));
        Assert.Empty(WriteScope.RequestFor(ControlCatalogue.Product, document, []).StillNeeded(estate));
    }

    [Fact]
    public void Without_a_document_rules_are_needed_of_all_that_can_have_some_unless_a_part_leaves_it_out()
    {
        var estate = New().With(Search, Located).With(
            $"{Registry}/{Settings}/s", Setting("ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents")).ToEstate();
        var part = new Estate("azure", null, estate.Subscriptions, estate.Resources, [])
        {
            SettingsNotAskedFor = new HashSet<ResourceId> { ResourceId.Parse(Registry) },
        };

        Assert.Equal([$"{Registry}/{Associations}"], EstateRequest.Everything([]).StillNeeded(estate).Select(id => id.Text));
        Assert.Empty(EstateRequest.Everything([]).StillNeeded(part));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData(Registries, true)]
    [InlineData("Microsoft.Search/searchServices", false)]
    public void A_role_may_read_rules_where_the_document_is_about_a_type_that_can_have_some(string type, bool mayRead)
    {
        var actions = new Monitor008Definition().Actions(SettingsOf(type)).Reads;

        Assert.Equal(mayRead, actions.Contains("Microsoft.Insights/dataCollectionRules/read"));
        Assert.Equal(mayRead, actions.Contains("Microsoft.Insights/dataCollectionRuleAssociations/read"));
    }

    [Fact]
    public void A_rule_that_counts_is_explained_with_what_flows_where()
    {
        var evidence = Evidence(New().With(Rule, Body("Logs-Group-All")).With($"{Registry}/{Associations}/a", Association));

        Assert.Contains(new EvidenceStep(1, Rule, $"Data collection rule \"dcr\" counts: it exports allLogs to {Law}; how long it is kept there is not judged."), evidence);
        Assert.Contains(
            new EvidenceStep(
                2,
                "properties.dataFlows",
                $"ContainerRegistryLoginEvents, ContainerRegistryRepositoryEvents flow to \"central\", which is {Law}."),
            evidence);
    }

    [Fact]
    public void A_rule_that_sends_to_an_account_is_explained_with_its_container()
    {
        const string Destination = $"{{\"storageAccounts\":[{{\"storageAccountResourceId\":\"{ObservedEstate.Account}\",\"containerName\":\"own\",\"name\":\"central\"}}]}}";
        var estate = New().WithAccount().With($"{Registry}/{Associations}/a", Association).With(Rule, Body("Logs-Group-All", Destination));

        Assert.Contains(
            Evidence(estate),
            step => step.Text.EndsWith($"flow to \"central\", which is {ObservedEstate.Account}, container own.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_a_resource_is_associated_with_twice_counts_once()
    {
        var estate = New().With(Rule, Body("Logs-Group-All"))
            .With($"{Registry}/{Associations}/a", Association).With($"{Registry}/{Associations}/b", Association);

        Assert.Single(Evidence(estate), step => step.Text.StartsWith("Data collection rule \"dcr\" counts", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "No setting exports it to an accepted workspace that keeps it as is wanted.")]
    [InlineData(
        true,
        "No setting and no data collection rule that could be read exports it to an accepted workspace that keeps it as is wanted.")]
    public void What_nothing_exports_is_explained_by_all_that_was_looked_at(bool hasRules, string text)
    {
        var estate = New().With(Rule, Body("Metrics-Group-All"));
        if (hasRules)
        {
            estate.With($"{Registry}/{Associations}/a", Association);
        }

        Assert.Contains(new EvidenceStep(1, "ContainerRegistryLoginEvents", text), Evidence(estate));
    }

    [Fact]
    public void A_rule_that_could_not_be_read_is_explained_and_one_beside_settings_that_suffice_is_not()
    {
        var unread = New().Hiding(Rule).With($"{Registry}/{Associations}/a", Association);

        Assert.Contains(
            new EvidenceStep(
                1, Registry, $"What data collection rules do is not known: {Rule} could not be read (403 AuthorizationFailed)."),
            Evidence(unread));
        Assert.DoesNotContain(
            Evidence(unread.With(
                $"{Registry}/{Settings}/s", Setting("ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"))),
            step => step.Text.Contains("collection", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"dataCollectionRuleId":"something"}""", "names \"something\", which is no data collection rule.")]
    [InlineData("""{}""", "names neither a data collection rule nor an endpoint.")]
    [InlineData("""{"dataCollectionRuleId":7}""", "names neither a data collection rule nor an endpoint.")]
    [InlineData("""{"dataCollectionRuleId":"","dataCollectionEndpointId":null}""", "names neither a data collection rule nor an endpoint.")]
    [InlineData("""{"dataCollectionEndpointId":"/e"}""", null)]
    [InlineData("""{"dataCollectionRuleId":"","dataCollectionEndpointId":"/e"}""", null)]
    public void An_association_that_names_no_rule_leaves_the_verdict_open_unless_it_is_with_an_endpoint(string properties, string? why)
    {
        var estate = New().With($"{Registry}/{Associations}/a", $$"""{"properties":{{properties}}}""");

        var finding = Assert.Single(Control.Evaluate(estate.ToInput()).Findings);

        Assert.Equal(why is null ? ComplianceState.Noncompliant : ComplianceState.Unknown, finding.State);
        Assert.EndsWith(why ?? "", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("something", "something")]
    [InlineData(Law, Law)]
    // Beside others it is told all the same, and of two the first.
    [InlineData(Rule + " something", "something")]
    [InlineData("something else", "something")]
    [InlineData(Rule, null)]
    public void An_association_with_what_is_no_rule_leaves_the_verdict_open(string associated, string? told)
    {
        var estate = New().With(Rule, Body("Metrics-Group-All"));
        foreach (var (index, id) in associated.Split(' ').Index())
        {
            estate.With($"{Registry}/{Associations}/a{index}", $$$"""{"properties":{"dataCollectionRuleId":"{{{id}}}"}}""");
        }

        var finding = Assert.Single(Control.Evaluate(estate.ToInput()).Findings);

        Assert.Equal(told is null ? ComplianceState.Noncompliant : ComplianceState.Unknown, finding.State);
        Assert.EndsWith(
            told is null ? "is wanted." : $"names \"{told}\", which is no data collection rule.", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_not_made_where_what_a_rule_sends_is_kept_too_short_and_it_would_be_as_well()
    {
        var control = Of(Registries, new AcceptedRetention([], 365));
        var short30 = """{"location":"westeurope","properties":{"retentionInDays":30}}""";
        var estate = new ObservedEstate().With(Registry, Located).With(Law, short30)
            .With(Rule, Body("Logs-Group-All")).With($"{Registry}/{Associations}/a", Association);

        var evaluation = control.Evaluate(estate.ToInput());

        Assert.Empty(evaluation.Changes);
        Assert.Equal("BL2138", Assert.Single(evaluation.Findings).Obstacles[0].Code);
        Assert.NotEmpty(control.Evaluate(new ObservedEstate().With(Registry, Located).With(Law, short30).ToInput()).Changes);
    }

    private const string Association = $$$"""{"properties":{"dataCollectionRuleId":"{{{Rule}}}"}}""";

    private static ObservedEstate New() => new ObservedEstate().With(Registry, Located).With(Law, Located);

    private const string ToLaw = $"{{\"logAnalytics\":[{{\"workspaceResourceId\":\"{Law}\",\"name\":\"central\"}}]}}";

    private static string Body(string what, string destinations = ToLaw) => $$$"""
        {"kind":"PlatformTelemetry","properties":{
          "destinations":{{{destinations}}},
          "dataFlows":[{"streams":["microsoft.containerregistry/registries:{{{what}}}"],"destinations":["central"]}]}}
        """;

    private static string Setting(params string[] categories)
    {
        var rows = categories.Select(name => $$"""{"category":"{{name}}","enabled":true}""");
        return $$"""{"properties":{"workspaceId":"{{Law}}","logs":[{{string.Join(',', rows)}}]} }""";
    }

    private static IEnumerable<string> Needed(Monitor008Control control, ObservedEstate estate) =>
        ((IControl)control).StillNeeded(estate.ToInput()).Select(id => id.Text);

    private static IReadOnlyList<EvidenceStep> Evidence(ObservedEstate estate) =>
        Control.Evaluate(estate.ToInput() with { Only = ResourceId.Parse(Registry) }).Evidence;

    private static Monitor008Control Of(string type, AcceptedRetention? retention = null) => new(SettingsOf(type, retention));

    private static Monitor008Settings SettingsOf(string type, AcceptedRetention? retention = null) => new(
        [
            new LogRule(
                "controls.Monitor-008.rules[0]",
                [new TypePattern(type)],
                WantedLogs.OfGroup(WantedLogs.AllLogs),
                new DestinationSettings("controls.Monitor-008.rules[0].destination")
                {
                    Kinds = [SinkKind.Workspace],
                    Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Law))),
                })
            {
                Retention = retention,
            },
        ],
        [],
        Monitor008Settings.DefaultSettingName,
        ExportsCharged: true,
        new SourceSpan("baseline.yaml", 1, 1));
}
