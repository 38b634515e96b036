using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor008;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Xunit;

namespace Baseline.Core.Tests.Controls.Monitor008;

/// <summary>How the settings of one resource, a vault, do for its two categories: what is told of them and what is changed.</summary>
public sealed class ResourceVerdictTests
{
    private const string Settings = "providers/microsoft.insights/diagnosticSettings";
    private const string Categories = $"{ObservedEstate.Vault}/providers/microsoft.insights/diagnosticSettingsCategories";
    private const string Free = "AuditEvent";
    private const string Charged = "AzurePolicyEvaluationDetails";
    private const string Accounts = $"{ObservedEstate.Group}/Microsoft.Storage/storageAccounts";
    private const string Other = $"{Accounts}/stother";
    private const string Third = $"{Accounts}/stthird";
    private const string Law = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-logs";
    private const string Hub = $"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/gone/authorizationRules/send";
    private const string Located = """{"location":"westeurope","kind":"StorageV2"}""";
    private const string ToAccount = $"\"storageAccountId\":\"{ObservedEstate.Account}\"";
    private const string ToOther = $"\"storageAccountId\":\"{Other}\"";
    private const string ToThird = $"\"storageAccountId\":\"{Third}\"";
    private const string ToLaw = $"\"workspaceId\":\"{Law}\"";
    private const string ToHub = $"\"eventHubAuthorizationRuleId\":\"{Hub}\"";
    private const string Refused = "could not be read (403 AuthorizationFailed)";

    [Theory]
    // What each of 12 categories but the first ones lacks is named up to ten names.
    [InlineData(1, "C02, C03, C04, C05, C06, C07, C08, C09, C10, C11 and 1 more are not exported as the rule asks.")]
    [InlineData(2, "C03, C04, C05, C06, C07, C08, C09, C10, C11 and C12 are not exported as the rule asks.")]
    [InlineData(0, "None of its wanted logs is exported as the rule asks.")]
    public void Ten_categories_are_named_and_the_others_counted(int exported, string reason)
    {
        string[] all = [.. Enumerable.Range(1, 12).Select(number => $"C{number:00}")];
        var estate = New().With(Setting("s"), Body(ToAccount, all[..exported]));
        foreach (var category in all)
        {
            estate.With($"{Categories}/{category}");
        }

        Assert.Equal(reason, Judge(Listed(), estate).Reason);
    }

    [Fact]
    public void What_a_setting_does_well_is_told_of_all_its_categories_at_once()
    {
        var together = New().With(Setting("s"), Body(ToAccount, Free, Charged));
        var apart = New().With(Setting("a"), Body(ToAccount, Free)).With(Setting("b"), Body(ToAccount, Charged));

        Assert.Equal($"Setting \"s\" exports allLogs to {ObservedEstate.Account}.", Judge(Listed(), together).Reason);
        Assert.Equal(
            $"Setting \"a\" exports {Free} to {ObservedEstate.Account}. Setting \"b\" exports {Charged} to {ObservedEstate.Account}.",
            Judge(Listed(), apart).Reason);
    }

    [Fact]
    public void Each_reason_of_a_setting_is_told_once()
    {
        var estate = New()
            .With($"{Law}/tables/AZKVAuditLogs", """{"properties":{"totalRetentionInDays":30}}""")
            .With($"{Law}/tables/AZKVPolicyEvaluationDetailsLogs", """{"properties":{"totalRetentionInDays":60}}""")
            .With(Setting("s"), Body($"{ToLaw},\"logAnalyticsDestinationType\":\"dedicated\"", Free, Charged));

        Assert.Equal(
            "None of its wanted logs is exported as the rule asks. "
                + $"Setting \"s\" exports to {Law}, where table AZKVAuditLogs keeps the log for 30 days; allowed: 90 days or more. "
                + $"Setting \"s\" exports to {Law}, where table AZKVPolicyEvaluationDetailsLogs keeps the log for 60 days; "
                + "allowed: 90 days or more.",
            Judge(Listed(SinkKind.Workspace), estate, new AcceptedRetention([], 90)).Reason);
    }

