namespace Baseline.Emulator.Store;

/// <summary>Names of regions, which clients write as "westeurope" or as "West Europe".</summary>
internal static class Regions
{
    /// <summary>The short form of a region's name; empty for none.</summary>
    public static string Normal(string? region) =>
        (region ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();

    public static bool AreSame(string? one, string? other) => Normal(one) == Normal(other);
}
