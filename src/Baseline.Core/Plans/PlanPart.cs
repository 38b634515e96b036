using Baseline.Selecting;

namespace Baseline.Plans;

/// <summary>The wave that a plan is made for.</summary>
/// <param name="Name">Its name in the document.</param>
/// <param name="Waits">The wave before it that is not done yet, and so forbids it; null where none does.</param>
/// <param name="Reason">Why it is taken all the same; null where nobody said so.</param>
public sealed record PlanWave(string Name, string? Waits, string? Reason)
{
    /// <summary>
    /// What is left in the wave that it waits for; null where it does not wait, and in a plan that was read from a file, which does
    /// not say it.
    /// </summary>
    public WaveRest? Rest { get; init; }
}

/// <summary>What is left in a wave, so that the next one has to wait.</summary>
/// <param name="Changes">How many changes.</param>
/// <param name="Changed">Names of the resources that those are for.</param>
/// <param name="Undecided">Names of the resources that could not be judged.</param>
public sealed record WaveRest(int Changes, IReadOnlyList<string> Changed, IReadOnlyList<string> Undecided)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsNothing => Changes == 0 && Undecided.Count == 0;
}

/// <summary>How many changes a plan was allowed to have.</summary>
/// <param name="Most">The number that was asked for; the first chain of changes is never cut, and may be longer.</param>
/// <param name="Left">How many changes are left for later plans.</param>
public sealed record PlanSlice(int Most, int Left);

/// <summary>Which part of a document and estate a plan is made for.</summary>
/// <param name="Only">What belongs to it.</param>
/// <param name="Wave">The wave; null: none.</param>
/// <param name="Shard">Which of several parts it is; null: no such part.</param>
/// <param name="Slice">How many changes it was allowed to have; null: all.</param>
public sealed record PlanPart(SelectorSet Only, PlanWave? Wave, Shard? Shard, PlanSlice? Slice)
{
    /// <summary>
    /// The ids of what a shard judged, so that shards together count what several of them judged once; empty in other plans.
    /// </summary>
    public IReadOnlyList<string> Judged { get; init; } = [];

    /// <summary>What has to be asked for to plan for the same part again.</summary>
    public Selection Selection => new()
    {
        Only = Only,
        Wave = Wave?.Name,
        WaveReason = Wave?.Reason,
        Shard = Shard,
        MaxChanges = Slice?.Most,
    };
}
