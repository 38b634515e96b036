using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Why a plan is not applied.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Diagnostic">What to tell the user.</param>
public sealed record Refusal(ExitCode Code, Diagnostic Diagnostic);

/// <summary>What a plan must pass before anything is written. Pure.</summary>
public static class ApplyGate
{
    /// <summary>The first reason against applying; null when there is none.</summary>
    public static Refusal? Check(Plan plan, BaselineDocument document, ApplyArguments arguments)
    {
        if (plan.Baseline.Digest != document.Digest)
        {
            return new Refusal(ExitCode.Stale, new Diagnostic(
                Severity.Error,
                "BL5101",
                "Plan was made from another document",
                $"The document changed since the plan was made, or \"{arguments.Document}\" is not the one it was made from. "
                    + "Nothing was changed.",
                "Name the document of the plan with -f, or plan again and have the new plan reviewed."));
        }

        if (arguments.Expect is { } expected && PlanFile.DigestOf(plan) is var actual && actual != expected)
        {
            return new Refusal(ExitCode.Stale, new Diagnostic(
                Severity.Error,
                "BL5102",
                "Not the expected plan",
                $"The plan is {actual}, and only {expected} was to be applied. Nothing was changed.",
                "Review this plan, and give its digest to --expect."));
        }

        return CheckLimits(plan, arguments.AllowOverLimits, "baseline apply");
    }

    /// <summary>Why a plan is not applied that goes beyond the document's limits; null when it does not, or may.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="allowed">Why the limits are set aside; null when they are not.</param>
    /// <param name="command">The command that a user would give the reason to.</param>
    public static Refusal? CheckLimits(Plan plan, string? allowed, string command) =>
        plan.Exceeded.Count == 0 || allowed is not null
            ? null
            : new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                "BL5103",
                "Beyond a limit of the document",
                string.Join(' ', plan.Exceeded.Select(limit => $"{limit.Limit}: {NoticeSection.Sentence(limit)}"))
                    + " Nothing was changed.",
                $"Raise the limit in the document, or say why it may be exceeded:\n    {command} --allow-over-limits REASON"));
}
