using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>The version of a key that is used: its attributes count, and those of the key are of its newest version.</summary>
public static class KeyVersion
{
    /// <summary>The id of a version.</summary>
    public static ResourceId IdOf(ResourceId key, string version) => key.Child($"versions/{version}");

    /// <summary>What is known of a version.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="key">The key as it was read.</param>
    /// <param name="version">The version; null for the newest.</param>
    public static Lookup Find(Estate estate, ObservedResource key, string? version) =>
        version is null || IsNewest(key, version) ? new Lookup(Presence.Found, key, "") : estate.Find(IdOf(key.Id, version));

    /// <summary>Whether a version is the one that the key itself shows; so where it shows none.</summary>
    /// <param name="key">The key as it was read.</param>
    /// <param name="version">The version.</param>
    public static bool IsNewest(ObservedResource key, string version) =>
        key.Body.TextAt("properties.keyUriWithVersion") is not { } uri || uri.EndsWith($"/{version}", StringComparison.OrdinalIgnoreCase);
}
