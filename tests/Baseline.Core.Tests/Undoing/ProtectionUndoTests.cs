using System.Text.Json;
using Baseline.Azure;
using Baseline.Controls;
using Baseline.Estates;
using Baseline.Json;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Core.Tests.Undoing;

/// <summary>What protects the logs in an account goes back to what it was, where it still is what the run made of it.</summary>
public sealed class ProtectionUndoTests
{
    private const string Account =
        "/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st";
    private const string Lock = $"{Account}/providers/Microsoft.Authorization/locks/baseline-delete-lock";
    private const string LockBody = """{"properties":{"level":"CanNotDelete","notes":"n"}}""";

    private static readonly UndoSurroundings Alone = new([], []);

    /// <summary>Before, what was sent, what is there now, what is sent back or nothing, and what is left or nothing.</summary>
    public static TheoryData<string, string, string, string, string> OfAccounts => new()
    {
        { "{}", """{"supportsHttpsTrafficOnly":true}""", """{"supportsHttpsTrafficOnly":true}""", """{"supportsHttpsTrafficOnly":false}""", "" },
        { "{}", """{"allowBlobPublicAccess":false}""", """{"allowBlobPublicAccess":false}""", """{"allowBlobPublicAccess":true}""", "" },
        { "{}", """{"allowCrossTenantReplication":false}""", """{"allowCrossTenantReplication":false}""", """{"allowCrossTenantReplication":true}""", "" },
        { "{}", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_0"}""", "" },
        { """{"minimumTlsVersion":"TLS1_1"}""", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_1"}""", "" },
        { "{}", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_3"}""", "", "properties.minimumTlsVersion is left: it was changed again since." },
        { "{}", """{"minimumTlsVersion":"TLS1_2"}""", """{"minimumTlsVersion":"TLS1_0"}""", "", "" },
        {
            """{"allowBlobPublicAccess":true}""",
            """{"allowBlobPublicAccess":false,"supportsHttpsTrafficOnly":true}""",
            """{"allowBlobPublicAccess":true,"supportsHttpsTrafficOnly":true}""",
            """{"supportsHttpsTrafficOnly":false}""",
            ""
        },

        // The rules that others changed since stay, and what Azure only tells is not sent.
        {
            """{"networkAcls":{"defaultAction":"Deny","bypass":"Logging, Metrics","ipRules":[]}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"Logging, Metrics, AzureServices","ipRules":[]}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices,Logging,Metrics","virtualNetworkRules":[{"id":"/s","state":"Succeeded"}]}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"Logging, Metrics","virtualNetworkRules":[{"id":"/s"}]}}""",
            ""
        },
        {
            """{"networkAcls":{"defaultAction":"Deny","bypass":"None"}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices, Metrics"}}""",
            "",
            "properties.networkAcls is left: it was changed again since."
        },
        {
            """{"networkAcls":{"defaultAction":"Deny","bypass":"None"}}""",
            """{"networkAcls":{"defaultAction":"Deny","bypass":"AzureServices"}}""",
            """{"networkAcls":{"defaultAction":"Allow","bypass":"AzureServices"}}""",
            """{"networkAcls":{"defaultAction":"Allow","bypass":"None"}}""",
            ""
        },
    };

    /// <summary>The same of a blob service.</summary>
    public static TheoryData<string, string, string, string, string> OfServices => new()
    {
        { "{}", Days(7), Days(7), """{"deleteRetentionPolicy":{"enabled":false}}""", "" },
        { Days(3), Days(7), Days(7), Days(3), "" },
        { Days(3), Days(7), """{"isVersioningEnabled":true,"deleteRetentionPolicy":{"enabled":true,"days":7}}""", """{"isVersioningEnabled":true,"deleteRetentionPolicy":{"enabled":true,"days":3}}""", "" },
        { Days(3), Days(7), Days(30), "", "properties.deleteRetentionPolicy is left: it was changed again since." },
        { Days(3), Days(7), Days(3), "", "" },
        { """{"deleteRetentionPolicy":{"enabled":false,"days":1}}""", Days(7), "{}", "", "" },
        { Days(3), Days(3), Days(30), "", "" },

        // Azure refuses to restore to a point in time for longer than deleted blobs are kept.
        { "{}", Days(7), Restorable(7, 6), "", "properties.deleteRetentionPolicy is left: point-in-time restore is on, and needs it for longer than it was on before." },
        { Days(3), Days(7), Restorable(7, 3), "", "properties.deleteRetentionPolicy is left: point-in-time restore is on, and needs it for longer than it was on before." },
        { Days(3), Days(7), Restorable(7, 2), """{"restorePolicy":{"enabled":true,"days":2},"deleteRetentionPolicy":{"enabled":true,"days":3}}""", "" },
    };

