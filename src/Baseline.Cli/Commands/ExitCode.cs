using Baseline.Applying;
using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>What the process says of a run (docs/exit-codes.md).</summary>
public enum ExitCode
{
    /// <summary>Done, or nothing to change.</summary>
    Done = 0,

    /// <summary>Bad document, file or command line, or no access at all.</summary>
    Error = 1,

    /// <summary>Changes are pending or findings are blocked; only where details were asked for.</summary>
    NotInDesiredState = 2,

    /// <summary>Something in scope could not be read.</summary>
    Incomplete = 3,

    /// <summary>The plan goes beyond a limit of the document.</summary>
    BeyondLimit = 4,

    /// <summary>Azure or the document changed since the plan was made.</summary>
    Stale = 5,

    /// <summary>Some changes failed.</summary>
    AppliedInPart = 6,

    /// <summary>The run was cancelled.</summary>
    Cancelled = 130,
}

/// <summary>Which exit codes hold, and which of them is returned.</summary>
public static class ExitCodes
{
    private static readonly ExitCode[] Precedence =
    [
        ExitCode.Cancelled, ExitCode.Error, ExitCode.BeyondLimit, ExitCode.Stale,
        ExitCode.AppliedInPart, ExitCode.Incomplete, ExitCode.NotInDesiredState,
    ];

    /// <summary>The one code that is returned where several hold.</summary>
    public static ExitCode First(IEnumerable<ExitCode> holding)
    {
        var codes = holding.ToHashSet();
        return Precedence.FirstOrDefault(codes.Contains, ExitCode.Done);
    }

    /// <summary>What holds of a plan, of the conditions that count.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="counting">The conditions that have an exit code; the others leave it at 0.</param>
    public static IEnumerable<ExitCode> Of(Plan plan, ExitConditions counting)
    {
        var holding = counting & Holding(plan);
        if (holding.HasFlag(ExitConditions.Unknown))
        {
            yield return ExitCode.Incomplete;
        }

        if (holding.HasFlag(ExitConditions.OverLimits))
        {
            yield return ExitCode.BeyondLimit;
        }

        if ((holding & (ExitConditions.Changes | ExitConditions.Blocked | ExitConditions.ExpiredExemptions)) != ExitConditions.None)
        {
            yield return ExitCode.NotInDesiredState;
        }
    }

    /// <summary>
    /// The conditions that hold of a plan. A noncompliant finding that nothing is planned for, and nothing blocks, is pending.
    /// </summary>
    private static ExitConditions Holding(Plan plan)
    {
        var isPending = !plan.IsEmpty || plan.Findings.Any(finding =>
            finding is { State: ComplianceState.Noncompliant, Blocked: null });
        return (isPending ? ExitConditions.Changes : ExitConditions.None)
            | (plan.HasBlocked ? ExitConditions.Blocked : ExitConditions.None)
            | (plan.IsIncomplete ? ExitConditions.Unknown : ExitConditions.None)
            | (plan.Exceeded.Count > 0 ? ExitConditions.OverLimits : ExitConditions.None)
            | (plan.Notices.Any(notice => notice.Code == ExemptionNotices.Expired) ? ExitConditions.ExpiredExemptions
                : ExitConditions.None);
    }

    /// <summary>What holds of a run; a change that was skipped counts with what it waited for.</summary>
    public static IEnumerable<ExitCode> Of(ApplyReport report)
    {
        if (report.Cancelled)
        {
            yield return ExitCode.Cancelled;
        }

        var stale = report.Count(ChangeOutcome.Stale);
        if (stale > 0)
        {
            yield return ExitCode.Stale;
        }

        var failed = report.Count(ChangeOutcome.Failed) + report.Count(ChangeOutcome.Unverified);
        if (failed > 0 || (stale == 0 && report.Count(ChangeOutcome.Skipped) > 0))
        {
            yield return ExitCode.AppliedInPart;
        }
    }
}
