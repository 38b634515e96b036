using Baseline.Cli.Arguments;
using Baseline.Cli.Rendering;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Plans;

namespace Baseline.Cli.Commands;

/// <summary>Why a plan is not applied.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Diagnostics">What to tell the user.</param>
public sealed record Refusal(ExitCode Code, params IReadOnlyList<Diagnostic> Diagnostics);

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

    /// <summary>Why a plan is not applied that goes beyond limits; null when it does not, or may.</summary>
    /// <param name="exceeded">The limits of the document that the plan goes beyond.</param>
    /// <param name="allowed">Why the limits are set aside; null when they are not.</param>
    /// <param name="command">The command that a user would give the reason to.</param>
    public static Refusal? CheckLimits(IReadOnlyList<ExceededLimit> exceeded, string? allowed, string command) =>
        exceeded.Count == 0 || allowed is not null
            ? null
            : new Refusal(ExitCode.BeyondLimit, new Diagnostic(
                Severity.Error,
                "BL5103",
                "Beyond a limit of the document",
                string.Join(' ', exceeded.Select(limit => $"{limit.Limit}: {NoticeSection.Sentence(limit)}"))
                    + " Nothing was changed.",
                $"Raise the limit in the document, or say why it may be exceeded:\n    {command} --allow-over-limits REASON"));

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
                "Plan again: what is out of scope, excluded or exempt is left out."),
            _ => throw new ArgumentOutOfRangeException(nameof(objection), objection.Kind, "Not a kind of objection."),
        };

        Diagnostic Diagnosed(string code, string title, string detail, string fix) =>
            new(Severity.Error, code, title, detail, fix, Resource: objection.Change.Resource);
    }
}
