namespace Baseline.Arm.RateLimits;

/// <summary>Azure has answered 429, and the requests that it counts together wait.</summary>
/// <param name="Until">When they go on.</param>
public sealed record Throttling(DateTimeOffset Until);
