namespace Baseline.Arm.RateLimits;

/// <summary>
/// The token bucket of one partition, which is corrected by what Azure says is left, and the pause that a 429 asks for. It knows
/// no time but the one it is told, and no thread but its caller's.
/// </summary>
/// <param name="published">The limit that is published; null where the answers are the only word of one.</param>
/// <param name="presumed">The rate that is taken where answers tell what is left and nothing is published.</param>
/// <param name="now">When it is full.</param>
internal sealed class TokenBucket(RateLimit? published, RateLimit presumed, DateTimeOffset now)
{
    // Requests overtake each other on their way, clocks drift, and others may share the quota: a little of it is left to them.
    private const double Reserved = 0.02;

    private readonly double _reserve = ReserveOf(published);
    private readonly bool _isPublished = published is not null;

    private RateLimit? _limit = published;
    private double _tokens = published is null ? double.PositiveInfinity : published.Burst - ReserveOf(published);
    private DateTimeOffset _refilledAt = now;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _underway;

    /// <summary>How long so many requests need for their permits, beginning with an empty bucket.</summary>
    public double SecondsFor(int requests) => requests / (_limit ?? presumed).PerSecond;

    /// <summary>How long the partition stays paused; zero or less when it is not.</summary>
    public TimeSpan PauseAt(DateTimeOffset time) => WholeMilliseconds((_pausedUntil - time).TotalMilliseconds);

    /// <summary>How long it is until so many permits can be taken. More than fits the bucket goes when the bucket is full.</summary>
    public TimeSpan WaitFor(int permits, DateTimeOffset time)
    {
        Refill(time);
        var missing = _limit is null ? 0 : Math.Min(permits, _limit.Burst - _reserve) - _tokens;
        var refill = _limit is null || missing <= 1e-6 ? TimeSpan.Zero : WholeMilliseconds(missing / _limit.PerSecond * 1000);
        return PauseAt(time) is var pause && pause > refill ? pause : refill;
    }

    /// <summary>Takes permits that <see cref="WaitFor"/> does not wait for; <see cref="Answered"/> must follow.</summary>
    public void Take(int permits)
    {
        _tokens -= permits;
        _underway += permits;
    }

    /// <summary>The requests that took permits have been answered, or never will be.</summary>
    public void Answered(int permits) => _underway -= permits;

    /// <summary>Pauses the partition. Azure has nothing left for it, so that it fills from empty meanwhile.</summary>
    public void PauseFor(TimeSpan delay, DateTimeOffset time)
    {
        Refill(time);
        var until = time + delay;
        _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        if (_limit is not null)
        {
            _tokens = Math.Min(_tokens, 0);
        }
    }

    /// <summary>
    /// Takes note of what Azure says is left after a request that took <paramref name="permits"/>: others may share the caller's
    /// quota. What is under way is not counted there yet.
    /// </summary>
    public void Learn(double remaining, int permits, DateTimeOffset time)
    {
        Refill(time);
        var left = remaining - _reserve - (_underway - permits);
        if (_isPublished)
        {
            _tokens = Math.Min(_tokens, left);
            return;
        }

        // Nothing is published of this one: its own word is all there is, also where there is more than was thought.
        _limit ??= presumed with { Burst = double.PositiveInfinity };
        _tokens = left;
    }

    /// <summary>Timers know no less than a millisecond: to wait for a part of one would be to ask again and again.</summary>
    internal static TimeSpan WholeMilliseconds(double milliseconds) => TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));

    private static double ReserveOf(RateLimit? limit) => limit is null ? 0 : Math.Floor(limit.Burst * Reserved);

    private void Refill(DateTimeOffset time)
    {
        if (_limit is not null)
        {
            _tokens = Math.Min(_limit.Burst - _reserve, _tokens + (Math.Max(0, (time - _refilledAt).TotalSeconds) * _limit.PerSecond));
        }

        _refilledAt = time;
    }
}
