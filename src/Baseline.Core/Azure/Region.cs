namespace Baseline.Azure;

/// <summary>
/// Azure regions come back as <c>westeurope</c> or <c>West Europe</c>: the same place (docs/azure.md#spelling-of-regions).
/// </summary>
public static class Region
{
    /// <summary>The form for comparing: lower-case, without spaces.</summary>
    public static string Normalize(string? region) =>
        (region ?? "").Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
