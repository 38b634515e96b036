namespace Baseline.Mutation.Compiling;

/// <summary>Which of all mutants a run is about.</summary>
internal static class Sample
{
    private const uint Multiplier = 747796405;

    /// <summary>So many numbers of 1 to <paramref name="last"/>, the same for the same seed; all of them where they are no more than that.</summary>
    public static IReadOnlySet<int> Of(int last, int count, int seed) =>
        Enumerable.Range(1, last).OrderBy(id => Scrambled((uint)id, (uint)seed)).ThenBy(id => id).Take(count).ToHashSet();

    private static uint Scrambled(uint id, uint seed)
    {
        var mixed = (id * Multiplier) ^ (seed * 2891336453u);
        mixed = ((mixed >> (int)((mixed >> 28) + 4)) ^ mixed) * 277803737u;
        return (mixed >> 22) ^ mixed;
    }
}
