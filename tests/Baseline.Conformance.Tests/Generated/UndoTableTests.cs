using System.Text;
using Baseline.Conformance.Tests.Cases;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Each property that LogStorage and ActivityLogAlerts write is written by an apply and brought back by an undo, or the undo says why
/// it is not.
/// </summary>
public sealed class UndoTableTests
{
    private const string Lock = $"{LogAccount.Id}/providers/Microsoft.Authorization/locks/baseline-delete-lock";
    private const string Groups = $"{LogAccount.Subscription}/resourceGroups/rg-monitoring/providers/Microsoft.Insights";
    private const string Rule = $"{Groups}/activityLogAlerts/baseline-Microsoft.KeyVault-vaults-delete";
    private const string Days = "immutabilityPeriodSinceCreationInDays";
    private const string Policy = "properties.immutabilityPolicy.properties";
    private const string Locking = """{"LogStorage":{"immutability":{"containers":"logs","days":365,"locked":true},"irreversible":["immutabilityLock"]} }""";
    private const string Immutable = """{"LogStorage":{"immutability":{"containers":"logs","days":365}} }""";
    private const string Condition = """{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"}]}""";
    private const string Narrowed = """{"allOf":[{"field":"category","equals":"Administrative"},{"field":"operationName","equals":"Microsoft.KeyVault/vaults/delete"},{"field":"level","equals":"Error"}]}""";
    private const string Scopes = $"[\"{LogAccount.Subscription}\"]";
    private const string Other = $"[\"{LogAccount.Subscription}/resourceGroups/rg-app\"]";
    private const string Told = $$"""{"actionGroups":[{"actionGroupId":"{{Groups}}/actionGroups/ag"}]}""";
    private const string Untold = $$"""{"actionGroups":[{"actionGroupId":"{{Groups}}/actionGroups/gone"}]}""";

    private static readonly IReadOnlyList<UndoRow> Rows =
    [
        OfAccount("secureTransfer", "required", "supportsHttpsTrafficOnly", "false", "false"),
        OfAccount("secureTransfer", "required", "supportsHttpsTrafficOnly", "", "false"),
        OfAccount("minimumTls", "TLS1_2", "minimumTlsVersion", "\"TLS1_1\"", "\"TLS1_1\""),
        OfAccount("minimumTls", "TLS1_2", "minimumTlsVersion", "", "\"TLS1_0\""),
        OfAccount("anonymousAccess", "denied", "allowBlobPublicAccess", "true", "true"),
        OfAccount("anonymousAccess", "denied", "allowBlobPublicAccess", "", "true"),
        OfAccount("crossTenantReplication", "denied", "allowCrossTenantReplication", "true", "true"),
        OfAccount("crossTenantReplication", "denied", "allowCrossTenantReplication", "", "true"),
        OfAccount(
            "trustedServices", "required", "networkAcls",
            """{"bypass":"Logging","defaultAction":"Deny","ipRules":[{"value":"203.0.113.7","action":"Allow"}],"virtualNetworkRules":[]}""", "\"Logging\"", ".bypass"),
        OfService("blobs", "deleteRetentionPolicy", """{"enabled":true,"days":3}""", "3", ".days"),
        OfService("blobs", "deleteRetentionPolicy", """{"enabled":false}""", "false", ".enabled"),
        OfService("blobs", "deleteRetentionPolicy", "", "false", ".enabled"),
        OfService("containers", "containerDeleteRetentionPolicy", """{"enabled":true,"days":3}""", "3", ".days"),
        OfService("containers", "containerDeleteRetentionPolicy", "", "false", ".enabled"),
        new("deleteLock: a lock is made", """{"LogStorage":{"deleteLock":"required"} }""", [], Lock, "", ""),
        OfPolicy("a policy is made", Immutable, "", Days, ""),
        OfPolicy("a policy is made longer", Immutable, Flagged(30, "Unlocked"), Days, "30"),
        OfPolicy("a policy lets logs be appended", Immutable, """{"immutabilityPeriodSinceCreationInDays":400,"state":"Unlocked"}""", "allowProtectedAppendWrites", "true", "kept logs from being written"),
        OfPolicy("a policy of all appends is made longer", Immutable, Flagged(30, "Unlocked", "allowProtectedAppendWritesAll"), Days, "30"),
        OfPolicy("a policy is made and locked", Locking, "", "state", "\"Locked\"", "nobody can take it away"),
        OfPolicy("a policy is locked", Locking, Flagged(365, "Unlocked"), "state", "\"Locked\"", "nobody can take it away"),
        OfPolicy("a locked policy is extended", Locking, Flagged(30, "Locked"), Days, "365", "nobody can shorten it"),
        new("alert: made for an operation", Alerts("""["Microsoft.KeyVault/vaults/delete"]"""), [ActionGroup], Rule, "", ""),
        new("alert: made for all operations", Alerts("""["Microsoft.KeyVault/vaults/delete","Microsoft.Network/networkSecurityGroups/delete"]""", ",\"rulePerOperation\":false"), [ActionGroup], $"{Groups}/activityLogAlerts/baseline-operations", "", ""),
        new("alert: made for Service Health", Alerts("[]", ",\"serviceHealth\":true"), [ActionGroup], $"{Groups}/activityLogAlerts/baseline-service-health", "", ""),
        new(
            "alert: in a resource group that is created", Alerts("""["Microsoft.KeyVault/vaults/delete"]""").Replace("\"rg-monitoring\"", """{"name":"rg-new","create":{"location":"westeurope"} }""", StringComparison.Ordinal),
            [ActionGroup], $"{LogAccount.Subscription}/resourceGroups/rg-new", "location", "\"westeurope\"", "all that lies in it"),
        OfAlert("enabled", "false", Scopes, Condition, Told, "false"),
        OfAlert("scopes", "true", Other, Condition, Told, Other),
        OfAlert("condition", "true", Scopes, Narrowed, Told, Narrowed),
        OfAlert("actions", "true", Scopes, Condition, Untold, Untold),
    ];

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_written_is_brought_back_or_the_undo_says_why_not(string name)
    {
        var row = Rows.Single(one => one.Name == name);
        using var azure = new EmulatedAzure(row.Case());
        var before = row.In(azure.Resources());
        using var journal = new MemoryStream();
        var report = await azure.ApplyAsync(await azure.PlanAsync(Cancel), journal, Cancel);
        Assert.True(report.Succeeded, string.Join('\n', report.Changes.Select(one => $"{one.Change.Resource}: {one.Detail}")));
        var applied = row.In(azure.Resources());

        var run = Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);
        var undo = new UndoPlanner(ControlCatalogue.Product.Types).Plan(run, await azure.LiveAsync(run, Cancel), new PlanEstate("journal", null));
        var undone = await azure.ApplyAsync(undo.Plan, Cancel);

