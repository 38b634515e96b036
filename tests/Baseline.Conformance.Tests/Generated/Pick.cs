using CsCheck;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>Chooses among a few values; one that stands twice is chosen twice as often.</summary>
internal static class Pick
{
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
