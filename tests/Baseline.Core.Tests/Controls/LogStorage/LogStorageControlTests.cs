using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.Locks;
using Baseline.Controls;
using Baseline.Controls.LogStorage;
using Baseline.Core.Tests.Documents;
using Baseline.Documents;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans;
using Baseline.Selecting;
using Xunit;

namespace Baseline.Core.Tests.Controls.LogStorage;

/// <summary>What LogStorage asks for of a saved plan, and what has to be read for it.</summary>
public sealed class LogStorageControlTests
{
    private const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    private const string Account = $"{Subscription}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
    private const string Service = $"{Account}/blobServices/default";
    private const string Policy = $"{Service}/containers/insights-activity-logs/immutabilityPolicies/default";
    private const string Lock = $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock";
    private const string Everything =
        "{ secureTransfer: required, minimumTls: TLS1_2, anonymousAccess: denied, crossTenantReplication: denied, trustedServices: required, "
        + "softDelete: { blobs: 30, containers: 7 }, immutability: { containers: logs, days: 365 }, deleteLock: required }";

    private const string Both =
        """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30},"containerDeleteRetentionPolicy":{"enabled":true,"days":7}}}""";

    private const string Locking = "{ immutability: { containers: logs, days: 365, locked: true }, irreversible: [immutabilityLock] }";
    private const string Days = "properties.immutabilityPeriodSinceCreationInDays";

    private static readonly SavedPlan NoPlan = new([], new Estate("test", null, [], [], []), [], new HashSet<ResourceId>());

