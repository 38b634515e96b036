namespace Baseline.Arm.RateLimits;

/// <summary>A partition is paused for longer than a request may wait.</summary>
internal sealed class MaxWaitExceededException(TimeSpan remaining) : Exception("Azure throttles the requests of this caller.")
{
    public TimeSpan Remaining => remaining;
}

/// <summary>
/// The rate limiter that every request passes before it is sent: it takes permits of partitions that are neither paused nor
/// beyond their rate, and a free slot. Where more requests could go than there are slots, the partition that will need longest
/// goes first, because it decides when the run ends. When Azure throttles one request, all requests of its partition wait
/// together, and those of other subscriptions go on. No slot is held while waiting for a partition.
/// </summary>
internal sealed class ArmRateLimiter(RateLimiterOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RatePartition, PartitionState> _partitions = [];
    private readonly Dictionary<((RatePartition, int)?, RatePartition, RatePartition?), RequestQueue> _queues = [];
    private readonly PriorityQueue<(RequestQueue Queue, long Place), (double Urgency, long Place)> _ready = new();
    private readonly PriorityQueue<(RequestQueue Queue, long Place), DateTimeOffset> _asleep = new();
    private readonly ConcurrencyLimit _slots = new(Math.Max(1, options.Parallelism));
    private readonly CancellationTokenSource _end = new();

    private bool _isDisposed;
    private int _inFlight;
    private long _places;
    private DateTimeOffset _alarmAt = DateTimeOffset.MaxValue;

    /// <summary>Waits for the permits that a request costs and for a slot; <see cref="Release"/> must follow.</summary>
    /// <exception cref="MaxWaitExceededException">A partition stays paused for longer than the request may wait.</exception>
    public async Task<RequestPermits> AcquireAsync(RequestCost cost, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new WaitingRequest(cost.MaxWaitNow(options));
        RequestQueue queue;
        LinkedListNode<WaitingRequest> node;
        lock (_lock)
        {
            queue = QueueOf(cost);
            if (queue.PauseAt(options.Clock.GetUtcNow()) is var pause && pause > request.MaxWait)
            {
                throw new MaxWaitExceededException(pause);
            }

            node = queue.Add(request);
            if (queue.Place == 0)
            {
                Enqueue(queue);
            }
        }

        Dispatch();
        if (request.Turn.IsCompletedSuccessfully)
        {
            return await request.Turn;
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => Cancel(), null);
        return await request.Turn;

        void Cancel()
        {
            lock (_lock)
            {
                queue.Remove(node);
            }

            request.Cancel(cancellationToken);
        }
    }

    /// <summary>The request has been answered, or never will be.</summary>
    /// <param name="taken">How long a read took; null for what says nothing of how busy Azure is.</param>
    /// <param name="isPushedBack">Whether Azure answered that it is too busy.</param>
    public void Release(TimeSpan? taken = null, bool isPushedBack = false)
    {
        lock (_lock)
        {
            _inFlight--;
            if (isPushedBack)
            {
                _slots.PushedBack();
            }
            else if (taken is { } time)
            {
                _slots.Answered(time);
            }
        }

        Dispatch();
    }

    /// <summary>So many requests of a partition are to come, which is good to know before they do.</summary>
    public void Expect(RatePartition partition, int requests)
    {
        lock (_lock)
        {
            var state = StateOf(partition);
            state.Expect(requests);
            foreach (var queue in state.Queues.Where(queue => queue is { Place: > 0, IsAsleep: false }))
            {
                Enqueue(queue);
            }
        }
    }

    /// <summary>Lets all requests of a partition wait, so that none of them is throttled.</summary>
    public void Wait(RatePartition partition, TimeSpan delay)
    {
        lock (_lock)
        {
            var now = options.Clock.GetUtcNow();
            var state = StateOf(partition);
            state.Bucket.PauseFor(delay, now);
            foreach (var queue in state.Queues)
            {
                var pause = queue.PauseAt(now);
                foreach (var request in queue.TakeImpatient(pause))
                {
                    request.GiveUp(pause);
                }
            }
        }
    }

    /// <summary>Lets all requests of a partition wait, because one of them was throttled.</summary>
    public void Pause(RatePartition partition, TimeSpan delay)
    {
        Wait(partition, delay);
        if (delay > TimeSpan.Zero)
        {
            options.Throttling?.Report(new Throttling(options.Clock.GetUtcNow() + delay));
        }
    }

    /// <summary>Takes note of how many requests Azure says are left.</summary>
    /// <param name="permits">What the request took whose answer says so.</param>
    /// <param name="partition">One of its partitions.</param>
    /// <param name="remaining">How many.</param>
    public void Learn(RequestPermits permits, RatePartition partition, double remaining)
    {
        lock (_lock)
        {
            var state = StateOf(partition);
            var (bucket, taken) = permits.Taken.First(part => part.Bucket == state.Bucket);
            bucket.Learn(remaining, taken, permits.At, options.Clock.GetUtcNow());

            // There may be more than was thought.
            foreach (var queue in state.Queues.Where(queue => queue.IsAsleep))
            {
                Enqueue(queue);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _end.Cancel();
            _end.Dispose();
        }
    }

    /// <summary>Lets all go that may.</summary>
    private void Dispatch()
    {
        (TimeSpan Delay, CancellationToken End)? alarm;
        lock (_lock)
        {
            var now = options.Clock.GetUtcNow();
            while (_asleep.TryPeek(out var sleeper, out var wakesAt) && wakesAt <= now)
            {
                _asleep.Dequeue();
                if (sleeper.Place == sleeper.Queue.Place)
                {
                    Enqueue(sleeper.Queue);
                }
            }

            while (_inFlight < _slots.Current && _ready.TryDequeue(out var next, out _))
            {
                if (next.Place == next.Queue.Place)
                {
                    Advance(next.Queue, now);
                }
            }

            if (_ready.Count > 0)
            {
                _slots.UsedUp();
            }

            alarm = NextAlarm(now);
        }

        if (alarm is var (delay, end))
        {
            _ = WakeAfterAsync(delay, end);
        }
    }

    /// <summary>Lets the first of a queue go, or puts the queue to sleep until it may.</summary>
    private void Advance(RequestQueue queue, DateTimeOffset now)
    {
        queue.Place = 0;
        if (!queue.IsWaiting)
        {
            return;
        }

        if (queue.WaitAt(now) is var wait && wait > TimeSpan.Zero)
        {
            queue.Place = ++_places;
            queue.IsAsleep = true;
            _asleep.Enqueue((queue, queue.Place), now + wait);
            return;
        }

        _inFlight++;
        queue.Next().Start(queue.Take(now));
        if (queue.IsWaiting)
        {
            Enqueue(queue);
        }
    }

    private void Enqueue(RequestQueue queue)
    {
        queue.Place = ++_places;
        queue.IsAsleep = false;
        _ready.Enqueue((queue, queue.Place), (-queue.Urgency, queue.Place));
    }

    /// <summary>How long it is until the first queue wakes; null where somebody sees to that already.</summary>
    private (TimeSpan Delay, CancellationToken End)? NextAlarm(DateTimeOffset now)
    {
        if (_isDisposed || !_asleep.TryPeek(out _, out var wakesAt) || wakesAt >= _alarmAt)
        {
            return null;
        }

        _alarmAt = wakesAt;
        return (TokenBucket.WholeMilliseconds((wakesAt - now).TotalMilliseconds), _end.Token);
    }

    private async Task WakeAfterAsync(TimeSpan delay, CancellationToken end)
    {
        await Task.Delay(delay, options.Clock, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (end.IsCancellationRequested)
        {
            return;
        }

        lock (_lock)
        {
            _alarmAt = DateTimeOffset.MaxValue;
        }

        Dispatch();
    }

    private RequestQueue QueueOf(RequestCost cost)
    {
        var key = (cost.Carried, cost.Gateway, cost.Provider);
        if (!_queues.TryGetValue(key, out var queue))
        {
            var parts = cost.Parts().Select(part => (State: StateOf(part.Partition), part.Permits)).ToArray();
            _queues[key] = queue = new RequestQueue(parts);
            foreach (var (state, _) in parts)
            {
                state.Add(queue);
            }
        }

        return queue;
    }

    private PartitionState StateOf(RatePartition partition)
    {
        if (!_partitions.TryGetValue(partition, out var state))
        {
            var bucket = new TokenBucket(
                options.Quota is { } quota ? partition.LimitIn(quota) : null,
                partition.LimitIn(ArmQuota.PublicCloud),
                options.Clock.GetUtcNow());
            _partitions[partition] = state = new PartitionState(bucket, isFirst: partition.IsTenant);
        }

        return state;
    }
}
