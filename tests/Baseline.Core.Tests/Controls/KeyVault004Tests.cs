using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Controls;

/// <summary>What the control says of a vault and would do about it: verdicts, obstacles, changes, notices and the steps of explain.</summary>
public sealed class KeyVault004Tests
{
    private const string Account = ObservedEstate.Account;
    private const string Workspace = $"{ObservedEstate.Group}/Microsoft.OperationalInsights/workspaces/law";
    private const string Policy = $"{Account}/managementPolicies/default";
    private const string Service = $"{Account}/blobServices/default";
    private const string Container = $"{Service}/containers/insights-logs-auditevent";
    private const string Lock = $"{Account}/providers/Microsoft.Authorization/locks/ro";
    private const string SettingPath = $"{ObservedEstate.Vault}/providers/Microsoft.Insights/diagnosticSettings";
    private const string On = """{"category":"AuditEvent","enabled":true}""";
    private const string Off = """{"category":"AuditEvent","enabled":false}""";
    private const string AlsoWorkspace = $$""","workspaceId":"{{Workspace}}" """;
    private const string Metrics = ""","metrics":[{"category":"AllMetrics","enabled":true,"retentionPolicy":{"enabled":true,"days":45}}]""";

    private static readonly DestinationSettings Storage = new(KeyVault004Settings.DestinationPath);

    private static readonly KeyVault004Settings AYear = new(
        [365],
        Storage with
        {
            StorageAccounts = new RegionalSinks(
                new Dictionary<string, Sink>(StringComparer.Ordinal) { ["westeurope"] = Sink.OfStorageAccount(ResourceId.Parse(Account)) }),
        },
        "Baseline",
        ManageLifecycle: true,
        Deep: false,
        new SourceSpan("baseline.yaml", 3, 5));

    private static readonly KeyVault004Settings Unmapped = AYear with { Destination = Storage };

    private static readonly KeyVault004Settings Anything = AYear with
    {
        Destination = AYear.Destination with { Acceptance = DestinationAcceptance.Any },
        RetentionDays = [],
    };

    private static readonly KeyVault004Settings AnythingForAYear = Anything with { RetentionAtLeast = 365 };

    private static readonly Obstacle NoAccount = new(
        "BL2108",
        "The document gives no storage account for region westeurope",
        "add the line \"westeurope: <storage account id>\" under controls.KeyVault-004.destination.storageAccounts");

    private static readonly Obstacle UnreadAccount = new(
        "BL2107",
        $"{Account}, given by setting \"s\", could not be read (403 AuthorizationFailed)",
        "grant read access to it",
        Incomplete: true);

    private static readonly Obstacle UnreadRetention = new(
        "BL2107",
        $"The retention of {Account} could not be read (403 AuthorizationFailed)",
        "grant read access to the account and its lifecycle policy",
        Incomplete: true);

    private static readonly Obstacle Locked = new(
        "BL2105",
        $"The ReadOnly lock {Lock} on the destination forbids settings that name it",
        "remove the lock while you apply");

