using Baseline.Cli.Formats;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>The limits of the document that a plan must stay within before anything is written. Pure.</summary>
public static class LimitGate
{
    /// <summary>Why a plan is not applied that goes beyond limits; null when it does not, or may.</summary>
    /// <param name="exceeded">The limits of the document that the plan goes beyond.</param>
    /// <param name="allowed">Why the limits are set aside; null when they are not.</param>
    /// <param name="command">The command that a user would give the reason to.</param>
    /// <param name="isUndo">Whether the plan takes back what a run did.</param>
    public static Refusal? Check(IReadOnlyList<ExceededLimit> exceeded, string? allowed, string command, bool isUndo) =>
        exceeded.Count == 0 || allowed is not null
            ? null
            : new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                "BL5103",
                "Beyond a limit of the document",
                string.Join(' ', exceeded.Select(limit => $"{limit.Limit}: {PlanSentences.Limit(limit)}"))
                    + " Nothing was changed.",
                $"{Capitalized(PlanSentences.WithinLimits(exceeded, isUndo))} or say why it may be exceeded:\n"
                    + $"    {command} --allow-over-limits REASON"));

    private static string Capitalized(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
