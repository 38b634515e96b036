using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>An undo takes back what the run did, where it still stands, and nothing else.</summary>
public sealed class UndoPlannerTests
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Group = $"{Subscription}/resourceGroups/rg/providers";
    private const string Vault = $"{Group}/Microsoft.KeyVault/vaults/kv";
    private const string Setting = $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/baseline-auditevent";
    private const string Account = $"{Group}/Microsoft.Storage/storageAccounts/st";
    private const string Policy = $"{Account}/managementPolicies/default";
    private const string Identity = $"{Group}/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    private const string Workspace = $"{Group}/Microsoft.OperationalInsights/workspaces/law";
    private const string Role = "e147488a-f6f5-4113-8e2d-b22465e65bf6";
    private const string Assignment = $"{Vault}/providers/Microsoft.Authorization/roleAssignments/33333333-3333-3333-3333-333333333333";
    private const string Principal = "22222222-2222-2222-2222-222222222222";

    private const string OwnRule =
        """{"name":"baselineKeyVault004","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":365}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-logs-auditevent/"]}}}""";
    private const string ShortRule =
        """{"name":"baselineKeyVault004","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-logs-auditevent/"]}}}""";
    private const string ActivityRule =
        """{"name":"baselineMonitor007","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":400}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-activity-logs/"]}}}""";
    private const string ShortActivityRule =
        """{"name":"baselineMonitor007","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"delete":{"daysAfterModificationGreaterThan":30}}},"filters":{"blobTypes":["appendBlob"],"prefixMatch":["insights-activity-logs/"]}}}""";
    private const string LegalRule =
        """{"name":"legal-hold","enabled":true,"type":"Lifecycle","definition":{"actions":{"baseBlob":{"tierToCool":{"daysAfterModificationGreaterThan":30}}},"filters":{"blobTypes":["blockBlob"]}}}""";

    private const string ToAccount = $"\"storageAccountId\":\"{Account}\"";
    private const string ToOldAccount = $"\"storageAccountId\":\"{Account}old\"";
    private const string ToWorkspace = $"\"workspaceId\":\"{Workspace}\"";
    private const string ToOldWorkspace = $"\"workspaceId\":\"{Workspace}-old\"";
    private const string ToHub =
        $"\"eventHubAuthorizationRuleId\":\"{Group}/Microsoft.EventHub/namespaces/ns/authorizationRules/insights\",\"eventHubName\":\"insights\"";

    private const string ToOldHub = $"\"eventHubAuthorizationRuleId\":\"{Group}/Microsoft.EventHub/namespaces/ns/authorizationRules/insights\"";

    private const string Partner = $",\"marketplacePartnerId\":\"{Group}/Microsoft.Datadog/monitors/dd\"";
    private const string ServiceBus = $",\"serviceBusRuleId\":\"{Group}/Microsoft.ServiceBus/namespaces/ns/authorizationRules/r\"";
    private const string Metrics = ",\"metrics\":[{\"category\":\"AllMetrics\",\"enabled\":true}]";

    private const string AuditOff = """{"category":"AuditEvent","enabled":false}""";
    private const string GroupOff = """{"categoryGroup":"allLogs","enabled":false}""";
    private const string OtherGroupOff = """{"categoryGroup":"audit","enabled":false}""";
    private const string AuditRow = """{"category":"AuditEvent","enabled":true}""";

    private static readonly string[] SinkMembers = ["storageAccountId", "workspaceId", "eventHubAuthorizationRuleId", "eventHubName"];

    [Fact]
    public void A_policy_that_the_run_created_and_others_added_to_keeps_their_rule()
    {
        var undo = Undo(LifecyclePut(before: null, OwnRule), Rules(OwnRule, LegalRule));

        var change = Assert.Single(undo.Plan.Changes);
        Assert.Equal("PUT", change.Method);
        Assert.Equal(["legal-hold"], change.Body.ItemsAt("properties.policy.rules").Select(rule => rule.TextAt("name")));
        Assert.Equal(["Kept, because others added it since: lifecycle rule \"legal-hold\"."], Why(undo));
    }

    [Fact]
    public void A_policy_that_was_there_gets_its_old_rule_back_beside_what_others_added()
    {
        var undo = Undo(LifecyclePut(Rules(ShortRule), OwnRule), Rules(OwnRule, LegalRule));

        var rules = Assert.Single(undo.Plan.Changes).Body.ItemsAt("properties.policy.rules").ToList();
        Assert.Equal(["legal-hold", "baselineKeyVault004"], rules.Select(rule => rule.TextAt("name")));
        Assert.Equal(30, rules[1].NumberAt("definition.actions.baseBlob.delete.daysAfterModificationGreaterThan"));
    }

    [Fact]
    public void A_rule_that_others_changed_again_is_left()
    {
        var undo = Undo(LifecyclePut(before: null, OwnRule), Rules(ShortRule));

        Assert.Empty(undo.Plan.Changes);
        Assert.Equal(["Lifecycle rule \"baselineKeyVault004\" is left: it was changed again since."], Why(undo));
    }

    /// <summary>
    /// Rules before the run, as the run sent them, and now; and what an undo leaves, with the days of each. The letters are those of
    /// <see cref="RulesOf"/>; nothing stands for no policy.
    /// </summary>
    [Theory]
    // The run wrote both.
    [InlineData("", "K A", "K A", "")]
    [InlineData("L", "L K A", "L K A", "legal-hold 30")]
    [InlineData("k a", "K A", "K A", "baselineKeyVault004 30, baselineMonitor007 30")]
    [InlineData("k L a", "L K A", "L K A", "legal-hold 30, baselineKeyVault004 30, baselineMonitor007 30")]
    [InlineData("K", "A", "A", "baselineKeyVault004 365")]
    [InlineData("K A", "", "", "baselineKeyVault004 365, baselineMonitor007 400")]
    // The run wrote one, and the other was there or came later.
    [InlineData("A", "A K", "A K", "baselineMonitor007 400")]
    [InlineData("K", "K A", "K A", "baselineKeyVault004 365")]
    [InlineData("a", "a K", "A K", "baselineMonitor007 400")]
    [InlineData("", "K", "K A", "baselineMonitor007 400")]
    [InlineData("K", "", "A", "baselineMonitor007 400, baselineKeyVault004 365")]
    // Of two that the run wrote, one was changed or taken away since.
    [InlineData("", "K A", "K a", "baselineMonitor007 30")]
    [InlineData("k", "K A", "K", "baselineKeyVault004 30")]
    [InlineData("k a", "K A", "K", "baselineKeyVault004 30")]
    public void Of_the_rules_of_two_controls_each_goes_back_to_what_it_was(string before, string sent, string now, string left)
    {
        JsonObject? Policies(string letters) => letters.Length == 0 ? null : Rules(RulesOf(letters));
        var put = Recorded(
            "Microsoft.Storage/storageAccounts/managementPolicies", sent.Length == 0 ? "DELETE" : "PUT", Policy, Policies(sent),
            Policies(before));

        var change = Assert.Single(Undo(put, Policies(now)).Plan.Changes);

        Assert.Equal(left.Length == 0 ? "DELETE" : "PUT", change.Method);
        Assert.Equal(left, string.Join(", ", change.Body.ItemsAt("properties.policy.rules").Select(rule =>
            $"{rule.TextAt("name")} {rule.NumberAt("definition.actions.baseBlob.delete.daysAfterModificationGreaterThan") ?? 30}")));
    }

    /// <summary>K and A are the rules that the tool writes, k and a the same with 30 days, L one of others.</summary>
    private static string[] RulesOf(string letters) =>
    [
        .. letters.Split(' ').Select(letter => letter switch
        {
            "K" => OwnRule,
            "k" => ShortRule,
            "A" => ActivityRule,
            "a" => ShortActivityRule,
            _ => LegalRule,
        }),
    ];

    [Fact]
    public void A_policy_whose_last_rule_is_ours_goes_with_it() =>
        Assert.Equal("DELETE", Assert.Single(Undo(LifecyclePut(before: null, OwnRule), Rules(OwnRule)).Plan.Changes).Method);

    [Fact]
    public void A_setting_to_which_others_added_a_destination_loses_only_ours()
    {
        var undo = Undo(SettingPut(before: null, SettingOf(AuditRow, Account)), SettingOf(AuditRow, Account, Workspace));

        var change = Assert.Single(undo.Plan.Changes);
        Assert.Equal("PUT", change.Method);
        Assert.Equal(Workspace, change.Body.TextAt("properties.workspaceId"));
        Assert.Null(change.Body.TextAt("properties.storageAccountId"));
        Assert.True(change.Body.ItemsAt("properties.logs").Single().IsTrueAt("enabled"));
        Assert.Contains(Why(undo), why => why.StartsWith("logs[AuditEvent] stays on: it feeds properties.workspaceId", StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_to_which_others_added_a_row_loses_only_our_row()
    {
        var undo = Undo(
            SettingPut(before: null, SettingOf(AuditRow, Account)),
            SettingOf($$$$"""{{{{AuditRow}}}},{"category":"AzurePolicyEvaluationDetails","enabled":true}""", Account));

        var change = Assert.Single(undo.Plan.Changes);
        Assert.Equal(Account, change.Body.TextAt("properties.storageAccountId"));
        Assert.Equal([false, true], change.Body.ItemsAt("properties.logs").Select(row => row.IsTrueAt("enabled")));
    }

    [Fact]
    public void A_setting_to_which_others_added_both_can_not_be_told_apart_and_is_left()
    {
        var undo = Undo(
            SettingPut(before: null, SettingOf(AuditRow, Account)),
            SettingOf($$$$"""{{{{AuditRow}}}},{"category":"AzurePolicyEvaluationDetails","enabled":true}""", Account, Workspace));

        Assert.Empty(undo.Plan.Changes);
        Assert.Contains(Why(undo), why => why.StartsWith("properties.storageAccountId is left", StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_that_the_run_created_for_a_workspace_goes() => Assert.Equal(
        "DELETE",
        Assert.Single(Undo(SettingPut(before: null, Feeding(ToWorkspace)), Feeding(ToWorkspace)).Plan.Changes).Method);

    /// <summary>What the run gave a setting, and what becomes of it where nobody touched it since.</summary>
    [Theory]
    [InlineData(ToAccount, ToAccount + "," + ToWorkspace)]
    [InlineData(ToAccount, ToAccount + "," + ToHub)]
    [InlineData(ToOldWorkspace, ToWorkspace)]
    [InlineData(ToOldHub, ToHub)]
    public void A_destination_that_the_run_gave_goes_back_to_what_it_was(string before, string sent)
    {
        var undo = Undo(SettingPut(Feeding(before), Feeding(sent)), Feeding(sent));

        Assert.Equal(Sinks(Element(Feeding(before))), Sinks(Assert.Single(undo.Plan.Changes).Body));
        Assert.Empty(undo.Left);
    }

    [Theory]
    [InlineData(ToAccount, ToAccount + "," + ToWorkspace, "properties.workspaceId")]
    [InlineData(ToAccount, ToAccount + "," + ToHub, "properties.eventHubAuthorizationRuleId")]
    [InlineData(ToOldWorkspace, ToWorkspace, "properties.workspaceId")]
    public void A_destination_that_rows_of_others_go_to_since_is_left(string before, string sent, string path)
    {
        var live = Feeding(sent, $$$$"""{{{{AuditRow}}}},{"category":"AzurePolicyEvaluationDetails","enabled":true}""");

        var undo = Undo(SettingPut(Feeding(before), Feeding(sent)), live);

        Assert.Empty(undo.Plan.Changes);
        Assert.Contains($"{path} is left: logs[AzurePolicyEvaluationDetails] goes there, which others added since.", Why(undo));
    }

    [Fact]
    public void A_workspace_that_others_replaced_since_is_left()
    {
        var undo = Undo(
            SettingPut(Feeding(ToAccount), Feeding(ToAccount + "," + ToWorkspace)), Feeding(ToAccount + "," + ToOldWorkspace));

        Assert.Empty(undo.Plan.Changes);
        Assert.Contains("properties.workspaceId is left: it was changed again since.", Why(undo));
    }

    [Fact]
    public void A_workspace_of_ours_goes_from_beside_a_destination_that_others_added()
    {
        var undo = Undo(SettingPut(before: null, Feeding(ToWorkspace)), Feeding(ToWorkspace + "," + ToHub));

        Assert.Equal(Sinks(Element(Feeding(ToHub))), Sinks(Assert.Single(undo.Plan.Changes).Body));
        Assert.Contains(Why(undo), why => why.StartsWith("logs[AuditEvent] stays on", StringComparison.Ordinal));
    }

    /// <summary>What the setting exports to when the run switches the row on, and where others export it to since.</summary>
    [Theory]
    [InlineData(ToWorkspace, ToWorkspace + "," + ToAccount, "properties.storageAccountId")]
    [InlineData(ToWorkspace, ToWorkspace + "," + ToHub, "properties.eventHubAuthorizationRuleId")]
    [InlineData(ToWorkspace, ToWorkspace + Partner, "properties.marketplacePartnerId")]
    [InlineData(ToWorkspace, ToWorkspace + ServiceBus, "properties.serviceBusRuleId")]
    [InlineData(ToAccount, ToAccount + "," + ToWorkspace, "properties.workspaceId")]
    [InlineData(ToAccount, ToOldAccount, "properties.storageAccountId")]
    [InlineData(ToWorkspace, ToOldWorkspace, "properties.workspaceId")]
    [InlineData(ToOldHub, ToHub, "properties.eventHubName")]
    [InlineData(ToHub, ToOldHub, "properties.eventHubName")]
    public void A_row_stays_on_where_others_added_or_moved_a_destination_of_any_kind(string run, string since, string path)
    {
        var undo = Undo(SettingPut(Feeding(run, AuditOff), Feeding(run)), Feeding(since));

        Assert.Empty(undo.Plan.Changes);
        Assert.Contains($"logs[AuditEvent] stays on: it feeds {path}, which others added since.", Why(undo));
    }

    [Fact]
    public void A_setting_that_the_run_completed_loses_only_our_row_although_others_added_a_member()
    {
        var before = SettingOf("""{"category":"AuditEvent","enabled":false}""", Account);
        var live = SettingOf(AuditRow, Account);
        (live["properties"] as JsonObject)?.Add("logAnalyticsDestinationType", "Dedicated");

        var change = Assert.Single(Undo(SettingPut(before, SettingOf(AuditRow, Account)), live).Plan.Changes);

        Assert.Equal("Dedicated", change.Body.TextAt("properties.logAnalyticsDestinationType"));
        Assert.False(change.Body.ItemsAt("properties.logs").Single().IsTrueAt("enabled"));
    }

    [Fact]
    public void Retention_that_was_switched_off_stays_off_and_the_rest_is_taken_back()
    {
        const string Retained = """{"category":"Other","enabled":true,"retentionPolicy":{"enabled":true,"days":45}}""";
        const string Off = """{"category":"Other","enabled":true,"retentionPolicy":{"enabled":false,"days":0}}""";
        var sent = SettingOf($"{AuditRow},{Off}", Account);

        var undo = Undo(SettingPut(SettingOf(Retained, Account), sent), sent);

        Assert.Equal(["properties.logs[AuditEvent].enabled"], Assert.Single(undo.Plan.Changes).Properties.Select(property => property.Path));
        Assert.Equal(["Azure takes no retention policies any more, so the old one can't be put back."], Why(undo));
    }

    [Fact]
    public void A_setting_that_others_point_elsewhere_is_left()
    {
        var undo = Undo(SettingPut(before: null, SettingOf(AuditRow, Account)), SettingOf("""{"category":"AuditEvent","enabled":false}""", $"{Account}2"));

        Assert.Empty(undo.Plan.Changes);
        Assert.Contains("properties.storageAccountId is left: it was changed again since.", Why(undo));
    }

    [Fact]
    public void An_identity_with_which_the_account_reaches_a_key_of_others_is_left()
    {
        var undo = Undo(
            Recorded("Microsoft.Storage/storageAccounts", "PATCH", Account, Attach(Identity), Json("""{"identity":{"type":"None"}}""")),
            Json($$$$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{{Identity}}}}":{} } },"properties":{"encryption":{"keySource":"Microsoft.Keyvault","identity":{"userAssignedIdentity":"{{{{Identity}}}}"},"keyvaultproperties":{"keyname":"theirs"} } } }"""));

        Assert.Empty(undo.Plan.Changes);
        Assert.StartsWith($"The identity {Identity} is left", Assert.Single(Why(undo)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "UserAssigned")]
    [InlineData("SystemAssigned", "SystemAssigned,UserAssigned")]
    public void The_last_identity_that_an_undo_took_off_comes_back(string left, string restored)
    {
        var before = Json($$$$"""{"identity":{"type":"{{{{restored}}}}","userAssignedIdentities":{"{{{{Identity}}}}":{} } } }""");
        var without = Json($$$"""{"identity":{"type":"{{{left}}}"} }""");

        var change = Assert.Single(Undo(Recorded("Microsoft.Storage/storageAccounts", "PATCH", Account, without, before), without).Plan.Changes);

        Assert.Equal(restored, change.Body.TextAt("identity.type"));
        Assert.Equal([Identity], change.Body.MembersAt("identity.userAssignedIdentities").Select(member => member.Name));
    }

    [Fact]
    public void A_grant_stays_while_an_account_keeps_the_key_that_it_opens()
    {
        var key = Json("""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyname":"k","keyversion":"","keyvaulturi":"https://kv.vault.azure.net"}}}}""");
        var grant = Recorded("Microsoft.Authorization/roleAssignments", "PUT", Assignment, Grant(Role), before: null);
        var encrypt = Recorded("Microsoft.Storage/storageAccounts", "PATCH", Account, key, Json("""{"properties":{}}""")) with { ChangeId = "c2" };
        var changed = Json("""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","keyvaultproperties":{"keyname":"other","keyvaulturi":"https://kv.vault.azure.net"}}}}""");

        var undo = new UndoPlanner(ControlCatalogue.Product.Types).Plan(
            Run(grant, encrypt), new Dictionary<string, JsonElement> { ["c1"] = Element(Grant(Role)), ["c2"] = Element(changed) }, new PlanEstate("journal", null));

        Assert.Empty(undo.Plan.Changes);
        Assert.Equal(["The encryption is left: it was changed again since.", $"The grant is left: {Account} keeps its key, and may reach it by this grant."], Why(undo));
    }

    /// <summary>What others gave the principal of the run's access policy since; the permissions of the run go from beside it.</summary>
    [Theory]
    [InlineData("""{"keys":["get","wrapKey","unwrapKey"],"secrets":["get"]}""", """{"keys":[],"secrets":["get"]}""")]
    [InlineData("""{"keys":["get","wrapKey","unwrapKey"],"certificates":["list"],"storage":[]}""", """{"keys":[],"certificates":["list"],"storage":[]}""")]
    [InlineData("""{"keys":["Get","WrapKey","UnwrapKey","list"],"secrets":[]}""", """{"keys":["list"],"secrets":[]}""")]
    [InlineData("""{"keys":["get"],"secrets":["get"]}""", """{"keys":[],"secrets":["get"]}""")]
    public void Permissions_of_any_kind_that_others_added_to_our_access_policy_stay(string live, string rest)
    {
        var undo = Undo(
            Recorded("Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", Access("get", "wrapKey", "unwrapKey"), Json("""{"properties":{"accessPolicies":[]}}""")),
            Json($$$$"""{"properties":{"accessPolicies":[{"tenantId":"t","objectId":"{{{{Principal}}}}","permissions":{{{{live}}}}}]}}"""));

        var change = Assert.Single(undo.Plan.Changes);
        Assert.Equal($"{Vault}/accessPolicies/replace", change.Resource);
        Assert.Equal([$"properties.accessPolicies[{Principal}].permissions.keys"], change.Properties.Select(property => property.Path));
        Assert.Equal(
            Element(Json(rest)).GetRawText(), Element(Json(change.Body.ItemsAt("properties.accessPolicies").Single().At("permissions").GetRawText())).GetRawText());
        Assert.Equal(undo.Plan.Changes[0].Properties.Count, PlanFile.Read(PlanFile.Write(undo.Plan), "undo.json").Value?.Changes[0].Properties.Count);
    }

    [Fact]
    public void Permissions_that_others_added_to_our_access_policy_stay()
    {
        var undo = Undo(
            Recorded("Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", Access("get", "wrapKey", "unwrapKey"), Json("""{"properties":{"accessPolicies":[]}}""")),
            Access("get", "wrapKey", "unwrapKey", "list"));

        var change = Assert.Single(undo.Plan.Changes);
        Assert.EndsWith("/accessPolicies/replace", change.Resource, StringComparison.Ordinal);
        Assert.Equal(["list"], change.Body.ItemsAt("properties.accessPolicies").Single().TextsAt("permissions.keys"));
    }

    [Theory]
    [InlineData("""{"properties":{"allowSharedKeyAccess":false}}""")]
    [InlineData("""{"tags":{}}""")]
    [InlineData("{}")]
    public void A_PATCH_that_the_type_does_not_know_is_left_and_never_guessed(string body)
    {
        var live = Json($$$$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{{Identity}}}}":{} } } }""");

        var undo = Undo(Recorded("Microsoft.Storage/storageAccounts", "PATCH", Account, Json(body), live), live);

        Assert.Empty(undo.Plan.Changes);
        Assert.StartsWith("baseline never sent such a change", Assert.Single(Why(undo)), StringComparison.Ordinal);
    }

    /// <summary>Journals that nobody's run wrote: the change that is recorded, and what is there.</summary>
    public static TheoryData<string, RecordedChange, string> Forged => new()
    {
        { "unknown type", Recorded("Microsoft.Compute/virtualMachines", "PUT", $"{Group}/Microsoft.Compute/virtualMachines/vm", Json("{}"), null), "{}" },
        { "role Owner given", Recorded("Microsoft.Authorization/roleAssignments", "PUT", Assignment, Grant("8e3af657-a8ff-443c-a75c-2fe8c4bcb635"), null), "{}" },
        { "role Owner to be put back", Recorded("Microsoft.Authorization/roleAssignments", "DELETE", Assignment, null, Grant("8e3af657-a8ff-443c-a75c-2fe8c4bcb635")), "" },
        { "a setting of others", Recorded("Microsoft.Insights/diagnosticSettings", "PUT", Setting, Feeding(ToAccount + Partner), null), Feeding(ToAccount + Partner).ToJsonString() },
        { "a setting of others with metrics", Recorded("Microsoft.Insights/diagnosticSettings", "PUT", Setting, Feeding(ToWorkspace + Metrics), null), Feeding(ToWorkspace + Metrics).ToJsonString() },
        { "a setting that is not what the run wrote", Recorded("Microsoft.Insights/diagnosticSettings", "PUT", Setting, SettingOf(AuditRow, $"{Account}2"), null), SettingOf("""{"category":"Other","enabled":true}""", Account).ToJsonString() },
        { "rules of others to be changed", Recorded("Microsoft.Storage/storageAccounts/managementPolicies", "PUT", Policy, Rules(LegalRule), null), Rules(LegalRule).ToJsonString() },
        { "a vault", Recorded("Microsoft.KeyVault/vaults", "PUT", Vault, Json("""{"location":"x"}"""), null), """{"properties":{}}""" },
        { "a broken access policy", Recorded("Microsoft.KeyVault/vaults/accessPolicies", "PUT", $"{Vault}/accessPolicies/add", Json("""{"properties":{"accessPolicies":[]}}"""), null), "{}" },
        { "no body", Recorded("Microsoft.Insights/diagnosticSettings", "PUT", Setting, null, null), SettingOf(AuditRow, Account).ToJsonString() },
    };

    [Theory]
    [MemberData(nameof(Forged))]
    public void A_forged_journal_is_no_key(string what, RecordedChange change, string live)
    {
        var undo = new UndoPlanner(ControlCatalogue.Product.Types).Plan(
            Run(change),
            new Dictionary<string, JsonElement> { ["c1"] = live.Length == 0 ? default : Element(Json(live)) },
            new PlanEstate("journal", null));

        Assert.True(undo.Plan.IsEmpty, what);
        Assert.NotEmpty(undo.Left);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unknown")]
    [InlineData("unverified")]
    public void A_write_whose_outcome_is_not_known_is_undone_where_it_took_effect(string? outcome)
    {
        var change = SettingPut(before: null, SettingOf(AuditRow, Account)) with { Outcome = outcome, After = default };

        Assert.True(change.MayHaveTakenEffect);
        Assert.Equal("DELETE", Assert.Single(Undo(change, SettingOf(AuditRow, Account)).Plan.Changes).Method);
        Assert.Empty(Undo(change, null).Plan.Changes);
        var update = SettingPut(SettingOf("""{"category":"Other","enabled":true}""", Account), SettingOf(AuditRow, Account)) with { Outcome = outcome, After = default };
        Assert.Empty(Undo(update, SettingOf("""{"category":"Other","enabled":true}""", Account)).Plan.Changes);
    }

    [Fact]
    public void A_write_that_failed_for_certain_is_not_undone() =>
        Assert.Empty(Undo(SettingPut(before: null, SettingOf(AuditRow, Account)) with { Outcome = "failed" }, SettingOf(AuditRow, Account)).Plan.Changes);

    [Theory]
    [InlineData(Setting, "CanNotDelete")]
    [InlineData(Vault, "CanNotDelete")]
    [InlineData($"{Subscription}/resourceGroups/rg", "CanNotDelete")]
    [InlineData(Subscription, "CanNotDelete")]
    [InlineData(Subscription, "ReadOnly")]
    public void A_lock_on_the_resource_or_above_it_is_foreseen(string scope, string level)
    {
        var undo = Undo(SettingPut(before: null, SettingOf(AuditRow, Account)), SettingOf(AuditRow, Account), Locked(scope, level));

        Assert.Empty(undo.Plan.Changes);
        Assert.Equal(
            [$"The {level} lock {scope}/providers/Microsoft.Authorization/locks/keep forbids deleting {Setting}: remove the lock while you undo."],
            Why(undo));
    }

    [Theory]
    [InlineData("ReadOnly", 0)]
    [InlineData("CanNotDelete", 1)]
    public void A_lock_against_deletion_forbids_no_other_write(string level, int changes)
    {
        var change = SettingPut(SettingOf("""{"category":"Other","enabled":true}""", Account), SettingOf($$$$"""{{{{AuditRow}}}},{"category":"Other","enabled":true}""", Account));

        var undo = Undo(change, SettingOf($$$$"""{{{{AuditRow}}}},{"category":"Other","enabled":true}""", Account), Locked(Vault, level));

        Assert.Equal(changes, undo.Plan.Changes.Count);
        Assert.Equal(1 - changes, undo.Left.Count);
    }

    [Theory]
    [InlineData(Account, "ReadOnly", 0)]
    [InlineData($"{Subscription}/resourceGroups/rg", "ReadOnly", 0)]
    [InlineData(Account, "CanNotDelete", 1)]
    public void A_lock_on_the_account_that_a_setting_goes_back_to_is_foreseen(string scope, string level, int changes)
    {
        var undo = Undo(
            SettingPut(Feeding(ToAccount, AuditOff), Feeding(ToAccount)), Feeding(ToAccount), Locked(scope, level));

        Assert.Equal(changes, undo.Plan.Changes.Count);
        Assert.Equal(changes == 0, Why(undo).Any(why => why.Contains($"The {level} lock {scope}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(GroupOff, AuditRow, $"[{GroupOff}]")]
    [InlineData($"{GroupOff},{OtherGroupOff}", AuditRow, $"[{GroupOff},{OtherGroupOff}]")]
    [InlineData(AuditOff, AuditRow, $"[{AuditOff}]")]
    // An empty list would switch nothing off.
    [InlineData("", AuditRow, $"[{AuditOff}]")]
    // Azure takes no mix, not even of rows that are off.
    [InlineData($"{AuditOff},{GroupOff}", AuditRow, $"[{AuditOff}]")]
    public void A_setting_in_which_nothing_was_on_gets_rows_that_are_off(string before, string sent, string logs)
    {
        var undo = Undo(SettingPut(Feeding(ToWorkspace, before), Feeding(ToWorkspace, sent)), Feeding(ToWorkspace, sent));

        Assert.Equal(logs, Assert.Single(undo.Plan.Changes).Body.At("properties.logs").GetRawText());
        Assert.Empty(undo.Left);
    }

    [Fact]
    public void A_group_that_comes_back_is_shown()
    {
        var undo = Undo(SettingPut(Feeding(ToWorkspace, GroupOff), Feeding(ToWorkspace)), Feeding(ToWorkspace));

        Assert.Equal(
            ["properties.logs[AuditEvent].enabled", "properties.logs[allLogs].enabled"],
            Assert.Single(undo.Plan.Changes).Properties.Select(property => property.Path));
    }

    [Fact]
    public void A_setting_of_an_activity_log_in_which_nothing_was_on_goes_because_Azure_keeps_none()
    {
        const string type = "Microsoft.Insights/diagnosticSettings";
        const string setting = $"{Subscription}/providers/{type}/theirs";

        var undo = Undo(
            Recorded(type, "PUT", setting, Feeding(ToWorkspace), Feeding(ToWorkspace, GroupOff)),
            Feeding(ToWorkspace));

        Assert.Equal("DELETE", Assert.Single(undo.Plan.Changes).Method);
        Assert.Equal(["The setting goes: nothing was on in it before, and Azure keeps no such setting of an activity log."], Why(undo));
    }

    [Theory]
    // Sent as it was, and not shown by Azure, at the top and among the properties.
    [InlineData("tags", false)]
    [InlineData("tags", true)]
    [InlineData("properties.future", false)]
    [InlineData("properties.future", true)]
    public void What_Azure_does_not_show_again_is_no_hindrance(string member, bool isConfirmed)
    {
        var before = With(Feeding(ToWorkspace, AuditOff), member);
        var live = Feeding(ToWorkspace);
        var change = SettingPut(before, With(Feeding(ToWorkspace), member)) with { After = isConfirmed ? Element(live) : default };

        var undo = Undo(change, live);

        Assert.Equal(
            Element(Feeding(ToWorkspace, AuditOff)).GetRawText(),
            Assert.Single(undo.Plan.Changes).Body.GetRawText());
        Assert.Empty(undo.Left);
        Assert.Empty(Undo(change, Feeding(ToWorkspace, AuditOff)).Plan.Changes);
        Assert.Empty(Undo(change, Feeding(ToWorkspace, AuditOff)).Left);
    }

    private static JsonObject With(JsonObject setting, string member)
    {
        var owner = member.StartsWith("properties.", StringComparison.Ordinal) ? setting["properties"] as JsonObject : setting;
        owner?.Add(member.Split('.')[^1], Json("""{"team":"a"}"""));
        return setting;
    }

    private static Estate Locked(string scope, string level)
    {
        var id = ResourceId.Parse($"{scope}/providers/Microsoft.Authorization/locks/keep");
        return new Estate("test", null, [], [new ObservedResource(id, Element(Json($$$$"""{"properties":{"level":"{{{{level}}}}"}}""")))], []);
    }

    private static UndoResult Undo(RecordedChange change, JsonObject? live, Estate? estate = null) => new UndoPlanner(ControlCatalogue.Product.Types).Plan(
        Run(change),
        new Dictionary<string, JsonElement> { ["c1"] = live is null ? default : Element(live) },
        new PlanEstate("journal", null),
        estate is null ? null : (write, _, earlier) => LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, write, estate, earlier));

    private static IEnumerable<string> Why(UndoResult undo) => undo.Left.Select(left => left.Why);

    private static RunRecord Run(params RecordedChange[] changes) => new("sha256:0", "test", "sha256:0", changes);

    private static RecordedChange LifecyclePut(JsonObject? before, string rule) =>
        Recorded("Microsoft.Storage/storageAccounts/managementPolicies", "PUT", Policy, Rules(rule), before);

    private static RecordedChange SettingPut(JsonObject? before, JsonObject body) =>
        Recorded("Microsoft.Insights/diagnosticSettings", "PUT", Setting, body, before);

    private static RecordedChange Recorded(string type, string method, string resource, JsonObject? body, JsonObject? before) => new(
        "c1",
        before is null ? ChangeAction.Create : ChangeAction.Update,
        resource,
        type,
        ControlCatalogue.Product.Types.Find(type)?.ApiVersion ?? "2024-01-01",
        method,
        body is null ? default : Element(body),
        before is null ? default : Element(before),
        method == "PUT" && body is not null ? Element(body) : default,
        "applied");

    private static JsonObject Rules(params string[] rules) => Json($$$"""{"properties":{"policy":{"rules":[{{{string.Join(',', rules)}}}]} } }""");

    private static JsonObject SettingOf(string rows, string account, string? workspace = null)
    {
        var sink = workspace is null ? "" : $"\"workspaceId\":\"{workspace}\",";
        return Json($$"""{"properties":{"storageAccountId":"{{account}}",{{sink}}"logs":[{{rows}}]} }""");
    }

    private static JsonObject Feeding(string sinks, string rows = AuditRow) => Json($$"""{"properties":{{{sinks}},"logs":[{{rows}}]} }""");

    private static IEnumerable<string?> Sinks(JsonElement setting) =>
        SinkMembers.Select(member => setting.TextAt($"properties.{member}"));

    private static JsonObject Attach(string identity) =>
        Json($$$$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{"{{{{identity}}}}":{} } } }""");

    private static JsonObject Grant(string role) => Json(
        $$$$"""{"properties":{"roleDefinitionId":"{{{{Subscription}}}}/providers/Microsoft.Authorization/roleDefinitions/{{{{role}}}}","principalId":"{{{{Principal}}}}","principalType":"ServicePrincipal"}}""");

    private static JsonObject Access(params string[] keys) => Json(
        $$$$"""{"properties":{"accessPolicies":[{"tenantId":"t","objectId":"{{{{Principal}}}}","permissions":{"keys":[{{{{string.Join(',', keys.Select(key => $"\"{key}\""))}}}}]}}]}}""");

    private static JsonObject Json(string text) => JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("A body is an object.");

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);
}
