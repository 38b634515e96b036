using System.Collections.Concurrent;

namespace Baseline.Arm.Pipeline;

/// <summary>A lane is closed for longer than a request may wait.</summary>
internal sealed class LaneClosedException(TimeSpan remaining) : Exception("Azure throttles the requests of this caller.")
{
    public TimeSpan Remaining => remaining;
}

/// <summary>
/// What every request passes before it is sent: lanes that are neither paused nor beyond their pace, and a free slot. When
/// Azure throttles one request, all requests of its lane wait together, and those of other subscriptions go on. No slot is
/// held while waiting for a lane.
/// </summary>
internal sealed class RequestGate(ArmOptions options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));
    private readonly ConcurrentDictionary<Lane, LanePace> _lanes = new();

    /// <summary>Waits for the turn of every lane and for a slot; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="LaneClosedException">A lane stays closed for longer than the request may wait.</exception>
    public async Task EnterAsync(Toll toll, CancellationToken cancellationToken)
    {
        var patience = toll.PatienceNow(options);
        var taken = new List<(LanePace Pace, int Count)>(3);
        try
        {
            foreach (var (lane, count) in toll.Parts())
            {
                var pace = PaceOf(lane);
                await pace.TakeAsync(count, patience, cancellationToken);
                taken.Add((pace, count));
            }

            while (true)
            {
                await _slots.WaitAsync(cancellationToken);
                var pause = taken.Max(part => part.Pace.Pause);
                if (pause <= TimeSpan.Zero)
                {
                    return;
                }

                _slots.Release();
                if (pause > patience)
                {
                    throw new LaneClosedException(pause);
                }

                await Task.Delay(pause, options.Clock, cancellationToken);
            }
        }
        catch
        {
            taken.ForEach(part => part.Pace.Answered(part.Count));
            throw;
        }
    }

    public void Leave(Toll toll)
    {
        _slots.Release();
        foreach (var (lane, count) in toll.Parts())
        {
            PaceOf(lane).Answered(count);
        }
    }

    /// <summary>Lets all requests of a lane wait, so that none of them is throttled.</summary>
    public void Wait(Lane lane, TimeSpan delay) => PaceOf(lane).Close(delay);

    /// <summary>Lets all requests of a lane wait, because one of them was throttled.</summary>
    public void Pause(Lane lane, TimeSpan delay)
    {
        Wait(lane, delay);
        if (delay > TimeSpan.Zero)
        {
            options.Throttling?.Report(new Throttling(options.Clock.GetUtcNow() + delay));
        }
    }

    /// <summary>Takes note of how many requests Azure says are left after one of this toll.</summary>
    public void Learn(Toll toll, Lane lane, double remaining)
    {
        var count = toll.Parts().First(part => part.Lane == lane).Count;
        PaceOf(lane).Learn(remaining, count);
    }

    public void Dispose()
    {
        _slots.Dispose();
        foreach (var pace in _lanes.Values)
        {
            pace.Dispose();
        }
    }

    private LanePace PaceOf(Lane lane) => _lanes.GetOrAdd(lane, one => new LanePace(
        options.Clock,
        options.Quota is { } quota ? one.LimitIn(quota) : null,
        one.LimitIn(ArmQuota.PublicCloud)));
}
