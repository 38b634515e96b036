using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.KeyVault004;
using Baseline.Controls.LogExport;
using Baseline.Controls.Monitor006;
using Baseline.Controls.Monitor008;
using Baseline.Core.Tests.Plans;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;

namespace Baseline.Core.Tests.Planning;

/// <summary>A saved plan is applied only where the document at hand asks for what is in it: whoever forged it gets nothing else.</summary>
public sealed class SavedPlanCheckTests
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string App = $"{Subscription}/resourceGroups/rg-app/providers";
    private const string Logs = $"{Subscription}/resourceGroups/rg-logs/providers";
    private const string Keys = $"{App}/Microsoft.KeyVault/vaults/KV-Keys";
    private const string Vault = $"{App}/Microsoft.KeyVault/vaults/kv";
    private const string Account = $"{Logs}/Microsoft.Storage/storageAccounts/st";
    private const string Target = $"{Logs}/Microsoft.Storage/storageAccounts/sttarget";
    private const string Named = $"{Logs}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log";
    private const string Attached = $"{Logs}/Microsoft.ManagedIdentity/userAssignedIdentities/id-attached";
    private const string Other = $"{Logs}/Microsoft.ManagedIdentity/userAssignedIdentities/id-other";
    private const string Workspace = $"{Logs}/Microsoft.OperationalInsights/workspaces/law";
    private const string GoneWorkspace = $"{Logs}/Microsoft.OperationalInsights/workspaces/gone";
    private const string NamedWorkspace = $"{Logs}/Microsoft.OperationalInsights/workspaces/log-central";
    private const string NamedRule = $"{Logs}/Microsoft.EventHub/namespaces/ns/authorizationRules/insights";
    private const string Elsewhere = "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/rg/providers";
    private const string Group = "/providers/Microsoft.Management/managementGroups/mg-in";
    private const string Stranger = "99999999-9999-9999-9999-999999999999";
    private const string OfVault = "0000aaaa-0000-0000-0000-000000000000";

    private const string SettingType = "Microsoft.Insights/diagnosticSettings";
    private const string AccountType = "Microsoft.Storage/storageAccounts";
    private const string VaultKind = "Microsoft.KeyVault/vaults";
    private const string RoleType = "Microsoft.Authorization/roleAssignments";
    private const string PolicyType = "Microsoft.KeyVault/vaults/accessPolicies";
    private const string IdentityKind = "Microsoft.ManagedIdentity/userAssignedIdentities";
    private const string LifecycleType = "Microsoft.Storage/storageAccounts/managementPolicies";

    private static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly string OnlyOthers = $"Principal {Stranger} is not the identity that the document names, nor that of an account in the plan.";

    private static readonly Monitor006Settings Monitor = new(
        new ExportSettings(true, ResourceId.Parse(Target), "baseline-activity-log"),
        new KeySettings(ResourceId.Parse(Keys), null, "log", null, null, false),
        new IdentitySettings(ResourceId.Parse(Named), null),
        GrantAutomatically: true,
        ConsentsToPurgeProtection: true,
        Deep: false,
        At(1));

    private static readonly DestinationSettings Destination = new(KeyVault004Settings.DestinationPath)
    {
        Acceptance = DestinationAcceptance.Mapped,
        Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(NamedWorkspace))),
        EventHubs = RegionalSinks.Everywhere(Sink.OfEventHub(ResourceId.Parse(NamedRule), "insights")),
    };

    private static readonly BaselineDocument Document = new(
        "test",
        new("sha256:0"),
        new ScopeSettings(false, [ResourceId.Parse(Group)], [EstateBuilder.DefaultSubscription], []),
        [
            new KeyVault004Settings([365], Destination, "baseline-auditevent", true, false, At(2)),
            Monitor,
        ],
        [],
        new LimitSettings(null, null));

    private static readonly Estate Estate = new EstateBuilder()
        .Vault("KV-Keys").Key("KV-Keys", "log")
        .Vault("kv").With(body => body["identity"] = JsonNode.Parse($$$$"""{"principalId":"{{{{OfVault}}}}"}"""))
        .Identity("id-log").Identity("id-attached").Identity("id-other")
        .Account("st").SystemIdentity().Attached("id-attached")
        .Account("sttarget")
        .SubscriptionSetting("others", "st", workspace: "law")
        .Build();

    private static readonly string PrincipalOfSystem = Estate.Find(ResourceId.Parse(Account)).Resource?.Body.TextAt("identity.principalId") ?? "";

    /// <summary>What is said to one change; null where nothing is.</summary>
    public static TheoryData<string, Change, string?> OneChange
    {
        get
        {
            var data = new TheoryData<string, Change, string?>();
            void Row(string what, Change change, string? why) => data.Add(what, change, why);

            Row("its own setting, in other letters", Setting("BASELINE-auditevent") with { Action = ChangeAction.Create }, null);
            Row("a setting of others, created", Setting("others") with { Action = ChangeAction.Create },
                "It creates and deletes only its own diagnostic settings (baseline-auditevent, baseline-activity-log), and others is none.");
            Row("a setting of others, deleted", Setting("others") with { Action = ChangeAction.Delete, Method = "DELETE", Body = default },
                "It creates and deletes only its own diagnostic settings (baseline-auditevent, baseline-activity-log), and others is none.");
            Row("what is no destination, taken from others", Setting("others", Lost("properties.logAnalyticsDestinationType", "Dedicated")), null);
            Row("a destination of others that stays", Setting("others", new PropertyChange("properties.workspaceId", Text(Workspace), Text(Workspace))), null);
            Row("a destination of others that is gone", Setting("others", Lost("properties.workspaceId", GoneWorkspace)), NotTaken("properties.workspaceId", "others"));
            Row("an own destination that is gone", Setting("baseline-auditevent", Lost("properties.workspaceId", GoneWorkspace)), null);
            Row("an own destination that is there", Setting("baseline-auditevent", Lost("properties.workspaceId", Workspace)),
                NotTaken("properties.workspaceId", "baseline-auditevent"));
            Row("an own destination of which nothing is known", Setting("baseline-auditevent", Lost("properties.workspaceId", $"{Elsewhere}/Microsoft.OperationalInsights/workspaces/law")),
                NotTaken("properties.workspaceId", "baseline-auditevent"));
            Row("an own destination that is no id", Setting("baseline-auditevent", Lost("properties.workspaceId", "law")),
                NotTaken("properties.workspaceId", "baseline-auditevent"));
            Row("an own destination that is no text", Setting("baseline-auditevent", new PropertyChange("properties.workspaceId", Json("{}"), default)),
                NotTaken("properties.workspaceId", "baseline-auditevent"));
            Row("two destinations", Setting("others", Lost("properties.eventHubAuthorizationRuleId", "x"), Lost("properties.workspaceId", Workspace)),
                NotTaken("properties.eventHubAuthorizationRuleId", "others"));
            Row("an account that is named", ExportTo(Target, "properties.storageAccountId"), null);
            Row("an account that is not named", ExportTo(Account, "properties.storageAccountId"), $"The document names no storage account {Account} to export to.");
            Row("an account that is not named, in other letters", ExportTo(Account, "properties.STORAGEaccountID"),
                $"The document names no storage account {Account} to export to.");

            Row("a workspace that is named", To("baseline-auditevent", ("workspaceId", NamedWorkspace.ToUpperInvariant())), null);
            Row("a workspace that is not named", To("baseline-auditevent", ("workspaceId", Workspace)),
                $"The document names no workspace {Workspace} to export to.");
            Row("a workspace that is not named, in other letters", To("baseline-auditevent", ("WORKSPACEID", Workspace)),
                $"The document names no workspace {Workspace} to export to.");
            Row("a named workspace, given to a setting of others", To("others", ("workspaceId", NamedWorkspace)),
                "It gives a destination only to its own settings, and properties.workspaceId of others would be another.");
            Row("an event hub that is named",
                To("baseline-auditevent", ("eventHubAuthorizationRuleId", NamedRule), ("eventHubName", "insights")), null);
            Row("the named rule with another event hub",
                To("baseline-auditevent", ("eventHubAuthorizationRuleId", NamedRule), ("eventHubName", "other")),
                $"The document names no event hub {NamedRule} (event hub other) to export to.");
            Row("the named event hub by another rule",
                To("baseline-auditevent", ("eventHubAuthorizationRuleId", $"{NamedRule}2"), ("eventHubName", "insights")),
                $"The document names no event hub {NamedRule}2 (event hub insights) to export to.");
            Row("another event hub of a setting of others", To("others", ("eventHubName", "insights")),
                "It gives a destination only to its own settings, and properties.eventHubName of others would be another.");

            var others = "It gives a destination only to its own settings, and {0} of others would be another.";
            Row("another event hub of a setting of others, which is taken away", Moved("others", Hub(NamedRule), "eventHubName: insights -> "),
                Told(others, "properties.eventHubName"));
            Row("two destinations of a setting of others", To("others", ("eventHubName", "insights"), ("workspaceId", NamedWorkspace)),
                Told(others, "properties.eventHubName"));
            Row("an event hub for each category instead of the named one", Moved("baseline-auditevent", Hub(NamedRule), "eventHubName: insights -> "),
                $"The document names no event hub {NamedRule} to export to.");
            Row("the name of the event hub alone", Moved("baseline-auditevent", Hub(NamedRule, "other"), "eventHubName: insights -> other"),
                $"The document names no event hub {NamedRule} (event hub other) to export to.");
            Row("an event hub that is gone, with its name",
                Moved("baseline-auditevent", "", $"eventHubAuthorizationRuleId: {NamedRule} -> ", "eventHubName: insights -> "), null);
            Row("a named event hub beside a workspace that stays",
                Moved("baseline-auditevent", $"{Hub(NamedRule, "insights")},{Law}", $"eventHubAuthorizationRuleId: -> {NamedRule}", "eventHubName: -> insights"), null);
            Row("the named event hub by its name beside a workspace that stays",
                Moved("baseline-auditevent", $"{Hub(NamedRule, "insights")},{Law}", "eventHubName: other -> insights"), null);
            Row("a named workspace beside an event hub that stays",
                Moved("baseline-auditevent", $"{Hub($"{NamedRule}2", "other")},{Member("workspaceId", NamedWorkspace)}", $"workspaceId: -> {NamedWorkspace}"), null);
            Row("a workspace that is not named, among other properties",
                Moved("baseline-auditevent", Law, "logs[AuditEvent].enabled: false -> true", $"workspaceId: -> {Workspace}"),
                $"The document names no workspace {Workspace} to export to.");
            Row("a workspace and an event hub that are not named",
                To("baseline-auditevent", ("eventHubAuthorizationRuleId", $"{NamedRule}2"), ("workspaceId", Workspace)),
                $"The document names no workspace {Workspace} to export to.");
            Row("a partner service beside a named workspace",
                To("baseline-auditevent", ("workspaceId", NamedWorkspace), ("marketplacePartnerId", $"{Logs}/Microsoft.Datadog/monitors/dd")),
                $"The document names no partner service {Logs}/Microsoft.Datadog/monitors/dd to export to.");
            Row("a setting of others at the subscription, created",
                Of(SettingType, $"{Subscription}/providers/{SettingType}/others", "PUT", """{"properties":{}}""") with { Action = ChangeAction.Create },
                "It creates and deletes only its own diagnostic settings (baseline-auditevent, baseline-activity-log), and others is none.");
            Row("a grant that is called add, taken away",
                Of(RoleType, $"{Keys}/providers/{RoleType}/add", "DELETE", "null") with { Action = ChangeAction.Delete }, null);

            Row("the key, in other letters", Encrypt("""{"keyname":"LOG","keyvaulturi":"https://kv-keys.vault.azure.net/"}"""), null);
            Row("another key", Encrypt("""{"keyname":"other","keyvaulturi":"https://kv-keys.vault.azure.net/"}"""),
                "The document names no key other of https://kv-keys.vault.azure.net/.");
            Row("the key of another vault", Encrypt("""{"keyname":"log","keyvaulturi":"https://kv-other.vault.azure.net/"}"""),
                "The document names no key log of https://kv-other.vault.azure.net/.");
            Row("a key of no address", Encrypt("""{"keyname":"log","keyvaulturi":"kv-keys"}"""), "The document names no key log of kv-keys.");
            Row("a key of no vault", Encrypt("""{"keyname":"log"}"""), "The document names no key log of .");

            Row("the identity", Attach($$$$"""{"{{{{Named}}}}":{}}"""), null);
            Row("an identity that is attached", Attach($$$$"""{"{{{{Attached.ToUpperInvariant()}}}}":{},"{{{{Named}}}}":{}}"""), null);
            Row("another identity", Attach($$$$"""{"{{{{Named}}}}":{},"{{{{Other}}}}":{},"{{{{Other}}}}2":{}}"""), $"The document names no identity {Other}.");
            Row("another identity, detached", Attach($$$$"""{"{{{{Other}}}}":null}"""), null);
            Row("an identity that is no id", Attach("""{"id-log":{}}"""), "The document names no identity id-log.");
            Row("the key by another identity",
                Encrypt("""{"keyname":"log","keyvaulturi":"https://kv-keys.vault.azure.net/"}""", Other), $"The document names no identity {Other}.");
            Row("the key by an attached identity", Encrypt("""{"keyname":"log","keyvaulturi":"https://kv-keys.vault.azure.net/"}""", Attached), null);

            Row("another vault", Of(VaultKind, $"{App}/Microsoft.KeyVault/vaults/kv-new", "PUT", """{"location":"x","properties":{"enablePurgeProtection":true}}"""),
                $"The document names no key vault {App}/Microsoft.KeyVault/vaults/kv-new.");
            Row("the vault", Of(VaultKind, Keys, "PATCH", """{"properties":{"enablePurgeProtection":true}}"""), null);
            Row("another key of the vault", Of("Microsoft.KeyVault/vaults/keys", $"{Keys}/keys/other", "PUT", """{"properties":{"kty":"RSA"}}"""),
                $"The document names no key {Keys}/keys/other.");
            Row("the key of the vault", Of("Microsoft.KeyVault/vaults/keys", $"{Keys}/keys/log", "PUT", """{"properties":{"kty":"RSA"}}"""), null);
            Row("another identity, created", Of(IdentityKind, Other, "PUT", """{"location":"x"}"""), $"The document names no identity {Other}.");
            Row("the identity, created", Of(IdentityKind, Named, "PUT", """{"location":"x"}"""), null);

            Row("a role of the identity", Role(Keys, EstateBuilder.PrincipalOf("id-log")), null);
            Row("a role of the identity, in other letters", Role(Keys, EstateBuilder.PrincipalOf("id-log").ToUpperInvariant()), null);
            Row("a role of a stranger", Role(Keys, Stranger), OnlyOthers);
            Row("a role at another vault", Role(Vault, EstateBuilder.PrincipalOf("id-log")), NotInVault($"{Vault}/providers/{RoleType}/{Stranger}"));
            Row("a role at another vault, taken away",
                Of(RoleType, $"{Vault}/providers/{RoleType}/{Stranger}", "DELETE", "null") with { Action = ChangeAction.Delete }, null);
            Row("an access policy of the identity", Policy(Keys, "add", EstateBuilder.PrincipalOf("id-log")), null);
            Row("an access policy of a stranger", Policy(Keys, "add", Stranger), OnlyOthers);
            Row("an access policy of nobody", Of(PolicyType, $"{Keys}/accessPolicies/add", "PUT", """{"properties":{"accessPolicies":[{"permissions":{"keys":["get"]}}]}}"""),
                "Principal  is not the identity that the document names, nor that of an account in the plan.");
            Row("an access policy at another vault", Policy(Vault, "add", EstateBuilder.PrincipalOf("id-log")), NotInVault($"{Vault}/accessPolicies/add"));
            Row("an access policy of a stranger, taken away", Policy(Vault, "remove", Stranger), null);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(OneChange))]
    public void What_the_document_does_not_name_is_never_created_granted_exported_to_or_used(string what, Change change, string? why) =>
        Assert.Equal((what, why is null ? "" : $"NeverSent: {why}"), (what, Objections(Document, change)));

    /// <summary>What is said to the change c9, beside another.</summary>
    public static TheoryData<string, Change, Change, string?> TwoChanges
    {
        get
        {
            var data = new TheoryData<string, Change, Change, string?>();
            void Row(string what, Change first, Change change, string? why) => data.Add(what, first with { Id = "c8" }, change with { Id = "c9" }, why);

            var patched = Attach($$$$"""{"{{{{Named}}}}":{}}""");
            Row("the identity of an account in the plan", patched, Role(Keys, EstateBuilder.PrincipalOf("id-attached")), null);
            Row("the identity of an account in the plan, its type in other letters",
                patched with { Type = "microsoft.storage/storageaccounts" }, Role(Keys, EstateBuilder.PrincipalOf("id-attached")), null);
            Row("the account itself", patched, Role(Keys, PrincipalOfSystem), null);
            Row("a stranger", patched, Role(Keys, Stranger), OnlyOthers);
            Row("nobody, beside an account without identity", Attach($$$$"""{"{{{{Named}}}}":{}}""") with { Resource = Target },
                Of(PolicyType, $"{Keys}/accessPolicies/add", "PUT", """{"properties":{"accessPolicies":[{"permissions":{"keys":["get"]}}]}}"""),
                "Principal  is not the identity that the document names, nor that of an account in the plan.");
            Row("the identity of what is no account", Of(LifecycleType, Account, "PUT", "{}"), Role(Keys, PrincipalOfSystem),
                OnlyOthers.Replace(Stranger, PrincipalOfSystem, StringComparison.Ordinal));
            Row("beside an account that is no id", patched with { Resource = "st" }, Role(Keys, EstateBuilder.PrincipalOf("id-log")), null);
            Row("the identity that the plan creates", Of(IdentityKind, Named, "PUT", """{"location":"x"}"""), Role(Keys, "${c8.properties.principalId}"), null);
            Row("what the plan creates beside", Of(IdentityKind, Other, "PUT", """{"location":"x"}"""), Role(Keys, "${c8.properties.principalId}"),
                OnlyOthers.Replace(Stranger, "${c8.properties.principalId}", StringComparison.Ordinal));
            Row("the vault that the plan creates", Of(VaultKind, Keys, "PATCH", """{"properties":{"enablePurgeProtection":true}}"""),
                Encrypt("""{"keyname":"log","keyvaulturi":"${c8.properties.vaultUri}"}"""), null);
            Row("the address of something else", Of(IdentityKind, Named, "PUT", """{"location":"x"}"""),
                Encrypt("""{"keyname":"log","keyvaulturi":"${c8.properties.vaultUri}"}"""), "The document names no key log of ${c8.properties.vaultUri}.");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(TwoChanges))]
    public void Access_is_given_to_what_the_document_names_and_the_plan_needs(string what, Change first, Change change, string? why) =>
        Assert.Equal((what, why), (what, new SavedPlanCheck(ControlCatalogue.Product).Objections(PlanOf(first, change), Document, Estate, Today).SingleOrDefault(one => one.Change.Id == "c9")?.Why));

    [Fact]
    public void A_change_that_no_control_of_the_document_asks_for_is_refused() =>
        Assert.Equal(
            $"NeverSent: No control of the document asks for a change of {Account}.",
            Objections(Document.Without("Monitor-006"), Attach("{}")));

    [Fact]
    public void A_change_that_one_of_two_controls_asks_for_may_be()
    {
        var elsewhere = new KeyVault004Settings(
            [365],
            Destination with { Workspaces = RegionalSinks.Everywhere(Sink.OfWorkspace(ResourceId.Parse(Workspace))) },
            "baseline-auditevent",
            true,
            false,
            At(2));
        var both = Document with { Controls = [elsewhere, .. Document.Controls] };

        Assert.Equal("", Objections(both, To("baseline-auditevent", ("workspaceId", NamedWorkspace))));
        Assert.Equal("", Objections(both, To("baseline-auditevent", ("workspaceId", Workspace))));
    }

    [Fact]
    public void A_document_without_identity_and_key_names_none()
    {
        var bare = Document.With(Monitor with { Key = null, Identity = null });

        Assert.Equal("NeverSent: The document names no identity id.", Objections(bare, Attach("""{"id":{}}""")));
        Assert.Equal("NeverSent: The document names no key log of https://kv-keys.vault.azure.net/.",
            Objections(bare, Encrypt("""{"keyname":"log","keyvaulturi":"https://kv-keys.vault.azure.net/"}""")));
        Assert.Equal($"NeverSent: {NotInVault($"{Keys}/providers/{RoleType}/{Stranger}")}", Objections(bare, Role(Keys, Stranger)));
    }

    [Fact]
    public void What_can_not_be_taken_back_needs_consent()
    {
        var without = Document.With(Monitor with { ConsentsToPurgeProtection = false });

        Assert.Equal(
            "NoConsent: It can't be taken back, and the document does not consent to purgeProtection under controls.Monitor-006.irreversible.",
            Objections(without, Of(VaultKind, Keys, "PATCH", """{"properties":{"enablePurgeProtection":true}}""")));
    }

    [Theory]
    // Findings, their details, what is changed, what the plan says it judged; what is allowed at 100 percent.
    [InlineData("kv1 | kv2 | kv1 kv2 | 2", null, false)]
    [InlineData("kv1 | kv2 | kv1 kv2 kv3 | 3", "maxChangedPercent 2 3", false)]
    [InlineData("kv1 |  | kv1 kv2 | 9", "maxChangedPercent 1 2", false)]
    [InlineData("kv1 sub |  | kv1 kv2 | 9", "maxChangedPercent 1 2", false)]
    [InlineData("kv1 |  | kv1 kv2 kv3 | 9", null, true)]
    [InlineData("kv1 |  | kv1 kv2 kv3 kv4 | 9", "maxChangedPercent 3 4", true)]
    [InlineData("kv1 |  | kv1 kv2 | 1", "maxChangedPercent 1 2", true)]
    [InlineData("kv1 |  | kv1 KV-Keys | 1", null, true)]
    [InlineData("kv1 KV-Keys |  | kv1 KV-Keys | 1", "maxChangedPercent 1 2", true)]
    public void The_share_is_taken_of_what_the_findings_bear_out(string plan, string? exceeded, bool isNaming)
    {
        var parts = plan.Split('|', StringSplitOptions.TrimEntries);
        var details = Ids(parts[1]).Select(id => new FindingDetail(id, ComplianceState.Compliant, "Fine."));
        var saved = PlanOf([.. Ids(parts[2]).Select(id => Caused(id.Text, "KeyVault-004"))]) with
        {
            Judged = int.Parse(parts[3], CultureInfo.InvariantCulture),
            Findings = [.. Ids(parts[0]).Select(id => new Finding("KeyVault-004", id, ComplianceState.Noncompliant, "Off.") { Details = [.. details] })],
        };
        var document = (isNaming ? Document : Document.Without("Monitor-006")) with { Limits = new LimitSettings(null, 100) };

        Assert.Equal(exceeded, Limits(saved, document));
    }

    [Theory]
    [InlineData(0, false, "undo", null, Plan.UndoSource)]
    [InlineData(0, false, "undo;undo", null, Plan.UndoSource)]
    [InlineData(0, false, "undo,undo", null, Plan.UndoSource)]
    [InlineData(0, false, "KeyVault-004", "maxChangedPercent 0 1", Plan.UndoSource)]
    [InlineData(0, false, "undo,KeyVault-004", "maxChangedPercent 0 1", Plan.UndoSource)]
    [InlineData(0, false, "undo;KeyVault-004", "maxChangedPercent 0 2", Plan.UndoSource)]
    [InlineData(1, false, "undo", "maxChangedPercent 0 1", Plan.UndoSource)]
    [InlineData(0, true, "undo", "maxChangedPercent 0 1", Plan.UndoSource)]
    [InlineData(0, false, "undo", "maxChangedPercent 0 1", "azure")]
    public void Only_a_plan_that_judges_nothing_and_takes_back_all_that_it_does_has_no_share(
        int judged, bool isFound, string causes, string? exceeded, string source)
    {
        var saved = PlanOf([.. causes.Split(';').Select((cause, at) => Caused($"{Vault}{at}", cause.Split(',')))]) with
        {
            Estate = new PlanEstate(source, null),
            Judged = judged,
            Findings = isFound ? [new Finding("KeyVault-004", ResourceId.Parse(Vault), ComplianceState.Compliant, "Fine.")] : [],
        };

        Assert.Equal(exceeded, Limits(saved, Document with { Limits = new LimitSettings(null, 0) }));
    }

    [Theory]
    // Every kind of write, and the control of which it is; an exemption from the other is none.
    [InlineData(SettingType, $"{Vault}/providers/Microsoft.Insights/diagnosticSettings/s", Vault, "KeyVault-004")]
    [InlineData("microsoft.insights/diagnosticsettings", $"{Vault}/providers/microsoft.insights/diagnosticsettings/s", Vault, "KeyVault-004")]
    [InlineData(SettingType, $"{Subscription}/providers/Microsoft.Insights/diagnosticSettings/s", Subscription, "Monitor-006")]
    [InlineData(LifecycleType, $"{Account}/managementPolicies/default", Account, "KeyVault-004")]
    [InlineData("microsoft.storage/storageaccounts/managementpolicies", $"{Account}/managementPolicies/default", Account, "KeyVault-004")]
    [InlineData(AccountType, Account, Account, "Monitor-006")]
    [InlineData(VaultKind, Vault, Vault, "Monitor-006")]
    [InlineData(PolicyType, $"{Vault}/accessPolicies/add", Vault, "Monitor-006")]
    [InlineData(IdentityKind, Other, Other, "Monitor-006")]
    [InlineData("microsoft.managedidentity/userassignedidentities", Other, Other, "Monitor-006")]
    [InlineData(SettingType, $"{Group}/providers/Microsoft.Insights/diagnosticSettings/s", Group, "Monitor-006")]
    public void What_is_exempt_from_the_control_of_a_write_is_not_written_to(string type, string resource, string owner, string control)
    {
        var write = new ArmWrite(type, "PUT", resource, "", default);

        Assert.Equal(
            $"{ResourceId.Parse(owner).Key} is exempt from {control} until 2027-01-31, and what is exempt is never changed.",
            WhyNot(Exempt(control), write)?.Replace(owner, ResourceId.Parse(owner).Key, StringComparison.OrdinalIgnoreCase));
        Assert.Null(WhyNot(Exempt(control == "Monitor-006" ? "KeyVault-004" : "Monitor-006"), write));

        BaselineDocument Exempt(string from) => Document with
        {
            Exemptions = [new Exemption(from, new ResourcePattern(owner), "Closing.", "team-a", new DateOnly(2027, 1, 31), At(3))],
        };
    }

    [Theory]
    // What is written to, what an exemption or an exclusion names, and whether either keeps it from being written to.
    [InlineData("st/blobServices/default", "st/blobServices/default", true, true)]
    [InlineData("st/blobServices/default", "st", false, true)]
    [InlineData("st/blobServices/default", "st/fileServices/default", false, false)]
    public void What_hangs_beneath_an_account_is_exempt_by_its_own_id(string written, string named, bool isExempt, bool isExcluded)
    {
        var pattern = new ResourcePattern($"{Logs}/{AccountType}/{named}");
        var rule = new LogRule(
            "controls.Monitor-008.rules[0]",
            [new TypePattern("Microsoft.Storage/storageAccounts/*")],
            WantedLogs.OfGroup(WantedLogs.AllLogs),
            Destination);
        var document = Document with { Controls = [new Monitor008Settings([rule], [], "baseline-logs", true, At(4))] };
        var exempting = document with
        {
            Exemptions = [new Exemption("Monitor-008", pattern, "Closing.", "team-a", new DateOnly(2027, 1, 31), At(3))],
        };
        var excluding = document with { Scope = document.Scope with { Exclusions = [new Exclusion(null, null, null, pattern)] } };
        var write = new ArmWrite(SettingType, "PUT", $"{Logs}/{AccountType}/{written}/providers/{SettingType}/s", "", default);

        Assert.Null(WhyNot(document, write));
        Assert.Equal(isExempt, WhyNot(exempting, write)?.Contains("is exempt from Monitor-008 until 2027-01-31", StringComparison.Ordinal) == true);
        Assert.Equal(isExcluded, WhyNot(excluding, write)?.Contains("is excluded from the document's scope", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void What_no_control_asks_for_is_not_written_to_where_it_is_exempt_from_any()
    {
        var write = new ArmWrite(SettingType, "PUT", $"{Account}/providers/{SettingType}/s", "", default);
        Exemption Of(string control, int year) =>
            new(control, new ResourcePattern(Account), "Closing.", "team-a", new DateOnly(year, 1, 31), At(3));

        Assert.Null(WhyNot(Document, write));
        Assert.Contains(" is exempt from Monitor-006 until 2027-01-31", WhyNot(Document with { Exemptions = [Of("Monitor-006", 2027)] }, write), StringComparison.Ordinal);
        Assert.Contains(
            " is exempt from KeyVault-004 until 2028-01-31",
            WhyNot(Document with { Exemptions = [Of("Monitor-006", 2027), Of("KeyVault-004", 2028)] }, write),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_lies_outside_is_not_written_to_unless_the_document_names_it()
    {
        var vault = $"{Elsewhere}/Microsoft.KeyVault/vaults/kv";
        var write = new ArmWrite(VaultKind, "PATCH", vault, "", default);
        var named = Document.With(Monitor with { Key = new KeySettings(ResourceId.Parse(vault), null, "log", null, null, false) });

        Assert.Equal($"{vault} is not in the document's scope.", WhyNot(Document, write));
        Assert.Null(WhyNot(named, write));
        Assert.Equal("${c1.id} is not the id of anything in scope.", WhyNot(Document, write with { Resource = "${c1.id}" }));
        Assert.Equal(
            "/providers/microsoft.management/managementgroups/mg-out is not in the document's scope.",
            WhyNot(Document, new ArmWrite(SettingType, "PUT", "/providers/Microsoft.Management/managementGroups/mg-out/providers/Microsoft.Insights/diagnosticSettings/s", "", default))?.ToLowerInvariant());
    }

    [Theory]
    // What an undo takes back of the tool's own setting need not be gone; from others it takes nothing, as any plan.
    [InlineData("baseline-auditevent", "DELETE", Workspace, null)]
    [InlineData("baseline-auditevent", "DELETE", $"{Elsewhere}/Microsoft.OperationalInsights/workspaces/law", null)]
    [InlineData("BASELINE-auditevent", "PUT", Workspace, null)]
    [InlineData("others", "PUT", Workspace, "It takes a destination only from its own settings, and only one that does not exist: properties.workspaceId of others is another.")]
    [InlineData("others", "DELETE", Workspace, "It creates and deletes only its own diagnostic settings (baseline-auditevent, baseline-activity-log), and others is none.")]
    public void An_undo_takes_back_the_tools_own_setting_wherever_it_exports(string name, string method, string destination, string? why)
    {
        var change = Setting(name, Lost("properties.workspaceId", destination)) with
        {
            Method = method,
            Action = method == "DELETE" ? ChangeAction.Delete : ChangeAction.Update,
            Body = method == "DELETE" ? default : Json("""{"properties":{}}"""),
        };
        var undo = PlanOf(change with { Because = [new Cause("undo", change.Resource)] }) with
        {
            Estate = new PlanEstate(Plan.UndoSource, null),
            Judged = 0,
            Findings = [],
        };

        Assert.Equal(why, Why(undo));
        Assert.Equal(
            why ?? $"It takes a destination only from its own settings, and only one that does not exist: properties.workspaceId of {name} is another.",
            Why(PlanOf(change)));

        static string? Why(Plan plan) =>
            new SavedPlanCheck(ControlCatalogue.Product).Objections(plan, Document, Estate, Today).SingleOrDefault()?.Why;
    }

    [Theory]
    [InlineData("properties.workspaceId", $"{Elsewhere}/Microsoft.OperationalInsights/workspaces/law", true)]
    [InlineData("properties.eventHubAuthorizationRuleId", $"{NamedRule}2", true)]
    [InlineData("properties.storageAccountId", $"{Elsewhere}/Microsoft.Storage/storageAccounts/st", true)]
    [InlineData("properties.workspaceId", "law", false)]
    [InlineData("properties.logs[AuditEvent].enabled", Workspace, false)]
    public void Whether_a_destination_that_is_taken_away_is_gone_is_read_wherever_it_lies(string path, string destination, bool isRead)
    {
        var check = new SavedPlanCheck(ControlCatalogue.Product);

        var taken = check.RequestFor(PlanOf(Setting("baseline-auditevent", Lost(path, destination))), Document);
        var kept = check.RequestFor(PlanOf(Setting("baseline-auditevent", new PropertyChange(path, default, Text(destination)))), Document);

        Assert.Equal(isRead, taken.Named.Any(id => id.Text == destination));
        Assert.DoesNotContain(kept.Named, id => id.Text == destination);
    }

    [Fact]
    public void A_destination_that_is_replaced_or_of_no_setting_is_not_read_nor_is_what_names_none()
    {
        const string Path = "properties.workspaceId";
        const string Law = $"{Elsewhere}/Microsoft.OperationalInsights/workspaces/law";

        Assert.DoesNotContain(Law, Read(Setting("baseline-auditevent", new PropertyChange(Path, Text(Law), Text(Workspace)))));
        Assert.DoesNotContain(Law, Read(Of(AccountType, Account, "PATCH", "{}") with { Properties = [Lost(Path, Law)] }));
        Assert.Equal(Read(Setting("baseline-auditevent")), Read(Setting("baseline-auditevent", new PropertyChange(Path, Json("5"), default))));

        static IReadOnlyList<string> Read(Change change) =>
            [.. new SavedPlanCheck(ControlCatalogue.Product).RequestFor(PlanOf(change), Document).Named.Select(id => id.Text)];
    }

    [Theory]
    [InlineData(false, "KV-Keys id-log st")]
    [InlineData(true, "kv KV-Keys id-log st")]
    public void Only_what_decides_about_the_writes_is_read(bool asksForTags, string read)
    {
        var document = Document with
        {
            Scope = Document.Scope with { Exclusions = [new Exclusion("rg-x", null, null, null), .. asksForTags ? [new Exclusion(null, "tag", null, null)] : Array.Empty<Exclusion>()] },
        };
        var changes = new[] { Setting("s"), Setting("t"), Of(AccountType, Account, "PATCH", "{}"), Of(IdentityKind, Other, "PUT", "{}"), Of(IdentityKind, "id", "PUT", "{}") };

        var request = new SavedPlanCheck(ControlCatalogue.Product).RequestFor(PlanOf(changes), document);

        Assert.Equal(read, string.Join(' ', request.Named.Order().Select(id => id.Name)));
        Assert.Equal((false, false), (request.Needs.KeyVaults, request.Needs.ActivityLog));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resources_that_log_are_read_again_for_their_tags_alone(bool asksForTags)
    {
        var exclude = asksForTags ? "{ tag: env=lab }" : "{ resourceGroup: rg-x }";
        var document = Documents.TextDocuments.Accepted($$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: logs }
            scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}], exclude: [{{exclude}}] }
            controls:
              Monitor-008:
                rules:
                  - { types: ["*"], logs: allLogs, destination: { accept: workspace } }
            """);

        var request = new SavedPlanCheck(ControlCatalogue.Product).RequestFor(PlanOf(Setting("s")), document);

        Assert.Equal(asksForTags, request.Needs.Logged.Count > 0);
    }

    private static string Objections(BaselineDocument document, params Change[] changes) => string.Join('\n',
        new SavedPlanCheck(ControlCatalogue.Product).Objections(PlanOf(changes), document, Estate, Today).Select(one => $"{one.Kind}: {one.Why}"));

    private static string? WhyNot(BaselineDocument document, ArmWrite write) => new WriteScope(ControlCatalogue.Product, document, Estate, Today).WhyNot(write);

    private static string? Limits(Plan plan, BaselineDocument document) =>
        new SavedPlanCheck(ControlCatalogue.Product).Exceeded(plan, document).Select(limit => $"{limit.Limit} {limit.Allowed} {limit.Planned}").SingleOrDefault();

    private static IEnumerable<ResourceId> Ids(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(name => ResourceId.Parse(name == "sub" ? Subscription : $"{App}/Microsoft.KeyVault/vaults/{name}"));

    private static string NotTaken(string path, string name) =>
        $"It takes a destination only from its own settings, and only one that does not exist: {path} of {name} is another.";

    private static string NotInVault(string resource) =>
        $"It gives access only to the key that the document names, and {resource} is not in its vault.";

    private static Change Setting(string name, params PropertyChange[] properties) =>
        Of(SettingType, $"{Vault}/providers/{SettingType}/{name}", "PUT", """{"properties":{}}""") with { Properties = properties };

    private static Change ExportTo(string account, string path) => Setting("baseline-auditevent") with
    {
        Body = Json($$$$"""{"properties":{"storageAccountId":"{{{{account}}}}"}}"""),
        Properties = [new PropertyChange(path, default, Text(account))],
    };

    private static Change To(string name, params (string Member, string Value)[] sinks) => Setting(name) with
    {
        Body = Json($$$$"""{"properties":{{{{{string.Join(',', sinks.Select(sink => $"\"{sink.Member}\":\"{sink.Value}\""))}}}}}}"""),
        Properties = [.. sinks.Select(sink => new PropertyChange($"properties.{sink.Member}", default, Text(sink.Value)))],
    };

    /// <summary>A body's destinations, and properties as <c>member: before -> after</c>, where nothing stands for nothing.</summary>
    private static Change Moved(string name, string destinations, params string[] properties) => Setting(name) with
    {
        Body = Json($$$$"""{"properties":{{{{{destinations}}}}}}"""),
        Properties = [.. properties.Select(text => (text.Split(": ")[0], text.Split(": ")[1].Split("->", StringSplitOptions.TrimEntries)))
            .Select(parts => new PropertyChange($"properties.{parts.Item1}", OrNothing(parts.Item2[0]), OrNothing(parts.Item2[1])))],
    };

    private static JsonElement OrNothing(string text) => text.Length == 0 ? default : Text(text);

    private static string Hub(string rule, string? name = null) =>
        Member("eventHubAuthorizationRuleId", rule) + (name is null ? "" : $",{Member("eventHubName", name)}");

    private static string Law => Member("workspaceId", Workspace);

    private static string Member(string member, string value) => $"\"{member}\":\"{value}\"";

    private static string Told(string format, string path) => string.Format(CultureInfo.InvariantCulture, format, path);

    private static Change Attach(string identities) =>
        Of(AccountType, Account, "PATCH", $$$$"""{"identity":{"type":"UserAssigned","userAssignedIdentities":{{{{identities}}}}}}""");

    private static Change Encrypt(string key, string identity = Named) => Of(AccountType, Account, "PATCH",
        $$$$"""{"properties":{"encryption":{"keySource":"Microsoft.Keyvault","identity":{"userAssignedIdentity":"{{{{identity}}}}"},"keyvaultproperties":{{{{key}}}}}}}""");

    private static Change Role(string scope, string principal) => Of(RoleType, $"{scope}/providers/{RoleType}/{Stranger}", "PUT",
        $$$$"""{"properties":{"principalId":"{{{{principal}}}}","roleDefinitionId":"{{{{Subscription}}}}/providers/Microsoft.Authorization/roleDefinitions/{{{{EstateBuilder.CryptoServiceEncryptionUser}}}}"}}""");

    private static Change Policy(string vault, string verb, string principal) => Of(PolicyType, $"{vault}/accessPolicies/{verb}", "PUT",
        $$$$"""{"properties":{"accessPolicies":[{"objectId":"{{{{principal}}}}","permissions":{"keys":["get"]}}]}}""");

    private static Change Caused(string resource, params string[] controls) => Of(VaultKind, resource, "PATCH", "{}") with
    {
        Because = [.. controls.Select(control => new Cause(control, resource))],
    };

    private static Change Of(string type, string resource, string method, string body) => SamplePlan.Full.Changes[0] with
    {
        Id = "c1",
        Action = ChangeAction.Update,
        Type = type,
        Resource = resource,
        Method = method,
        ApiVersion = ControlCatalogue.Product.Types.Find(type)?.ApiVersion ?? "",
        Body = Json(body),
        Properties = [],
    };

    private static Plan PlanOf(params Change[] changes) => SamplePlan.Empty with { Changes = changes };

    private static PropertyChange Lost(string path, string before) => new(path, Text(before), default);

    private static SourceSpan At(int line) => new("baseline.yaml", line, 1);

    private static JsonElement Text(string text) => Json($"\"{text}\"");

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;
}
