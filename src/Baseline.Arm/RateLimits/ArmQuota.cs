namespace Baseline.Arm.RateLimits;

/// <summary>A token bucket: what may be sent at once, and how fast it fills again.</summary>
/// <param name="Burst">Requests that may be sent at once.</param>
/// <param name="PerSecond">Requests that come back each second.</param>
public sealed record RateLimit(double Burst, double PerSecond);

/// <summary>
/// How fast one caller may go, as far as Azure publishes it:
/// https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling for the Resource Manager and its
/// providers, https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests for Resource
/// Graph.
/// </summary>
public sealed record ArmQuota
{
    /// <summary>The buckets of the public cloud, for each subscription and for the tenant.</summary>
    public static ArmQuota PublicCloud { get; } = new();

    /// <summary>The hourly limits that the other clouds still keep.</summary>
    public static ArmQuota Hourly { get; } = new()
    {
        Reads = new RateLimit(12_000, 12_000 / 3600.0),
        Writes = new RateLimit(1_200, 1_200 / 3600.0),
        SettingWrites = new RateLimit(1_200, 1_200 / 3600.0),
        Deletes = new RateLimit(15_000, 15_000 / 3600.0),
    };

    /// <summary>Reads of the Resource Manager.</summary>
    public RateLimit Reads { get; init; } = new(250, 25);

    /// <summary>Writes of the Resource Manager.</summary>
    public RateLimit Writes { get; init; } = new(200, 10);

    /// <summary>
    /// Writes of diagnostic settings, which their provider counts apart (docs/azure.md#request-limits). Nothing is published: answers
    /// have told of 150, 200 and 800, and the least of them is taken, filled as fast as the writes of the Resource Manager.
    /// </summary>
    public RateLimit SettingWrites { get; init; } = new(150, 10);

    /// <summary>Deletes of the Resource Manager.</summary>
    public RateLimit Deletes { get; init; } = new(200, 10);

    /// <summary>Reads of single storage accounts and what is beneath them, in one subscription.</summary>
    public RateLimit StorageReads { get; init; } = new(800, 800 / 300.0);

    /// <summary>Lists of storage accounts, in one subscription.</summary>
    public RateLimit StorageLists { get; init; } = new(100, 100 / 300.0);

    /// <summary>Writes of storage accounts and what is beneath them, in one subscription.</summary>
    public RateLimit StorageWrites { get; init; } = new(10, 10);

    /// <summary>Queries of Resource Graph, of one user.</summary>
    public RateLimit GraphQueries { get; init; } = new(15, 3);
}
