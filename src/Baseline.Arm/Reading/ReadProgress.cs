namespace Baseline.Arm.Reading;

/// <summary>How far a read of Azure has come.</summary>
/// <param name="What">What is being read, in the plural.</param>
/// <param name="Done">How many have been read.</param>
/// <param name="Total">How many are known so far; it may grow.</param>
public sealed record ReadProgress(string What, int Done, int Total);
