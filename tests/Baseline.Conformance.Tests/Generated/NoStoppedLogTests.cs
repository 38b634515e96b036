using System.Text;
using System.Text.Json.Nodes;
using Baseline.Controls;
using Baseline.Plans;
using Baseline.Plans.Undoing;
using Xunit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>
/// Whatever an account is like, no change of LogStorage keeps Azure Monitor from writing a log that it could write before, nor anybody
/// from naming the account in a setting; and an undo gives back what there was.
/// </summary>
public sealed class NoStoppedLogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Accounts => [.. Enumerable.Range(1, 2 * World.Count)];

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task No_write_stops_a_log(int number)
    {
        using var azure = new EmulatedAzure(LogAccount.Number(number));
        var before = azure.Resources();
        var plan = await azure.PlanAsync(Cancel);

        foreach (var change in plan.Changes)
        {
            // One after the other, so that a stop in between would be seen.
            var report = await azure.ApplyAsync(plan with { Changes = [change] }, Cancel);

            Assert.True(report.Succeeded, string.Join('\n', report.Changes.Select(one => $"{one.Change.Resource}: {one.Detail}")));
            Assert.Empty(Stopped(azure.Resources()).Except(Stopped(before)));
            Assert.Equal(KeysOf(before), KeysOf(azure.Resources()));
        }

        var second = await azure.PlanAsync(Cancel);
        Assert.Empty(second.Changes);
        Assert.All(
            plan.Findings.Where(finding => finding is { State: ComplianceState.Noncompliant, Blocked: null }),
            finding => Assert.Equal(ComplianceState.Compliant, second.Findings.Single(other => other.Control == finding.Control).State));
    }

    [Theory]
    [MemberData(nameof(Accounts))]
    public async Task An_undo_gives_back_what_there_was(int number)
    {
        var one = LogAccount.Number(number);
        using var azure = new EmulatedAzure(one);
        var plan = await azure.PlanAsync(Cancel);
        using var journal = new MemoryStream();
        await azure.ApplyAsync(plan, journal, Cancel);
        var run = Assert.IsType<RunRecord>(RunRecord.Read(Encoding.UTF8.GetString(journal.ToArray()), "run.jsonl").Value);

        var locks = await azure.ReadAsync(new Planner(ControlCatalogue.Product).RequestFor(one.Document), Cancel);
        var undo = new UndoPlanner(ControlCatalogue.Product.Types).Plan(
            run,
            await azure.LiveAsync(run, Cancel),
            new PlanEstate("journal", null),
            (write, _, earlier) => LockObstacles.WhyBlocked(ControlCatalogue.Product.Types, write, locks, earlier));
        var report = await azure.ApplyAsync(undo.Plan, Cancel);

        Assert.True(report.Succeeded, string.Join('\n', report.Changes.Select(one => $"{one.Change.Resource}: {one.Detail}")));
        var isSaid = undo.Left.All(left => left.Why.Contains("kept logs from being written", StringComparison.Ordinal)
            || left.Why.Contains("locks/theirs forbids deleting", StringComparison.Ordinal));
        Assert.True(isSaid, string.Join('\n', undo.Left.Select(left => left.Why)));
        if (undo.Left.Count == 0)
        {
            var again = await azure.PlanAsync(Cancel);
            Assert.Equal(plan.Findings.SelectMany(finding => finding.Details).Select(detail => (detail.Resource, detail.Key, detail.State)),
                again.Findings.SelectMany(finding => finding.Details).Select(detail => (detail.Resource, detail.Key, detail.State)));
        }
    }

    /// <summary>The accounts have every kind of write, so that the properties hold of each.</summary>
    [Fact]
    public void Every_kind_of_write_is_among_them() => Assert.Equal(
        [
            "Microsoft.Authorization/locks Create",
            "Microsoft.Storage/storageAccounts Update",
            "Microsoft.Storage/storageAccounts/blobServices Update",
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies Create",
            "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies Update",
            "Microsoft.Storage/storageAccounts/managementPolicies Create",
        ],
        Accounts.Select(row => LogAccount.Number(row.Data))
            .SelectMany(one => new Planner(ControlCatalogue.Product).Plan(one.Document, one.Estate, one.Today).Changes)
            .Select(change => $"{change.Type} {change.Action}")
            .Distinct()
            .Order(StringComparer.Ordinal));

    /// <summary>What keeps Azure Monitor out, by what Microsoft says of firewalls, keys, TLS and immutable containers.</summary>
    private static IEnumerable<string> Stopped(Dictionary<string, JsonObject> resources)
    {
        var account = resources[LogAccount.Id]["properties"];
        var firewall = account?["networkAcls"];
        var access = (string?)account?["publicNetworkAccess"];
        var isClosed = (string?)firewall?["defaultAction"] == "Deny" || access == "Disabled";
        if (isClosed && access != "SecuredByPerimeter" && firewall is not null
            && ((string?)firewall["bypass"])?.Contains("AzureServices", StringComparison.Ordinal) != true)
        {
            yield return "firewall";
        }

        if ((string?)account?["minimumTlsVersion"] == "TLS1_3")
        {
            yield return "TLS";
        }

        var policy = resources.GetValueOrDefault(LogAccount.Container)?["properties"]?["immutabilityPolicy"]?["properties"];
        if (policy is not null && (bool?)policy["allowProtectedAppendWrites"] != true && (bool?)policy["allowProtectedAppendWritesAll"] != true)
        {
            yield return "appends";
        }

        if (resources.Any(one => one.Key.Contains("/locks/", StringComparison.OrdinalIgnoreCase)
            && (string?)one.Value["properties"]?["level"] == "ReadOnly"))
        {
            yield return "keys can't be read";
        }
    }

    private static string? KeysOf(Dictionary<string, JsonObject> resources) =>
        resources[LogAccount.Id]["properties"]?["allowSharedKeyAccess"]?.ToJsonString();
}
