namespace Baseline.Arm.RateLimits;

/// <summary>
/// The token bucket of one partition, which is corrected by what Azure says is left, and the pause that a 429 asks for. Those who
/// have to wait queue up, so that after a pause they go on at the partition's rate and not all at once.
/// </summary>
internal sealed class TokenBucket(TimeProvider clock, RateLimit? published, RateLimit presumed) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();

    private readonly bool _isPublished = published is not null;
    private RateLimit? _limit = published;
    private double _tokens = published?.Burst ?? double.PositiveInfinity;
    private DateTimeOffset _refilledAt = clock.GetUtcNow();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _underway;

    /// <summary>How long the partition stays paused.</summary>
    public TimeSpan Pause
    {
        get
        {
            lock (_lock)
            {
                return Paused();
            }
        }
    }

    /// <summary>Waits for its turn and takes that many permits; <see cref="Answered"/> must follow.</summary>
    /// <exception cref="MaxWaitExceededException">The partition stays paused for longer than <paramref name="maxWait"/>.</exception>
    public async Task AcquireAsync(int permits, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (Pause is var pause && WaitFor(permits) is var wait && wait > TimeSpan.Zero)
            {
                if (pause > maxWait)
                {
                    throw new MaxWaitExceededException(pause);
                }

                await Task.Delay(wait, clock, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The requests that took permits have been answered, or never will be.</summary>
    public void Answered(int permits)
    {
        lock (_lock)
        {
            _underway -= permits;
        }
    }

    /// <summary>Pauses the partition. Azure has nothing left for it, so that it fills from empty meanwhile.</summary>
    public void PauseFor(TimeSpan delay)
    {
        lock (_lock)
        {
            Refill();
            var until = clock.GetUtcNow() + delay;
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
            if (_limit is not null)
            {
                _tokens = Math.Min(_tokens, 0);
            }
        }
    }

    /// <summary>
    /// Takes note of what Azure says is left after a request that took <paramref name="permits"/>: others may share the caller's
    /// quota. What is under way is not counted there yet.
    /// </summary>
    public void Learn(double remaining, int permits)
    {
        lock (_lock)
        {
            Refill();
            var left = remaining - (_underway - permits);
            if (_isPublished)
            {
                _tokens = Math.Min(_tokens, left);
                return;
            }

            // Nothing is published of this one: its own word is all there is, also where there is more than was thought.
            _limit ??= presumed with { Burst = double.PositiveInfinity };
            _tokens = left;
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Takes the permits where it can; else how long to wait. More than fits the bucket goes when the bucket is full.</summary>
    private TimeSpan WaitFor(int permits)
    {
        lock (_lock)
        {
            Refill();
            var pause = Paused();
            var missing = _limit is null ? 0 : Math.Min(permits, _limit.Burst) - _tokens;
            if (pause <= TimeSpan.Zero && missing <= 1e-6)
            {
                _tokens -= permits;
                _underway += permits;
                return TimeSpan.Zero;
            }

            var refill = _limit is null || missing <= 0 ? TimeSpan.Zero : WholeMilliseconds(missing / _limit.PerSecond * 1000);
            return pause > refill ? pause : refill;
        }
    }

    /// <summary>Timers know no less than a millisecond: to wait for a part of one would be to ask again and again.</summary>
    internal static TimeSpan WholeMilliseconds(double milliseconds) => TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds));

    private TimeSpan Paused() => WholeMilliseconds((_pausedUntil - clock.GetUtcNow()).TotalMilliseconds);

    private void Refill()
    {
        var now = clock.GetUtcNow();
        if (_limit is not null)
        {
            _tokens = Math.Min(_limit.Burst, _tokens + ((now - _refilledAt).TotalSeconds * _limit.PerSecond));
        }

        _refilledAt = now;
    }
}