    [Theory]
    [MemberData(nameof(OfAccounts))]
    public void Of_an_account(string before, string sent, string now, string back, string left) =>
        Holds(Account, "Microsoft.Storage/storageAccounts", "PATCH", before, sent, now, back, left);

    [Theory]
    [MemberData(nameof(OfServices))]
    public void Of_a_blob_service(string before, string sent, string now, string back, string left) =>
        Holds($"{Account}/blobServices/default", "Microsoft.Storage/storageAccounts/blobServices", "PUT", before, sent, now, back, left);

    /// <summary>Before, sent and now; the method of what is sent back and its days, and the beginning of what is left.</summary>
    [Theory]
    [InlineData("", "365,W", "365,W,Unlocked", "DELETE", 0, "")]
    [InlineData("0,-,Deleted", "365,W", "365,W,Unlocked", "DELETE", 0, "")]
    [InlineData("30,W,Unlocked", "365,W", "365,W,Unlocked", "PUT", 30, "")]
    [InlineData("30,WAll,Unlocked", "365,WAll", "365,WAll,Unlocked", "PUT", 30, "")]
    [InlineData("400,-,Unlocked", "400,W", "400,W,Unlocked", null, 0, "The immutability policy is left: as it was before it kept logs")]
    [InlineData("", "365,W", "365,W,Locked", null, 0, "The immutability policy is left: it is locked")]
    [InlineData("", "365,W", "400,W,Unlocked", null, 0, "The immutability policy is left: it was changed again")]
    [InlineData("", "365,W", "365,WAll,Unlocked", null, 0, "The immutability policy is left: it was changed again")]
    [InlineData("", "365,W", "0,-,Deleted", null, 0, "")]
    [InlineData("", "365,W", "", null, 0, "")]
    public void Of_an_immutability_policy(string before, string sent, string now, string? method, int days, string left)
    {
        var step = Undo(
            $"{Account}/blobServices/default/containers/c/immutabilityPolicies/default",
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
            "PUT", Policy(before), Policy(sent), Policy(now));

        Assert.Equal(method, step.Write?.Method);
        Assert.Equal(days, step.Write?.Body.NumberAt("properties.immutabilityPeriodSinceCreationInDays") ?? 0);
        Assert.Equal(left.Length, step.Left.Count == 0 ? 0 : left.Length);
        Assert.All(step.Left, why => Assert.StartsWith(left, why, StringComparison.Ordinal));
        Assert.True(step.Write is not { } write || ControlCatalogue.Product.Types.WhyNeverSent(write) is null);
    }

    /// <summary>What nobody can take back is left with a reason; where it was not seen to take effect and did not, nothing is said.</summary>
    [Theory]
    [InlineData("lock", "365,W,Unlocked", "365,W,Locked", "The immutability policy is left: it is locked, and nobody can take it away.")]
    [InlineData("lock", "365,W,Unlocked", "365,W,Unlocked", "")]
    [InlineData("lock", "365,W,Unlocked", "", "")]
    [InlineData("extend", "30,W,Locked", "365,W,Locked", "The immutability policy is left: it is locked, and nobody can shorten it.")]
    public void Of_what_is_forever(string action, string before, string now, string left)
    {
        var step = Undo(
            $"{Account}/blobServices/default/containers/c/immutabilityPolicies/default/{action}",
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies",
            "POST", Policy(before), "", Policy(now));

        Assert.Null(step.Write);
        Assert.Equal(left.Length == 0 ? [] : [left], step.Left);
    }

    /// <summary>A policy from days, flag (W, WAll or none) and state.</summary>
    private static string Policy(string text)
    {
        var parts = text.Split(',');
        var flag = parts.Length > 1 && parts[1] != "-" ? $",\"{parts[1].Replace("W", "allowProtectedAppendWrites", StringComparison.Ordinal)}\":true" : "";
        var state = parts.Length > 2 ? $",\"state\":\"{parts[2]}\"" : "";
        return text.Length == 0 ? "" : InProperties($"{{\"immutabilityPeriodSinceCreationInDays\":{parts[0]}{flag}{state}}}");
    }

