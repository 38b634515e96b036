using Baseline.Applying;
using Baseline.Cli.Commands;
using Baseline.Cli.Tests.Formats;
using Baseline.Controls;
using Xunit;

namespace Baseline.Cli.Tests;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(ExitCode.Done)]
    [InlineData(ExitCode.NotInDesiredState, ExitCode.NotInDesiredState)]
    [InlineData(ExitCode.Incomplete, ExitCode.NotInDesiredState, ExitCode.Incomplete)]
    [InlineData(ExitCode.AppliedInPart, ExitCode.Incomplete, ExitCode.AppliedInPart)]
    [InlineData(ExitCode.Stale, ExitCode.AppliedInPart, ExitCode.Stale)]
    [InlineData(ExitCode.BeyondLimit, ExitCode.Stale, ExitCode.BeyondLimit)]
    [InlineData(ExitCode.Error, ExitCode.BeyondLimit, ExitCode.Error)]
    [InlineData(ExitCode.Cancelled, ExitCode.Error, ExitCode.Cancelled)]
    [InlineData(ExitCode.Incomplete, ExitCode.Done, ExitCode.Incomplete)]
    public void The_first_in_order_of_weight_is_returned(ExitCode expected, params ExitCode[] holding)
    {
        Assert.Equal(expected, ExitCodes.First(holding));
    }

    [Fact]
    public void Details_are_given_only_where_they_are_asked_for()
    {
        var pending = SamplePlan.With(SamplePlan.Setting(1));
        var blocked = SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Noncompliant) with { Obstacles = [new Obstacle("BL2108", "No account", "name one")] });

        Assert.Empty(ExitCodes.Of(pending, ExitConditions.Usual));
        Assert.Equal([ExitCode.NotInDesiredState], ExitCodes.Of(pending, ExitConditions.Detailed));
        Assert.Equal([ExitCode.NotInDesiredState], ExitCodes.Of(blocked, ExitConditions.Detailed));
        Assert.Empty(ExitCodes.Of(SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Compliant)), ExitConditions.Detailed));
    }

    [Fact]
    public void What_is_unknown_never_hides_behind_zero()
    {
        var unknown = SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Unknown));
        var incomplete = SamplePlan.Of(SamplePlan.Vault("kv-a", ComplianceState.Noncompliant) with { Incomplete = true });

        Assert.Contains(ExitCode.Incomplete, ExitCodes.Of(unknown, ExitConditions.Usual));
        Assert.Contains(ExitCode.Incomplete, ExitCodes.Of(incomplete, ExitConditions.Usual));
    }

    [Theory]
    [InlineData(ExitCode.Done, ChangeOutcome.Applied, ChangeOutcome.AlreadyDone)]
    [InlineData(ExitCode.Stale, ChangeOutcome.Applied, ChangeOutcome.Stale, ChangeOutcome.Skipped)]
    [InlineData(ExitCode.Stale, ChangeOutcome.Stale, ChangeOutcome.Failed)]
    [InlineData(ExitCode.AppliedInPart, ChangeOutcome.Applied, ChangeOutcome.Unverified)]
    [InlineData(ExitCode.AppliedInPart, ChangeOutcome.Skipped)]
    public void Staleness_is_told_before_a_failure(ExitCode expected, params ChangeOutcome[] outcomes)
    {
        var report = SamplePlan.Report(outcomes);

        Assert.Equal(expected, ExitCodes.First(ExitCodes.Of(report)));
    }

    [Fact]
    public void A_cancelled_run_says_so_whatever_else_happened()
    {
        var report = SamplePlan.Report(ChangeOutcome.Failed, ChangeOutcome.NotStarted) with { Cancelled = true };

        Assert.Equal(ExitCode.Cancelled, ExitCodes.First(ExitCodes.Of(report)));
    }
}
