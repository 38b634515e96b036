namespace Baseline.Bench;

/// <summary>What Azure allows an apply in which every vault gets a setting: no start, no sign-in, no latency.</summary>
/// <param name="Writes">Seconds that the bucket of writes needs, and that the last write is looked at three times.</param>
/// <param name="Reads">Seconds that the bucket of reads needs.</param>
internal sealed record ApplyFloor(double Writes, double Reads)
{
    // The estate is read before and after, and each change is compared once and looked at three times.
    private const int Readings = 2;
    private const int ReadsOfChange = 4;
    private const double Looking = 2;
    private const double Burst = 150;
    private const double PerSecond = 10;

    /// <summary>The larger of the two.</summary>
    public double Seconds => Math.Max(Writes, Reads);

    /// <summary>The floor of the subscription that needs longest.</summary>
    /// <param name="changes">How many changes there are in each subscription.</param>
    /// <param name="conditions">What takes from the buckets or slows them.</param>
    public static ApplyFloor Of(IReadOnlyList<int> changes, Conditions conditions) => new(
        changes.Max(count => Math.Max(0, (count - Burst) / (PerSecond * conditions.QuotaClock))) + Looking,
        changes.Max(count => IdealFloor.SecondsFor((Readings * IdealFloor.ReadsOf(count)) + (ReadsOfChange * count), conditions)));
}
