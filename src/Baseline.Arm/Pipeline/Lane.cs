using System.Globalization;

namespace Baseline.Arm.Pipeline;

/// <summary>
/// What Azure counts requests by: the subscription, or the tenant for what lies in none, and the kind of request
/// (azure-facts §7.1). Some providers count their own requests once more.
/// </summary>
/// <param name="Subscription">The GUID, lower-case; empty for the tenant.</param>
/// <param name="Kind">The kind of request.</param>
internal readonly record struct Lane(string Subscription, LaneKind Kind)
{
    /// <summary>Reads of the Resource Manager in one subscription.</summary>
    public static Lane ReadsOf(string subscription) => new(subscription.ToLowerInvariant(), LaneKind.Reads);

    /// <summary>The headers that say how many requests are left; all that an answer has hold (azure-facts §7.2).</summary>
    public IEnumerable<string> QuotaHeaders()
    {
        if (Kind is LaneKind.Reads or LaneKind.Writes or LaneKind.Deletes)
        {
            var owner = Subscription.Length == 0 ? "tenant" : "subscription";
            var kind = Kind.ToString().ToLower(CultureInfo.InvariantCulture);
            yield return $"x-ms-ratelimit-remaining-{owner}-{kind}";
            yield return $"x-ms-ratelimit-remaining-{owner}-global-{kind}";
        }
    }

    /// <summary>The limit that is published for the lane.</summary>
    public RateLimit LimitIn(ArmQuota quota) => Kind switch
    {
        LaneKind.Reads => quota.Reads,
        LaneKind.Writes => quota.Writes,
        LaneKind.Deletes => quota.Deletes,
        LaneKind.StorageReads => quota.StorageReads,
        LaneKind.StorageLists => quota.StorageLists,
        LaneKind.StorageWrites => quota.StorageWrites,
        LaneKind.GraphQueries => quota.GraphQueries,
        _ => throw new ArgumentOutOfRangeException(nameof(quota), Kind, "The lane has no kind."),
    };
}

/// <summary>What Azure counts apart.</summary>
internal enum LaneKind
{
    Reads,
    Writes,
    Deletes,
    StorageReads,
    StorageLists,
    StorageWrites,
    GraphQueries,
}
