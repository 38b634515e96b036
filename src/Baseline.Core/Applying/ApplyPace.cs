namespace Baseline.Applying;

/// <summary>How fast changes are written, and how long one waits for them to show.</summary>
public sealed record ApplyPace
{
    private static readonly int[] Seconds = [1, 2, 3, 5, 10, 15, 20];

    /// <summary>For Azure.</summary>
    public static ApplyPace Azure { get; } = new();

    /// <summary>For an estate in memory: one change after the other, so that a rehearsal runs the same each time, and no waits.</summary>
    public static ApplyPace InMemory { get; } = new()
    {
        Unanswered = 1,
        InWork = 1,
        Confirmation = TimeSpan.Zero,
        ReadBack = [.. Enumerable.Repeat(TimeSpan.Zero, Azure.ReadBack.Count)],
    };

    /// <summary>
    /// The most changes at once that are begun and whose write Azure has not answered, 1 or more. Those that only wait to be looked
    /// at again are not counted.
    /// </summary>
    public int Unanswered { get; init; } = 64;

    /// <summary>
    /// The most of them in one subscription, 1 or more. A write that waits for its turn was compared with the live resource before
    /// it waited, so at ten writes a second this many let less than two seconds pass between the two.
    /// </summary>
    public int UnansweredInSubscription { get; init; } = 16;

    /// <summary>
    /// The most changes at once that are begun and not at their end, 1 or more: so many are open when a run is killed. Each is
    /// looked at for two seconds and more, so that this many let about 200 begin in a second.
    /// </summary>
    public int InWork { get; init; } = 512;

    /// <summary>The wait before each new look at a write that does not show yet: about a minute in all.</summary>
    public IReadOnlyList<TimeSpan> ReadBack { get; init; } =
        [.. Seconds.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>
    /// For how long, counted from when it was sent first, a write whose outcome was not known is sent again where Azure still holds
    /// what it held before. Each sending has a bound of its own, so that a change takes no more than this and one sending more.
    /// </summary>
    public TimeSpan Resending { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The wait between two looks at a write that shows, where it has to show several times.</summary>
    public TimeSpan Confirmation { get; init; } = TimeSpan.FromSeconds(1);
}
