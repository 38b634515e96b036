using Baseline.Applying;
using Baseline.Azure;
using Baseline.Cli.Files;
using Baseline.Cli.Formats;
using Baseline.Cli.Output;
using Baseline.Diagnostics;

namespace Baseline.Cli.Commands;

/// <summary>What became of each change of a run.</summary>
public static class ApplyReportRenderer
{
    /// <summary>So many changes that were not started are listed one by one; more are counted by subscription.</summary>
    private const int MostNotStarted = 20;

    /// <summary>So many of them are named in each subscription.</summary>
    private const int MostNames = 5;

    private static readonly (ChangeOutcome Outcome, string Word)[] Rare =
    [
        (ChangeOutcome.AlreadyDone, "already done"),
        (ChangeOutcome.Unverified, "unverified"),
        (ChangeOutcome.NotStarted, "not started"),
    ];

    /// <summary>Adds a line for each change that is not in place, with what Azure said where it refused.</summary>
    /// <param name="page">Takes the lines.</param>
    /// <param name="report">The run.</param>
    /// <param name="addresses">The short names of what its plan writes to.</param>
    /// <param name="types">What types are called.</param>
    public static void WriteBody(TextPage page, ApplyReport report, Addresses addresses, ResourceTypes types)
    {
        var all = report.Changes.Where(entry => !entry.Succeeded).ToList();
        if (all.Count == 0)
        {
            return;
        }

        // What was not begun has nothing to tell of itself; of many it is enough to say where they are.
        var isFolded = all.Count(IsNotStarted) > MostNotStarted;
        var open = isFolded ? [.. all.Where(entry => !IsNotStarted(entry))] : all;
        page.Line($"Not applied ({all.Count})", Tone.Strong);
        var longest = all.Max(entry => Word(entry.Outcome).Length);
        foreach (var entry in open)
        {
            page.Add($"  {Word(entry.Outcome).PadRight(longest)}", ToneOf(entry.Outcome))
                .Line($"  {entry.Change.Id} {PlanSentences.Word(entry.Change.Action)} "
                    + $"{types.NounOf(entry.Change.Type)} {addresses.NameOf(entry.Change)}");
            if (entry.Outcome is not ChangeOutcome.NotStarted)
            {
                WriteDetail(page, entry, addresses);
            }
        }

        if (isFolded)
        {
            WriteNotStarted(page, [.. all.Where(IsNotStarted)], addresses);
        }
    }

    private static bool IsNotStarted(AppliedChange entry) => entry.Outcome == ChangeOutcome.NotStarted;

    /// <summary>How many were not begun in each subscription, with the first names.</summary>
    private static void WriteNotStarted(TextPage page, List<AppliedChange> entries, Addresses addresses)
    {
        foreach (var subscription in entries
            .GroupBy(entry => Addresses.Parsed(entry.Change.Resource)?.SubscriptionId)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            var names = subscription.Select(entry => addresses.NameOf(entry.Change)).Distinct().ToList();
            var more = names.Count > MostNames ? $" and {names.Count - MostNames} more" : "";
            page.Add($"  {Word(ChangeOutcome.NotStarted)}", ToneOf(ChangeOutcome.NotStarted))
                .Line($"  {Quantity.Of(subscription.Count(), "change")} in "
                    + (subscription.Key is { } guid ? addresses.Subscription(guid) : "no subscription"))
                .Prose($"{string.Join(", ", names.Take(MostNames))}{more}", "      ", Tone.Faint);
        }

        page.Line("  The last line of the journal names all that was not started.", Tone.Faint);
    }

    /// <summary>The line that tools search for.</summary>
    public static string Closing(ApplyReport report)
    {
        var rare = string.Concat(Rare
            .Select(pair => (Count: report.Count(pair.Outcome), pair.Word))
            .Where(pair => pair.Count > 0)
            .Select(pair => $", {pair.Count} {pair.Word}"));
        return $"Apply: {report.Count(ChangeOutcome.Applied)} applied, {report.Count(ChangeOutcome.Failed)} failed, "
            + $"{report.Count(ChangeOutcome.Stale)} stale, {report.Count(ChangeOutcome.Skipped)} skipped{rare}.";
    }

    /// <summary>How far a run came that was cancelled, and what to do now.</summary>
    /// <param name="report">The run.</param>
    /// <param name="undo">The command that takes it back.</param>
    public static string HowToGoOn(ApplyReport report, TypedCommand undo) =>
        $"Cancelled: {report.Changes.Count(entry => entry.Succeeded)} of "
        + $"{Quantity.Of(report.Changes.Count, "change is", "changes are")} in place, "
        + $"{report.Count(ChangeOutcome.NotStarted)} not started. To go on, run again: what is done is not repeated. "
        + $"To go back: {undo}";

    /// <summary>An outcome in words.</summary>
    public static string Word(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Applied => "applied",
        ChangeOutcome.AlreadyDone => "already done",
        ChangeOutcome.Stale => "stale",
        ChangeOutcome.Failed => "failed",
        ChangeOutcome.Unverified => "unverified",
        ChangeOutcome.Skipped => "skipped",
        ChangeOutcome.NotStarted => "not started",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    /// <summary>How an outcome looks.</summary>
    public static Tone ToneOf(ChangeOutcome outcome) => outcome switch
    {
        ChangeOutcome.Applied or ChangeOutcome.AlreadyDone => Tone.Good,
        ChangeOutcome.Stale or ChangeOutcome.Unverified or ChangeOutcome.Skipped or ChangeOutcome.NotStarted => Tone.Caution,
        ChangeOutcome.Failed => Tone.Bad,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not an outcome."),
    };

    private static void WriteDetail(TextPage page, AppliedChange entry, Addresses addresses)
    {
        if (entry.Detail.Length > 0)
        {
            page.Prose(addresses.Sentence(entry.Detail, ""), "      ");
        }

        if (entry.Failure is { } failure)
        {
            var answer = failure.Status == 0 ? failure.Code : $"{failure.Status} {failure.Code}";
            var correlation = failure.CorrelationId is { } id ? $", correlation {id}" : "";
            page.Line($"      {failure.Operation} ({answer}{correlation})", Tone.Faint);
            if (failure.OutcomeUnknown)
            {
                page.Prose("The write may have taken effect all the same.", "      ", Tone.Caution);
            }
        }
    }
}
