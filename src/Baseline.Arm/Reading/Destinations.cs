using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>Where settings and log profiles export to.</summary>
internal static class Destinations
{
    /// <summary>The storage accounts that they name.</summary>
    public static IEnumerable<ResourceId> AccountsOf(IEnumerable<ObservedResource> sources) =>
        sources
            .Select(source => ResourceId.TryParse(source.Body.TextAt("properties.storageAccountId"), out var id) ? id : null)
            .OfType<ResourceId>()
            .Distinct();
}
