namespace Baseline.Applying;

/// <summary>How fast changes are written, and how long one waits for them to show.</summary>
public sealed record ApplyPace
{
    /// <summary>
    /// Changes in work at once at most. Each waits seconds until Azure shows it for good, so that even this many stay near the
    /// ten writes a second that a subscription takes.
    /// </summary>
    public const int MostParallel = 32;

    private const int UsuallyParallel = 16;

    private static readonly int[] Seconds = [1, 2, 3, 5, 10, 15, 20];

    /// <summary>For Azure.</summary>
    public static ApplyPace Azure { get; } = new();

    /// <summary>For an estate in memory: one change after the other, so that a rehearsal runs the same each time, and no waits.</summary>
    public static ApplyPace InMemory { get; } = new()
    {
        Parallelism = 1,
        Confirmation = TimeSpan.Zero,
        ReadBack = [.. Enumerable.Repeat(TimeSpan.Zero, Azure.ReadBack.Count)],
    };

    /// <summary>Changes in work at once.</summary>
    public int Parallelism { get; init; } = UsuallyParallel;

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
