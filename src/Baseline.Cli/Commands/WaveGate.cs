using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Whether the turn of a wave has come. Pure.</summary>
public static class WaveGate
{
    /// <summary>Why a plan is not made or applied whose wave has to wait; null when it has not, or may go all the same.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="command">The command that a user would give the reason to.</param>
    public static Refusal? Check(Plan plan, string command) =>
        plan.Part?.Wave is { Waits: { } before, Reason: null } wave
            ? new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                "BL5120",
                "The wave before is not done",
                $"Wave \"{wave.Name}\" comes after \"{before}\", in which something is left to change or could not be read. "
                    + "Nothing was changed.",
                $"Apply the wave before, or say why this one need not wait:\n    {command} --allow-wave REASON"))
            : null;
}