    [Fact]
    public void A_setting_that_does_well_for_one_category_alone_is_explained_by_the_other()
    {
        var estate = New()
            .With($"{Law}/tables/AZKVAuditLogs", """{"properties":{"totalRetentionInDays":365}}""")
            .With($"{Law}/tables/AZKVPolicyEvaluationDetailsLogs", """{"properties":{"totalRetentionInDays":60}}""")
            .With(Setting("s"), Body($"{ToLaw},\"logAnalyticsDestinationType\":\"dedicated\"", Free, Charged));
        var control = Of(Listed(SinkKind.Workspace), new AcceptedRetention([], 90));

        var evidence = control.Evaluate(estate.ToInput() with { Only = ResourceId.Parse(ObservedEstate.Vault) }).Evidence;

        Assert.Equal(
            $"Setting \"s\" does not count: it exports to {Law}, where table AZKVPolicyEvaluationDetailsLogs keeps the log for 60 days; "
                + "allowed: 90 days or more.",
            Assert.Single(evidence, step => step.Text.StartsWith("Setting \"s\" does not", StringComparison.Ordinal)).Text);
    }

    /// <summary>A setting that does not say which of two tables it sends to is judged by the one that is kept shorter.</summary>
    [Theory]
    [InlineData(30, 365, "AzureDiagnostics keeps the log for 30 days")]
    [InlineData(365, 30, "AZKVAuditLogs keeps the log for 30 days")]
    public void Of_two_tables_of_the_workspace_the_one_that_is_kept_shorter_counts(int shared, int own, string told)
    {
        var estate = New()
            .With($"{Law}/tables/AzureDiagnostics", $$$"""{"properties":{"totalRetentionInDays":{{{shared}}}}}""")
            .With($"{Law}/tables/AZKVAuditLogs", $$$"""{"properties":{"totalRetentionInDays":{{{own}}}}}""")
            .With($"{Law}/tables/AZKVPolicyEvaluationDetailsLogs", $$$"""{"properties":{"totalRetentionInDays":{{{own}}}}}""")
            .With(Setting("s"), Body($"{ToAccount},{ToLaw}", Free, Charged));

        Assert.Contains(
            told, Judge(Listed(SinkKind.Workspace), estate, new AcceptedRetention([], 90)).Reason, StringComparison.Ordinal);
    }

    /// <summary>Azure Monitor writes what settings export beneath the id of the resource, which rules of others need not reach.</summary>
    [Theory]
    [InlineData("insights-logs-auditevent/resourceId=/SUBSCRIPTIONS/OTHER", ComplianceState.Compliant)]
    [InlineData("insights-logs-auditevent/resourceId=/", ComplianceState.Noncompliant)]
    [InlineData("insights-logs-auditevent/", ComplianceState.Noncompliant)]
    public void A_lifecycle_rule_counts_where_it_reaches_the_logs_of_the_resource(string prefix, ComplianceState state)
    {
        var rules = Rules.Replace("\"definition\":{", $"\"definition\":{{\"filters\":{{\"prefixMatch\":[\"{prefix}\"]}},", StringComparison.Ordinal);
        var estate = New().With($"{ObservedEstate.Account}/managementPolicies/default", rules)
            .With(Setting("s"), Body(ToAccount, Free, Charged));

        Assert.Equal(state, Judge(Listed(), estate, new AcceptedRetention([], 365)).State);
    }

    /// <summary>A group may come to hold what is charged for, although the resource offers none of that yet.</summary>
    [Theory]
    [InlineData(false, $"category {Free}")]
    [InlineData(true, "group allLogs")]
    public void A_group_is_switched_on_where_what_it_may_come_to_hold_is_not_denied(bool charged, string row)
    {
        var estate = New().With($"{Categories}/{Free}", """{"properties":{"categoryGroups":["audit","allLogs"]}}""");

        var draft = Assert.Single(Of(Listed(), charged: charged).Evaluate(estate.ToInput()).Changes).Draft;

        Assert.Equal(
            [row],
            draft.ToSetting().Logs.Where(one => one.Enabled).Select(one => one.Group is null ? $"category {one.Category}" : $"group {one.Group}"));
    }

    [Fact]
    public void What_could_not_be_read_is_told_of_the_categories_that_hang_on_it_alone()
    {
        var estate = New().Hiding(Other).Hiding(Third)
            .With(Setting("good"), Body(ToAccount, Free))
            .With(Setting("beside"), Body(ToOther, Free))
            .With(Setting("unread"), Body(ToThird, Charged));
        var finding = Judge(Listed(), estate);

        Assert.Equal(ComplianceState.Unknown, finding.State);
        Assert.Equal($"Setting \"unread\" exports to {Third}, whose retention {Refused}.", finding.Reason);
    }

