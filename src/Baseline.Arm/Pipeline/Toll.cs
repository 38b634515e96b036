using Azure.Core;

namespace Baseline.Arm.Pipeline;

/// <summary>What a request counts as, and where.</summary>
/// <param name="Gateway">Where the Resource Manager counts it.</param>
/// <param name="Provider">Where its provider counts it once more; null where that is not known to happen.</param>
internal sealed record Toll(Lane Gateway, Lane? Provider = null)
{
    /// <summary>Requests that this one carries, and where they count; null for a request that carries none.</summary>
    public (Lane Lane, int Count)? Carried { get; init; }

    /// <summary>How long the request waits for a throttled lane at most; null for as long as any other.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>When the request is not held back or tried again any more; null where it has no such time.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How long it is until the deadline, zero when it is over; for ever where there is none.</summary>
    public TimeSpan TimeLeft(ArmOptions options) =>
        Deadline is not { } end ? TimeSpan.MaxValue
        : end - options.Clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <summary>How long the request waits for a throttled lane from now on at most.</summary>
    public TimeSpan PatienceNow(ArmOptions options)
    {
        var patience = Patience ?? options.MaxWait;
        return TimeLeft(options) is var left && left < patience ? left : patience;
    }

    /// <summary>Each lane with what the request takes of it.</summary>
    public IEnumerable<(Lane Lane, int Count)> Parts()
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

    /// <summary>What a request pays; a batch says itself what it carries.</summary>
    public static Toll Of(HttpMessage message) =>
        message.TryGetProperty(typeof(Toll), out var value) && value is Toll toll ? toll : Of(message.Request);

    private static Toll Of(Request request)
    {
        var segments = (request.Uri.Path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isSubscription = segments.Length > 1 && Is(segments[0], "subscriptions");
        var subscription = isSubscription ? segments[1].ToLowerInvariant() : "";
        var kind = request.Method == RequestMethod.Get || request.Method == RequestMethod.Head ? LaneKind.Reads
            : request.Method == RequestMethod.Delete ? LaneKind.Deletes
            : LaneKind.Writes;
        var at = Array.FindLastIndex(segments, segment => Is(segment, "providers"));
        var provider = at >= 0 && at + 1 < segments.Length && isSubscription && Is(segments[at + 1], "Microsoft.Storage")
            ? new Lane(subscription, kind != LaneKind.Reads ? LaneKind.StorageWrites
                : segments.Length == at + 3 ? LaneKind.StorageLists
                : LaneKind.StorageReads)
            : (Lane?)null;
        return new Toll(new Lane(subscription, kind), provider);
    }

    private static bool Is(string segment, string word) => segment.Equals(word, StringComparison.OrdinalIgnoreCase);
}
