using System.Globalization;

namespace Baseline.Emulator.Gateway;

/// <summary>
/// The token buckets behind the x-ms-ratelimit-remaining headers, and the limits that storage keeps beside them. Where they
/// are not enforced, every bucket is always full (docs/azure.md#request-limits, docs/azure.md#limits-of-storage).
/// </summary>
internal sealed class Quotas(TimeProvider clock, bool enforce)
{
    private static readonly Limit Reads = new("reads", 250, 25);
    private static readonly Limit Writes = new("writes", 200, 10);
    private static readonly Limit Deletes = new("deletes", 200, 10);

    // Settings are written under a limit of the provider's own, not under the subscription's write quota.
    private static readonly Limit SettingWrites = new("resource-requests", 150, 10);

    private static readonly Limit StorageReads = new("storage reads", 800, 800 / 300.0);
    private static readonly Limit StorageLists = new("storage lists", 100, 100 / 300.0);
    private static readonly Limit StorageWrites = new("storage writes", 10, 10);

    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one request out of its buckets; the header that tells, and the refusal where nothing is left.</summary>
    public (KeyValuePair<string, string> Header, ArmResponse? Refusal) Take(ArmCall call)
    {
        var limit = LimitOf(call);
        var owner = call.Path.Subscription is null ? "tenant" : "subscription";
        var left = TakeFrom(call, limit);
        var header = KeyValuePair.Create(
            $"x-ms-ratelimit-remaining-{owner}-{limit.Name}",
            Math.Max(0, left).ToString(CultureInfo.InvariantCulture));
        var refusal = left < 0 ? Refuse(call, limit)
            : StorageLimitOf(call) is { } storage && TakeFrom(call, storage) < 0 ? RefuseByStorage()
            : null;
        return (header, refusal);
    }

    // What only asks by POST reads, in the bucket of the tenant.
    private static Limit LimitOf(ArmCall call) => call.Method switch
    {
        "PUT" when call.Path.Type == "microsoft.insights/diagnosticsettings" => SettingWrites,
        "GET" or "HEAD" => Reads,
        "POST" when call.Path.Type is "microsoft.resourcegraph/resources" or "microsoft.resources/batch" => Reads,
        "DELETE" => Deletes,
        _ => Writes,
    };

    private static Limit? StorageLimitOf(ArmCall call) => call switch
    {
        { Path.Subscription: null } => null,
        _ when !call.Path.Type.StartsWith("microsoft.storage/", StringComparison.Ordinal) => null,
        { IsRead: false } => StorageWrites,
        { Path: { IsCollection: true, Type: "microsoft.storage/storageaccounts" } } => StorageLists,
        _ => StorageReads,
    };

    private static ArmResponse Refuse(ArmCall call, Limit limit) => Answer.Refused(
            429,
            call.Path.Subscription is null ? "TenantRequestsThrottled" : "SubscriptionRequestsThrottled",
            $"Number of '{limit.Name.TrimEnd('s')}' requests for subscription '{call.Path.Subscription}' actor '{Caller.ObjectId}' "
            + "exceeded. Please try again after '1' seconds after additional tokens are available.")
        .With("Retry-After", "1");

    private static ArmResponse RefuseByStorage() => Answer
        .Error(429, "TooManyRequests", "The request is being throttled as the limit has been reached for operation type.")
        .With("Retry-After", "3");

    private int TakeFrom(ArmCall call, Limit limit)
    {
        if (!enforce)
        {
            return limit.Size - 1;
        }

        var key = $"{call.Path.Subscription} {limit.Name}";
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new Bucket(limit, clock.GetUtcNow());
        }

        return bucket.Take(clock.GetUtcNow());
    }

    private sealed record Limit(string Name, int Size, double RefillPerSecond);

    private sealed class Bucket(Limit limit, DateTimeOffset start)
    {
        private double _tokens = limit.Size;
        private DateTimeOffset _at = start;

        public int Take(DateTimeOffset now)
        {
            _tokens = Math.Min(limit.Size, _tokens + ((now - _at).TotalSeconds * limit.RefillPerSecond));
            _at = now;
            if (_tokens < 1)
            {
                return -1;
            }

            _tokens--;
            return (int)_tokens;
        }
    }
}
