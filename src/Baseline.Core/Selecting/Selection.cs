namespace Baseline.Selecting;

/// <summary>Which part of a document and estate is wanted, and how much of it; everything by default.</summary>
public sealed record Selection
{
    /// <summary>Everything.</summary>
    public static Selection Everything { get; } = new();

    /// <summary>What belongs to the part.</summary>
    public SelectorSet Only { get; init; } = SelectorSet.Everything;

    /// <summary>The wave of the document's rollout; null: none is chosen.</summary>
    public string? Wave { get; init; }

    /// <summary>Why a wave is taken whose turn has not come; null where nobody said so.</summary>
    public string? WaveReason { get; init; }

    /// <summary>One of several parts that together are everything; null: no such part.</summary>
    public Shard? Shard { get; init; }

    /// <summary>The most changes, 1 or more; null for no limit.</summary>
    public int? MaxChanges { get; init; }

    /// <summary>Whether it is everything.</summary>
    public bool IsEverything => Only.IsEmpty && Wave is null && Shard is null && MaxChanges is null;

    /// <summary>Whether something of a subscription may be in the part.</summary>
    /// <param name="guid">Its GUID.</param>
    /// <param name="name">Its display name; empty where unknown.</param>
    public bool TakesSubscription(string guid, string name) =>
        Only.TakesSubscription(guid, name) && Shard?.Covers(guid) != false;
}
