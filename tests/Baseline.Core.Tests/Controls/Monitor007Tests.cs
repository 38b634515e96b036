using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor006;
using Baseline.Controls.Monitor007;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Plans;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What of Monitor-007 no conformance case shows: what is read for it, its roles, and which saved writes are its own.</summary>
public sealed class Monitor007Tests
{
    private const string Owner = $"/subscriptions/{ObservedEstate.Subscription}";
    private const string Workspace = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-logs";
    private const string OtherWorkspace = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law-else";

    private const string Group = "/providers/Microsoft.Management/managementGroups/contoso";
    private const string Settings = "providers/Microsoft.Insights/diagnosticSettings";
    private const string BothLogs = "\"logs\":[{\"category\":\"Administrative\",\"enabled\":true},{\"category\":\"Policy\",\"enabled\":true}]";

    private static readonly SourceSpan Span = new("baseline.yaml", 1, 1);

    private static readonly Monitor007Settings ToWorkspace = new(
        ["Administrative", "Policy"],
        new DestinationSettings(Monitor007Settings.DestinationPath)
        {
            Acceptance = DestinationAcceptance.Mapped,
            Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Workspace))),
        },
        Monitor007Settings.DefaultSettingName,
        Span);

    private static readonly Monitor006Settings Encrypted = new(
        new ExportSettings(false, null, ExportSettings.DefaultSettingName), null, null, false, false, false, Span);

    [Fact]
    public void Keys_are_read_for_encryption_and_what_keeps_the_log_only_where_retention_is_judged()
    {
        Assert.Equal((true, false, false), Needs(ToWorkspace));
        Assert.Equal((true, false, true), Needs(ToWorkspace with { Retention = new AcceptedRetention([], 365) }));
        Assert.Equal((true, true, false), Needs(Encrypted, ToWorkspace));
    }

    [Fact]
    public void A_role_reads_no_vault_and_no_table_without_need()
    {
        var definition = new Monitor007Definition();

        var reads = definition.Actions((IControlSettings)ToWorkspace).Reads;

        Assert.DoesNotContain("Microsoft.KeyVault/vaults/read", reads);
        Assert.DoesNotContain("Microsoft.OperationalInsights/workspaces/tables/read", reads);
        Assert.Contains(
            "Microsoft.OperationalInsights/workspaces/tables/read",
            definition.Actions((IControlSettings)(ToWorkspace with { Retention = new AcceptedRetention([365], null) })).Reads);
    }

    /// <summary>As for KeyVault-004: a rule is written where that is allowed, and taken back where the log may stay forever.</summary>
    [Theory]
    [InlineData(DestinationAcceptance.Listed, null, null, false, "", "")]
    [InlineData(DestinationAcceptance.Listed, 365, null, false, "", "")]
    [InlineData(DestinationAcceptance.Listed, 365, null, true, "write", "delete")]
    [InlineData(DestinationAcceptance.Listed, 0, null, false, "write delete", "")]
    [InlineData(DestinationAcceptance.Listed, null, 365, true, "write delete", "delete")]
    [InlineData(DestinationAcceptance.Mapped, 365, null, true, "", "delete")]
    public void A_role_writes_lifecycle_policies_only_with_need(
        DestinationAcceptance acceptance, int? days, int? least, bool manages, string writes, string undos)
    {
        var settings = ToWorkspace with
        {
            Destination = acceptance == DestinationAcceptance.Mapped ? ToWorkspace.Destination : new DestinationSettings(Monitor007Settings.DestinationPath),
            Retention = days is null && least is null ? null : new AcceptedRetention(days is { } one ? [one] : [], least),
            ManageLifecycle = manages,
        };

        var actions = new Monitor007Definition().Actions((IControlSettings)settings);

        const string Policies = "Microsoft.Storage/storageAccounts/managementPolicies/";
        Assert.Equal(writes, Of(actions.Writes));
        Assert.Equal(undos, Of(actions.Deletes));
        Assert.Contains($"{Policies}read", actions.Reads);

        static string Of(IEnumerable<string> all) => string.Join(
            ' ', all.Where(action => action.StartsWith(Policies, StringComparison.Ordinal)).Select(action => action[Policies.Length..]));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("manageLifecycle: false", false)]
    [InlineData("manageLifecycle: true, retentionDays: [365]", true)]
    [InlineData("manageLifecycle: true, retentionDays: { atLeast: 365 }", true)]
    public void Whether_a_rule_may_be_written_is_said_by_the_document(string keys, bool manages)
    {
        var document = Documents.TextDocuments.Accepted($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: logs }
            scope: { tenant: true }
            controls:
              Monitor-007: { categories: all, destination: { accept: storageAccount }{{(keys.Length > 0 ? $", {keys}" : "")}} }
            """);

        Assert.Equal(manages, Assert.IsType<Monitor007Settings>(Assert.Single(document.Controls)).Requirement.ManageLifecycle);
    }

    [Theory]
    [InlineData(Owner, true)]
    [InlineData(ObservedEstate.Vault, false)]
    [InlineData("/providers/Microsoft.Management/managementGroups/contoso", false)]
    public void Only_settings_of_subscriptions_are_its_own(string owner, bool owns) =>
        Assert.Equal(owns, new Monitor007Control(ToWorkspace).Owns(WriteOf(owner, "s", """{"properties":{}}""").Write, ResourceId.Parse(owner)));

    [Theory]
    // Its own setting has all eight, or at least what is wanted.
    [InlineData("baseline-activity-log", Workspace, "Administrative Policy Alert Autoscale", null)]
    [InlineData("Baseline-Activity-Log", Workspace, "Administrative Policy Alert", null)]
    [InlineData("baseline-activity-log", Workspace, "Alert", "It switches Administrative on in each setting that it writes, and baseline-activity-log leaves it off.")]
    [InlineData("baseline-activity-log", Workspace, "Administrative", "It switches Policy on in each setting that it writes, and baseline-activity-log leaves it off.")]
    // A setting of others gets what is wanted, and no more.
    [InlineData("others", Workspace, "Administrative Policy", null)]
    [InlineData("others", Workspace, "administrative POLICY", null)]
    [InlineData("others", Workspace, "Administrative Policy Alert", "It switches on Administrative, Policy, allLogs, and properties.logs[Alert].enabled would be another.")]
    [InlineData("baseline-activity-log", OtherWorkspace, "Administrative Policy", "It exports an activity log to where the document lets it count, and this goes elsewhere.")]
    public void What_a_saved_plan_may_write(string name, string workspace, string categories, string? why)
    {
        var rows = categories.Split(' ').Select(category => $$"""{"category":"{{category}}","enabled":true}""");
        var write = WriteOf(Owner, name, $$$"""{"properties":{"workspaceId":"{{{workspace}}}","logs":[{{{string.Join(',', rows)}}}]}}""") with
        {
            Properties = [.. categories.Split(' ').Select(category => new PropertyChange($"properties.logs[{category}].enabled", default, ObservedEstate.Json("true")))],
        };

        Assert.Equal(why, new Monitor007Control(ToWorkspace).WhyNotWanted(write, Plan(write)));
    }

    [Theory]
    // Retention goes, of whichever row, and never comes or changes.
    [InlineData("metrics[AllMetrics].retentionPolicy.enabled", "true", "false", null)]
    [InlineData("metrics[AllMetrics].retentionPolicy.days", "30", "0", null)]
    [InlineData("logs[Alert].retentionPolicy.enabled", "true", "false", null)]
    [InlineData("logs[Alert].retentionPolicy.enabled", "false", "true", "It changes nothing else in a row")]
    [InlineData("logs[Alert].retentionPolicy.days", "30", "5", "It changes nothing else in a row")]
    [InlineData("logs[Alert].retentionPolicy.days", "30", "null", "It changes nothing else in a row")]
    [InlineData("metrics[AllMetrics].retentionPolicy.enabled", "true", null, "It changes nothing else in a row")]
    // A row that is off may go with all that it carries; one that is on may not, nor be switched off.
    [InlineData("logs[Alert].enabled", "false", null, null)]
    [InlineData("logs[Alert].retentionPolicy.days", "30", null, null)]
    [InlineData("logs[Alert].future", "1", null, null)]
    [InlineData("logs[Alert].enabled", "true", null, "It switches on Administrative, Policy, allLogs")]
    [InlineData("logs[Alert].enabled", "true", "false", "It switches on Administrative, Policy, allLogs")]
    [InlineData("logs[Policy].enabled", "true", "false", "It switches on Administrative, Policy, allLogs")]
    [InlineData("logs[Alert].future", "1", "2", "It changes nothing else in a row")]
    [InlineData("logs[Alert].future", "1", "0", "It changes nothing else in a row")]
    // Metrics are nobody's business.
    [InlineData("metrics[AllMetrics].enabled", "true", "false", "It switches on Administrative, Policy, allLogs")]
    [InlineData("metrics[AllMetrics].enabled", "false", null, "It switches on Administrative, Policy, allLogs")]
    // Destinations are held against the document elsewhere, but for an account that goes.
    [InlineData("storageAccountId", null, $"\"{ObservedEstate.Account}\"", null)]
    [InlineData("storageAccountId", $"\"{ObservedEstate.Account}\"", "null", "It takes away only a destination that does not exist")]
    [InlineData("storageAccountId", $"\"{ObservedEstate.Account}-gone\"", "null", null)]
    [InlineData("workspaceId", $"\"{OtherWorkspace}\"", $"\"{Workspace}\"", null)]
    [InlineData("workspaceId", $"\"{Workspace}\"", "null", null)]
    [InlineData("serviceBusRuleId", $"\"{Workspace}\"", "null", null)]
    [InlineData("eventHubName", "\"one\"", "\"two\"", null)]
    [InlineData("future", "1", "2", "It changes categories and destinations of a diagnostic setting alone")]
    [InlineData("future", "1", "[]", "It changes categories and destinations of a diagnostic setting alone")]
    // Azure shows no metrics as an empty list.
    [InlineData("metrics", null, "[]", null)]
    [InlineData("metrics", "[]", null, "It changes categories and destinations of a diagnostic setting alone")]
    [InlineData("metrics", "[]", "[{}]", "It changes categories and destinations of a diagnostic setting alone")]
    public void What_a_saved_plan_may_change_in_a_setting(string path, string? before, string? after, string? why)
    {
        var change = new PropertyChange($"properties.{path}", JsonOf(before), JsonOf(after));
        var write = Wanted() with { Properties = [change] };

        var found = new Monitor007Control(ToWorkspace).WhyNotWanted(write, Plan(write));

        Assert.Equal(why is null, found is null);
        Assert.StartsWith(why ?? "", found ?? "", StringComparison.Ordinal);
        Assert.Contains(why is null ? "" : change.Path, found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_objections_the_first_is_told()
    {
        var write = Wanted() with
        {
            Properties =
            [
                new PropertyChange("properties.one", default, JsonOf("1")),
                new PropertyChange("properties.two", default, JsonOf("1")),
            ],
        };

        Assert.Contains("properties.one", new Monitor007Control(ToWorkspace).WhyNotWanted(write, Plan(write)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_may_have_other_destinations_beside_the_named_one()
    {
        var write = WriteOf(Owner, "others", $$$"""{"properties":{"storageAccountId":"{{{ObservedEstate.Account}}}","workspaceId":"{{{Workspace}}}",{{{BothLogs}}}}}""");

        Assert.Null(new Monitor007Control(ToWorkspace).WhyNotWanted(write, Plan(write)));
    }

    [Fact]
    public void A_new_setting_that_is_not_its_own_is_asked_for_by_nothing()
    {
        var write = Wanted() with { Action = ChangeAction.Create };

        Assert.StartsWith(
            "It creates and deletes only its own diagnostic settings",
            new Monitor007Control(ToWorkspace).WhyNotAsked(write, Plan(write)),
            StringComparison.Ordinal);
        Assert.Null(new Monitor007Control(ToWorkspace).WhyNotAsked(Wanted(), Plan(Wanted())));
    }

    [Fact]
    public void Only_diagnostic_settings_are_its_own()
    {
        var write = new ArmWrite(TypeNames.LogProfile, "PUT", $"{Owner}/providers/Microsoft.Insights/logProfiles/default", "2016-03-01", default);

        Assert.False(new Monitor007Control(ToWorkspace).Owns(write, ResourceId.Parse(Owner)));
    }

    /// <summary>The rule of an account that says how long the log is kept is its own, and what looks like it elsewhere is not.</summary>
    [Theory]
    [InlineData(TypeNames.LifecyclePolicy, "managementPolicies/default", true)]
    [InlineData(TypeNames.BlobService, "blobServices/default", false)]
    [InlineData(TypeNames.Lock, "providers/Microsoft.Authorization/locks/l", false)]
    public void Of_an_account_only_a_lifecycle_rule_is_its_own(string type, string path, bool owns)
    {
        var control = new Monitor007Control(ToWorkspace with { Retention = new AcceptedRetention([365], null), ManageLifecycle = true });
        var body = """{"properties":{"policy":{"rules":[{"name":"baselineMonitor007"}]}}}""";
        var write = new ArmWrite(type, "PUT", $"{ObservedEstate.Account}/{path}", "2025-06-01", ObservedEstate.Json(body));
        var rule = new PropertyChange("properties.policy.rules[baselineMonitor007].enabled", default, ObservedEstate.Json("true"));
        var saved = new SavedWrite("c1", ChangeAction.Update, write, [rule]);

        Assert.Equal(owns, control.Owns(write, ResourceId.Parse(ObservedEstate.Account)));
        Assert.Equal(owns, control.DecidesAlone(write, rule.Path));
        Assert.Equal(owns, control.WhyNotWanted(saved, Plan(saved)) is not null);
    }

    /// <summary>That a destination is gone is worth a word where all that are wanted are reached all the same.</summary>
    [Theory]
    [InlineData($"\"workspaceId\":\"{Workspace}\",\"storageAccountId\":\"{ObservedEstate.Account}\"", true)]
    [InlineData($"\"workspaceId\":\"{Workspace}\"", false)]
    [InlineData($"\"storageAccountId\":\"{ObservedEstate.Account}\"", false)]
    public void That_a_destination_is_gone_is_told_where_all_others_are_reached(string reached, bool isTold)
    {
        const string Gone = $"\"eventHubAuthorizationRuleId\":\"{ObservedEstate.Group}/Microsoft.EventHub/namespaces/gone/authorizationRules/r\"";
        var both = ToWorkspace with
        {
            Destination = ToWorkspace.Destination with { StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))) },
        };
        var estate = new ObservedEstate().WithAccount().With(Workspace)
            .With($"{Owner}/{Settings}/s", $$$"""{"properties":{{{{reached}}},{{{Gone}}},{{{BothLogs}}}}}""");

        Assert.Equal(isTold, new Monitor007Control(both).Evaluate(estate.ToInput()).Notices.Any(notice => notice.Code == "BL2008"));
    }

    [Theory]
    [InlineData(false, "", "own")]
    [InlineData(true, "", "own group")]
    [InlineData(true, Owner, "group")]
    [InlineData(true, Group, "own")]
    public void Accounts_receive_the_log_by_settings_of_what_counts_and_is_not_exempt(bool counts, string exempt, string receivers)
    {
        var settings = ToWorkspace with
        {
            CountsManagementGroups = counts,
            Destination = new DestinationSettings(Monitor007Settings.DestinationPath) { Kinds = [SinkKind.StorageAccount] },
        };
        var input = new ObservedEstate()
            .With($"{Owner}/{Settings}/s", $$$"""{"properties":{"storageAccountId":"{{{ObservedEstate.Account}}}own",{{{BothLogs}}}}}""")
            .With($"{Group}/{Settings}/s", $$$"""{"properties":{"storageAccountId":"{{{ObservedEstate.Account}}}group",{{{BothLogs}}}}}""")
            .ToInput(new EstateSubscription(ObservedEstate.Subscription, "prod", ["contoso"]));
        input = input with { Exemptions = exempt.Length == 0 ? [] : [new Exemption(Monitor007Settings.Id, new ResourcePattern(exempt), "Closing.", "team-a", new DateOnly(2027, 1, 31), Span)] };

        Assert.Equal(
            receivers.Split(' ').Select(name => ObservedEstate.Account + name),
            new Monitor007Control(settings).Receivers(input).Select(receiver => receiver.Account.Text));
    }

    [Fact]
    public void Of_a_management_group_without_a_finding_it_is_explained_why()
    {
        var none = OfGroup(ToWorkspace, new ObservedEstate());
        var unread = OfGroup(ToWorkspace, new ObservedEstate().Hiding($"{Group}/providers/microsoft.insights/diagnosticSettings"));

        Assert.Empty(none.Findings);
        Assert.Contains(new EvidenceStep(0, Group, "It has no diagnostic setting."), none.Evidence);
        Assert.Empty(none.Notices);
        Assert.Empty(unread.Findings);
        Assert.Contains(unread.Evidence, step => step.Text.Contains("403 AuthorizationFailed", StringComparison.Ordinal));
        Assert.Equal(("BL2017", false), Assert.Single(unread.Notices.Select(notice => (notice.Code, notice.IsWarning))));
    }

    [Fact]
    public void A_setting_of_a_management_group_that_reaches_two_destinations_is_told_once()
    {
        var both = ToWorkspace with
        {
            Destination = ToWorkspace.Destination with { StorageAccounts = RegionalSinks.Everywhere(Sink.OfStorageAccount(ResourceId.Parse(ObservedEstate.Account))) },
        };
        var estate = new ObservedEstate().WithAccount().With(Workspace)
            .With($"{Group}/{Settings}/s", $$$"""{"properties":{"storageAccountId":"{{{ObservedEstate.Account}}}","workspaceId":"{{{Workspace}}}",{{{BothLogs}}}}}""");

        Assert.Equal(
            $"Setting \"s\" exports its own activity log to {ObservedEstate.Account} and {Workspace}.",
            Assert.Single(OfGroup(both, estate).Findings).Reason);
    }

    [Fact]
    public void A_management_group_that_is_named_and_not_part_of_what_was_read_is_unknown()
    {
        var input = new ObservedEstate().ToInput();
        var group = ResourceId.ManagementGroup("corp");
        input = input with { Scope = new EstateScope(new ScopeSettings(true, [group], [], []), input.Estate) };

        var said = new Monitor007Control(ToWorkspace).Evaluate(input);

        Assert.Equal([ResourceId.Parse(Owner)], said.Judged);
        Assert.Equal(
            (ComplianceState.Unknown, "The export of its activity log could not be read (it is not part of what was read), so nothing is known "
                + "about it."),
            said.Findings.Where(finding => finding.Resource == group).Select(finding => (finding.State, finding.Reason)).Single());
        Assert.Equal(
            ResourceId.Parse(Owner),
            new Monitor007Control(ToWorkspace).Evaluate(input with { Only = ResourceId.Parse(Owner) }).Findings.Single().Resource);
    }

    [Fact]
    public void A_setting_of_a_management_group_that_goes_nowhere_exports_nothing() => Assert.Contains(
        OfGroup(ToWorkspace, new ObservedEstate().With($"{Group}/{Settings}/s", $$$"""{"properties":{{{{BothLogs}}}}}""")).Evidence,
        step => step.Text == "Setting \"s\" exports nothing.");

    [Fact]
    public void Only_an_undo_deletes_a_setting()
    {
        var deletion = WriteOf(Owner, "baseline-activity-log", "{}");
        var write = deletion with { Write = deletion.Write with { Method = "DELETE" } };

        Assert.StartsWith("Only an undo deletes", new Monitor007Control(ToWorkspace).WhyNotWanted(write, Plan(write)), StringComparison.Ordinal);
    }

    [Theory]
    // Rows that are on in either, in whatever letters; members that only one of them changes.
    [InlineData(
        """{"properties":{"logs":[{"category":"A","enabled":false}]}}""",
        """{"properties":{"logs":[{"category":"A","enabled":true}],"storageAccountId":"/a"}}""",
        """{"properties":{"logs":[{"category":"a","enabled":true},{"category":"B","enabled":true},{"category":"C","enabled":false}],"workspaceId":"/w"}}""",
        """{"properties":{"logs":[{"category":"A","enabled":true},{"category":"B","enabled":true}],"storageAccountId":"/a","workspaceId":"/w"}}""")]
    // What one takes away, because it is gone, the other may replace; what one sets, the other does not take away.
    [InlineData(
        """{"properties":{"workspaceId":"/gone","storageAccountId":"/old"}}""",
        """{"properties":{"logs":[],"workspaceId":null,"storageAccountId":"/new"}}""",
        """{"properties":{"logs":[],"workspaceId":"/w","storageAccountId":null}}""",
        """{"properties":{"logs":[],"workspaceId":"/w","storageAccountId":"/new"}}""")]
    // What neither changes stays as the first has it.
    [InlineData(
        """{"properties":{"future":1,"workspaceId":"/W"}}""",
        """{"properties":{"future":1,"workspaceId":"/W"}}""",
        """{"properties":{"future":1,"workspaceId":"/w","logs":[{"categoryGroup":"allLogs","enabled":true}]}}""",
        """{"properties":{"future":1,"workspaceId":"/W","logs":[{"categoryGroup":"allLogs","enabled":true}]}}""")]
    public void Two_writes_of_one_setting_are_one(string live, string first, string second, string together) => Assert.Equal(
        together,
        ControlCatalogue.Product.Types.TypeOf(TypeNames.DiagnosticSetting).Together(Body(first), Body(second), ObservedEstate.Json(live))?.ToJsonString());

    [Theory]
    [InlineData("""{"totalRetentionInDays":365}""", 30, 365L, true)]
    [InlineData("""{"totalRetentionInDays":364}""", 730, 364L, false)]
    // A table that says nothing of its own follows the workspace, of which the activity log is kept for 90 days at least.
    [InlineData("""{"totalRetentionInDays":-1}""", 730, 730L, true)]
    [InlineData("""{}""", 30, 90L, false)]
    [InlineData(null, 31, 90L, false)]
    [InlineData(null, 400, 400L, true)]
    public void A_workspace_keeps_it_as_long_as_its_table_says(string? table, int workspaceDays, long days, bool accepted)
    {
        var observed = new ObservedEstate().With(Workspace, $$$"""{"properties":{"retentionInDays":{{{workspaceDays}}}}}""");
        var estate = (table is null ? observed : observed.With($"{Workspace}/tables/AzureActivity", $$"""{"properties":{{table}}}""")).ToEstate();

        var retention = WorkspaceRetention.Of(estate, ResourceId.Parse(Workspace), "AzureActivity", new AcceptedRetention([], 365));

        Assert.Equal((days, accepted, null), (retention.Days, retention.IsAccepted, retention.Undecided));
    }

    [Theory]
    [InlineData(365, false, true)]
    [InlineData(4383, false, true)]
    [InlineData(4384, false, false)]
    [InlineData(4, true, false)]
    [InlineData(5, false, true)]
    public void A_table_that_could_not_be_read_matters_where_some_table_would_do_and_some_would_not(int atLeast, bool accepted, bool open)
    {
        var estate = new ObservedEstate().With(Workspace, """{"properties":{"retentionInDays":30}}""").Hiding($"{Workspace}/tables/AzureActivity").ToEstate();

        var retention = WorkspaceRetention.Of(estate, ResourceId.Parse(Workspace), "AzureActivity", new AcceptedRetention([], atLeast));

        Assert.Equal((accepted, open), (retention.IsAccepted, retention.Undecided is not null));
    }

    private static (bool ActivityLog, bool Encryption, bool Retention) Needs(params IControlSettings[] controls)
    {
        var document = new BaselineDocument(
            "test", new("sha256:0"), new ScopeSettings(false, [], [ObservedEstate.Subscription], []), controls, [], new LimitSettings(null, null));
        var request = new Planner(ControlCatalogue.Product).RequestFor(document);
        return (request.Needs.ActivityLog, request.Needs.Encryption, request.Needs.ActivityLogRetention);
    }

    private static Evaluation OfGroup(Monitor007Settings settings, ObservedEstate estate) => new Monitor007Control(settings).Evaluate(
        estate.ToInput(new EstateSubscription(ObservedEstate.Subscription, "prod", ["contoso"])) with { Only = ResourceId.Parse(Group) });

    private static JsonElement JsonOf(string? text) => text is null ? default : ObservedEstate.Json(text);

    /// <summary>A write of a setting of others that exports what is wanted to where it is wanted.</summary>
    private static SavedWrite Wanted() => WriteOf(Owner, "others", $$$"""{"properties":{"workspaceId":"{{{Workspace}}}",{{{BothLogs}}}}}""");

    private static SavedWrite WriteOf(string owner, string name, string body) => new(
        "c1",
        ChangeAction.Update,
        new ArmWrite(TypeNames.DiagnosticSetting, "PUT", $"{owner}/providers/Microsoft.Insights/diagnosticSettings/{name}", "2021-05-01-preview", ObservedEstate.Json(body)),
        []);

    private static SavedPlan Plan(SavedWrite write) => new(
        [write], new ObservedEstate().With(Workspace).WithAccount().ToEstate(), ["baseline-activity-log"], new HashSet<ResourceId> { ResourceId.Parse(Workspace) });

    private static JsonObject Body(string text) => JsonNode.Parse(text)?.AsObject() ?? throw new JsonException(text);
}
