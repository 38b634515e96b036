namespace Baseline.Arm.RateLimits;

/// <summary>
/// What Azure counts requests by: the subscription, or the tenant for what lies in none, and the kind of request
/// (https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling). Some providers count their
/// own requests once more.
/// </summary>
/// <param name="Subscription">The GUID, lower-case; empty for the tenant.</param>
/// <param name="Kind">The kind of request.</param>
internal readonly record struct RatePartition(string Subscription, RateKind Kind)
{
    /// <summary>Reads of the Resource Manager in one subscription.</summary>
    public static RatePartition ReadsOf(string subscription) => new(subscription.ToLowerInvariant(), RateKind.Reads);

    /// <summary>Whether it is what lies in no subscription.</summary>
    public bool IsTenant => Subscription.Length == 0;

    /// <summary>The limit that is published for the partition.</summary>
    public RateLimit LimitIn(ArmQuota quota) => Kind switch
    {
        RateKind.Reads => quota.Reads,
        RateKind.Writes => quota.Writes,
        RateKind.Deletes => quota.Deletes,
        RateKind.SettingWrites => quota.SettingWrites,
        RateKind.StorageReads => quota.StorageReads,
        RateKind.StorageLists => quota.StorageLists,
        RateKind.StorageWrites => quota.StorageWrites,
        RateKind.GraphQueries => quota.GraphQueries,
        _ => throw new ArgumentOutOfRangeException(nameof(quota), Kind, "The partition has no kind."),
    };
}

/// <summary>What Azure counts apart.</summary>
internal enum RateKind
{
    Reads,
    Writes,
    Deletes,
    SettingWrites,
    StorageReads,
    StorageLists,
    StorageWrites,
    GraphQueries,
}
