using System.Globalization;

namespace Baseline.Emulator.Gateway;

/// <summary>The token buckets behind the x-ms-ratelimit-remaining headers.</summary>
internal sealed class Quotas(TimeProvider clock, bool enforce)
{
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes one request out of its bucket; the header that tells, and the refusal where nothing is left.</summary>
    public (KeyValuePair<string, string> Header, ArmResponse? Refusal) Take(ArmCall call)
    {
        var (kind, size, refill) = KindOf(call);
        var owner = call.Path.Subscription is null ? "tenant" : "subscription";
        var key = $"{owner} {call.Path.Subscription} {kind}";
        if (!_buckets.TryGetValue(key, out var bucket))
        {
            _buckets[key] = bucket = new Bucket(size, clock.GetUtcNow());
        }

        var left = bucket.Take(clock.GetUtcNow(), size, refill);
        var header = KeyValuePair.Create(
            $"x-ms-ratelimit-remaining-{owner}-{kind}",
            Math.Max(0, left).ToString(CultureInfo.InvariantCulture));
        return (header, left < 0 && enforce ? Refuse(call, kind) : null);
    }

    // Settings are written under a limit of the provider's own, not under the subscription's write quota.
    private static (string Kind, int Size, int RefillPerSecond) KindOf(ArmCall call) => call.Method switch
    {
        "PUT" when call.Path.Type == "microsoft.insights/diagnosticsettings" => ("resource-requests", 150, 10),
        "GET" or "HEAD" => ("reads", 250, 25),
        "DELETE" => ("deletes", 200, 10),
        _ => ("writes", 200, 10),
    };

    private static ArmResponse Refuse(ArmCall call, string kind) => Answer.Refused(
            429,
            "SubscriptionRequestsThrottled",
            $"Number of '{kind.TrimEnd('s')}' requests for subscription '{call.Path.Subscription}' actor '{Caller.ObjectId}' "
            + "exceeded. Please try again after '1' seconds after additional tokens are available.")
        .With("Retry-After", "1");

    private sealed class Bucket(int size, DateTimeOffset start)
    {
        private double _tokens = size;
        private DateTimeOffset _at = start;

        public int Take(DateTimeOffset now, int size, int refill)
        {
            _tokens = Math.Min(size, _tokens + ((now - _at).TotalSeconds * refill));
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
