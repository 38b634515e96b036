using System.Collections.Frozen;
using System.Globalization;
using Azure;

namespace Baseline.Arm.RateLimits;

/// <summary>Reads what Azure says is left. The names have changed over the years, and none is sent always.</summary>
internal static class QuotaHeaders
{
    // Beyond these a header says nothing that a pace could be made of; "NaN" and "Infinity" count as numbers too.
    private const double MostRequests = 1e9;
    private static readonly TimeSpan LongestReset = TimeSpan.FromDays(1);

    private const string Prefix = "x-ms-ratelimit-remaining";

    // Of each kind of request that the Resource Manager counts, for the tenant and for a subscription: all that an answer has hold.
    private static readonly FrozenDictionary<(bool IsTenant, RateKind Kind), string[]> Counting =
        new[] { RateKind.Reads, RateKind.Writes, RateKind.Deletes }
            .SelectMany(kind => new[] { (IsTenant: true, Owner: "tenant", kind), (IsTenant: false, Owner: "subscription", kind) })
            .ToFrozenDictionary(
                one => (one.IsTenant, one.kind),
                one => new[] { "", "-global" }
                    .Select(reach => $"{Prefix}-{one.Owner}{reach}-{one.kind.ToString().ToLowerInvariant()}").ToArray());

    /// <summary>The least that any header leaves to a partition of the Resource Manager; null where none speaks of it.</summary>
    public static double? Remaining(Response response, RatePartition partition) =>
        Counting.TryGetValue((partition.IsTenant, partition.Kind), out var names) ? names.Min(name => Number(response, name)) : null;

    /// <summary>What the provider's own limit leaves, where one is in force.</summary>
    public static double? OfProvider(Response response, RatePartition partition) =>
        Number(response, partition.IsTenant ? $"{Prefix}-tenant-resource-requests" : $"{Prefix}-subscription-resource-requests");

    /// <summary>What Resource Graph leaves to the user, and when it will be whole again.</summary>
    public static (double Remaining, TimeSpan ResetsAfter)? OfGraph(Response response) =>
        Number(response, "x-ms-user-quota-remaining") is { } remaining
            ? (remaining, response.Headers.TryGetValue("x-ms-user-quota-resets-after", out var text)
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var after)
                && after > TimeSpan.Zero
                && after < LongestReset
                    ? after
                    : TimeSpan.Zero)
            : null;

    private static double? Number(Response response, string name) =>
        response.Headers.TryGetValue(name, out var text)
        && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number >= 0
        && number < MostRequests
            ? number
            : null;
}
