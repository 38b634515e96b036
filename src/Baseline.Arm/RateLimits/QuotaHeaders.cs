using System.Globalization;
using Azure;

namespace Baseline.Arm.RateLimits;

/// <summary>Reads what Azure says is left. The names have changed over the years, and none is sent always.</summary>
internal static class QuotaHeaders
{
    // Beyond these a header says nothing that a pace could be made of; "NaN" and "Infinity" count as numbers too.
    private const double MostRequests = 1e9;
    private static readonly TimeSpan LongestReset = TimeSpan.FromDays(1);

    /// <summary>The least that any header leaves to a partition of the Resource Manager; null where none speaks of it.</summary>
    public static double? Remaining(Response response, RatePartition partition) =>
        partition.QuotaHeaders().Select(name => Number(response, name)).Min();

    /// <summary>What the provider's own limit leaves, where one is in force.</summary>
    public static double? OfProvider(Response response, RatePartition partition) =>
        Number(response, $"x-ms-ratelimit-remaining-{(partition.Subscription.Length == 0 ? "tenant" : "subscription")}-resource-requests");

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