        Assert.True(undone.Succeeded, string.Join('\n', undone.Changes.Select(one => $"{one.Change.Resource}: {one.Detail}")));
        Assert.NotEqual(before, applied);
        Assert.Equal(row.Back, row.In(azure.Resources()));
        Assert.Equal(row.Left.Length == 0, undo.Left.Count == 0);
        Assert.All(undo.Left, left => Assert.Contains(row.Left, left.Why, StringComparison.Ordinal));
        Assert.True(row.Left.Length > 0 || applied != row.Back);
    }

    /// <summary>Whatever the conformance cases of the two controls write is written by a row.</summary>
    [Fact]
    public void No_property_is_left_out()
    {
        var cases = CaseFile.All().SelectMany(CaseFile.CaseNames).Select(CaseFile.Load);

        var written = Written(cases).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(written, Written(Rows.Select(row => row.Case())).ToHashSet(StringComparer.Ordinal));
        Assert.True(written.Count > 10, string.Join('\n', written));
    }

    private static IEnumerable<string> Written(IEnumerable<ConformanceCase> cases) => cases
        .SelectMany(one => new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today).Changes)
        .Where(change => change.Because.All(cause => cause.Control is "LogStorage" or "ActivityLogAlerts"))
        .SelectMany(change => change.Action == ChangeAction.Create ? [""] : change.Properties.Select(property => Member(property.Path)),
            (change, path) => $"{change.Type.Split('/')[^1]} {change.Action} {path}");

    /// <summary>The property that a path lies in: <c>properties.NAME</c>.</summary>
    private static string Member(string path) => string.Join('.', path.Split('.', '[').Take(2));

    private static UndoRow OfAccount(string key, string wanted, string member, string value, string back, string inner = "") => new(
        $"{key}: {member} {(value.Length == 0 ? "not set" : value)}",
        $$"""{"LogStorage":{"{{key}}":"{{wanted}}"} }""",
        [$$"""{"id":"{{LogAccount.Id}}","kind":"StorageV2","sku":{"name":"Standard_LRS","tier":"Standard"},"location":"westeurope","properties":{{{(value.Length == 0 ? "" : $"\"{member}\":{value}")}}} }"""],
        LogAccount.Id, $"properties.{member}{inner}", back);

    private static UndoRow OfService(string key, string member, string value, string back, string inner) => new(
        $"softDelete.{key}: {(value.Length == 0 ? "not set" : value)}",
        $$"""{"LogStorage":{"softDelete":{"{{key}}":30} } }""",
        [$$"""{"id":"{{LogAccount.Service}}","sku":{"name":"Standard_LRS","tier":"Standard"},"properties":{{{(value.Length == 0 ? "" : $"\"{member}\":{value}")}}} }"""],
        LogAccount.Service, $"properties.{member}{inner}", back);

    private static UndoRow OfPolicy(string name, string controls, string policy, string member, string back, string left = "") => new(
        $"immutability: {name}",
        controls,
        policy.Length == 0 ? []
            : [$$"""{"id":"{{LogAccount.Container}}","properties":{"publicAccess":"None","hasImmutabilityPolicy":true,"immutabilityPolicy":{"properties":{{policy}} } } }"""],
        LogAccount.Container, $"{Policy}.{member}", back, left);

    private static UndoRow OfAlert(string member, string enabled, string scopes, string condition, string actions, string back) => new(
        $"alert: {member}",
        Alerts("""["Microsoft.KeyVault/vaults/delete"]"""),
        [
            ActionGroup,
            $$"""{"id":"{{Rule}}","location":"Global","properties":{"enabled":{{enabled}},"scopes":{{scopes}},"condition":{{condition}},"actions":{{actions}} } }""",
        ],
        Rule, $"properties.{member}", back);

    private static string Flagged(int days, string state, string flag = "allowProtectedAppendWrites") =>
        $$"""{"{{Days}}":{{days}},"state":"{{state}}","{{flag}}":true}""";

    private static string Alerts(string operations, string more = "") =>
        $$"""{"ActivityLogAlerts":{"operations":{{operations}},"actionGroup":"{{Groups}}/actionGroups/ag","resourceGroup":"rg-monitoring"{{more}} } }""";

    private static string ActionGroup =>
        $$"""{"id":"{{Groups}}/actionGroups/ag","location":"Global","properties":{"enabled":true,"groupShortName":"ag","emailReceivers":[{"name":"soc","emailAddress":"soc@contoso.example","status":"Enabled"}]} }""";
}
