using System.Globalization;
using Baseline.Arm.Reading;
using Baseline.Emulator.Faults;
using CsCheck;

namespace Baseline.Conformance.Tests.Soak;

/// <summary>A world, and what it goes through: all that is needed to go through it again.</summary>
/// <param name="World">The number of the world.</param>
/// <param name="Seed">The seed of the faults.</param>
/// <param name="Rate">Their rate, per cent.</param>
/// <param name="FirstKill">
/// How far the first run comes before it is killed, per mille of the requests of a run without faults, or of its writes where the
/// number is even; from 1000 on it comes to its end.
/// </param>
/// <param name="SecondKill">The same of the second run.</param>
public sealed record Scenario(int World, int Seed, int Rate, int FirstKill, int SecondKill)
{
    private static readonly int[] Rates = [5, 10, 20, 40];

    /// <summary>How many worlds are gone through; BASELINE_SOAK=N goes through more.</summary>
    public static int Count { get; } = Number("BASELINE_SOAK", 40);

    /// <summary>What all chance of a soak follows from.</summary>
    public static int SoakSeed { get; } = Number("BASELINE_SOAK_SEED", 1);

    /// <summary>The world that a soak begins with, so that one that failed can be gone through alone.</summary>
    public static int First { get; } = Number("BASELINE_SOAK_FIRST", 1);

    /// <summary>The worlds of this soak.</summary>
    public static IEnumerable<int> Worlds => Enumerable.Range(First, Count);

    /// <summary>How the estate is read; each reader is used in turn.</summary>
    public ReadOptions Reading => new()
    {
        Inventory = World % 3 == 0 ? Inventory.Auto : Inventory.Lists,
        Batch = World % 2 == 0,
    };

    /// <summary>
    /// The faults that pass. A token that is said to have expired ends a read; where many requests fail it is left out, as else
    /// no run would come to its end.
    /// </summary>
    public FaultOptions Passing => new(Seed)
    {
        Rate = Rate,
        Kinds = IsPassedOver ? [.. FaultOptions.Passing.Where(kind => kind != FaultKind.ExpiredToken)] : FaultOptions.Passing,
    };

    /// <summary>The faults that last.</summary>
    public FaultOptions Lasting => new(Seed) { Rate = Math.Min(Rate, 20), Kinds = FaultOptions.Lasting };

    /// <summary>Whether every fault of a read passes when it is tried again.</summary>
    public bool IsPassedOver => Rate > 10;

    /// <summary>What happens to a world in a soak.</summary>
    public static Scenario Of(int world, int seed)
    {
        var random = new PCG((uint)seed, (ulong)world);
        int Below(int most) => (int)random.Next((uint)most);
        return new Scenario(world, Below(1_000_000), Rates[Below(Rates.Length)], Below(1400), Below(2000));
    }

    /// <summary>Where a run is killed; null for nowhere.</summary>
    /// <param name="run">The number of the run, from 0.</param>
    /// <param name="requests">The requests of a run without faults.</param>
    /// <param name="writes">Its writes.</param>
    internal Kill? KillOf(int run, int requests, int writes)
    {
        var perMille = run switch { 0 => FirstKill, 1 => SecondKill, _ => 1000 };
        var ofWrites = perMille % 2 == 0 && writes > 0;
        return perMille < 1000
            ? new Kill(1 + ((ofWrites ? writes : requests) * perMille / 1000), ofWrites, IsServed: perMille % 4 < 2)
            : null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"new Scenario({World}, {Seed}, {Rate}, {FirstKill}, {SecondKill}); again: BASELINE_SOAK_FIRST={World} BASELINE_SOAK=1 BASELINE_SOAK_SEED={SoakSeed}");

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : usual;
}
