using System.Globalization;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Gateway;

/// <summary>
/// The token buckets behind the x-ms-ratelimit-remaining headers, and the limits that storage keeps beside them. Where they
/// are not enforced, every bucket is always full (docs/azure.md#request-limits).
/// </summary>
internal sealed class Quotas(EmulatorOptions options, ResourceStore resources, DriftingClock clock)
{
    private static readonly RequestLimit Reads = new("reads", 250, 25, 1);
    private static readonly RequestLimit Writes = new("writes", 200, 10, 1);
    private static readonly RequestLimit Deletes = new("deletes", 200, 10, 1);

    // Settings are written under a limit of the provider's own, not under the subscription's write quota.
    private static readonly RequestLimit SettingWrites = new("resource-requests", 150, 10, 1);

    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one request out of its buckets; the header that tells, and the refusal where nothing is left.</summary>
    public (KeyValuePair<string, string> Header, ArmResponse? Refusal) Take(ArmCall call)
    {
        var limit = LimitOf(call);
        var owner = call.Path.Subscription is null ? "tenant" : "subscription";
        var taken = TakeFrom(limit, call.Path.Subscription ?? "");
        var header = KeyValuePair.Create(
            $"x-ms-ratelimit-remaining-{owner}-{limit.Name}", taken.Left.ToString(CultureInfo.InvariantCulture));
        return (header, taken.Wait is { } wait ? Refuse(call, limit, Seconds(wait)) : StorageRefusal(call));
    }

    // What only asks by POST reads, in the bucket of the tenant.
    private static RequestLimit LimitOf(ArmCall call) => call.Method switch
    {
        "PUT" when call.Path.Type == "microsoft.insights/diagnosticsettings" => SettingWrites,
        "GET" or "HEAD" => Reads,
        "POST" when call.Path.Type is "microsoft.resourcegraph/resources" or "microsoft.resources/batch" => Reads,
        "DELETE" => Deletes,
        _ => Writes,
    };

    private ArmResponse? StorageRefusal(ArmCall call)
    {
        foreach (var limit in StorageLimits.Of(call))
        {
            if (TakeFrom(limit, $"{call.Path.Subscription} {StorageLimits.RegionOf(call, resources)}").Wait is { } wait)
            {
                return StorageLimits.Refusal(Seconds(wait));
            }
        }

        return null;
    }

    private static ArmResponse Refuse(ArmCall call, RequestLimit limit, int seconds) => Answer.Refused(
            429,
            call.Path.Subscription is null ? "TenantRequestsThrottled" : "SubscriptionRequestsThrottled",
            $"Number of '{limit.Name.TrimEnd('s')}' requests for subscription '{call.Path.Subscription}' actor '{Caller.ObjectId}' "
            + $"exceeded. Please try again after '{seconds}' seconds after additional tokens are available.")
        .With("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));

    // Retry-After has whole seconds, and must not end before the pause does.
    private static int Seconds(TimeSpan wait) => (int)Math.Ceiling(wait.TotalSeconds);

    private Taken TakeFrom(RequestLimit limit, string owner)
    {
        if (!options.EnforceQuotas)
        {
            return new Taken(limit.Size - 1, null);
        }

        var key = $"{owner} {limit.Name}";
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            // A client is told to wait by the shorter header, so that is the wait that it must have kept.
            var pause = options.RetryAfterMilliseconds is { } milliseconds
                ? TimeSpan.FromMilliseconds(milliseconds)
                : TimeSpan.FromSeconds(limit.Pause);
            var others = limit == Reads && owner.Length > 0 ? options.ReadsOfOthersPerSecond : 0;
            _buckets[key] = bucket = new TokenBucket(limit, pause, others, clock.Now);
        }

        return bucket.Take(clock.Now);
    }
}
