using System.Text.Json;
using Baseline.Plans;

namespace Baseline.Applying;

/// <summary>What a change does that a plan does not show. Pure.</summary>
internal static class UnshownChanges
{
    /// <summary>The first property that the body would alter although the plan does not say so; null for none.</summary>
    /// <param name="change">The change, without references.</param>
    /// <param name="live">The live document; undefined when there is none.</param>
    /// <param name="normalizer">Compares the resource with what was planned.</param>
    public static string? Of(Change change, JsonElement live, ResourceNormalizer normalizer)
    {
        var shown = change.Properties.Select(property => property.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return normalizer.Differences(change, live).Select(difference => difference.Path).FirstOrDefault(path => !shown.Contains(path));
    }
}
