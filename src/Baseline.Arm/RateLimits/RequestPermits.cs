namespace Baseline.Arm.RateLimits;

/// <summary>What a request that may be sent took.</summary>
/// <param name="At">When.</param>
/// <param name="Taken">Each bucket, and how many permits had been taken of it by then.</param>
internal sealed record RequestPermits(DateTimeOffset At, IReadOnlyList<(TokenBucket Bucket, long Taken)> Taken);
