using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.TestKit;
using Xunit;
using static Baseline.Arm.Tests.TestAzure;

namespace Baseline.Arm.Tests;

/// <summary>
/// Each read that the tool makes, of an estate that has something of every kind, refused or failing for good: the plan says so, by
/// an unknown finding, by what stands in the way, or by a warning.
/// </summary>
public sealed class FailedReadTests
{
    private const string Logs = $"{SubPath}/resourceGroups/rg-logs/providers";
    private const string NewGroup = $"{SubPath}/resourceGroups/rg-new";

    private const string Version = "0123456789abcdef0123456789abcdef";
    private const string Newest = "fedcba9876543210fedcba9876543210";

    private static readonly DateOnly Today = new(2026, 11, 22);

    // What these answer, other reads answer too, one by one.
    private static readonly Regex Substituted = new(
        "^(GET /subscriptions|GET .*/diagnosticSettingsCategories|POST /providers/Microsoft.ResourceGraph/resources|POST /batch)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, BaselineDocument> Documents = new()
    {
        ["group"] = Document("managementGroups: [corp]", "kv-log", "id-log", deep: false),
        ["group, deep"] = Document("managementGroups: [corp]", "kv-log", "id-log", deep: true),
        ["tenant"] = Document("tenant: true", "kv-log", "id-log", deep: false),
        ["a version"] = Document($"subscriptions: [{Sub}]", "kv-log", "id-log", deep: true, version: Version),
        ["activity log"] = ActivityLog("ignore"),
        ["activity log, with groups"] = ActivityLog("count"),
        ["logs by data collection rules"] = Registries(),
        ["to be created"] = Document("managementGroups: [corp]", "kv-new", "id-new", deep: false),
    };

    public static TheoryData<string, int> Rows
    {
        get
        {
            var rows = new TheoryData<string, int>();
            foreach (var document in Documents.Keys)
            {
                rows.Add(document, 403);
                rows.Add(document, 500);
            }

            return rows;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task No_read_fails_in_silence(string name, int status)
    {
        var document = Documents[name];
        var answer = status == 403 ? "403 AuthorizationFailed" : "500 InternalServerError";
        var honest = new Refusing(null, status);
        var truth = await PlanAsync(document, honest);
        Assert.DoesNotContain(truth.Findings, finding => finding.State == ComplianceState.Unknown || finding.Incomplete);
        var faults = new List<string>();
        foreach (var read in honest.Reads.Where(read => !(document.Scope.Tenant && read == "GET /subscriptions")))
        {
            // Whether settings are asked for alone or by a batch hangs on which list answers first: a read may not come this time.
            var refusing = new Refusing(read, status);
            var plan = await PlanAsync(document, refusing);
            var isMade = refusing.Reads.Contains(read, StringComparer.OrdinalIgnoreCase);
            if (!Texts(plan).Any(text => text.Contains(answer, StringComparison.Ordinal))
                && !((Substituted.IsMatch(read) || !isMade) && Text(plan) == Text(truth)))
            {
                faults.Add(read);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Every_kind_of_read_is_made()
    {
        string[] kinds =
        [
            "GET /subscriptions$", "GET /subscriptions/[^/]+$", "/batch$", "/managementGroups$", "/managementGroups/corp$",
            "/managementGroups/top$", "/descendants$", "Microsoft.ResourceGraph/resources$", "/Microsoft.KeyVault/vaults$", "/vaults/kv-new$", "/managedHSMs$", "/locks$",
            "/corp/providers/microsoft.insights/diagnosticSettings$", "^GET /subscriptions/[^/]+/providers/[^/]+/diagnosticSettings$",
            "/logprofiles$", "/roleAssignments$", "/keys/log-key$", "/keys/log-key/versions/", "/userAssignedIdentities/id-log$",
            "/deletedVaults/kv-new$", "/resourceGroups/rg-new$", "/providers/Microsoft.Insights$", "/providers/Microsoft.KeyVault$",
            "/storageAccounts/stlogs$", "/managementPolicies/default$", "/blobServices/default$", "/containers/insights-logs-auditevent$",
            "/containers/insights-activity-logs$", "/encryptionScopes/own$", "/storageTaskAssignments$", "/storageTasks/task-tidy$",
            "/workspaces/log-all$", "/namespaces/ns-all$", "/authorizationRules/rule-all$",
            "/workspaces/log-all/tables/AzureActivity$",
            "/subscriptions/[^/]+/resources$", "/crpayments/providers/[^/]+/dataCollectionRuleAssociations$", "/dataCollectionRules/dcr-hub$",
            "/storageAccounts/strules/blobServices/default/containers/registry-logs$", "/workspaces/log-rules/tables$",
            "/storageAccounts/strules/storageTaskAssignments$", "/namespaces/ns-rules$",
        ];
        var reads = new HashSet<string>();
        foreach (var document in Documents.Values)
        {
            var honest = new Refusing(null, 403);
            await PlanAsync(document, honest);
            reads.UnionWith(honest.Reads);
        }

        Assert.All(kinds, kind => Assert.Contains(reads, read => Regex.IsMatch(read, kind, RegexOptions.IgnoreCase)));
    }

    /// <summary>What a reader of the plan sees of what is unknown, in the way, or to be watched.</summary>
    private static IEnumerable<string> Texts(Plan plan) =>
    [
        .. plan.Findings.Where(finding => finding.State == ComplianceState.Unknown || finding.Incomplete)
            .Select(finding => $"{finding.Reason} {finding.Blocked} {string.Join(' ', finding.Details.Select(detail => detail.Reason))}"),
        .. plan.Notices.Select(notice => notice.Message),
    ];

    private static string Text(Plan plan) => Encoding.UTF8.GetString(PlanFile.Write(plan));

    private static async Task<Plan> PlanAsync(BaselineDocument document, Refusing handler)
    {
        using var stream = new MemoryStream(Seed());
        var clock = new ImpatientClock();
        handler.InnerHandler = new ArmEmulatorHandler(ArmEmulator.Load(stream, new EmulatorOptions(clock)));
        using var connection = new ArmConnection(Options(handler, clock) with { MaxRetries = 1, Parallelism = 1 });
        var reader = new ArmEstateReader(connection, "azure", null, new ReadOptions { Inventory = Inventory.Auto, Batch = true });
        return new Planner(ControlCatalogue.Product).Plan(document, await reader.ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(document), Token), Today);
    }

    private static byte[] Seed()
    {
        const string audit = $"{Logs}/Microsoft.Storage/storageAccounts/stlogs";
        const string activity = $"{Logs}/Microsoft.Storage/storageAccounts/stactivity";
        const string task = $"{Logs}/Microsoft.StorageActions/storageTasks/task-tidy";
        const string key = $"{Logs}/Microsoft.KeyVault/vaults/kv-log/keys/log-key";
        const string hubs = $"{Logs}/Microsoft.EventHub/namespaces/ns-all";
        return new EstateBuilder()
            .Subscription(Sub, "Payments", "corp", "top")
            .Account("stlogs").Lifecycle("stlogs", new LifecycleRule("keep", 400))
            .Raw(Body(
                $"{audit}/storageTaskAssignments/nightly",
                $$"""{"taskId":"{{task}}","executionContext":{"target":{"prefix":["other/"]} } }"""))
            .Raw(Body(task, """{"action":{"if":{"operations":[{"name":"SetBlobTier"}]}}}"""))
            .Raw(Body($"{Logs}/Microsoft.OperationalInsights/workspaces/log-all"))
            .Raw(Body(hubs))
            .Raw(Body($"{hubs}/authorizationRules/rule-all"))
            .Raw(Body($"{hubs}/eventhubs/hub"))
            .Account("stactivity").CustomerKey("kv-log", "log-key", "id-log")
            .Raw(Body($"{activity}/blobServices/default/containers/insights-activity-logs", """{"defaultEncryptionScope":"own"}"""))
            .Raw(Body($"{activity}/encryptionScopes/own", """{"source":"Microsoft.KeyVault","state":"Enabled"}"""))
            .Account("stgroup").CustomerKey("kv-log", "group-key", "id-log")
            .Account("stopen")
            .Identity("id-log")
            .Vault("kv-log", group: "rg-logs").PurgeProtected()
            .Setting("kv-log", "audit", storage: "stlogs")
            .RoleAssignment("kv-log", EstateBuilder.PrincipalOf("id-log"))
            .Key("kv-log", "group-key")
            .Key("kv-log", "log-key").WithProperty("keyUriWithVersion", $"https://kv-log.vault.azure.net/keys/log-key/{Newest}")
            .Raw(Body($"{key}/versions/{Version}", """{"kty":"RSA","keySize":2048,"attributes":{"enabled":true}}"""))
            .Vault("kv-app").Setting("kv-app", "audit", storage: "stlogs")
            .WithProperty("workspaceId", $"{Logs}/Microsoft.OperationalInsights/workspaces/log-all")
            .WithProperty("eventHubAuthorizationRuleId", $"{hubs}/authorizationRules/rule-all")
            .WithProperty("eventHubName", "hub")
            .Raw($$"""{"id":"{{NewGroup}}","type":"Microsoft.Resources/resourceGroups","name":"rg-new","location":"westeurope"}""")
            .SubscriptionSetting("activity", storage: "stactivity")
            .SubscriptionSetting("open", storage: "stopen", logs: "Security")
            .ManagementGroupSetting("corp", "group", storage: "stgroup")
            .Account("strules")
            .Raw(Body($"{Logs}/Microsoft.Storage/storageAccounts/strules/blobServices/default/containers/registry-logs"))
            .Raw(Body($"{Logs}/Microsoft.OperationalInsights/workspaces/log-rules", """{"retentionInDays":400}"""))
            .Raw(Body($"{Logs}/Microsoft.EventHub/namespaces/ns-rules"))
            .Raw(Rule("dcr-storage", "storageAccounts", $""" "storageAccountResourceId":"{Logs}/Microsoft.Storage/storageAccounts/strules","containerName":"registry-logs" """))
            .Raw(Rule("dcr-workspace", "logAnalytics", $""" "workspaceResourceId":"{Logs}/Microsoft.OperationalInsights/workspaces/log-rules" """))
            .Raw(Rule("dcr-hub", "eventHubs", $""" "eventHubResourceId":"{Logs}/Microsoft.EventHub/namespaces/ns-rules/eventhubs/all" """))
            .Raw(Body(Registry("crstorage"))).Raw(Association("crstorage", "dcr-storage"))
            .Raw(Body(Registry("crworkspace"))).Raw(Association("crworkspace", "dcr-workspace"))
            .Raw(Body(Registry("crpayments"))).Raw(Association("crpayments", "dcr-hub"))
            .ToJson();
    }

    private static string Registry(string name) => $"{Logs}/Microsoft.ContainerRegistry/registries/{name}";

    private static string Association(string registry, string rule) => Body(
        $"{Registry(registry)}/providers/Microsoft.Insights/dataCollectionRuleAssociations/a",
        $$"""{"dataCollectionRuleId":"{{Logs}}/Microsoft.Insights/dataCollectionRules/{{rule}}"}""");

    private static string Rule(string name, string kind, string destination) => Body(
        $"{Logs}/Microsoft.Insights/dataCollectionRules/{name}",
        $$"""
        {
          "destinations": { "{{kind}}": [{ {{destination}}, "name": "d" }] },
          "dataFlows": [{ "streams": ["microsoft.containerregistry/registries:Logs-Group-All"], "destinations": ["d"] }]
        }
        """).Replace("\"type\"", "\"kind\":\"PlatformTelemetry\",\"type\"", StringComparison.Ordinal);

    /// <summary>What is read for it is read last, of what turned out to be needed.</summary>
    private static BaselineDocument Registries() => Read($$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: failing }
        scope: { subscriptions: [{{Sub}}] }
        controls:
          Monitor-008:
            rules:
              - types: [Microsoft.ContainerRegistry/registries]
                logs: allLogs
                destination: { accept: any }
                retentionDays: { atLeast: 365 }
        """);

    private static string Body(string id, string properties = "{}")
    {
        var parts = id[(id.LastIndexOf("/providers/", StringComparison.Ordinal) + 11)..].Split('/');
        var type = string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
        return $$"""{"id":"{{id}}","type":"{{type}}","name":"{{parts[^1]}}","location":"westeurope","properties":{{properties}} }""";
    }

    private static BaselineDocument Document(string scope, string vault, string identity, bool deep, string version = "latest")
    {
        var group = vault == "kv-new" ? $"{NewGroup}/providers" : Logs;
        var yaml = $$"""
            apiVersion: baseline/v1
            kind: Baseline
            metadata: { name: failing }
            scope:
              {{scope}}
            controls:
              KeyVault-004:
                auditEvent: enabled
                retentionDays: [365, 400]
                deep: {{(deep ? "true" : "false")}}
                destination:
                  accept: storageAccount
                  storageAccounts: { westeurope: {{Logs}}/Microsoft.Storage/storageAccounts/stlogs }
              Monitor-006:
                keySource: Microsoft.Keyvault
                deep: {{(deep ? "true" : "false")}}
                key:
                  vault: {{group}}/Microsoft.KeyVault/vaults/{{vault}}
                  {{(version == "latest" ? "createVault: { location: westeurope, sku: standard, authorization: rbac }" : "")}}
                  name: log-key
                  version: {{version}}
                  {{(version == "latest" ? "create: { type: RSA, size: 2048 }" : "")}}
                identity:
                  id: {{group}}/Microsoft.ManagedIdentity/userAssignedIdentities/{{identity}}
                  create: { location: westeurope }
                grant: auto
                irreversible: [purgeProtection]
            """;
        return Read(yaml);
    }

    private static BaselineDocument ActivityLog(string groups) => Read($$"""
        apiVersion: baseline/v1
        kind: Baseline
        metadata: { name: failing }
        scope:
          managementGroups: [corp]
        controls:
          Monitor-007:
            categories: [Administrative, Policy]
            retentionDays: { atLeast: 365 }
            managementGroups: {{groups}}
            destination:
              accept: [storageAccount, workspace]
              storageAccounts: { "*": {{Logs}}/Microsoft.Storage/storageAccounts/stactivity }
              workspace: {{Logs}}/Microsoft.OperationalInsights/workspaces/log-all
        """);

    private static BaselineDocument Read(string yaml)
    {
        var result = new BaselineReader(new OneFile(yaml), ControlCatalogue.Product.All).Read("baseline.yaml");
        return result.Value ?? throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private sealed class OneFile(string text) : IDocumentSource
    {
        public string Resolve(string path, string? from) => path;

        public byte[] Read(string path, int limit) => Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Answers one read wrongly, for good, and remembers all that were asked.</summary>
    private sealed class Refusing(string? read, int status) : DelegatingHandler
    {
        private readonly SortedSet<string> _reads = new(StringComparer.OrdinalIgnoreCase);

        public IReadOnlyCollection<string> Reads
        {
            get
            {
                lock (_reads)
                {
                    return [.. _reads];
                }
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = $"{request.Method} {request.RequestUri?.AbsolutePath}";
            lock (_reads)
            {
                _reads.Add(asked);
            }

            return asked.Equals(read, StringComparison.OrdinalIgnoreCase)
                ? Task.FromResult(Refusal())
                : base.SendAsync(request, cancellationToken);
        }

        private HttpResponseMessage Refusal() => new((HttpStatusCode)status)
        {
            Content = new StringContent(
                $$"""{"error":{"code":"{{(status == 403 ? "AuthorizationFailed" : "InternalServerError")}}","message":"No."} }""",
                Encoding.UTF8,
                "application/json"),
        };
    }
}
