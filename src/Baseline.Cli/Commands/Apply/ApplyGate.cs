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

    /// <summary>What speaks against changes of a saved plan; null when nothing does.</summary>
    public static Refusal? CheckObjections(IReadOnlyList<PlanObjection> objections) => objections.Count == 0
        ? null
        : new Refusal(
            objections.All(objection => objection.Kind == ObjectionKind.NotToBeChanged) ? ExitCode.Stale : ExitCode.Error,
            [.. objections.Select(Describe)]);

    private static Diagnostic Describe(PlanObjection objection)
    {
        var what = $"{objection.Change.Id} ({objection.Change.Method} {objection.Change.Resource})";
        return objection.Kind switch
        {
            ObjectionKind.NeverSent => Diagnosed(
                "BL5105", "Not a change of baseline",
                $"{what} is none that baseline plans for this document. {objection.Why} Nothing was changed.",
                "Do not trust the file: make the plan again with `baseline plan --out`, and have it reviewed."),
            ObjectionKind.NoConsent => Diagnosed(
                "BL5106", "Consent is missing", $"{what}: {objection.Why} Nothing was changed.",
                "Consent in the document, by name, then plan again."),
            ObjectionKind.NotToBeChanged => Diagnosed(
                "BL5107", "Not to be changed any more", $"{what}: {objection.Why} Nothing was changed.",
                "Plan again: what is out of scope, excluded or exempt, or receives no logs any more, is left out."),
            _ => throw new ArgumentOutOfRangeException(nameof(objection), objection.Kind, "Not a kind of objection."),
        };

        Diagnostic Diagnosed(string code, string title, string detail, string fix) =>
            new(Severity.Error, code, title, detail, fix, Resource: objection.Change.Resource);
    }
}
