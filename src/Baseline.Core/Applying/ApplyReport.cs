using Baseline.Azure;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>What became of a change.</summary>
public enum ChangeOutcome
{
    /// <summary>Written, and read back as wanted.</summary>
    Applied,

    /// <summary>Azure already held the wanted state; nothing was sent.</summary>
    AlreadyDone,

    /// <summary>The live resource is no longer what the plan was computed from; nothing was sent.</summary>
    Stale,

    /// <summary>Azure refused or failed.</summary>
    Failed,

    /// <summary>Written, but reading back did not show it within the budget.</summary>
    Unverified,

    /// <summary>Not tried, because a change that it depends on did not succeed.</summary>
    Skipped,

    /// <summary>Not tried, because the run was cancelled.</summary>
    NotStarted,
}

/// <summary>A change and what became of it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">Full sentences for the user; empty when applied.</param>
/// <param name="Failure">Azure's refusal, when failed.</param>
public sealed record AppliedChange(Change Change, ChangeOutcome Outcome, string Detail = "", ArmFailure? Failure = null)
{
    /// <summary>Azure's correlation id of the write; null where nothing was sent, or Azure gave none.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether the wanted state is in place.</summary>
    public bool Succeeded => Outcome is ChangeOutcome.Applied or ChangeOutcome.AlreadyDone;
}

/// <summary>What became of a plan.</summary>
/// <param name="Changes">One entry for each change, in plan order.</param>
/// <param name="Cancelled">Whether the run was cancelled.</param>
public sealed record ApplyReport(IReadOnlyList<AppliedChange> Changes, bool Cancelled)
{
    /// <summary>How many changes had an outcome.</summary>
    public int Count(ChangeOutcome outcome) => Changes.Count(change => change.Outcome == outcome);

    /// <summary>Whether every change is in place.</summary>
    public bool Succeeded => !Cancelled && Changes.All(change => change.Succeeded);
}

/// <summary>Hears how an apply proceeds; for progress displays. Changes may be under way at once.</summary>
public interface IApplyObserver
{
    /// <summary>A change is about to be looked at.</summary>
    void Starting(Change change);

    /// <summary>A write does not show yet; it is looked at again after a wait.</summary>
    void Waiting(Change change, TimeSpan wait);

    /// <summary>A change has come to its end.</summary>
    void Finished(AppliedChange change);
}
