using System.Diagnostics;
using System.Text.RegularExpressions;
using Baseline.Controls;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Emulator;
using Baseline.Plans;
using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// Every kind of read with every kind of wrong answer, over a real socket: each verdict is the one that an honest Azure gives, or
/// unknown, the run knows that it is incomplete, nothing is changed that need not be, and it ends in time.
/// </summary>
public sealed class HostileReadTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>What is read, as method and the end of the path.</summary>
    private static readonly (string Name, string Method, Regex Path)[] Reads =
    [
        ("subscriptions", "GET", Of("^/subscriptions$")),
        ("subscription", "GET", Of("^/subscriptions/[^/]+$")),
        ("management group", "GET", Of("/managementGroups/[^/]+$")),
        ("descendants", "GET", Of("/descendants$")),
        ("vaults", "GET", Of("^/subscriptions/[^/]+/providers/Microsoft.KeyVault/vaults$")),
        ("vault", "GET", Of("/resourceGroups/[^/]+/providers/Microsoft.KeyVault/vaults/[^/]+$")),
        ("settings of vaults", "GET", Of("/vaults/[^/]+/providers/microsoft.insights/diagnosticSettings$")),
        ("settings of a subscription", "GET", Of("^/subscriptions/[^/]+/providers/microsoft.insights/diagnosticSettings$")),
        ("settings of a group", "GET", Of("/managementGroups/[^/]+/providers/microsoft.insights/diagnosticSettings$")),
        ("log profiles", "GET", Of("/logprofiles$")),
        ("accounts", "GET", Of("/storageAccounts/[^/]+$")),
        ("lifecycle policies", "GET", Of("/managementPolicies/default$")),
        ("container", "GET", Of("/containers/[^/]+$")),
        ("key", "GET", Of("/keys/[^/]+$")),
        ("identity", "GET", Of("/userAssignedIdentities/[^/]+$")),
        ("role assignments", "GET", Of("/roleAssignments$")),
        ("locks", "GET", Of("/locks$")),
        ("registration", "GET", Of("^/subscriptions/[^/]+/providers/[^/]+$")),
        ("managed HSMs", "GET", Of("/managedHSMs$")),
        ("Resource Graph", "POST", Of("/providers/Microsoft.ResourceGraph/resources$")),
        ("batch", "POST", Of("^/batch$")),
    ];

    public static TheoryData<WrongAnswer> Answers => [.. Enum.GetValues<WrongAnswer>()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_read_is_part_of_an_honest_run()
    {
        foreach (var (name, method, path) in Reads.Where(read => read.Name is not "vault" and not "batch" and not "subscription"))
        {
            await using var server = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), WrongAnswer.Forbidden, (sent, at) => sent == method && path.IsMatch(at));
            await HostileRun.PlanAsync(server.Address, Token);
            Assert.True(server.Attacked > 0, name);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_wrong_answer_to_a_read_makes_a_false_verdict(WrongAnswer wrong)
    {
        var honest = await HonestAsync(HostileRun.OfGroup);
        var faults = new List<string>();
        foreach (var (name, method, path) in Reads)
        {
            await using var server = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), wrong, (sent, at) => sent == method && path.IsMatch(at));
            var start = Stopwatch.GetTimestamp();
            var plan = await HostileRun.PlanAsync(server.Address, Token, batch: name == "batch");
            faults.AddRange(Faults(honest, plan).Select(fault => $"{name}: {fault}"));
            if (Stopwatch.GetElapsedTime(start) > Bound)
            {
                faults.Add($"{name}: took {Stopwatch.GetElapsedTime(start)}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task No_wrong_answer_about_groups_makes_a_false_verdict_over_a_whole_tenant(WrongAnswer wrong)
    {
        var honest = await HonestAsync(HostileRun.OfTenant);
        var path = Of("^/subscriptions$|/descendants$");
        await using var server = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), wrong, (_, at) => path.IsMatch(at));
        try
        {
            var plan = await HostileRun.PlanAsync(server.Address, Token, document: HostileRun.OfTenant);
            Assert.Empty(Faults(honest, plan));
        }
        catch (DiagnosticException exception)
        {
            Assert.Equal("BL6002", exception.Diagnostics[0].Code);
        }

        var below = Of("/descendants$");
        await using var second = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), wrong, (_, at) => below.IsMatch(at));
        Assert.Empty(Faults(honest, await HostileRun.PlanAsync(second.Address, Token, document: HostileRun.OfTenant)));

        var groups = Of("/managementGroups$");
        await using var third = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), wrong, (_, at) => groups.IsMatch(at));
        Assert.Empty(Faults(honest, await HostileRun.PlanAsync(third.Address, Token, document: HostileRun.OfTenant)));
    }

    private static async Task<Plan> HonestAsync(BaselineDocument document)
    {
        await using var server = new HostileServer(new ArmEmulatorHandler(HostileRun.Emulator()), WrongAnswer.Html, (_, _) => false);
        var plan = await HostileRun.PlanAsync(server.Address, Token, document: document);
        Assert.DoesNotContain(plan.Findings, finding => finding.State == ComplianceState.Unknown || finding.Incomplete);
        Assert.Contains(plan.Findings, finding => finding.State == ComplianceState.Compliant);
        Assert.NotEmpty(plan.Changes);
        return plan;
    }

    private static IEnumerable<string> Faults(Plan honest, Plan plan)
    {
        var isIncomplete = plan.Findings.Any(finding => finding.State == ComplianceState.Unknown || finding.Incomplete);
        var truth = honest.Findings.ToDictionary(finding => (finding.Control, finding.Resource), finding => finding.State);
        foreach (var finding in plan.Findings.Where(finding => finding.State != ComplianceState.Unknown))
        {
            if (!truth.TryGetValue((finding.Control, finding.Resource), out var state) || state != finding.State)
            {
                yield return $"{finding.Control} of {finding.Resource} is {finding.State}, and in truth {state}";
            }
        }

        var found = plan.Findings.Select(finding => (finding.Control, finding.Resource)).ToHashSet();
        foreach (var missing in truth.Keys.Where(key => !found.Contains(key) && !isIncomplete))
        {
            yield return $"{missing.Control} of {missing.Resource} is missing, and the run thinks that it is complete";
        }

        var needed = honest.Changes.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var change in plan.Changes.Where(change => !needed.Contains(Text(change))))
        {
            yield return $"{change.Method} {change.Resource} is not needed";
        }
    }

    private static string Text(Change change) => $"{change.Method} {change.Resource} {change.Body}";

    private static Regex Of(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
