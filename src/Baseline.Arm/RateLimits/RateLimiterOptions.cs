namespace Baseline.Arm.RateLimits;

/// <summary>How the rate limiter goes.</summary>
/// <param name="Clock">Where every wait comes from.</param>
/// <param name="Parallelism">The most requests in flight at once, 1 or more; less counts as 1.</param>
/// <param name="Quota">The published limits to keep; null to go by what the answers say is left.</param>
/// <param name="MaxWait">The longest that one request waits because Azure throttles it.</param>
/// <param name="Throttling">Hears when Azure lets requests wait; null for nobody.</param>
internal sealed record RateLimiterOptions(
    TimeProvider Clock, int Parallelism, ArmQuota? Quota, TimeSpan MaxWait, IProgress<Throttling>? Throttling);
