using System.Globalization;
using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// A key, or a version of it, as far as it matters to storage. To choose a key, storage wraps with it; to go on with it, storage
/// unwraps, and that Key Vault allows outside the key's dates as well, so that data stays readable
/// (docs/azure.md#what-a-key-must-be).
/// </summary>
/// <param name="KeyType">RSA, RSA-HSM, EC, …; null where not known.</param>
/// <param name="Size">Bits; null where not known.</param>
/// <param name="Enabled">Absent means true.</param>
/// <param name="NotBefore">When it begins; null when it always has been active.</param>
/// <param name="Expires">When it ends; null when never.</param>
/// <param name="Operations">What it may do, such as wrapKey; null where not known.</param>
public sealed record VaultKey(
    string? KeyType, long? Size, bool Enabled, DateTimeOffset? NotBefore, DateTimeOffset? Expires, IReadOnlyList<string>? Operations)
{
    private const long EndOfTime = 253402300800;
    private const string Wrap = "wrapKey";
    private const string Unwrap = "unwrapKey";

    /// <summary>Reads a raw key; times are Unix seconds.</summary>
    public static VaultKey Of(ObservedResource key) => new(
        key.Body.TextAt("properties.kty"),
        key.Body.NumberAt("properties.keySize"),
        key.Body.At("properties.attributes.enabled").ValueKind != JsonValueKind.False,
        TimeAt(key, "properties.attributes.nbf"),
        TimeAt(key, "properties.attributes.exp"),
        key.Body.At("properties.keyOps").ValueKind == JsonValueKind.Array ? [.. key.Body.TextsAt("properties.keyOps")] : null);

    /// <summary>What keeps storage from choosing the key on a day; null when nothing does.</summary>
    /// <param name="key">The key or version.</param>
    /// <param name="asOf">The day, in UTC.</param>
    /// <param name="where">The entry of the document that names the key.</param>
    public Obstacle? ObstacleOf(ResourceId key, DateOnly asOf, string where)
    {
        var another = $"name another key in {where}";
        return !Enabled ? new Obstacle(
            "BL2122",
            $"Key {key} is disabled",
            $"enable it (az keyvault key set-attributes --enabled true), or {another}")
            : WhyWrongKind() is { } kind ? new Obstacle("BL2122", $"Key {key} {kind}", another)
            : WhyMayNot([Wrap, Unwrap]) is { } operations
            ? new Obstacle(
                "BL2149",
                $"Key {key} {operations}",
                $"allow them (az keyvault key set-attributes --ops wrapKey unwrapKey), or {another}")
            : WhyNotActive(asOf) is { } early
            ? new Obstacle("BL2148", $"Key {key} {early}", $"move its date (az keyvault key set-attributes --not-before), or {another}")
            : WhyExpired(asOf) is { } late
            ? new Obstacle("BL2148", $"Key {key} {late}", $"rotate it (az keyvault key rotate), or {another}")
            : null;
    }

    /// <summary>Why an account that is encrypted with the key can't go on, as a clause that follows its name; null when it can.</summary>
    public string? WhyBroken() => !Enabled ? "is disabled" : WhyMayNot([Unwrap]);

    /// <summary>Why the key could not be chosen anew on a day, although it still unwraps; null when its dates allow it.</summary>
    public string? WhyOutsideDates(DateOnly asOf) => WhyNotActive(asOf) ?? WhyExpired(asOf);

    private static DateTimeOffset? TimeAt(ObservedResource key, string path) =>
        key.Body.NumberAt(path) is { } seconds and > 0 and < EndOfTime ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private string? WhyWrongKind() =>
        KeyType is { } type && !type.StartsWith("RSA", StringComparison.OrdinalIgnoreCase) ? $"is of type {type}, and storage needs RSA"
        : Size is { } bits and not (2048 or 3072 or 4096)
            ? string.Create(CultureInfo.InvariantCulture, $"has {bits} bits, and storage needs 2048, 3072 or 4096")
        : null;

    private string? WhyMayNot(string[] wanted)
    {
        var missing = Operations is null ? [] : wanted.Except(Operations, StringComparer.OrdinalIgnoreCase).ToList();
        return missing.Count == 0 ? null : $"may not do {string.Join(" and ", missing)} (keyOps)";
    }

    private string? WhyNotActive(DateOnly asOf) =>
        NotBefore is { } start && start >= Start(asOf.AddDays(1))
            ? string.Create(CultureInfo.InvariantCulture, $"is not active before {start:yyyy-MM-dd}")
            : null;

    private string? WhyExpired(DateOnly asOf) =>
        Expires is { } end && end <= Start(asOf) ? string.Create(CultureInfo.InvariantCulture, $"expired on {end:yyyy-MM-dd}") : null;

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
