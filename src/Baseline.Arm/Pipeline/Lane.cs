using Azure.Core;

namespace Baseline.Arm.Pipeline;

/// <summary>
/// What Azure counts requests by: the subscription, or the tenant for what lies in none, and whether they read, write or
/// delete (azure-facts §7.1).
/// </summary>
/// <param name="Subscription">The GUID, lower-case; empty for the tenant.</param>
/// <param name="Kind">reads, writes or deletes, as in the names of the quota headers.</param>
internal readonly record struct Lane(string Subscription, string Kind)
{
    /// <summary>The header that says how many requests are left.</summary>
    public string QuotaHeader =>
        $"x-ms-ratelimit-remaining-{(Subscription.Length == 0 ? "tenant" : "subscription")}-{Kind}";

    public static Lane Of(Request request)
    {
        var kind = request.Method == RequestMethod.Get || request.Method == RequestMethod.Head ? "reads"
            : request.Method == RequestMethod.Delete ? "deletes"
            : "writes";
        var segments = (request.Uri.Path ?? "").Split('/', 4, StringSplitOptions.RemoveEmptyEntries);
        var isSubscription = segments.Length > 1 && segments[0].Equals("subscriptions", StringComparison.OrdinalIgnoreCase);
        return new Lane(isSubscription ? segments[1].ToLowerInvariant() : "", kind);
    }
}
