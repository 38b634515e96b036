using System.Globalization;
using Baseline.Estates;
using Baseline.Resources;

namespace Baseline.Controls.Monitor006;

/// <summary>A key as far as it matters whether storage can wrap with it (azure-facts §4.4).</summary>
/// <param name="KeyType">RSA, RSA-HSM, EC, …; null where not known.</param>
/// <param name="Size">Bits; null where not known.</param>
/// <param name="Enabled">Absent means true.</param>
/// <param name="Expires">When it ends; null when never.</param>
public sealed record VaultKey(string? KeyType, long? Size, bool Enabled, DateTimeOffset? Expires)
{
    /// <summary>Reads a raw key; times are Unix seconds (recorded fact 28).</summary>
    public static VaultKey Of(ObservedResource key) => new(
        key.Body.TextAt("properties.kty"),
        key.Body.NumberAt("properties.keySize"),
        key.Body.At("properties.attributes.enabled").ValueKind != System.Text.Json.JsonValueKind.False,
        key.Body.NumberAt("properties.attributes.exp") is { } seconds and > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);

    /// <summary>Why storage can't use the key on a day, as a clause that follows its name; null when it can.</summary>
    public string? WhyUnusable(DateOnly asOf) =>
        !Enabled ? "is disabled"
        : Expires is { } end && end <= new DateTimeOffset(asOf, TimeOnly.MinValue, TimeSpan.Zero)
            ? string.Create(CultureInfo.InvariantCulture, $"expired on {end:yyyy-MM-dd}")
        : KeyType is { } type && !type.StartsWith("RSA", StringComparison.OrdinalIgnoreCase) ? $"is of type {type}, and storage needs RSA"
        : Size is { } bits and not (2048 or 3072 or 4096) ? string.Create(CultureInfo.InvariantCulture, $"has {bits} bits, and storage needs 2048, 3072 or 4096")
        : null;
}
