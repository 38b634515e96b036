namespace Baseline.Arm.Pipeline;

/// <summary>
/// The pace of one lane: a token bucket that is corrected by what Azure says is left, and the pause that a 429 asks for. Those
/// who have to wait queue up, so that after a pause they go on at the lane's pace and not all at once.
/// </summary>
internal sealed class LanePace(TimeProvider clock, RateLimit? published, RateLimit presumed) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();

    private readonly bool _isPublished = published is not null;
    private RateLimit? _limit = published;
    private double _tokens = published?.Burst ?? double.PositiveInfinity;
    private DateTimeOffset _refilledAt = clock.GetUtcNow();
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private int _underway;

    /// <summary>How long the lane stays closed.</summary>
    public TimeSpan Pause
    {
        get
        {
            lock (_lock)
            {
                return Closed();
            }
        }
    }

    /// <summary>Waits for its turn and takes that many tokens; <see cref="Answered"/> must follow.</summary>
    /// <exception cref="LaneClosedException">The lane stays closed for longer than <paramref name="patience"/>.</exception>
    public async Task TakeAsync(int count, TimeSpan patience, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (Pause is var pause && WaitFor(count) is var wait && wait > TimeSpan.Zero)
            {
                if (pause > patience)
                {
                    throw new LaneClosedException(pause);
                }

                await Task.Delay(wait, clock, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The requests that took tokens have been answered, or never will be.</summary>
    public void Answered(int count)
    {
        lock (_lock)
        {
            _underway -= count;
        }
    }

    /// <summary>Closes the lane. Azure has nothing left for it, so that it fills from empty meanwhile.</summary>
    public void Close(TimeSpan delay)
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
    /// Takes note of what Azure says is left after a request that took <paramref name="count"/>: others may share the caller's
    /// quota. What is under way is not counted there yet.
    /// </summary>
    public void Learn(double remaining, int count)
    {
        lock (_lock)
        {
            Refill();
            var left = remaining - (_underway - count);
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

    /// <summary>Takes the tokens where it can; else how long to wait. More than fits the bucket goes when the bucket is full.</summary>
    private TimeSpan WaitFor(int count)
    {
        lock (_lock)
        {
            Refill();
            var pause = Closed();
            var missing = _limit is null ? 0 : Math.Min(count, _limit.Burst) - _tokens;
            if (pause <= TimeSpan.Zero && missing <= 1e-6)
            {
                _tokens -= count;
                _underway += count;
                return TimeSpan.Zero;
            }

            var refill = _limit is null || missing <= 0 ? TimeSpan.Zero : RetryAfter.WholeMilliseconds(missing / _limit.PerSecond * 1000);
            return pause > refill ? pause : refill;
        }
    }

    private TimeSpan Closed() => RetryAfter.WholeMilliseconds((_pausedUntil - clock.GetUtcNow()).TotalMilliseconds);

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
