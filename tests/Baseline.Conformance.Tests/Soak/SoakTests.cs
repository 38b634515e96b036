using System.Text.Json.Nodes;
using Baseline.Cli.Commands;
using Baseline.Conformance.Tests.Cases;
using Baseline.Conformance.Tests.Comparing;
using Baseline.Controls;
using Baseline.Emulator;
using Baseline.Emulator.Faults;
using Baseline.Plans;
using Xunit;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>
/// The bars of the tool where Azure misbehaves: random worlds, with faults, in runs some of which are killed. What a world must
/// come to is what it comes to without faults.
/// </summary>
[Trait("Needs", "time")]
public sealed class SoakTests(SoakReport report) : IClassFixture<SoakReport>
{
    // Each run may end early, because of a fault that only another run gets past.
    private const int MostRuns = 25;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Worlds => [.. Scenario.Worlds];

    /// <summary>What once failed, each by the bug that it found.</summary>
    public static TheoryData<string, Scenario> Found => new()
    {
        { "half a remediation in a setting of others, where the better one could not be judged", new Scenario(162, 115332, 10, 995, 1189) },
        { "deep: compliant, and the key of the account could not be read", new Scenario(72, 695986, 10, 1068, 837) },
        { "deep: compliant, and the vault of the key could not be read", new Scenario(304, 236142, 20, 1136, 1835) },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public async Task What_was_found_once_is_not_found_again(string bug, Scenario scenario)
    {
        Assert.NotEmpty(bug);
        await ConvergesAsync(scenario);
        await IsHonestAsync(scenario);
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public Task Faults_and_kills_end_where_a_run_without_them_ends(int world) =>
        ConvergesAsync(Scenario.Of(world, Scenario.SoakSeed));

    [Theory]
    [MemberData(nameof(Worlds))]
    public Task What_cannot_be_read_for_good_is_unknown_and_leads_to_no_other_write(int world) =>
        IsHonestAsync(Scenario.Of(world, Scenario.SoakSeed));

    private async Task ConvergesAsync(Scenario scenario)
    {
        var world = SoakedWorld.Number(scenario.World);
        var whole = await WholeAsync(world, scenario);
        var faulty = new Tenancy(world, world.EstateJson, scenario.Reading, scenario.Passing);
        var runs = new List<RunEnd>();
        do
        {
            var run = await faulty.RunAsync(scenario.KillOf(runs.Count, whole.Requests, whole.Writes.Count), Cancel);
            runs.Add(run);
            Assert.True(run.Code is not null || run.Told.Length == 0, $"{scenario}\nThe journal can't be read: {run.Told}");
            Assert.True(
                !scenario.IsPassedOver || run.Code is not (ExitCode.Incomplete or ExitCode.Error) || run.Code == whole.Code,
                $"{scenario}\nFaults that pass were not passed over.\n{Shown(run)}");
        }
        while (!IsDone(runs[^1], whole) && runs.Count < MostRuns);

        report.Add(faulty.Log, runs);
        Assert.True(IsDone(runs[^1], whole), $"{scenario}\nNot done after {runs.Count} runs:\n{Shown(runs[^1])}");
        await AssertSameEndAsync(world, scenario, whole, faulty);
        Assert.Empty(Writes.Repeated(faulty.Log));
    }

    private async Task IsHonestAsync(Scenario scenario)
    {
        var world = SoakedWorld.Number(scenario.World);
        var whole = await WholeAsync(world, scenario);
        var broken = new Tenancy(world, world.EstateJson, scenario.Reading, scenario.Lasting);

        var run = await broken.RunAsync(kill: null, Cancel);

        report.Add(broken.Log, [run]);
        if (run.First is { } first)
        {
            AssertHonest(scenario, first, whole.First, ListsOfSettingsUnread(broken.Log));
        }

        AssertCode(scenario, run, whole);
        if (!IsBlockedUnseen(broken.Log, whole.First))
        {
            await AssertSameEndAsync(world, scenario, whole, broken);
        }
    }

    /// <summary>What a world comes to without faults.</summary>
    private static async Task<Whole> WholeAsync(ConformanceCase world, Scenario scenario)
    {
        var azure = new Tenancy(world, world.EstateJson, scenario.Reading, faults: null);
        var run = await azure.RunAsync(kill: null, Cancel);
        Assert.True(run is { First: not null, Last.IsEmpty: true }, $"{scenario}\n{Shown(run)}");
        return new Whole(run.First, run.Last, run.Code, azure.Log.Count, azure.Estate(), [.. Writes.Of(azure.Log)]);
    }

    private static bool IsDone(RunEnd run, Whole whole) =>
        run is { Last: { IsEmpty: true } last } && run.Code == whole.Code && StatesOf(last).SetEquals(StatesOf(whole.Last));

    /// <summary>Faults are over: what is left to do is done, it is the same that is there then, and nothing else was written.</summary>
    private static async Task AssertSameEndAsync(ConformanceCase world, Scenario scenario, Whole whole, Tenancy faulty)
    {
        var healed = new Tenancy(world, faulty.Estate(), scenario.Reading, faults: null);
        var run = await healed.RunAsync(kill: null, Cancel);
        Assert.True(IsDone(run, whole), $"{scenario}\nWithout faults:\n{Shown(run)}");
        var differences = Estates.Differences(whole.Estate, healed.Estate());
        Assert.True(differences.Count == 0, $"{scenario}\nOther than without faults:\n{string.Join('\n', differences)}\n{Faults(faulty)}\n{PlanText.Of(whole.First)}");
        var others = Writes.Of([.. faulty.Log, .. healed.Log]).Except(whole.Writes).ToList();
        Assert.True(others.Count == 0, $"{scenario}\nWritten, but not without faults:\n{string.Join('\n', others)}\nbut\n{string.Join('\n', whole.Writes)}");
    }

    /// <summary>
    /// Every verdict is the true one or unknown, and a resource whose settings can't be listed has no other verdict from a control that
    /// judges settings. What an account receives once the plan is applied is only seen by who sees all that the plan does.
    /// </summary>
    private static void AssertHonest(Scenario scenario, Plan seen, Plan truth, HashSet<string> unread)
    {
        var findings = truth.Findings.ToDictionary(finding => (finding.Control, finding.Resource));
        foreach (var finding in seen.Findings)
        {
            var told = findings.GetValueOrDefault((finding.Control, finding.Resource));
            var isTrue = told?.State == finding.State
                || (seen.IsIncomplete && told?.Reason.StartsWith("Once this plan is applied", StringComparison.Ordinal) == true);
            Assert.True(
                isTrue || finding.State == ComplianceState.Unknown,
                $"{scenario}\n{finding.Control} {finding.Resource} is {finding.State} instead of {told?.State} or unknown: {finding.Reason}\n{PlanText.Of(truth)}");
            Assert.True(
                finding.State is not (ComplianceState.Compliant or ComplianceState.Noncompliant)
                    || finding.Control is "LogStorage" or "ActivityLogAlerts"
                    || !unread.Contains(finding.Resource.Text.ToLowerInvariant()),
                $"{scenario}\n{finding.Control} {finding.Resource} is {finding.State}, and its settings can't be listed: {finding.Reason}");
        }

        var missing = findings.Keys.Except(seen.Findings.Select(finding => (finding.Control, finding.Resource))).ToList();
        Assert.True(missing.Count == 0 || seen.IsIncomplete, $"{scenario}\nWithout a word there is nothing of:\n{string.Join('\n', missing)}");
    }

    /// <summary>A run that did not see all that there is to see does not end as if it had.</summary>
    private static void AssertCode(Scenario scenario, RunEnd run, Whole whole)
    {
        var isAsGood = run.Last is { } last && StatesOf(last).SetEquals(StatesOf(whole.Last));
        Assert.True(isAsGood || run.Code is ExitCode.Incomplete or ExitCode.AppliedInPart or ExitCode.Error, $"{scenario}\nexit {run.Code}\n{Shown(run)}");
        Assert.True(
            run.Last is not { } seen || seen.Findings.All(finding => finding.State != ComplianceState.Unknown) || run.Code != ExitCode.Done,
            $"{scenario}\nexit {run.Code}\n{Shown(run)}");
    }

    /// <summary>
    /// Whether locks that could not be read block something: what comes before the write that the lock refuses is done then, as the plan
    /// warns.
    /// </summary>
    private static bool IsBlockedUnseen(IEnumerable<ArmExchange> log, Plan truth) =>
        log.Any(exchange => exchange is { Method: "GET", Fault: FaultKind.Forbidden or FaultKind.Broken }
            && exchange.PathAndQuery.Contains("/providers/Microsoft.Authorization/locks?", StringComparison.OrdinalIgnoreCase))
        && truth.Findings.SelectMany(finding => finding.Obstacles)
            .Any(obstacle => obstacle.What.StartsWith("The ReadOnly lock", StringComparison.Ordinal));

    /// <summary>What owns diagnostic settings that could not be listed.</summary>
    private static HashSet<string> ListsOfSettingsUnread(IEnumerable<ArmExchange> log) =>
    [
        .. log.Where(exchange => exchange is { Method: "GET", Fault: FaultKind.Forbidden or FaultKind.Broken })
            .Select(exchange => exchange.PathAndQuery.Split('?')[0].ToLowerInvariant())
            .Where(path => path.EndsWith("/providers/microsoft.insights/diagnosticsettings", StringComparison.Ordinal))
            .Select(path => path[..path.LastIndexOf("/providers/", StringComparison.Ordinal)]),
    ];

    private static HashSet<(string Control, string Resource, ComplianceState State)> StatesOf(Plan plan) =>
        [.. plan.Findings.Select(finding => (finding.Control, finding.Resource.Text, finding.State))];

    private static string Faults(Tenancy tenancy) => string.Join('\n', tenancy.Log
        .Where(exchange => exchange.Fault is not null)
        .Select(exchange => $"{exchange.Fault} {exchange.Method} {exchange.PathAndQuery}")
        .Distinct());

    private static string Shown(RunEnd run) =>
        $"exit {run.Code}\n{run.Told}\n{(run.First is null ? "no plan" : PlanText.Of(run.First))}\nAfterwards:\n{(run.Last is null ? "no plan" : PlanText.Of(run.Last))}";

    /// <summary>A world without faults: its plans before and after, its end, its requests, and what was written.</summary>
    private sealed record Whole(
        Plan First, Plan Last, ExitCode? Code, int Requests, JsonObject Estate, HashSet<string> Writes);
}
