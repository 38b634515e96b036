using System.Text.Json;
using Baseline.Applying;
using Baseline.Controls;
using Baseline.Emulator;
using Baseline.Plans;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>
/// Every kind of write with every kind of wrong answer, to the write itself or to the reads around it: what is told as applied
/// holds, what others own is there afterwards, and a run without the wrong answers comes to the end that it always has.
/// </summary>
public sealed class HostileWriteTests
{
    private const string ForeignRule = "finance-legal-hold";

    private static readonly string[] Types =
    [
        "/diagnosticSettings/", "/managementPolicies/", "/userAssignedIdentities/", "/roleAssignments/", "/storageAccounts/",
    ];

    public static TheoryData<WrongAnswer> Answers => [.. Enum.GetValues<WrongAnswer>().Where(answer => answer != WrongAnswer.EndlessPages)];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_write_that_is_answered_wrongly_is_told_as_it_is(WrongAnswer wrong)
    {
        foreach (var type in Types)
        {
            await CheckAsync(wrong, (method, path) => method is "PUT" or "PATCH" && IsOf(path, type), takesEffect: true);
            await CheckAsync(wrong, (method, path) => method is "PUT" or "PATCH" && IsOf(path, type), takesEffect: false);
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_wrong_answer_to_the_reads_around_a_write_loses_nothing(WrongAnswer wrong)
    {
        foreach (var type in Types)
        {
            await CheckAsync(wrong, (method, path) => method == "GET" && IsOf(path, type), takesEffect: true);
        }
    }

    [Theory]
    [InlineData(WrongAnswer.HtmlNotFound)]
    [InlineData(WrongAnswer.EmptyNotFound)]
    [InlineData(WrongAnswer.InvalidResourceType)]
    [InlineData(WrongAnswer.EmptyObject)]
    public async Task Rules_of_others_survive_a_policy_that_is_hidden_from_plan_and_apply_alike(WrongAnswer wrong)
    {
        var emulator = HostileRun.Emulator();
        await using var server = new HostileServer(emulator, wrong, (method, path) => method == "GET" && IsOf(path, "/managementPolicies/"));

        var plan = await HostileRun.PlanAsync(server.Address, Token);
        await HostileRun.ApplyAsync(server.Address, plan, Token);

        Assert.Contains(ForeignRule, Text(emulator), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Changes, change => IsOf(change.Resource, "/managementPolicies/"));
        Assert.Contains(plan.Findings, finding => finding.State == ComplianceState.Unknown);
    }

    private static async Task CheckAsync(WrongAnswer wrong, Func<string, string, bool> isAttacked, bool takesEffect)
    {
        var emulator = HostileRun.Emulator();
        Plan plan;
        await using (var honest = new HostileServer(emulator, wrong, (_, _) => false))
        {
            plan = await HostileRun.PlanAsync(honest.Address, Token);
        }

        ApplyReport report;
        await using (var server = new HostileServer(emulator, wrong, isAttacked, takesEffect))
        {
            report = await HostileRun.ApplyAsync(server.Address, plan, Token);
        }

        Assert.Contains(ForeignRule, Text(emulator), StringComparison.Ordinal);
        await using var again = new HostileServer(emulator, wrong, (_, _) => false);
        var left = await HostileRun.PlanAsync(again.Address, Token);
        var open = left.Changes.Select(Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.All(
            report.Changes.Where(change => change.Outcome is ChangeOutcome.Applied or ChangeOutcome.AlreadyDone),
            change => Assert.DoesNotContain(Text(change.Change), open));
        await HostileRun.ApplyAsync(again.Address, left, Token);
        Assert.Empty((await HostileRun.PlanAsync(again.Address, Token)).Changes);
        Assert.Contains(ForeignRule, Text(emulator), StringComparison.Ordinal);
    }

    private static bool IsOf(string path, string type) => path.Contains(type, StringComparison.OrdinalIgnoreCase)
        && (type != "/storageAccounts/" || path.Count(c => c == '/') == 8);

    private static string Text(Change change) => $"{change.Method} {change.Resource} {change.Body}";

    private static string Text(ArmEmulator emulator)
    {
        using var stream = new MemoryStream();
        emulator.Save(stream);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.GetRawText();
    }
}