    [Fact]
    public void Of_two_destinations_the_one_in_doubt_is_told()
    {
        var estate = WithoutAccount().Hiding(ObservedEstate.Account).With(Setting("s"), Body($"{ToAccount},{ToLaw}", Free, Charged));
        var finding = Judge(Mapped(), estate);

        Assert.Equal(ComplianceState.Unknown, finding.State);
        Assert.Equal($"Setting \"s\" exports to {ObservedEstate.Account}, whose retention {Refused}.", finding.Reason);
    }

    [Fact]
    public void A_destination_in_doubt_leaves_the_change_for_another_incomplete()
    {
        var estate = WithoutAccount().Hiding(ObservedEstate.Account).With(Setting("s"), Body(ToAccount, Free, Charged));
        var finding = Judge(Mapped(), estate);

        Assert.Equal(ComplianceState.Noncompliant, finding.State);
        Assert.Empty(finding.Obstacles);
        Assert.True(finding.Incomplete);
    }

    [Fact]
    public void What_a_setting_begins_to_export_is_told_where_it_is_charged_for()
    {
        var said = Of(Listed()).Evaluate(New().With(Setting("s"), Body(ToAccount, Free)).ToInput());

        Assert.Equal([Setting("s")], said.Changes.Select(change => change.Draft.Resource), StringComparer.OrdinalIgnoreCase);
        Assert.Contains(
            $": {Charged} of Microsoft.KeyVault/vaults (1 resource).",
            Assert.Single(said.Notices, notice => notice.Code == "BL2049").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void That_a_destination_is_gone_is_no_notice_where_another_is_not_reached()
    {
        var mapped = Of(Mapped());
        var missing = New().With(Setting("s"), Body($"{ToLaw},{ToHub}", Free, Charged));
        var reached = New().With(Setting("s"), Body($"{ToLaw},{ToAccount},{ToHub}", Free, Charged));

        Assert.DoesNotContain(mapped.Evaluate(missing.ToInput()).Notices, notice => notice.Code == "BL2008");
        Assert.Contains(mapped.Evaluate(reached.ToInput()).Notices, notice => notice.Code == "BL2008");
    }

    [Fact]
    public void A_category_that_is_on_and_off_is_told()
    {
        const string rows = $$"""[{"category":"{{Free}}","enabled":true},{"category":"{{Free}}","enabled":false}]""";
        var said = Of(Listed()).Evaluate(
            New().With(Setting("s"), $$$"""{"properties":{{{{ToAccount}}},"logs":{{{rows}}}}}""").ToInput());

        Assert.StartsWith(
            "Setting \"s\" lists the log twice, once on and once off; on counts.",
            Assert.Single(said.Notices, notice => notice.Code == "BL2006").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_group_that_is_wanted_counts_where_the_resource_does_not_say_what_it_offers()
    {
        var audit = Of(Listed(), group: WantedLogs.Audit);

        Assert.Equal(
            "It has no diagnostic setting, and audit is wanted.", Assert.Single(audit.Evaluate(New().ToInput()).Findings).Reason);
        Assert.Equal(
            ComplianceState.Compliant,
            Assert.Single(audit.Evaluate(New().With(Setting("s"), OfGroup("audit")).ToInput()).Findings).State);
    }

    [Theory]
    [InlineData(false, "Setting \"baseline-logs\" exports by category groups, none of which is wanted")]
    [InlineData(true, "Setting \"baseline-logs\" exports by category group old, which Azure is not known to offer")]
    public void A_group_is_in_the_way_only_where_the_resource_says_what_it_offers(bool isTold, string text)
    {
        var estate = New().With(Setting("baseline-logs"), OfGroup("old"));
        if (isTold)
        {
            estate.With($"{Categories}/{Free}", """{"properties":{"categoryGroups":["audit","allLogs"]}}""");
        }

        Assert.StartsWith(text, Assert.Single(Judge(Listed(), estate).Obstacles).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, ComplianceState.Noncompliant)]
    [InlineData(true, ComplianceState.NotApplicable)]
    public void What_is_charged_for_is_wanted_where_it_goes_to_a_workspace(bool namesAccount, ComplianceState state)
    {
        var destination = Listed(SinkKind.Workspace, SinkKind.StorageAccount) with
        {
            Workspaces = RegionalSinks.None,
            StorageAccounts = namesAccount ? Mapped().StorageAccounts : RegionalSinks.None,
        };

        Assert.Equal(state, Judge(destination, New().With($"{Categories}/{Charged}"), charged: false).State);
    }

    [Fact]
    public void Only_what_no_setting_exports_is_switched_on_although_the_other_is_not_kept_long_enough()
    {
        var estate = New().With(Other, Located).With($"{Other}/managementPolicies/default", Rules)
            .With(Setting("a"), Body(ToOther, Free))
            .With(Setting("baseline-logs"), Body(ToAccount));
        var control = Of(Listed(), new AcceptedRetention([], 365));

        var change = Assert.Single(control.Evaluate(estate.ToInput()).Changes).Draft;

        Assert.EndsWith("/baseline-logs", change.Resource, StringComparison.Ordinal);
        Assert.Equal([Charged], change.ToSetting().Logs.Where(row => row.Enabled).Select(row => row.Category));
    }

    [Fact]
    public void Of_several_settings_that_export_a_log_the_first_is_told_not_to_keep_it()
    {
        var estate = New().With(Other, Located).With($"{Other}/managementPolicies/default", Rules)
            .With(Third, Located).With($"{Third}/managementPolicies/default", Rules)
            .With(Setting("a"), Body(ToOther, Free, Charged))
            .With(Setting("b"), Body(ToThird, Free, Charged));

        Assert.All(Judge(Listed(), estate, new AcceptedRetention([], 365)).Obstacles, obstacle =>
            Assert.Equal(("BL2115", true), (obstacle.Code, obstacle.What.Contains(Other, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_workspace_gets_the_second_setting_where_the_first_has_its_name_in_other_letters()
    {
        var estate = New()
            .With(Setting("Baseline-Logs"), Body(ToAccount))
            .With(Setting("theirs"), Body($"{ToLaw},{ToHub}", Charged));

        var changes = Of(Mapped(), charged: false).Evaluate(estate.ToInput()).Changes;

        Assert.Equal(
            ["Baseline-Logs", "baseline-logs-2"], changes.Select(change => ResourceId.Parse(change.Draft.Resource).Name));
    }

    private const string Actions = """{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}}}""";

    private const string Rules =
        $$$$"""{"properties":{"policy":{"rules":[{"name":"r","definition":{"actions":{{{{Actions}}}}}}]}}}""";

    private static ObservedEstate New() => WithoutAccount().WithAccount();

    private static ObservedEstate WithoutAccount() => new ObservedEstate()
        .With(ObservedEstate.Vault, """{"type":"Microsoft.KeyVault/vaults","location":"westeurope"}""")
        .With(Law, """{"location":"westeurope"}""");

    private static string Setting(string name) => $"{ObservedEstate.Vault}/{Settings}/{name}";

    /// <summary>A setting that has both categories, of which some are on.</summary>
    private static string Body(string sinks, params string[] on)
    {
        var rows = on.Union([Free]).Select(name => new JsonObject { ["category"] = name, ["enabled"] = on.Contains(name) }.ToJsonString());
        return $$"""{"properties":{{{sinks}},"logs":[{{string.Join(',', rows)}}]} }""";
    }

    private static string OfGroup(string group) =>
        $$$"""{"properties":{{{{ToAccount}}},"logs":[{"categoryGroup":"{{{group}}}","enabled":true}]}}""";

    private static DestinationSettings Listed(params SinkKind[] kinds) =>
        Mapped() with { Acceptance = DestinationAcceptance.Listed, Kinds = kinds.Length == 0 ? [SinkKind.StorageAccount] : kinds };

    private static DestinationSettings Mapped() => new("controls.Monitor-008.rules[0].destination")
    {
        Acceptance = DestinationAcceptance.Mapped,
        StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))),
        Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Law))),
    };

    private static Finding Judge(
        DestinationSettings destination, ObservedEstate estate, AcceptedRetention? retention = null, bool charged = true) =>
        Assert.Single(Of(destination, retention, charged: charged).Evaluate(estate.ToInput()).Findings);

    private static Monitor008Control Of(
        DestinationSettings destination, AcceptedRetention? retention = null, string group = WantedLogs.AllLogs, bool charged = true) => new(
        new Monitor008Settings(
            [
                new LogRule(
                    "controls.Monitor-008.rules[0]", [new TypePattern("Microsoft.KeyVault/vaults")], WantedLogs.OfGroup(group), destination)
                {
                    Retention = retention,
                },
            ],
            [],
            Monitor008Settings.DefaultSettingName,
            charged,
            new SourceSpan("baseline.yaml", 1, 1)));
}