    /// <summary>What the document says, the write, and whether it may be so.</summary>
    public static TheoryData<string, string, string, string, bool> Writes => new()
    {
        { Everything, "PATCH", Account, """{"properties":{"supportsHttpsTrafficOnly":true,"minimumTlsVersion":"TLS1_2","allowBlobPublicAccess":false}}""", true },
        { Everything, "PATCH", Account, """{"properties":{"allowCrossTenantReplication":false,"networkAcls":{"bypass":"Logging, AzureServices"}}}""", true },
        { Everything, "PATCH", Account, """{"properties":{"supportsHttpsTrafficOnly":false}}""", false },
        { Everything, "PATCH", Account, """{"properties":{"minimumTlsVersion":"TLS1_3"}}""", false },
        { Everything, "PATCH", Account, """{"properties":{"allowBlobPublicAccess":true}}""", false },
        { Everything, "PATCH", Account, """{"properties":{"allowCrossTenantReplication":true}}""", false },
        { Everything, "PATCH", Account, """{"properties":{"networkAcls":{"bypass":"azureservices"}}}""", true },
        { Everything, "PATCH", Account, """{"properties":{"networkAcls":{"bypass":"Logging"}}}""", false },
        { Everything, "PATCH", Account, """{"properties":{"supportsHttpsTrafficOnly":true,"publicNetworkAccess":"Disabled"}}""", false },
        { "{ minimumTls: TLS1_2 }", "PATCH", Account, """{"properties":{"supportsHttpsTrafficOnly":true}}""", false },
        { "{ minimumTls: TLS1_2 }", "PATCH", Account, """{"properties":{"allowBlobPublicAccess":false}}""", false },
        { "{ minimumTls: TLS1_2 }", "PATCH", Account, """{"properties":{"allowCrossTenantReplication":false}}""", false },
        { "{ minimumTls: TLS1_2 }", "PATCH", Account, """{"properties":{"networkAcls":{"bypass":"AzureServices"}}}""", false },
        { "{ secureTransfer: required }", "PATCH", Account, """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", false },
        { Everything, "PUT", Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30},"containerDeleteRetentionPolicy":{"enabled":true,"days":7}}}""", true },
        { Everything, "PUT", Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":29},"containerDeleteRetentionPolicy":{"enabled":true,"days":7}}}""", false },
        { Everything, "PUT", Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":30},"containerDeleteRetentionPolicy":{"enabled":false,"days":7}}}""", false },
        { "{ softDelete: { blobs: 30 } }", "PUT", Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":90}}}""", true },
        { "{ minimumTls: TLS1_2 }", "PUT", Service, """{"properties":{"deleteRetentionPolicy":{"enabled":true,"days":90}}}""", false },
        { Everything, "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":365}}""", true },
        { Everything, "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":364}}""", false },
        { Everything, "DELETE", Policy, "", false },
        { "{ minimumTls: TLS1_2 }", "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":365}}""", false },
        { "{ immutability: { containers: [insights-activity-logs], days: 1 } }", "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":1}}""", true },
        { Everything, "POST", $"{Policy}/lock", "", false },
        { Locking, "POST", $"{Policy}/lock", "", true },
        { Locking, "POST", $"{Policy}/extend", """{"properties":{"immutabilityPeriodSinceCreationInDays":365}}""", true },
        { Locking, "POST", $"{Policy}/extend", """{"properties":{"immutabilityPeriodSinceCreationInDays":364}}""", false },
        { Locking, "POST", $"{Policy}/extend", """{"properties":{"immutabilityPeriodSinceCreationInDays":366}}""", false },
        { Locking, "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":366}}""", false },
        { "{ immutability: { containers: [others], days: 1, locked: true } }", "POST", $"{Policy}/lock", "", false },
        { "{ immutability: { containers: [others], days: 1 } }", "PUT", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":1}}""", false },
        { Everything, "PUT", Lock, LockType.Body().ToJsonString(), true },
        { Everything, "PUT", Lock, """{"properties":{"level":"ReadOnly"}}""", false },
        { Everything, "DELETE", Lock, "", false },
        { Everything, "DELETE", Lock, LockType.Body().ToJsonString(), false },
        { "{ minimumTls: TLS1_2 }", "PUT", Lock, LockType.Body().ToJsonString(), false },
    };

    [Theory]
    [MemberData(nameof(Writes))]
    public void Of_a_saved_plan_only_what_the_document_asks_for_is_sent(string settings, string method, string resource, string body, bool isWanted)
    {
        var id = ResourceId.Parse(resource);
        var write = new ArmWrite(ControlCatalogue.Product.Types.All.Single(type => type.IsWrittenAt(id)).Name, method, resource, "2025-06-01", Json(body));
        var control = ControlOf(settings);
        var days = write.Body.NumberAt(Days) is { } number ? [new PropertyChange(Days, default, Json($"{number}"))] : Array.Empty<PropertyChange>();

        Assert.True(body.Length == 0 || control.Owns(write, ResourceId.Parse(Account)));
        Assert.Null(control.WhyNotAsked(new SavedWrite("c1", ChangeAction.Update, write, days), NoPlan));
        Assert.Equal(isWanted, control.WhyNotWanted(new SavedWrite("c1", ChangeAction.Update, write, days), NoPlan) is null);
    }

    /// <summary>A policy of more days keeps them; what a plan does not show of them is held against the policy before the write.</summary>
    [Fact]
    public void Days_that_a_policy_has_already_may_be_more_than_wanted() => Assert.Null(ControlOf(Everything).WhyNotWanted(
        new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(
                ControlCatalogue.Product.Types.All.Single(type => ResourceId.Parse(Policy).IsOfType(type.Name)).Name,
                "PUT", Policy, "2025-06-01", Json("""{"properties":{"immutabilityPeriodSinceCreationInDays":400,"allowProtectedAppendWrites":true}}""")),
            [new PropertyChange("properties.allowProtectedAppendWrites", default, Json("true"))]),
        NoPlan));

    /// <summary>Days in which blobs can be restored may be more where they are; those that are written are those that are wanted.</summary>
    [Theory]
    [InlineData("deleteRetentionPolicy.days", 30, 7, true)]
    [InlineData("deleteRetentionPolicy.days", 31, 7, false)]
    [InlineData("containerDeleteRetentionPolicy.days", 30, 7, true)]
    [InlineData("containerDeleteRetentionPolicy.days", 30, 8, false)]
    [InlineData("containerDeleteRetentionPolicy.days", 31, 7, true)]
    [InlineData("isVersioningEnabled", 31, 8, true)]
    [InlineData("isVersioningEnabled", 29, 8, false)]
    public void Days_of_soft_delete_are_written_as_the_document_asks(string altered, int blobs, int containers, bool isWanted)
    {
        var body = $$$"""
            {"properties":{"deleteRetentionPolicy":{"enabled":true,"days":{{{blobs}}}},
             "containerDeleteRetentionPolicy":{"enabled":true,"days":{{{containers}}} } } }
            """;
        var write = new SavedWrite(
            "c1",
            ChangeAction.Update,
            new ArmWrite(TypeNames.BlobService, "PUT", Service, "2025-06-01", Json(body)),
            [new PropertyChange($"properties.{altered}", default, Json("1"))]);

        Assert.Equal(
            isWanted ? null : "The document asks for other days in which what is deleted can be restored.",
            ControlOf(Everything).WhyNotWanted(write, NoPlan));
    }

    /// <summary>What the document says nothing of stays as it is.</summary>
    [Theory]
    [InlineData("{ softDelete: { blobs: 30 } }", "deleteRetentionPolicy.days", true)]
    [InlineData("{ softDelete: { blobs: 30 } }", "containerDeleteRetentionPolicy.days", false)]
    [InlineData("{ softDelete: { containers: 7 } }", "containerDeleteRetentionPolicy.days", true)]
    [InlineData("{ softDelete: { containers: 7 } }", "deleteRetentionPolicy.days", false)]
    public void Soft_delete_is_written_where_the_document_says_for_how_many_days(string settings, string altered, bool isWanted) => Assert.Equal(
        isWanted,
        ControlOf(settings).WhyNotWanted(
            new SavedWrite(
                "c1",
                ChangeAction.Update,
                new ArmWrite(TypeNames.BlobService, "PUT", Service, "2025-06-01", Json(Both)),
                [new PropertyChange($"properties.{altered}", default, Json("1"))]),
            NoPlan) is null);

    [Fact]
    public void Of_what_the_document_does_not_ask_of_an_account_the_first_is_told() => Assert.Equal(
        "The document does not ask for such a allowBlobPublicAccess.",
        ControlOf(Everything).WhyNotWanted(
            new SavedWrite(
                "c1",
                ChangeAction.Update,
                new ArmWrite(TypeNames.StorageAccount, "PATCH", Account, "2025-06-01", Json(
                    """{"properties":{"supportsHttpsTrafficOnly":true,"allowBlobPublicAccess":true,"minimumTlsVersion":"TLS1_0"}}""")),
                []),
            NoPlan));

    /// <summary>
    /// A policy that is asked of all containers of logs is for those of its container, and everything else for all logs of the account.
    /// </summary>
    [Theory]
    [InlineData("logs", TypeNames.ImmutabilityPolicy, Policy, "insights-activity-logs", true)]
    [InlineData("logs", TypeNames.ImmutabilityPolicy, Policy, "Insights-Activity-Logs", true)]
    [InlineData("logs", TypeNames.ImmutabilityPolicy, $"{Policy}/lock", "insights-activity-logs", true)]
    [InlineData("logs", TypeNames.ImmutabilityPolicy, Policy, "insights-logs-auditevent", false)]
    [InlineData(
        "logs", "microsoft.storage/storageaccounts/blobservices/containers/immutabilitypolicies", Policy, "insights-logs-auditevent", false)]
    [InlineData(
        "[evidence]",
        TypeNames.ImmutabilityPolicy,
        $"{Service}/containers/evidence/immutabilityPolicies/default",
        "insights-logs-auditevent",
        true)]
    [InlineData("logs", TypeNames.StorageAccount, Account, "insights-logs-auditevent", true)]
    [InlineData("logs", TypeNames.StorageAccount, $"{Account}other", "insights-logs-auditevent", false)]
    [InlineData("logs", TypeNames.BlobService, Service, "insights-logs-auditevent", true)]
    [InlineData("logs", TypeNames.Lock, Lock, "insights-logs-auditevent", true)]
    public void A_write_is_for_the_logs_that_are_written_there(
        string containers, string type, string resource, string container, bool isForLogs)
    {
        var receiver = new LogReceiver(
            ResourceId.Parse(Account), container, ResourceId.Parse($"{Subscription}/providers/Microsoft.Insights/diagnosticSettings/s"));
        var control = ControlOf($$"""{ immutability: { containers: {{containers}}, days: 1 } }""");

        Assert.Equal(isForLogs, control.IsForLogsOf(new ArmWrite(type, "PUT", resource, "2025-06-01", default), [receiver]));
        Assert.False(control.IsForLogsOf(new ArmWrite(type, "PUT", resource, "2025-06-01", default), []));
    }

    /// <summary>What is in a container of others is no log, and a policy of theirs is neither locked nor taken away.</summary>
    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "/lock")]
    [InlineData("POST", "/extend")]
    [InlineData("DELETE", "")]
    public void Policies_of_containers_that_hold_no_logs_are_not_asked_for(string method, string action)
    {
        SavedWrite Of(string container) => new(
            "c1",
            ChangeAction.Update,
            new ArmWrite(TypeNames.ImmutabilityPolicy, method, $"{Service}/containers/{container}/immutabilityPolicies/default{action}", "2025-06-01", default),
            []);

        Assert.Contains("only of containers of logs", ControlOf(Locking).WhyNotAsked(Of("customer-data"), NoPlan), StringComparison.Ordinal);
        Assert.Null(ControlOf(Locking).WhyNotAsked(Of("insights-logs-auditevent"), NoPlan));
        Assert.Null(ControlOf(Locking).WhyNotAsked(Of("Insights-Logs-AuditEvent"), NoPlan));
        Assert.Null(ControlOf("{ immutability: { containers: [customer-data], days: 1 } }").WhyNotAsked(Of("customer-data"), NoPlan));
    }

    /// <summary>A lock says nothing of days, and so is held against the policy that it would make last.</summary>
    [Theory]
    [InlineData("/lock", 365, null)]
    [InlineData("/lock", 364, "364")]
    [InlineData("/lock", 366, "366")]
    [InlineData("/lock", null, "none")]
    [InlineData("", 366, null)]
    public void Only_a_policy_of_the_days_that_the_document_asks_for_is_locked(string action, int? days, string? has) => Assert.Equal(
        has is null ? null : $"It locks only a policy of the 365 days that the document asks for, and this one has {has}.",
        ControlOf(Locking).WhyNotOver(
            new ArmWrite(TypeNames.ImmutabilityPolicy, action.Length > 0 ? "POST" : "PUT", $"{Policy}{action}", "2025-06-01", default),
            days is { } number ? Json($$$"""{"properties":{"immutabilityPeriodSinceCreationInDays":{{{number}}}}}""") : default));

    /// <summary>A role may do what nobody can take back only where the document consents to it.</summary>
    [Theory]
    [InlineData("{ immutability: { containers: logs, days: 7, locked: true } }", "")]
    [InlineData("{ immutability: { containers: logs, days: 7 }, irreversible: [immutabilityLock] }", "extend")]
    [InlineData("{ immutability: { containers: logs, days: 7, locked: true }, irreversible: [immutabilityLock] }", "lock, extend")]
    [InlineData("{ minimumTls: TLS1_2, irreversible: [immutabilityLock] }", "")]
    public void A_role_locks_and_extends_by_consent(string settings, string actions) => Assert.Equal(
        actions,
        string.Join(", ", new LogStorageDefinition().Actions(SettingsOf(settings)).Writes
            .Where(action => action.EndsWith("/action", StringComparison.Ordinal))
            .Select(action => action.Split('/')[^2])));

    /// <summary>Where to consent is told of a document that does not, and of no more than the control can be consented to.</summary>
    [Theory]
    [InlineData("{ immutability: { containers: logs, days: 7 } }", "")]
    [InlineData("{ immutability: { containers: logs, days: 7 }, irreversible: [immutabilityLock] }", "immutabilityLock")]
    public void A_document_consents_to_locks_where_it_says_so(string settings, string consents)
    {
        var read = SettingsOf(settings);

        Assert.Equal(consents, string.Join(", ", read.Consents));
        Assert.Equal("controls.LogStorage.irreversible", read.WhereToConsent("immutabilityLock"));
        Assert.Null(read.WhereToConsent("purgeProtection"));
    }

    [Theory]
    [InlineData("{ irreversible: [immutabilityLock] }", "BL1360")]
    [InlineData("{ minimumTls: TLS1_2, irreversible: [purgeProtection] }", "BL1107")]
    public void Consent_alone_asks_for_nothing(string settings, string code) =>
        Assert.Contains(TextDocuments.Read(Text(settings)).Diagnostics, diagnostic => diagnostic.Code == code);

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", Account, """{"identity":{"type":"None"}}""", Account)]
    [InlineData("Microsoft.Authorization/locks", Lock, "{}", Subscription)]
    [InlineData("Microsoft.Storage/storageAccounts/managementPolicies", $"{Account}/managementPolicies/default", "{}", Account)]
    public void What_others_ask_for_it_does_not_own(string type, string resource, string body, string owner) =>
        Assert.False(ControlOf(Everything).Owns(new ArmWrite(type, "PUT", resource, "1", Json(body)), ResourceId.Parse(owner)));

    /// <summary>
    /// What is exempt by its key is not changed by a plan that was made before: of an account and of a blob service what the plan alters
    /// tells for which keys it is, and where that is not known, all that is sent.
    /// </summary>
    [Theory]
    [InlineData("minimumTls", Account, """{"properties":{"minimumTlsVersion":"TLS1_2","supportsHttpsTrafficOnly":true}}""", "properties.minimumTlsVersion", true)]
    [InlineData("minimumTls", Account, """{"properties":{"minimumTlsVersion":"TLS1_2","supportsHttpsTrafficOnly":true}}""", null, true)]
    [InlineData("minimumTls", Account, """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", "properties.MinimumTlsVersion", true)]
    [InlineData("minimumTls", Account, """{"properties":{"minimumTlsVersion":"TLS1_2"}}""", "properties", false)]
    [InlineData("minimumTls", Account, """{"properties":{"supportsHttpsTrafficOnly":true}}""", "properties.supportsHttpsTrafficOnly", false)]
    [InlineData("secureTransfer", Account, """{"properties":{"supportsHttpsTrafficOnly":true}}""", null, true)]
    [InlineData("anonymousAccess", Account, """{"properties":{"allowBlobPublicAccess":false}}""", null, true)]
    [InlineData("crossTenantReplication", Account, """{"properties":{"allowCrossTenantReplication":false}}""", null, true)]
    [InlineData("trustedServices", Account, """{"properties":{"networkAcls":{"bypass":"AzureServices"}}}""", "properties.networkAcls.bypass", true)]
    [InlineData("softDelete.blobs", Service, Both, "properties.deleteRetentionPolicy.days", true)]
    [InlineData("softDelete.blobs", Service, Both, "properties.containerDeleteRetentionPolicy.days", false)]
    [InlineData("softDelete.containers", Service, Both, null, true)]
    [InlineData("immutability", Policy, """{"properties":{"immutabilityPeriodSinceCreationInDays":365}}""", null, true)]
    [InlineData("immutability", $"{Policy}/lock", "", null, true)]
    [InlineData("deleteLock", Lock, "{}", null, true)]
    [InlineData("minimumTls", Lock, "{}", null, false)]
    public void What_is_exempt_by_its_key_is_not_changed(string part, string resource, string body, string? altered, bool isExempt)
    {
        var document = TextDocuments.Accepted(Text(Everything) + $"""

            exemptions:
              - control: LogStorage
                resource: {Account}
                part: {part}
                reason: a
                owner: b
                expires: 2027-01-31
            """);
        var id = ResourceId.Parse(resource);
        var write = new ArmWrite(
            ControlCatalogue.Product.Types.All.Single(type => type.IsWrittenAt(id)).Name, resource == Account ? "PATCH" : "PUT", resource, "2025-06-01", Json(body));
        var estate = new Estate("test", null, [], [new ObservedResource(ResourceId.Parse(Subscription), Json("{}"))], []);

        var why = new WriteScope(ControlCatalogue.Product, document, estate, new DateOnly(2027, 1, 31))
            .WhyNot(write, altered is null ? null : [altered]);

        Assert.Equal(
            isExempt ? $"{part} of {Account} is exempt from LogStorage until 2027-01-31, and what is exempt is never changed." : null, why);
        Assert.Null(new WriteScope(ControlCatalogue.Product, document, estate, new DateOnly(2027, 2, 1)).WhyNot(write));
    }

    /// <summary>Which accounts receive logs is seen in what leads to them, so that this is read too.</summary>
    [Theory]
    [InlineData("LogStorage", true)]
    [InlineData("KeyVault-004", true)]
    [InlineData("Monitor-007", false)]
    public void With_it_alone_what_leads_to_accounts_is_read_as_well(string only, bool readsVaults)
    {
        var selectors = new SelectorSet([new Selector(SelectorKind.Control, only)]);

        var request = new Planner(ControlCatalogue.Product).RequestFor(Document(Everything), Selection.Everything with { Only = selectors });

        var needs = request.Needs;
        Assert.Equal(only == "LogStorage", request.Part.IsEverything);
        Assert.Equal(readsVaults, needs.KeyVaults);
        Assert.Equal(only == "LogStorage", needs.BlobServices);
        Assert.Equal(only is "LogStorage" or "Monitor-007", needs.ActivityLog);
    }

    [Theory]
    [InlineData("{ minimumTls: TLS1_2 }", false, false)]
    [InlineData("{ softDelete: { containers: 7 } }", true, false)]
    [InlineData("{ immutability: { containers: [evidence], days: 7 } }", false, true)]
    public void Only_what_is_judged_is_read(string settings, bool services, bool containers)
    {
        var needs = new LogStorageDefinition().Needs(SettingsOf(settings));

        Assert.Equal((services, containers), (needs.BlobServices, needs.LogContainers));
        Assert.Equal(containers ? ["evidence"] : [], needs.ContainerNames);
        Assert.False(needs.KeyVaults || needs.ActivityLog);
    }

    private static IControl ControlOf(string settings) => new LogStorageDefinition().Create(SettingsOf(settings));

    private static IControlSettings SettingsOf(string settings) =>
        Document(settings).Controls.Single(control => control.Control == LogStorageSettings.Id);

    private static BaselineDocument Document(string settings) => TextDocuments.Accepted(Text(settings));

    private static string Text(string settings) => $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: logs }
        scope: { subscriptions: [11111111-1111-1111-1111-111111111111] }
        controls:
          KeyVault-004: { auditEvent: enabled, retentionDays: [365, 0] }
          Monitor-007: { categories: all, destination: { accept: any } }
          LogStorage: {{settings}}
        """;

    private static JsonElement Json(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