    [Theory]
    [InlineData(LockBody, true, 0)]
    [InlineData("", false, 0)]
    [InlineData("""{"properties":{"level":"CanNotDelete","notes":"by hand"}}""", false, 1)]
    [InlineData("""{"properties":{"level":"CanNotDelete","notes":"N"}}""", false, 1)]
    [InlineData("""{"properties":{"level":"CanNotDelete","notes":"n/"}}""", false, 1)]
    [InlineData("""{"properties":{"level":"cannotdelete","notes":"n"}}""", true, 0)]
    [InlineData("""{"properties":{"level":"ReadOnly","notes":"n"}}""", false, 1)]
    [InlineData("""{"properties":{"level":"CanNotDelete","notes":"n","owners":[{"applicationId":"theirs"}]}}""", false, 1)]
    [InlineData("""{"properties":{"level":"CanNotDelete","notes":"n","owners":[]}}""", true, 0)]
    public void Of_a_lock(string now, bool goes, int left)
    {
        var step = Undo(Lock, "Microsoft.Authorization/locks", "PUT", "", LockBody, now);

        Assert.Equal(goes ? "DELETE" : null, step.Write?.Method);
        Assert.Equal(left, step.Left.Count);
    }

    [Theory]
    [InlineData(Account, "Microsoft.Storage/storageAccounts", "PATCH", """{"properties":{"minimumTlsVersion":"TLS1_2"}}""")]
    [InlineData($"{Account}/blobServices/default", "Microsoft.Storage/storageAccounts/blobServices", "PUT", """{"properties":{}}""")]
    public void Where_the_account_is_gone_nothing_is_sent(string resource, string type, string method, string sent) =>
        Assert.Equal(["The storage account is gone."], Undo(resource, type, method, "{}", sent, "").Left);

    /// <summary>A lock that the undo removes first forbids nothing that comes after it, and no lock forbids its own removal.</summary>
    [Theory]
    [InlineData(Lock, false)]
    [InlineData($"{Account}/providers/Microsoft.Authorization/locks/theirs", true)]
    public void A_lock_that_goes_first_is_not_in_the_way(string held, bool isBlocked)
    {
        var type = ControlCatalogue.Product.Types.TypeOf("Microsoft.Authorization/locks");
        var removal = new ArmWrite(type.Name, "DELETE", Lock, type.ApiVersion, default);
        var deletion = new ArmWrite(
            "Microsoft.Storage/storageAccounts/managementPolicies", "DELETE", $"{Account}/managementPolicies/default", "2025-06-01", default);
        var estate = new Estate("test", null, [], [new ObservedResource(ResourceId.Parse(held), Json(LockBody))], []);

        Assert.Null(LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, removal, estate, []));
        Assert.Equal(isBlocked, LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, deletion, estate, [removal]) is not null);
        Assert.NotNull(LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, deletion, estate, []));
    }

    private static string Restorable(int days, int restorable) =>
        $$"""{"restorePolicy":{"enabled":true,"days":{{restorable}}},"deleteRetentionPolicy":{"enabled":true,"days":{{days}} } }""";

    private static string Days(int days) => $$"""{"deleteRetentionPolicy":{"enabled":true,"days":{{days}} } }""";

    private static void Holds(
        string resource, string type, string method, string before, string sent, string now, string back, string left)
    {
        var step = Undo(resource, type, method, InProperties(before), InProperties(sent), InProperties(now));

        Assert.Equal(back.Length == 0 ? null : CanonicalJson.Text(Json(InProperties(back))), step.Write is { } sentBack ? CanonicalJson.Text(sentBack.Body) : null);
        Assert.Equal(left.Length == 0 ? [] : [left], step.Left);
        if (step.Write is { } write)
        {
            Assert.Null(ControlCatalogue.Product.Types.WhyNeverSent(write));
            Assert.Null(ControlCatalogue.Product.Types.WhyNotOver(write, Json(InProperties(now))));
        }
    }

    private static string InProperties(string members) => $$"""{"properties":{{members}} }""";

    private static UndoStep Undo(string resource, string name, string method, string before, string sent, string now)
    {
        var type = ControlCatalogue.Product.Types.TypeOf(name);
        var write = new ArmWrite(name, method, resource, type.ApiVersion, Json(sent));
        return type.Undo(new RecordedWrite(write, Json(before), Json(sent), IsConfirmed: true), Json(now), Alone);
    }

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