    [Fact]
    public void How_long_a_log_is_kept_is_not_claimed_where_it_could_not_be_read()
    {
        var found = Judge(Anything, Vault().WithAccount().WithSetting("s", To(On)).Hiding(Policy));

        Assert.Equal(ComplianceState.Compliant, found.State);
        Assert.Contains("could not be read (403 AuthorizationFailed)", found.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("forever", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_in_a_region_without_an_account_is_told_which_line_to_add() =>
        Assert.Equal([NoAccount], Judge(Unmapped, Vault()).Obstacles);

    [Fact]
    public void An_account_that_a_setting_names_is_told_where_it_is_unfit()
    {
        var found = Judge(Unmapped, Vault().WithAccount("""{"location":"westeurope","sku":{"name":"Premium_LRS"}}""").WithRules("r:365")
            .WithSetting("s", To(Off)));

        Assert.Equal(
            [new Obstacle(
                "BL2111",
                $"{Account}, given by setting \"s\", is a premium account, and diagnostic settings can't export to one",
                "name a standard account")],
            found.Obstacles);
    }

    [Fact]
    public void An_account_that_could_not_be_read_is_told_once()
    {
        var setting = Vault().Hiding(Account).WithSetting("s", To(Off));

        Assert.Equal([UnreadRetention], Judge(Unmapped, setting).Obstacles);
        Assert.Equal([Locked, UnreadRetention], Judge(Unmapped, setting.With(Lock, """{"properties":{"level":"ReadOnly"}}""")).Obstacles);
        Assert.Equal(
            [UnreadAccount],
            Judge(Unmapped, Vault().Hiding(Account).WithRules("r:365").With(Service).With(Container).WithSetting("s", To(Off))).Obstacles);
    }

    [Fact]
    public void Where_another_destination_counts_the_retention_of_the_account_does_not()
    {
        var change = Assert.Single(Changes(
            AnythingForAYear,
            Vault().WithAccount().With(Workspace).WithRules("others:30").WithSetting("s", To(Off, AlsoWorkspace))));

        Assert.Equal(($"{SettingPath}/s", ChangeAction.Update), (change.Resource, change.Action));
    }

    [Theory]
    [InlineData("others:30", false)]
    [InlineData("others:400", false)]
    [InlineData("others:30", true)]
    public void Where_retention_does_not_count_nothing_of_it_is_in_the_way(string rule, bool isHidden)
    {
        var estate = Vault().WithAccount().WithSetting("s", To(Off));
        var found = Judge(Anything, isHidden ? estate.Hiding(Policy) : estate.WithRules(rule), out var said);

        Assert.Equal((0, $"{SettingPath}/s"), (found.Obstacles.Count, Assert.Single(said.Assemble()).Resource));
    }

    [Fact]
    public void A_destination_of_the_tools_own_setting_that_is_gone_is_no_conflict()
    {
        var gone = $$"""{"workspaceId":"{{Workspace}}","logs":[{{On}}]}""";

        var change = Assert.Single(Changes(
            AYear, Vault().WithAccount().WithRules("r:365").WithSetting("Baseline", gone).WithSetting("other", gone)));

        Assert.Equal(($"{SettingPath}/Baseline", ChangeAction.Update), (change.Resource, change.Action));
        Assert.Equal(
            $$$"""{"properties":{"workspaceId":null,"logs":[{{{On}}}],"storageAccountId":"{{{Account}}}"}}""",
            change.Body.GetRawText());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_workspace_that_could_not_be_read_is_in_the_way_of_the_tools_own_setting(bool isExported)
    {
        var properties = isExported ? To(Off, AlsoWorkspace) : $$"""{"workspaceId":"{{Workspace}}","logs":[{{Off}}]}""";

        var found = Judge(AYear, Vault().WithAccount().WithRules("r:365").Hiding(Workspace).WithSetting("Baseline", properties), out var said);

        Assert.Equal(
            [new Obstacle(
                "BL2107",
                $"{Workspace}, given by setting \"Baseline\", could not be read (403 AuthorizationFailed)",
                "grant read access to it",
                Incomplete: true)],
            found.Obstacles);
        Assert.True(found.Incomplete);
        Assert.Empty(said.Assemble());
    }

    [Fact]
    public void A_setting_of_others_that_may_be_completed_once_its_workspace_can_be_read_is_waited_for()
    {
        var estate = Vault().WithAccount().WithRules("r:365").Hiding(Workspace).WithSetting("other", To(Off, AlsoWorkspace));
        var found = Judge(AYear, estate, out var said);

        Assert.Equal(
            [new Obstacle(
                "BL2107",
                $"{Workspace}, given by setting \"other\", could not be read (403 AuthorizationFailed)",
                "grant read access to it",
                Incomplete: true)],
            found.Obstacles);
        Assert.Empty(said.Assemble());
    }

    [Fact]
    public void A_setting_of_others_that_could_not_be_completed_anyway_is_not_waited_for()
    {
        var change = Assert.Single(Changes(AYear, Vault().WithAccount().WithRules("r:365").WithSetting("other", To(Off, AlsoWorkspace))));

        Assert.Equal(($"{SettingPath}/Baseline", ChangeAction.Create), (change.Resource, change.Action));
    }

    public static TheoryData<string, string[], string, Obstacle> Retentions => new()
    {
        {
            "StorageV2", ["others:30"], "{}",
            new Obstacle(
                "BL2115",
                $"Lifecycle rule \"others\" of {Account} deletes the log after 30 days and belongs to somebody else",
                "change it to 365 days, or limit it to other containers")
        },
        {
            "storage", [], "{}",
            new Obstacle(
                "BL2136",
                $"{Account} is a general-purpose v1 account, and those take no lifecycle rules",
                "upgrade it to general-purpose v2, or name another account")
        },
        {
            "StorageV2", Later(100), "{}",
            new Obstacle(
                "BL2152",
                $"The lifecycle policy of {Account} has 100 rules, and Azure allows no more",
                "delete one that nobody needs, or export to another account")
        },
        {
            "StorageV2", ["r:30"], Immutable("Locked"),
            new Obstacle(
                "BL2135",
                $"A locked immutability policy keeps the log in {Account} for 400 days, and can't be shortened",
                "accept that many days in controls.KeyVault-004.retentionDays (atLeast), or export to another account")
        },
    };

    [Theory]
    [MemberData(nameof(Retentions))]
    public void What_keeps_the_retention_from_being_mended_is_told(string kind, string[] rules, string container, Obstacle obstacle)
    {
        var estate = Vault().WithAccount($$"""{"location":"westeurope","kind":"{{kind}}"}""").With(Container, container).WithSetting("s", To(On));

        Assert.Equal([obstacle], Judge(Unmapped, rules.Length == 0 ? estate : estate.WithRules(rules)).Obstacles.Except([NoAccount]));
    }

    [Fact]
    public void The_tools_own_rule_may_be_the_hundredth()
    {
        Assert.Empty(Judge(Unmapped, Vault().WithAccount().WithRules(Later(99)).WithSetting("s", To(On))).Obstacles.Except([NoAccount]));
        Assert.Single(Changes(Unmapped, Vault().WithAccount().WithRules([.. Later(99), "baselineKeyVault004:30"]).WithSetting("s", To(On))));
    }

    private static string[] Later(int rules) => [.. Enumerable.Range(0, rules).Select(rule => $"later{rule}:400")];

    /// <summary>What logs the same category to the same container, by name or by a group that Azure says holds it.</summary>
    [Theory]
    [InlineData("category", "AUDITEVENT", "AuditEvent", true)]
    [InlineData("categoryGroup", "audit", "AUDITEVENT", true)]
    [InlineData("categoryGroup", "audit", "Other", false)]
    [InlineData("categoryGroup", "allLogs", "AuditEvent", false)]
    [InlineData("category", "Other", "AuditEvent", false)]
    public void Whose_logs_the_tools_own_rule_ends_is_told(string member, string log, string offered, bool isTold)
    {
        const string Other = $"{ObservedEstate.Group}/Contoso.Toy/things/t";
        var estate = Vault().WithAccount().WithSetting("s", To(On))
            .With($"{Other}/providers/microsoft.insights/diagnosticSettingsCategories/{offered}", """{"properties":{"categoryGroups":["audit"]}}""")
            .With(
                $"{Other}/providers/Microsoft.Insights/diagnosticSettings/s",
                $$$"""{"properties":{{{To($$"""{"{{member}}":"{{log}}","enabled":true}""")}}}}""");

        Judge(AYear, estate, out var said);

        Notice[] expected =
        [
            new(
                "BL2051",
                "KeyVault-004",
                Account,
                "Lifecycle rule \"baselineKeyVault004\" is for all of container insights-logs-auditevent, so that it deletes after 365 days "
                    + $"what others log there as well: {Other} (no vault)."),
        ];
        Assert.Equal(isTold ? expected : [], said.Notices);
    }

    [Fact]
    public void Only_a_rule_ends_what_is_kept_for_ever() => Assert.Equal(
        [new Obstacle(
            "BL2116",
            $"{Account} keeps the log forever, and only a lifecycle rule can end that",
            "set controls.KeyVault-004.manageLifecycle to true, or accept 0 in retentionDays")],
        Judge(AYear with { ManageLifecycle = false }, Vault().WithAccount().WithSetting("s", To(On))).Obstacles);

    /// <summary>What an account keeps as a version is not gone, so that the rule of others is not what would have to be changed.</summary>
    [Theory]
    [InlineData("others:30", "BL2116")]
    [InlineData("others:30+", "BL2115")]
    public void A_rule_of_others_is_in_the_way_only_where_it_ends_the_log(string rule, string code)
    {
        var estate = Vault().WithAccount().With(Service, """{"properties":{"isVersioningEnabled":true}}""").WithRules(rule)
            .WithSetting("s", To(On));

        Assert.Equal([code], Judge(AYear with { ManageLifecycle = false }, estate).Obstacles.Select(obstacle => obstacle.Code));
    }

    /// <summary>A locked policy may hold the log for longer than the rule that is to be written.</summary>
    [Theory]
    // The days that are accepted, those for which the policy holds, and those of the rule; nothing where none is written.
    [InlineData(new[] { 365 }, 30, 365)]
    [InlineData(new[] { 365 }, 365, 365)]
    [InlineData(new[] { 90, 365 }, 365, 90)]
    [InlineData(new[] { 90, 365 }, 180, null)]
    [InlineData(new[] { 365 }, 400, null)]
    public void A_rule_is_written_beside_a_locked_policy_that_holds_no_longer_than_is_accepted(int[] accepted, int locked, int? written)
    {
        var estate = Vault().WithAccount().With(Container, Immutable("Locked", locked)).WithSetting("s", To(On));

        var found = Judge(AYear with { RetentionDays = accepted }, estate, out var said);

        Assert.Equal(
            written is null ? [$"A locked immutability policy keeps the log in {Account} for {locked} days, and can't be shortened"] : [],
            found.Obstacles.Select(obstacle => obstacle.What));
        Assert.Equal(
            (long?)written,
            said.Assemble().SingleOrDefault()?.Body.ItemsAt("properties.policy.rules").Single()
                .NumberAt("definition.actions.baseBlob.delete.daysAfterModificationGreaterThan"));
    }

    /// <summary>
    /// The names of rules are unique (docs/azure.md#rules-of-a-policy); where they are not, nobody's rule is lost all the same.
    /// </summary>
    [Fact]
    public void A_rule_of_others_that_has_the_name_as_well_is_not_overwritten()
    {
        const string Two =
            """
            {"properties":{"policy":{"rules":[
              {"name":"baselineKeyVault004","definition":{"actions":{},"filters":{"prefixMatch":["insights-logs-auditevent/"]}}},
              {"name":"baselineKeyVault004","definition":{"actions":{},"filters":{"prefixMatch":["backups/","other/"]}}}]}}}
            """;
        var found = Judge(AYear, Vault().WithAccount().With(Policy, Two).WithSetting("s", To(On)), out var said);

        Assert.Equal(
            [new Obstacle(
                "BL2151",
                $"Lifecycle rule \"baselineKeyVault004\" of {Account} is for blobs that begin with \"backups/\", too, so that somebody "
                    + "else uses the name",
                "give that rule another name")],
            found.Obstacles);
        Assert.Empty(said.Assemble());
    }

    [Theory]
    // The last rule goes with the policy, which a lock may forbid; beside others it is a write like any other.
    [InlineData("baselineKeyVault004:30", null, ChangeAction.Delete)]
    [InlineData("baselineKeyVault004:30", "CanNotDelete", null)]
    [InlineData("baselineKeyVault004:30 others:365", "CanNotDelete", ChangeAction.Update)]
    public void Where_forever_is_accepted_too_the_tools_own_rule_goes(string rules, string? level, ChangeAction? action)
    {
        var estate = Vault().WithAccount().WithRules(rules.Split(' ')).WithSetting("s", To(On));
        if (level is not null)
        {
            estate.With(Lock, $$$"""{"properties":{"level":"{{{level}}}"}}""");
        }

        var found = Judge(AYear with { RetentionDays = [365, 0] }, estate, out var said);

        Assert.Equal(action is null ? ["BL2105"] : [], found.Obstacles.Select(obstacle => obstacle.Code));
        Assert.Equal(
            action is null ? [] : [(Policy, action)],
            said.Assemble().Select(change => (change.Resource, (ChangeAction?)change.Action)));
    }

    [Fact]
    public void With_deep_what_is_wrong_with_an_account_or_not_known_of_it_is_in_the_way()
    {
        var deep = Unmapped with { Deep = true };
        var closed = """{"location":"westeurope","properties":{"networkAcls":{"defaultAction":"Deny"}}}""";
        var firewall = $"the firewall of {Account} lets no trusted Microsoft services in, so logs may not arrive: "
            + "allow them (networkAcls.bypass AzureServices)";

        Assert.Equal(
            [new Obstacle("BL2117", $"Nothing that apply may change helps {Account}", firewall)],
            Judge(deep, Vault().WithAccount(closed).WithRules("r:365").WithSetting("s", To(On))).Obstacles);
        Assert.Equal(
            [new Obstacle(
                "BL2107",
                $"{Account} is judged with \"deep\", and whether its container can be appended to could not be read (403 AuthorizationFailed)",
                "grant read access to it",
                Incomplete: true)],
            Judge(deep, Vault().WithAccount().WithRules("r:365").Hiding(Container).WithSetting("s", To(Off))).Obstacles);
    }

    [Fact]
    public void Accepting_anything_takes_a_destination_all_the_same()
    {
        var found = Verdict(Anything, Vault(), $$"""{"logs":[{{On}}]}""");

        Assert.Equal((ComplianceState.Noncompliant, "exports to no storage account", false), (found.State, found.Reason, found.IsDangling));
    }

    [Fact]
    public void A_setting_dangles_where_nothing_that_would_count_is_there()
    {
        var properties = To(On, AlsoWorkspace);
        var both = Verdict(AnythingForAYear, Vault(), properties);
        var one = Verdict(AnythingForAYear, Vault().WithAccount().WithRules("r:30"), properties);

        Assert.Equal(
            (true, $"exports to {Workspace}, which does not exist; it exports to {Account}, which does not exist"),
            (both.IsDangling, both.Reason));
        Assert.Equal(
            (false, $"exports to {Workspace}, which does not exist; it exports to {Account}, where lifecycle rule \"r\" deletes the log "
                + "after 30 days; allowed: 365 days or more"),
            (one.IsDangling, one.Reason));
    }

    [Fact]
    public void Retention_policies_of_rows_count_only_where_retention_does()
    {
        const string Row = """{"category":"AuditEvent","enabled":true,"retentionPolicy":{"enabled":true,"days":30}}""";
        var estate = Vault().WithAccount();

        Assert.Equal(
            (ComplianceState.Compliant, $"exports AuditEvent to {Account}, kept forever"),
            Summary(Verdict(Anything, estate, To(Row))));
        Assert.Equal(
            (ComplianceState.Noncompliant, "has a retention policy of 30 days, which Azure ignores; allowed: 365 days or more"),
            Summary(Verdict(AnythingForAYear, estate, To(Row))));
    }

    [Fact]
    public void A_vault_that_was_read_is_judged_once_though_a_read_of_it_failed_too()
    {
        var input = Vault().Hiding(ObservedEstate.Vault).ToInput();

        Assert.Equal(
            "Its diagnostic settings could not be read (403 AuthorizationFailed).",
            Assert.Single(new KeyVault004Control(AYear).Evaluate(input).Findings).Reason);
    }

    [Theory]
    // A setting with nothing left is told as such, and not each destination of it again.
    [InlineData(On, false, $"exports to {Workspace}, which does not exist; another setting makes the vault compliant.")]
    // Beside an account that counts, the destination is told.
    [InlineData(On, true, $"exports to {Workspace}, which does not exist; another destination suffices.")]
    // What does not export the log exports it nowhere.
    [InlineData(Off, false, null)]
    public void A_destination_that_is_gone_is_noticed_where_the_vault_is_compliant(string row, bool isBeside, string? message)
    {
        var properties = isBeside ? To(row, AlsoWorkspace) : $$"""{"workspaceId":"{{Workspace}}","logs":[{{row}}]}""";
        var estate = Vault().WithAccount().WithSetting("good", To(On)).WithSetting("s", properties);
        Judge(Anything, estate, out var said);

        Assert.Equal(
            message is null ? Array.Empty<Notice>() : [new Notice("BL2008", "KeyVault-004", $"{SettingPath}/s", $"Setting \"s\" {message}")],
            said.Notices.Where(notice => notice.Code == "BL2008"));
    }

    public static TheoryData<string, string[], bool> Written => new()
    {
        // The tool's own setting, in whatever letter case Azure spells it.
        { "BASELINE", [], true },
        // One of others, which is not written.
        { "another", [], false },
        { "default", [On], false },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Retention_policies_that_a_change_switches_off_are_noticed(string name, string[] logs, bool isNoticed)
    {
        var toAccount = logs.Length > 0;
        var properties = toAccount
            ? To(string.Join(',', logs), Metrics)
            : $$"""{"workspaceId":"{{Workspace}}","logs":[]{{Metrics}}}""";
        Judge(AYear, Vault().WithAccount().With(Workspace).WithSetting(name, properties), out var said);

        Assert.NotEmpty(said.Assemble());
        Assert.Equal(
            !isNoticed ? Array.Empty<Notice>() : [new Notice(
                "BL2045",
                "KeyVault-004",
                $"{SettingPath}/{name}",
                $"Setting \"{name}\" is written as a whole, and Azure refuses a retention policy that is on, so this plan switches off what "
                    + "it carries for AllMetrics (45 days) too. Azure ignores it since 2025-09-30, so that no log is kept longer or shorter "
                    + "for it; it can't be switched on again.")],
            said.Notices.Where(notice => notice.Code == "BL2045"));
    }

    [Theory]
    [InlineData("Locked", "The policy is locked: nothing deletes the log for 400 days.")]
    [InlineData("Unlocked", "The policy is not locked: it can be taken away, and does not count.")]
    public void Explain_tells_of_all_that_bears_on_the_log(string state, string policy)
    {
        var estate = Vault().WithAccount().With(Service, """{"properties":{"isVersioningEnabled":true}}""").With(Container, Immutable(state))
            .WithTask("purge").WithRules("r:30").WithSetting("s", To(On, AlsoWorkspace));

        Assert.Equal(
            [
                new EvidenceStep(2, "properties.logs[0]", "Category AuditEvent is on."),
                new EvidenceStep(2, "properties.storageAccountId", Account),
                new EvidenceStep(2, "properties.workspaceId", $"{Workspace} does not exist."),
                new EvidenceStep(2, $"{Policy} properties.policy.rules[0]", "Rule \"r\" does not delete this log."),
                new EvidenceStep(
                    2,
                    $"{Service} properties.isVersioningEnabled",
                    "The account keeps a version of what is deleted, until a rule that names versions deletes it."),
                new EvidenceStep(2, $"{Container} properties.immutabilityPolicy", policy),
                new EvidenceStep(2, $"{Account}/storageTaskAssignments/purge", "A storage task may delete the log."),
            ],
            Steps(estate).Where(step => step.Depth > 1));
    }

    [Fact]
    public void Explain_tells_what_could_not_be_read_and_leaves_out_what_is_not_there()
    {
        var estate = Vault().WithAccount().Hiding(Workspace).WithSetting("s", To(On, AlsoWorkspace));

        Assert.Equal(
            [
                new EvidenceStep(2, "properties.logs[0]", "Category AuditEvent is on."),
                new EvidenceStep(2, "properties.storageAccountId", Account),
                new EvidenceStep(2, "properties.workspaceId", $"{Workspace} could not be read: 403 AuthorizationFailed."),
            ],
            Steps(estate).Where(step => step.Depth > 1));
        Assert.Equal(
            new EvidenceStep(2, "properties.workspaceId", Workspace),
            Steps(Vault().WithAccount().With(Workspace).WithSetting("s", To(On, AlsoWorkspace)))[^1]);
    }

    [Fact]
    public void What_a_setting_lacks_for_each_of_several_destinations_is_told_once()
    {
        var both = AYear with
        {
            Destination = AYear.Destination with
            {
                Acceptance = DestinationAcceptance.Mapped,
                Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Workspace))),
            },
        };
        var input = Vault().WithAccount().With(Workspace).WithSetting("s", To(Off)).ToInput();

        var steps = new KeyVault004Control(both).Evaluate(input with { Only = ResourceId.Parse(ObservedEstate.Vault) }).Evidence;

        Assert.Contains(steps, step => step.Text == "Setting \"s\" does not count: it does not export AuditEvent.");
    }

    [Fact]
    public void Of_several_vaults_only_the_one_that_is_asked_for_is_judged()
    {
        var input = Vault().With($"{ObservedEstate.Vault}-2", """{"location":"westeurope"}""").ToInput();

        var said = new KeyVault004Control(AYear).Evaluate(input with { Only = ResourceId.Parse(ObservedEstate.Vault) });

        Assert.Equal(ObservedEstate.Vault, Assert.Single(said.Findings).Resource.Text);
        Assert.Equal(2, new KeyVault004Control(AYear).Evaluate(input).Findings.Count);
    }

    [Fact]
    public void Of_what_could_not_be_listed_nothing_is_said_where_one_vault_alone_is_asked_for()
    {
        var input = Vault().Hiding($"/subscriptions/{ObservedEstate.Subscription}/providers/Microsoft.KeyVault/vaults").ToInput();
        var group = ResourceId.ManagementGroup("corp");
        var inGroup = input with { Scope = new EstateScope(new ScopeSettings(true, [group], [], []), input.Estate) };

        Assert.Equal(3, new KeyVault004Control(AYear).Evaluate(inGroup).Findings.Count);
        Assert.Equal(
            $"The vaults of /subscriptions/{ObservedEstate.Subscription} could not be read (403 AuthorizationFailed), so nothing is known about "
                + "them.",
            new KeyVault004Control(AYear).Evaluate(inGroup).Findings[0].Reason);
        Assert.Equal(
            ObservedEstate.Vault,
            Assert.Single(new KeyVault004Control(AYear).Evaluate(inGroup with { Only = ResourceId.Parse(ObservedEstate.Vault) }).Findings).Resource.Text);
    }

    [Fact]
    public void A_reason_is_given_once_where_several_destinations_lack_it() =>
        Assert.Equal(
            "Setting \"s\" does not export AuditEvent.",
            Judge(Mapped, Vault().WithAccount().With(Workspace).WithSetting("s", To(Off))).Reason);

    [Fact]
    public void An_own_destination_that_is_replaced_is_in_nobodys_way()
    {
        var estate = Vault().WithAccount().With(Workspace).Hiding($"{Workspace}-old")
            .WithSetting("Baseline", $$"""{"workspaceId":"{{Workspace}}-old","logs":[{{On}}]}""");

        var change = Assert.Single(Changes(Mapped, estate));

        Assert.Equal(
            (Account, Workspace), (change.Body.TextAt("properties.storageAccountId"), change.Body.TextAt("properties.workspaceId")));
    }

    [Fact]
    public void A_destination_that_is_gone_is_no_remark_where_another_one_is_still_missing()
    {
        // The account is reached, and the workspace that is wanted too is gone.
        Judge(
            Mapped,
            Vault().WithAccount().WithSetting("s", To(On)).WithSetting("old", $$"""{"workspaceId":"{{Workspace}}","logs":[{{On}}]}"""),
            out var missing);
        Judge(
            AYear with { RetentionDays = [0], Destination = Storage },
            Vault().WithAccount()
                .WithSetting("s", To(On))
                .WithSetting("old", $$"""{"storageAccountId":"{{Account}}gone","logs":[{{On}}]}"""),
            out var reached);

        Assert.DoesNotContain(missing.Notices, notice => notice.Code == "BL2008");
        Assert.Contains(reached.Notices, notice => notice.Code == "BL2008");
    }

    [Fact]
    public void A_workspace_gets_no_lifecycle_policy()
    {
        var workspace = AYear with
        {
            Destination = Storage with
            {
                Acceptance = DestinationAcceptance.Mapped,
                Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Workspace))),
            },
        };

