using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Plans;

namespace Baseline.Cli.Commands.Apply;

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

        return null;
    }
}
