using Azure.Core;

namespace Baseline.Arm.RateLimits;

/// <summary>What a request costs, and in which partitions.</summary>
/// <param name="Gateway">Where the Resource Manager counts it.</param>
/// <param name="Provider">Where its provider counts it once more; null where that is not known to happen.</param>
internal sealed record RequestCost(RatePartition Gateway, RatePartition? Provider = null)
{
    // More than the id of any resource and its extension has.
    private const int UsualSegments = 32;

    /// <summary>Requests that this one carries, and where they count; null for a request that carries none.</summary>
    public (RatePartition Partition, int Permits)? Carried { get; init; }

    /// <summary>How long the request waits for a throttled partition at most; null for as long as any other.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>When the request is not held back or tried again any more; null where it has no such time.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long it is until the deadline, zero when it is over; forever where there is none.</summary>
    public TimeSpan TimeLeft(TimeProvider clock) =>
        Deadline is not { } end ? TimeSpan.MaxValue
        : end - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>How long the request waits for a throttled partition from now on at most.</summary>
    public TimeSpan MaxWaitNow(RateLimiterOptions options)
    {
        var maxWait = MaxWait ?? options.MaxWait;
        return TimeLeft(options.Clock) is var left && left < maxWait ? left : maxWait;
    }

    /// <summary>Each partition with the permits that the request takes of it.</summary>
    public IEnumerable<(RatePartition Partition, int Permits)> Parts()
    {
        if (Carried is { } carried)
        {
            yield return carried;
        }

        yield return (Gateway, 1);
        if (Provider is { } provider)
        {
            yield return (provider, 1);
        }
    }

    /// <summary>What a request costs; a batch says itself what it carries.</summary>
    public static RequestCost Of(HttpMessage message) =>
        message.TryGetProperty(typeof(RequestCost), out var value) && value is RequestCost cost ? cost : Of(message.Request);

    private static RequestCost Of(Request request)
    {
        // Of every request: no text is made of what is only compared.
        var path = (request.Uri.Path ?? "").AsSpan();
        var most = path.Count('/') + 1;
        Span<Range> found = most <= UsualSegments ? stackalloc Range[UsualSegments] : new Range[most];
        var segments = found[..path.Split(found, '/', StringSplitOptions.RemoveEmptyEntries)];
        var isSubscription = segments.Length > 1 && Is(path, segments, 0, "subscriptions");
        var subscription = isSubscription ? path[segments[1]].ToString().ToLowerInvariant() : "";
        var at = segments.Length - 1;
        while (at >= 0 && !Is(path, segments, at, "providers"))
        {
            at--;
        }

        var isSetting = Is(path, segments, segments.Length - 3, "Microsoft.Insights")
            && Is(path, segments, segments.Length - 2, "diagnosticSettings");
        var kind = request.Method == RequestMethod.Get || request.Method == RequestMethod.Head ? RateKind.Reads
            : request.Method == RequestMethod.Delete ? RateKind.Deletes
            : isSetting ? RateKind.SettingWrites
            : RateKind.Writes;
        var provider = isSubscription && at >= 0 && Is(path, segments, at + 1, "Microsoft.Storage")
            ? new RatePartition(subscription, kind != RateKind.Reads ? RateKind.StorageWrites
                : segments.Length == at + 3 ? RateKind.StorageLists
                : RateKind.StorageReads)
            : (RatePartition?)null;
        return new RequestCost(new RatePartition(subscription, kind), provider);
    }

    private static bool Is(ReadOnlySpan<char> path, ReadOnlySpan<Range> segments, int index, string word) =>
        index >= 0 && index < segments.Length && path[segments[index]].Equals(word, StringComparison.OrdinalIgnoreCase);
}
