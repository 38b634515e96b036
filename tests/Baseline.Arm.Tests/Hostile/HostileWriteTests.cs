using System.Text;
using Baseline.Controls;
using Baseline.Emulator;
using Baseline.TestKit.Loopback;
using Xunit;

namespace Baseline.Arm.Tests.Hostile;

/// <summary>Every kind of write with every kind of wrong answer to it, whether it took effect or not.</summary>
public sealed class HostileWriteTests
{
    private const string ForeignRule = "finance-legal-hold";

    public static TheoryData<string, WrongAnswer> Rows => WriteKinds.WithAnswers;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_write_that_is_answered_wrongly_is_told_as_it_is(string name, WrongAnswer wrong)
    {
        var kind = WriteKinds.All[name];
        await Task.WhenAll(HostileWrite.CheckAsync(kind, wrong, kind.Is, takesEffect: true), HostileWrite.CheckAsync(kind, wrong, kind.Is, takesEffect: false));
    }

    [Theory]
    [InlineData(WrongAnswer.HtmlNotFound)]
    [InlineData(WrongAnswer.EmptyNotFound)]
    [InlineData(WrongAnswer.InvalidResourceType)]
    [InlineData(WrongAnswer.EmptyObject)]
    public async Task Rules_of_others_survive_a_policy_that_is_hidden_from_plan_and_apply_alike(WrongAnswer wrong)
    {
        var emulator = HostileRun.Emulator();
        await using var server = new HostileServer(new ArmEmulatorHandler(emulator), wrong, (method, path) => method == "GET" && IsPolicy(path));

        var plan = await HostileRun.PlanAsync(server.Address, Token);
        await HostileRun.ApplyAsync(server.Address, plan, Token);

        Assert.Contains(ForeignRule, Encoding.UTF8.GetString(WrittenWorld.Save(emulator)), StringComparison.Ordinal);
        Assert.DoesNotContain(plan.Changes, change => IsPolicy(change.Resource));
        Assert.Contains(plan.Findings, finding => finding.State == ComplianceState.Unknown);
    }

    private static bool IsPolicy(string path) => path.Contains("/managementPolicies/", StringComparison.OrdinalIgnoreCase);
}
