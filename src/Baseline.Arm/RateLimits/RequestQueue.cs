namespace Baseline.Arm.RateLimits;

/// <summary>The requests that take permits of the same partitions, in the order in which they came.</summary>
/// <param name="parts">Each partition, with the permits that one request takes of it; the first is the one they are counted in.</param>
internal sealed class RequestQueue((PartitionState Partition, int Permits)[] parts)
{
    private readonly LinkedList<WaitingRequest> _waiting = new();

    /// <summary>Whether somebody waits.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>Its place among the others, 0 for none. With each place that it takes, an older one no longer counts.</summary>
    public long Place { get; set; }

    /// <summary>Whether that place is among those who wait for permits.</summary>
    public bool IsAsleep { get; set; }

    /// <summary>How long all that is to come of its first partition will take, in seconds: who needs longest begins first.</summary>
    public double Urgency => parts[0].Partition.SecondsFor(_waiting.Count * parts[0].Permits);

    /// <summary>How long it is until a request of this queue may go; zero when it may.</summary>
    public TimeSpan WaitAt(DateTimeOffset time)
    {
        var longest = TimeSpan.Zero;
        foreach (var (partition, permits) in parts)
        {
            longest = partition.Bucket.WaitFor(permits, time) is var wait && wait > longest ? wait : longest;
        }

        return longest;
    }

    /// <summary>How long one of its partitions stays paused; zero or less when none is.</summary>
    public TimeSpan PauseAt(DateTimeOffset time)
    {
        var longest = TimeSpan.MinValue;
        foreach (var (partition, _) in parts)
        {
            longest = partition.Bucket.PauseAt(time) is var pause && pause > longest ? pause : longest;
        }

        return longest;
    }

    /// <summary>Takes the permits of one request.</summary>
    public RequestPermits Take(DateTimeOffset time)
    {
        parts[0].Partition.Started(parts[0].Permits);
        return new RequestPermits(time, Array.ConvertAll(parts, part => (part.Partition.Bucket, part.Partition.Bucket.Take(part.Permits))));
    }

    /// <summary>Adds a request to the end.</summary>
    public LinkedListNode<WaitingRequest> Add(WaitingRequest request) => _waiting.AddLast(request);

    /// <summary>Takes out one that waits no longer, if it still does.</summary>
    public void Remove(LinkedListNode<WaitingRequest> request)
    {
        if (request.List is not null)
        {
            _waiting.Remove(request);
        }
    }

    /// <summary>Takes out the first; there must be one.</summary>
    public WaitingRequest Next()
    {
        var first = _waiting.First ?? throw new InvalidOperationException("Nobody waits.");
        _waiting.RemoveFirst();
        return first.Value;
    }

    /// <summary>Takes out all that would not wait for so long.</summary>
    public IReadOnlyList<WaitingRequest> TakeImpatient(TimeSpan pause)
    {
        var leaving = _waiting.Where(request => request.MaxWait < pause).ToList();
        leaving.ForEach(request => _waiting.Remove(request));
        return leaving;
    }
}
