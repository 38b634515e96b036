namespace Baseline.Arm.Pipeline;

/// <summary>A lane is closed for longer than a request may wait.</summary>
internal sealed class LaneClosedException(TimeSpan remaining) : Exception("Azure throttles the requests of this caller.")
{
    public TimeSpan Remaining => remaining;
}

/// <summary>
/// What every request passes before it is sent: a free slot, and a lane that is neither paused nor beyond its pace. When
/// Azure throttles one request, all requests of its lane wait together, and those of other subscriptions go on.
/// </summary>
internal sealed class RequestGate(ArmOptions options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));
    private readonly Dictionary<Lane, LaneState> _lanes = [];
    private readonly Lock _lock = new();

    /// <summary>Waits for the lane's turn and a slot; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="LaneClosedException">The lane stays closed for longer than a request may wait.</exception>
    public async Task EnterAsync(Lane lane, CancellationToken cancellationToken)
    {
        if (Reserve(lane) is { } turn && turn > TimeSpan.Zero)
        {
            await Task.Delay(turn, options.Clock, cancellationToken);
        }

        while (true)
        {
            await _slots.WaitAsync(cancellationToken);
            var pause = PauseOf(lane);
            if (pause <= TimeSpan.Zero)
            {
                return;
            }

            _slots.Release();
            if (pause > options.MaxWait)
            {
                throw new LaneClosedException(pause);
            }

            await Task.Delay(pause, options.Clock, cancellationToken);
        }
    }

    public void Leave() => _slots.Release();

    /// <summary>Lets all requests of a lane wait.</summary>
    public void Pause(Lane lane, TimeSpan delay)
    {
        lock (_lock)
        {
            var state = StateOf(lane);
            var until = options.Clock.GetUtcNow() + delay;
            state.PausedUntil = until > state.PausedUntil ? until : state.PausedUntil;
        }
    }

    /// <summary>Takes note of how many requests Azure says are left: others may share the caller's quota.</summary>
    public void Learn(Lane lane, double remaining)
    {
        lock (_lock)
        {
            var state = StateOf(lane);
            state.Tokens = Math.Min(state.Tokens, remaining);
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Takes one token, on credit where there is none: the wait is until it will have been refilled.</summary>
    private TimeSpan? Reserve(Lane lane)
    {
        if (options.Quota is not { } quota)
        {
            return null;
        }

        var (burst, perSecond) = lane.Kind == "reads"
            ? (quota.ReadBurst, quota.ReadsPerSecond)
            : (quota.WriteBurst, quota.WritesPerSecond);
        lock (_lock)
        {
            var state = StateOf(lane);
            var now = options.Clock.GetUtcNow();
            var refilled = state.Tokens + ((now - state.RefilledAt).TotalSeconds * perSecond);
            state.Tokens = Math.Min(burst, refilled) - 1;
            state.RefilledAt = now;
            return state.Tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-state.Tokens / perSecond);
        }
    }

    private TimeSpan PauseOf(Lane lane)
    {
        lock (_lock)
        {
            return StateOf(lane).PausedUntil - options.Clock.GetUtcNow();
        }
    }

    private LaneState StateOf(Lane lane)
    {
        if (!_lanes.TryGetValue(lane, out var state))
        {
            _lanes[lane] = state = new LaneState { Tokens = double.MaxValue, RefilledAt = options.Clock.GetUtcNow() };
        }

        return state;
    }

    private sealed class LaneState
    {
        public DateTimeOffset PausedUntil { get; set; } = DateTimeOffset.MinValue;

        public double Tokens { get; set; }

        public DateTimeOffset RefilledAt { get; set; }
    }
}
