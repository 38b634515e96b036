using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Baseline.TestKit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// An estate and a document, between them every kind of write that the tool makes, with something of others wherever it writes.
/// What it does honestly goes without a socket.
/// </summary>
internal sealed class WrittenWorld
{
    private const string Logs = $"/subscriptions/{EstateBuilder.DefaultSubscription}/resourceGroups/rg-logs/providers";
    private const string Workspace = $"{Logs}/Microsoft.OperationalInsights/workspaces/law-of-others";
    private const string Protected = $"{Logs}/Microsoft.Storage/storageAccounts/stlogs";
    private const string Other = "0dd0dd0d-0000-4000-8000-00000000000d";

    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly BaselineDocument _document;
    private readonly byte[] _seed;
    private readonly string[] _ofOthers;
    private readonly ConcurrentDictionary<int, Task<(byte[] Estate, IReadOnlyList<RunRecord> Runs)>> _before = new();

    private WrittenWorld(string yaml, EstateBuilder estate, params string[] ofOthers)
    {
        _document = HostileRun.Read(yaml);
        _seed = estate.ToJson();
        _ofOthers = ofOthers;
    }

    /// <summary>Settings are created and completed, and lifecycle policies created and extended.</summary>
    public static WrittenWorld Settings { get; } = new(
        $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: settings }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          KeyVault-004:
            auditEvent: enabled
            retentionDays: [365]
            manageLifecycle: true
            destination:
              accept: storageAccount
              storageAccounts: { westeurope: {{Logs}}/Microsoft.Storage/storageAccounts/stlogs }
        """,
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw($$"""{"id":"{{Workspace}}","name":"law-of-others","type":"Microsoft.OperationalInsights/workspaces","location":"westeurope","properties":{} }""")
            .Account("stlogs").Lifecycle("stlogs", new LifecycleRule("rule-of-others", 30, "finance"))
            .Account("stbare")
            .Vault("kv-silent")
            .Vault("kv-half").Setting("kv-half", "of-others", storage: "stbare", workspace: "law-of-others", logs: ["-AuditEvent", "AzurePolicyEvaluationDetails"]).Metrics(),
        "rule-of-others", "law-of-others", "of-others", "AzurePolicyEvaluationDetails");

    /// <summary>An account is encrypted by a key, in a vault, by an identity and a role that are all created for it.</summary>
    public static WrittenWorld NewKey { get; } = new(
        Keyed("irreversible: [purgeProtection]", "createVault: { location: westeurope }, create: { type: RSA, size: 2048 }", "create: { location: westeurope }"),
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw($$"""{"id":"{{Logs[..^"/providers".Length]}}","name":"rg-logs","type":"Microsoft.Resources/resourceGroups","location":"westeurope","properties":{"provisioningState":"Succeeded"} }""")
            .Identity("id-of-others")
            .Account("stactivity").Attached("id-of-others").SubscriptionSetting("activity", storage: "stactivity"),
        "id-of-others");

    /// <summary>A vault of access policies is protected, and gives access to a principal of which it knows nothing.</summary>
    public static WrittenWorld NewPolicy { get; } = OfPolicies(estate => estate.Policy(Other, "list"), Other);

    /// <summary>The same where others gave the principal something already.</summary>
    public static WrittenWorld MorePolicy { get; } = OfPolicies(
        estate => estate.Policy(Other, "list").Policy(EstateBuilder.PrincipalOf("id-log"), "recover"), Other, "recover");

    /// <summary>An alert is made, and one that was made before and that others switched off tells them and the document's action group.</summary>
    public static WrittenWorld Alerts { get; } = new(
        $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: alerts }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          ActivityLogAlerts:
            operations: [Microsoft.KeyVault/vaults/delete, Microsoft.Network/networkSecurityGroups/delete]
            actionGroup: {{Logs}}/Microsoft.Insights/actionGroups/ag-security
            resourceGroup: rg-logs
        """,
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw(ActionGroup("ag-security"))
            .Raw(ActionGroup("ag-of-others"))
            .Raw(Alert("alert-of-others"))
            .Raw(Alert("baseline-Microsoft.KeyVault-vaults-delete")),
        "ag-of-others", "alert-of-others", "tag-of-others", "description-of-others");

    /// <summary>A resource group is created, and an alert in it.</summary>
    public static WrittenWorld NewGroup { get; } = new(
        $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: group }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          ActivityLogAlerts:
            operations: [Microsoft.KeyVault/vaults/delete]
            actionGroup: {{Logs}}/Microsoft.Insights/actionGroups/ag-security
            resourceGroup: { name: rg-alerts, create: { location: westeurope } }
        """,
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw(ActionGroup("ag-security"))
            .Raw(Alert("alert-of-others")),
        "alert-of-others", "tag-of-others");

    /// <summary>An account that receives logs is protected: its properties, soft delete, a lock, and its containers, of which one has a policy.</summary>
    public static WrittenWorld Protection { get; } = new(
        Kept("""
            minimumTls: TLS1_2
            trustedServices: required
            softDelete: { blobs: 30, containers: 30 }
            immutability: { containers: [insights-activity-logs, insights-logs-auditevent], days: 365 }
            deleteLock: required
        """),
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw($$"""
                {"id":"{{Protected}}","name":"stlogs","type":"Microsoft.Storage/storageAccounts","location":"westeurope","kind":"StorageV2",
                 "sku":{"name":"Standard_LRS"},"tags":{"tag-of-others":"a"},
                 "properties":{"minimumTlsVersion":"TLS1_0","encryption":{"keySource":"Microsoft.Storage"},
                  "networkAcls":{"bypass":"None","defaultAction":"Deny","ipRules":[{"value":"203.0.113.7","action":"Allow"}],"virtualNetworkRules":[]} } }
                """)
            .Raw($$"""
                {"id":"{{Protected}}/blobServices/default","name":"default","type":"Microsoft.Storage/storageAccounts/blobServices",
                 "properties":{"cors":{"corsRules":[{"allowedOrigins":["https://cors-of-others.example"],"allowedMethods":["GET"],
                   "maxAgeInSeconds":60,"exposedHeaders":[],"allowedHeaders":[]}]},
                  "deleteRetentionPolicy":{"enabled":false} } }
                """)
            .Raw(Container("insights-activity-logs", ""","hasImmutabilityPolicy":false"""))
            .Raw(Container(
                "insights-logs-auditevent",
                ""","hasImmutabilityPolicy":true,"immutabilityPolicy":{"properties":{"immutabilityPeriodSinceCreationInDays":30,"allowProtectedAppendWrites":true,"state":"Unlocked"} }"""))
            .SubscriptionSetting("activity", storage: "stlogs"),
        "tag-of-others", "203.0.113.7", "cors-of-others", "metadata-of-others");

    /// <summary>A container's policy is made and locked, and another that is locked is extended.</summary>
    public static WrittenWorld Locking { get; } = new(
        Kept("""
            immutability: { containers: [insights-activity-logs, insights-logs-auditevent], days: 365, locked: true }
            irreversible: [immutabilityLock]
        """),
        new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Raw($$"""
                {"id":"{{Protected}}","name":"stlogs","type":"Microsoft.Storage/storageAccounts","location":"westeurope","kind":"StorageV2",
                 "sku":{"name":"Standard_LRS"},"tags":{"tag-of-others":"a"},"properties":{"encryption":{"keySource":"Microsoft.Storage"} } }
                """)
            .Raw(Container("insights-activity-logs", ""","hasImmutabilityPolicy":false"""))
            .Raw(Container(
                "insights-logs-auditevent",
                ""","hasImmutabilityPolicy":true,"immutabilityPolicy":{"properties":{"immutabilityPeriodSinceCreationInDays":30,"allowProtectedAppendWrites":true,"state":"Locked"} }"""))
            .SubscriptionSetting("activity", storage: "stlogs"),
        "tag-of-others", "metadata-of-others");

    /// <summary>The emulator as it is before a step.</summary>
    /// <param name="undos">How many runs were done before: the apply, its undo, and so on.</param>
    public Task<(byte[] Estate, IReadOnlyList<RunRecord> Runs)> BeforeAsync(int undos) =>
        _before.GetOrAdd(undos, number => RunAsync(number, CancellationToken.None));

    private async Task<(byte[] Estate, IReadOnlyList<RunRecord> Runs)> RunAsync(int undos, CancellationToken cancellationToken)
    {
        var emulator = Load(_seed);
        var runs = new List<RunRecord>();
        for (var step = 0; step < undos; step++)
        {
            using var record = new MemoryStream();
            using var connection = Connect(emulator);
            var report = await HostileRun.ApplyAsync(connection, await PlanAsync(emulator, runs, cancellationToken), record, cancellationToken);
            if (!report.Succeeded)
            {
                throw new InvalidOperationException($"The honest run failed: {string.Join('\n', report.Changes.Select(change => change.Detail))}");
            }

            runs.Add(RunRecord.Read(Encoding.UTF8.GetString(record.ToArray()), "run.jsonl").Value ?? throw new InvalidOperationException("No journal."));
        }

        return (Save(emulator), runs);
    }

    /// <summary>What there is to do: by the document, or after runs what undoes the last of them.</summary>
    public async Task<Plan> PlanAsync(ArmEmulator emulator, IReadOnlyList<RunRecord> runs, CancellationToken cancellationToken)
    {
        using var connection = Connect(emulator);
        if (runs.Count == 0)
        {
            var reader = new ArmEstateReader(connection, "azure", null);
            return new Planner(ControlCatalogue.Product).Plan(_document, await reader.ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(_document), cancellationToken), Today);
        }

        var writer = new ArmChangeWriter(connection);
        var live = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var change in runs[^1].Changes)
        {
            live[change.ChangeId] = (await writer.ReadAsync(new UndoPlanner(ControlCatalogue.Product.Types).ReadId(change), change.ApiVersion, cancellationToken)).Body;
        }

        return new UndoPlanner(ControlCatalogue.Product.Types).Plan(runs[^1], live, new PlanEstate("journal", null)).Plan;
    }

    /// <summary>Carries out a plan honestly.</summary>
    public static async Task<ApplyReport> ApplyAsync(ArmEmulator emulator, Plan plan, CancellationToken cancellationToken)
    {
        using var connection = Connect(emulator);
        return await HostileRun.ApplyAsync(connection, plan, Stream.Null, cancellationToken);
    }

    /// <summary>An emulator from what one held.</summary>
    public static ArmEmulator Load(byte[] estate)
    {
        using var stream = new MemoryStream(estate);
        return ArmEmulator.Load(stream, new EmulatorOptions(new ImpatientClock()));
    }

    /// <summary>What an emulator holds.</summary>
    public static byte[] Save(ArmEmulator emulator)
    {
        using var stream = new MemoryStream();
        emulator.Save(stream);
        return stream.ToArray();
    }

    /// <summary>What others have, and how often it is found in an estate.</summary>
    public IReadOnlyList<(string Mark, int Count)> OfOthers(byte[] estate)
    {
        var text = JsonNode.Parse(estate)?.ToJsonString() ?? "";
        return [.. _ofOthers.Select(mark => (mark, text.Split(mark).Length - 1))];
    }

    private static string Container(string name, string state) =>
        $$$"""
        {"id":"{{{Protected}}}/blobServices/default/containers/{{{name}}}","name":"{{{name}}}","etag":"\"1\"",
         "type":"Microsoft.Storage/storageAccounts/blobServices/containers",
         "properties":{"publicAccess":"None","hasLegalHold":false,"metadata":{"a":"metadata-of-others"}{{{state}}} } }
        """;

    private static string ActionGroup(string name) =>
        $$$"""
        {"id":"{{{Logs}}}/Microsoft.Insights/actionGroups/{{{name}}}","name":"{{{name}}}","type":"Microsoft.Insights/ActionGroups","location":"Global",
         "properties":{"enabled":true,"emailReceivers":[{"name":"soc","emailAddress":"soc@contoso.example","status":"Enabled"}]} }
        """;

    private static string Alert(string name) =>
        $$$"""
        {"id":"{{{Logs}}}/Microsoft.Insights/activityLogAlerts/{{{name}}}","name":"{{{name}}}","type":"Microsoft.Insights/ActivityLogAlerts",
         "location":"global","tags":{"tag-of-others":"a"},
         "properties":{"enabled":false,"description":"description-of-others","scopes":["/subscriptions/{{{EstateBuilder.DefaultSubscription}}}"],
          "condition":{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]},
          "actions":{"actionGroups":[{"actionGroupId":"{{{Logs}}}/Microsoft.Insights/actionGroups/ag-of-others"}]} } }
        """;

    private static WrittenWorld OfPolicies(Func<EstateBuilder, EstateBuilder> policies, params string[] ofOthers) => new(
        Keyed("irreversible: [purgeProtection]", "", ""),
        policies(new EstateBuilder()
            .Subscription(EstateBuilder.DefaultSubscription)
            .Identity("id-log")
            .Account("stactivity").Attached("id-log").SubscriptionSetting("activity", storage: "stactivity")
            .Vault("kv-log", group: "rg-logs"))
            .Key("kv-log", "log-key"),
        ofOthers);

    // The indentation of what it holds is that of the member that it is put under.
    private static string Kept(string logStorage) =>
        $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: kept }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          Monitor-007:
            categories: all
            destination: { storageAccounts: { "*": {{Protected}} } }
          LogStorage:
        {{logStorage}}
        """;

    private static string Keyed(string consent, string key, string identity) => $$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: keyed }
        scope: { subscriptions: [{{EstateBuilder.DefaultSubscription}}] }
        controls:
          Monitor-006:
            keySource: Microsoft.Keyvault
            key: { vault: {{Logs}}/Microsoft.KeyVault/vaults/kv-log, name: log-key, version: latest{{(key.Length == 0 ? "" : ", " + key)}} }
            identity: { id: {{Logs}}/Microsoft.ManagedIdentity/userAssignedIdentities/id-log{{(identity.Length == 0 ? "" : ", " + identity)}} }
            grant: auto
            {{consent}}
        """;

    private static ArmConnection Connect(ArmEmulator emulator) => new(new ArmOptions
    {
        Clock = new ImpatientClock(),
        Transport = new HttpClientTransport(new ArmEmulatorHandler(emulator)),
    });
}
