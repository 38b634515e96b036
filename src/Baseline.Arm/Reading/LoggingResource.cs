using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Arm.Reading;

/// <summary>A resource that may have logs.</summary>
/// <param name="Id">The resource.</param>
/// <param name="Variant">Resources of the same text offer the same categories.</param>
internal sealed record LoggingResource(ResourceId Id, string Variant)
{
    /// <summary>What of a listed resource may have logs: itself, or in place of an account its services.</summary>
    public static IEnumerable<LoggingResource> Of(ObservedResource listed)
    {
        if (!listed.Id.IsOfType(TypeNames.StorageAccount))
        {
            return [new LoggingResource(listed.Id, LogVariants.Of(listed.Id, listed.Body))];
        }

        return StorageServices.Of(listed.Id, listed.Body.TextAt("kind"))
            .Select(service => new LoggingResource(service, LogVariants.Of(service, listed.Body)));
    }
}
