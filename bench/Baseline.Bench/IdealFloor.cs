namespace Baseline.Bench;

/// <summary>What Azure allows, whatever a client does: how long the buckets need to give what any client must ask for.</summary>
internal static class IdealFloor
{
    private const int OnPage = 200;
    private const int OtherReads = 2;
    private const double Burst = 250;
    private const double PerSecond = 25;

    /// <summary>
    /// The seconds of the subscription that needs longest: a read for each vault, one for each page of 200 of them, and two more;
    /// 250 of them at once and then as they come. No start, no sign-in, no latency.
    /// </summary>
    /// <param name="vaults">How many vaults lie in each subscription.</param>
    /// <param name="conditions">What takes from the buckets or slows them.</param>
    public static double Seconds(IEnumerable<int> vaults, Conditions conditions) =>
        vaults.Max(count => SecondsFor(ReadsOf(count), conditions));

    /// <summary>How many reads it takes to know of so many vaults in one subscription.</summary>
    public static int ReadsOf(int vaults) => vaults + ((vaults + OnPage - 1) / OnPage) + OtherReads;

    /// <summary>The seconds until one bucket has given so many reads.</summary>
    public static double SecondsFor(int reads, Conditions conditions) =>
        Math.Max(0, (reads - Burst) / ((PerSecond - conditions.ReadsOfOthers) * conditions.QuotaClock));
}
