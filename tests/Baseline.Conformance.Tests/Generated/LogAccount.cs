using System.Text.Json.Nodes;
using Baseline.Conformance.Tests.Cases;
using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>A storage account that receives the activity log, in a state that nobody thought up, and a document that asks for some of its protection.</summary>
internal static class LogAccount
{
    public const string Subscription = "/subscriptions/11111111-1111-1111-1111-111111111111";
    public const string Id = $"{Subscription}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/stactivity";
    public const string Service = $"{Id}/blobServices/default";
    public const string Container = $"{Service}/containers/insights-activity-logs";

    private const string Rules = """"
        "ipRules":[{"value":"203.0.113.7","action":"Allow"}],"ipv6Rules":[],"virtualNetworkRules":[{"id":"/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/s","action":"Allow","state":"Succeeded"}]
        """";

    private static readonly Gen<string> Account = Members(
        ("supportsHttpsTrafficOnly", Pick.From("", "null", "true", "false")),
        ("minimumTlsVersion", Pick.From("", "\"TLS1_0\"", "\"TLS1_1\"", "\"TLS1_2\"", "\"TLS1_3\"")),
        ("allowBlobPublicAccess", Pick.From("", "null", "true", "false")),
        ("allowCrossTenantReplication", Pick.From("", "true", "false")),
        ("allowSharedKeyAccess", Pick.From("", "true", "false")),
        ("publicNetworkAccess", Pick.From("", "\"Enabled\"", "\"Disabled\"", "\"SecuredByPerimeter\"")),
        ("networkAcls", Pick.From(
            "",
            $$"""{"defaultAction":"Allow","bypass":"None",{{Rules}}}""",
            $$"""{"defaultAction":"Deny","bypass":"None",{{Rules}}}""",
            $$"""{"defaultAction":"Deny","bypass":"Logging, Metrics",{{Rules}}}""",
            $$"""{"defaultAction":"Deny","bypass":"AzureServices",{{Rules}}}""")));

    private static readonly Gen<string> BlobService = Members(
        ("isVersioningEnabled", Pick.From("", "true")),
        ("futureMember", Pick.From("", "7")),
        ("deleteRetentionPolicy", Pick.From("", """{"enabled":false,"allowPermanentDelete":false}""", """{"enabled":true,"days":3,"allowPermanentDelete":true}""", """{"enabled":true,"days":90}""")),
        ("containerDeleteRetentionPolicy", Pick.From("", """{"enabled":true,"days":1}""", """{"enabled":true,"days":365}""")));

    private static readonly Gen<string> Policy = Pick.From(
        "",
        """{"immutabilityPeriodSinceCreationInDays":30,"state":"Unlocked","allowProtectedAppendWrites":true}""",
        """{"immutabilityPeriodSinceCreationInDays":900,"state":"Unlocked","allowProtectedAppendWritesAll":true}""",
        """{"immutabilityPeriodSinceCreationInDays":30,"state":"Unlocked","allowProtectedAppendWritesAll":true}""",
        """{"immutabilityPeriodSinceCreationInDays":30,"state":"Unlocked","allowProtectedAppendWrites":false}""",
        """{"immutabilityPeriodSinceCreationInDays":30,"state":"Locked","allowProtectedAppendWrites":true}""",
        """{"immutabilityPeriodSinceCreationInDays":900,"state":"Locked"}""");

    private static readonly Gen<string> Keys = Members(
        ("secureTransfer", Pick.From("", "\"required\"")),
        ("minimumTls", Pick.From("", "\"TLS1_2\"")),
        ("anonymousAccess", Pick.From("", "\"denied\"")),
        ("crossTenantReplication", Pick.From("", "\"denied\"")),
        ("trustedServices", Pick.From("", "\"required\"")),
        ("softDelete", Pick.From("", """{"blobs":30,"containers":7}""", """{"containers":30}""")),
        ("immutability", Pick.From("", """{"containers":"logs","days":365}""")),
        ("deleteLock", Pick.From("\"required\"", "\"required\"")));

    // What the document says of how long the account keeps the log; of every other account nothing.
    private static readonly Gen<string> Export = Pick.From(
        "",
        """, "retentionDays": [365], "manageLifecycle": true""",
        """, "retentionDays": { "atLeast": 90 }, "manageLifecycle": true""",
        """, "retentionDays": [0]""");

    /// <summary>The account of a number: the same on every machine, so that a failure can be looked at again.</summary>
    public static ConformanceCase Number(int number)
    {
        var random = new PCG(2, (ulong)number + 1);
        var (account, service, policy, isThere, locked, keys) =
            Gen.Select(Account, BlobService, Policy, Gen.Bool, Pick.From(false, false, true), Keys).Generate(random, null, out _);

        // Drawn last, so that what was drawn before stays as it was.
        var retention = number % 2 == 0 ? "" : Export.Generate(random, null, out _);
        var accept = retention.Length == 0 ? "any" : "storageAccount";
        var document = Json($$"""
            {"apiVersion":"baseline/v1","kind":"Baseline","metadata":{"name":"one"},"scope":{"subscriptions":["11111111-1111-1111-1111-111111111111"]},
             "controls":{"Monitor-007":{"categories":["Administrative"],"destination":{"accept":"{{accept}}"}{{retention}} },"LogStorage":{{keys}} } }
            """);
        var estate = Json("""
            {"formatVersion":"1.0","capturedAt":"2026-11-22T09:00:00Z","source":"azure",
             "subscriptions":[{"id":"11111111-1111-1111-1111-111111111111","displayName":"one","state":"Enabled","tenantId":"99999999-9999-9999-9999-999999999999","managementGroups":[]}],
             "resources":[],"unreadable":[]}
            """);
        var resources = new JsonArray(
            Json($$"""{"id":"{{Subscription}}/providers/Microsoft.Insights/diagnosticSettings/s","properties":{"storageAccountId":"{{Id}}","logs":[{"category":"Administrative","enabled":true}]} }"""),
            Json($$"""{"id":"{{Id}}","kind":"StorageV2","sku":{"name":"Standard_LRS","tier":"Standard"},"location":"westeurope","properties":{{account}} }"""),
            Json($$"""{"id":"{{Service}}","sku":{"name":"Standard_LRS","tier":"Standard"},"properties":{{service}} }"""));
        if (isThere)
        {
            var under = policy.Length == 0 ? "" : $$""","hasImmutabilityPolicy":true,"immutabilityPolicy":{"etag":"1","properties":{{policy}} }""";
            resources.Add((JsonNode)Json($$"""{"id":"{{Container}}","properties":{"publicAccess":"None"{{under}} } }"""));
        }

        if (locked)
        {
            resources.Add((JsonNode)Json($$"""{"id":"{{Id}}/providers/Microsoft.Authorization/locks/theirs","properties":{"level":"CanNotDelete"} }"""));
        }

        estate["resources"] = resources;
        return new ConformanceCase($"account {number}", ConformanceCase.DocumentOf(document), estate, [], null);
    }

    /// <summary>An object of members, of which those that are drawn as nothing are left out.</summary>
    private static Gen<string> Members(params (string Name, Gen<string> Value)[] members) => members.Aggregate(
        Gen.Const(""),
        (all, member) => Gen.Select(all, member.Value, (before, value) => value.Length == 0 ? before
            : $"{before}{(before.Length == 0 ? "" : ",")}\"{member.Name}\":{value}"))
        .Select(inner => $"{{{inner}}}");

    private static JsonObject Json(string text) => JsonNode.Parse(text) as JsonObject ?? throw new InvalidOperationException("It is an object.");
}
