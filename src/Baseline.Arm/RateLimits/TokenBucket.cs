namespace Baseline.Arm.RateLimits;

/// <summary>
/// The token bucket of one partition, which is corrected by what Azure says is left, and the pause that a 429 asks for. It knows
/// no time but the one it is told, and no thread but its caller's.
/// </summary>
/// <param name="published">The limit that is published; null where the answers are the only word of one.</param>
/// <param name="presumed">The limit that is taken where nothing is published and the answers do not speak against it.</param>
/// <param name="now">When it is full.</param>
internal sealed class TokenBucket(RateLimit? published, RateLimit presumed, DateTimeOffset now)
{
    // Requests overtake each other on their way, clocks drift, and others may share the quota: a little of it is left to them.
    private const double Reserved = 0.01;

    // How much of a difference between what is thought and what one answer says is believed.
    private const double Trust = 0.2;

    private double _reserve = ReserveOf(published);
    private RateLimit? _limit = published;
    private bool _isAtItsWord = published is null;
    private double _tokens = published is null ? double.PositiveInfinity : published.Burst - ReserveOf(published);
    private DateTimeOffset _refilledAt = now;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private long _taken;

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

    /// <summary>Takes permits that <see cref="WaitFor"/> does not wait for.</summary>
    /// <returns>How many have been taken by then, for <see cref="Learn"/>.</returns>
    public long Take(int permits)
    {
        _tokens -= permits;
        return _taken += permits;
    }

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

    /// <summary>Takes note of what Azure says is left after a request: others may share the caller's quota.</summary>
    /// <param name="remaining">What is left.</param>
    /// <param name="taken">How many had been taken with that request: what was taken since is not counted in what is left.</param>
    /// <param name="sentAt">When the request took its permits.</param>
    /// <param name="time">When the answer came.</param>
    public void Learn(double remaining, long taken, DateTimeOffset sentAt, DateTimeOffset time)
    {
        Refill(time);
        if (_limit is null)
        {
            Presume(remaining);
        }

        // Azure counted the request on its way, and the bucket has been filling since.
        var since = _isAtItsWord || _limit is null ? 0 : (time - sentAt).TotalSeconds / 2 * _limit.PerSecond;
        var sentLater = _taken - taken;
        var left = remaining - _reserve - sentLater + since;

        // Requests overtake each other, so that those sent later may be counted already, and of the reserve nobody takes. Less than even
        // that leaves is the work of others; else one answer is no proof.
        _tokens = _isAtItsWord || left + sentLater + _reserve < _tokens ? left : _tokens + ((left - _tokens) * Trust);
    }

    /// <summary>
    /// Nothing is published of this one. What it says may fit the bucket of the public cloud; else its own word is all there is, also
    /// where there is more than was thought.
    /// </summary>
    private void Presume(double remaining)
    {
        _isAtItsWord = remaining > presumed.Burst;
        _limit = _isAtItsWord ? presumed with { Burst = double.PositiveInfinity } : presumed;
        _reserve = _isAtItsWord ? 0 : ReserveOf(presumed);
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
