using Baseline.Cli.Formats;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Whether the turn of a wave has come. Pure.</summary>
public static class WaveGate
{
    private const string Code = "BL5120";

    /// <summary>Whether a plan was refused because its wave has to wait.</summary>
    public static bool IsOf(Refusal refusal) => refusal.Diagnostics.Any(diagnostic => diagnostic.Code == Code);

    /// <summary>Why a plan is not made or applied whose wave has to wait; null when it has not, or may go all the same.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="command">The command that a user would give the reason to; null where the plan is saved, which keeps its own.</param>
    public static Refusal? Check(Plan plan, string? command) =>
        plan.Part?.Wave is { Waits: { } before, Reason: null } wave
            ? new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                Code,
                "The wave before is not done",
                $"Wave \"{wave.Name}\" comes after \"{before}\", in which {Left(wave.Rest)}. Nothing was changed.",
                command is null
                    ? "Apply the wave before. Or say why this one need not wait: plan again with --allow-wave REASON."
                    : $"Apply the wave before, or say why this one need not wait:\n    {command} --allow-wave REASON"))
            : null;

    private static string Left(WaveRest? rest)
    {
        if (rest is null)
        {
            return "something is left to change or could not be read";
        }

        List<string> parts =
        [
            .. rest.Changes == 0 ? []
                : new[] { $"{Quantity.Of(rest.Changes, "change is", "changes are")} left ({Examples.Join(rest.Changed)})" },
            .. rest.Undecided.Count == 0 ? []
                : new[]
                {
                    $"{Quantity.Of(rest.Undecided.Count, "verdict rests", "verdicts rest")} on what could not be read "
                        + $"({Examples.Join(rest.Undecided)})",
                },
        ];
        return string.Join(", and ", parts);
    }
}