        Assert.Equal(
            [$"{SettingPath}/Baseline"], Changes(workspace, Vault().With(Workspace)).Select(change => change.Resource));
    }

    [Fact]
    public void A_lifecycle_policy_that_deep_asks_for_and_that_can_not_be_read_leaves_the_verdict_open()
    {
        var found = Judge(Anything with { Deep = true }, Vault().WithAccount().With(Service).With(Container).WithSetting("s", To(On)).Hiding(Policy));

        Assert.Equal(
            (ComplianceState.Unknown, $"Setting \"s\" exports to {Account}, and whether a lifecycle rule misses its log could not be read (403 AuthorizationFailed)."),
            (found.State, found.Reason));
    }

    [Fact]
    public void Explain_says_that_what_a_document_gives_is_given_for_the_region() => Assert.Equal(
        "KeyVault-004 accepts AuditEvent kept for 0 (kept forever), in the storage account that the document gives for the region and the "
            + "workspace that the document gives for the region.",
        new KeyVault004Control(Mapped).Evaluate(Vault().ToInput() with { Only = ResourceId.Parse(ObservedEstate.Vault) }).Evidence[0].Text);

    [Fact]
    public void Where_the_log_is_on_nothing_more_is_switched_on_with_a_retention_policy_that_goes()
    {
        const string Row = """{"categoryGroup":"allLogs","enabled":true,"retentionPolicy":{"enabled":true,"days":30}}""";

        var change = Assert.Single(Changes(AYear, Vault().WithAccount().WithRules("r:365").WithSetting("Baseline", To(Row))));

        Assert.Equal(
            """[{"categoryGroup":"allLogs","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}]""",
            change.Body.At("properties.logs").GetRawText());
    }

    [Theory]
    [InlineData(false, false, true)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    public void An_account_receives_the_logs_of_vaults_in_scope_that_are_not_exempt(bool isExcluded, bool isExempt, bool receives)
    {
        var input = Vault().WithAccount().WithSetting("s", To(On)).ToInput();
        var vault = new ResourcePattern(ObservedEstate.Vault);
        var scope = new ScopeSettings(true, [], [], isExcluded ? [new Exclusion(null, null, null, vault)] : []);
        var exemption = new Exemption(KeyVault004Settings.Id, vault, "Moved", "team-a", new DateOnly(2027, 1, 31), AYear.Span);

        var receivers = new KeyVault004Control(AYear).Receivers(
            input with { Scope = new EstateScope(scope, input.Estate), Exemptions = isExempt ? [exemption] : [] });

        Assert.Equal(receives ? [Account] : [], receivers.Select(receiver => receiver.Account.Text));
    }

    /// <summary>Of a new setting, too, the first category that would be charged for is told.</summary>
    [Fact]
    public void What_is_charged_for_is_begun_by_no_new_setting()
    {
        var requirement = AYear.Requirement with
        {
            Log = new WantedLog("log", "vault", ["Free", "First", "Second"], [], "insights-logs-free"),
            FreeOnly = ["First", "Second"],
        };
        var context = Vault().WithAccount().ToContext();
        var evaluator = new SettingEvaluator(requirement, context);
        var source = new LogSource(ResourceId.Parse(ObservedEstate.Vault), "westeurope");

        var remediation = new SettingRemediation(requirement, context, evaluator)
            .For(source, [.. evaluator.DemandsOf(source).Select(demand => new JudgedDemand(demand, []))]);

        Assert.Empty(remediation.Drafts);
        Assert.Equal(
            new Obstacle(
                "BL2150",
                $"Setting \"Baseline\" would export First to {Account}, which is charged for, and the document denies that",
                "give the control another settingName, or write charged: allow"),
            Assert.Single(remediation.Obstacles));
    }

    private static readonly KeyVault004Settings Mapped = AYear with
    {
        RetentionDays = [0],
        Destination = AYear.Destination with
        {
            Acceptance = DestinationAcceptance.Mapped,
            Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Workspace))),
        },
    };

    private static ObservedEstate Vault() => new ObservedEstate().With(ObservedEstate.Vault, """{"location":"westeurope"}""");

    private static string To(string rows, string more = "") => $$"""{"storageAccountId":"{{Account}}","logs":[{{rows}}]{{more}}}""";

    private static string Immutable(string state, int days = 400) =>
        $$"""{"properties":{"immutabilityPolicy":{"properties":{"immutabilityPeriodSinceCreationInDays":{{days}},"state":"{{state}}"} } } }""";

    private static Finding Judge(KeyVault004Settings settings, ObservedEstate estate) => Judge(settings, estate, out _);

    private static Finding Judge(KeyVault004Settings settings, ObservedEstate estate, out Evaluation said)
    {
        said = new KeyVault004Control(settings).Evaluate(estate.ToInput());
        return Assert.Single(said.Findings);
    }

    private static IReadOnlyList<Change> Changes(KeyVault004Settings settings, ObservedEstate estate)
    {
        Assert.Empty(Judge(settings, estate, out var said).Obstacles);
        return said.Assemble();
    }

    private static IReadOnlyList<EvidenceStep> Steps(ObservedEstate estate) =>
        new KeyVault004Control(AYear).Evaluate(estate.ToInput() with { Only = ResourceId.Parse(ObservedEstate.Vault) }).Evidence;

    private static SettingVerdict Verdict(KeyVault004Settings settings, ObservedEstate estate, string properties) =>
        new SettingEvaluator(settings.Requirement, estate.ToContext()).Evaluate(
            new LogSource(ResourceId.Parse(ObservedEstate.Vault), "westeurope"),
            new DiagnosticSetting(ObservedEstate.Resource($"{SettingPath}/s", $$"""{"properties":{{properties}}}""")));

    private static (ComplianceState State, string Reason) Summary(SettingVerdict verdict) => (verdict.State, verdict.Reason);
}
