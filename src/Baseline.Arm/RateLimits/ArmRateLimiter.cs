using System.Collections.Concurrent;

namespace Baseline.Arm.RateLimits;

/// <summary>A partition is paused for longer than a request may wait.</summary>
internal sealed class MaxWaitExceededException(TimeSpan remaining) : Exception("Azure throttles the requests of this caller.")
{
    public TimeSpan Remaining => remaining;
}

/// <summary>
/// The rate limiter that every request passes before it is sent: it takes permits of partitions that are neither paused nor
/// beyond their rate, and a free slot. When Azure throttles one request, all requests of its partition wait together, and those
/// of other subscriptions go on. No slot is held while waiting for a partition.
/// </summary>
internal sealed class ArmRateLimiter(RateLimiterOptions options) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));
    private readonly ConcurrentDictionary<RatePartition, TokenBucket> _buckets = new();

    /// <summary>Waits for the permits that a request costs and for a slot; <see cref="Release"/> must follow.</summary>
    /// <exception cref="MaxWaitExceededException">A partition stays paused for longer than the request may wait.</exception>
    public async Task AcquireAsync(RequestCost cost, CancellationToken cancellationToken)
    {
        var maxWait = cost.MaxWaitNow(options);
        var taken = new List<(TokenBucket Bucket, int Permits)>(3);
        var isAcquired = false;
        try
        {
            foreach (var (partition, permits) in cost.Parts())
            {
                var bucket = BucketOf(partition);
                await bucket.AcquireAsync(permits, maxWait, cancellationToken);
                taken.Add((bucket, permits));
            }

            while (!isAcquired)
            {
                await _slots.WaitAsync(cancellationToken);
                var pause = taken.Max(part => part.Bucket.Pause);
                isAcquired = pause <= TimeSpan.Zero;
                if (isAcquired)
                {
                    continue;
                }

                _slots.Release();
                if (pause > maxWait)
                {
                    throw new MaxWaitExceededException(pause);
                }

                await Task.Delay(pause, options.Clock, cancellationToken);
            }
        }
        finally
        {
            if (!isAcquired)
            {
                taken.ForEach(part => part.Bucket.Answered(part.Permits));
            }
        }
    }

    /// <summary>The request has been answered, or never will be.</summary>
    public void Release(RequestCost cost)
    {
        _slots.Release();
        foreach (var (partition, permits) in cost.Parts())
        {
            BucketOf(partition).Answered(permits);
        }
    }

    /// <summary>Lets all requests of a partition wait, so that none of them is throttled.</summary>
    public void Wait(RatePartition partition, TimeSpan delay) => BucketOf(partition).PauseFor(delay);

    /// <summary>Lets all requests of a partition wait, because one of them was throttled.</summary>
    public void Pause(RatePartition partition, TimeSpan delay)
    {
        Wait(partition, delay);
        if (delay > TimeSpan.Zero)
        {
            options.Throttling?.Report(new Throttling(options.Clock.GetUtcNow() + delay));
        }
    }

    /// <summary>Takes note of how many requests Azure says are left after one of this cost.</summary>
    public void Learn(RequestCost cost, RatePartition partition, double remaining)
    {
        var permits = cost.Parts().First(part => part.Partition == partition).Permits;
        BucketOf(partition).Learn(remaining, permits);
    }

    public void Dispose()
    {
        _slots.Dispose();
        foreach (var bucket in _buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private TokenBucket BucketOf(RatePartition partition) => _buckets.GetOrAdd(partition, one => new TokenBucket(
        options.Clock,
        options.Quota is { } quota ? one.LimitIn(quota) : null,
        one.LimitIn(ArmQuota.PublicCloud)));
}
