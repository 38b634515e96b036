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
    // What an app offers is decided by its plan, which its row does not show.
    private static readonly string[] Unlike = [TypeNames.App, TypeNames.AppSlot];

    /// <summary>What of a listed resource may have logs: itself, or in place of an account its services.</summary>
    public static IEnumerable<LoggingResource> Of(ObservedResource listed)
    {
        if (!listed.Id.IsOfType(TypeNames.StorageAccount))
        {
            return [new LoggingResource(listed.Id, VariantOf(listed, listed.Id))];
        }

        return StorageServices.Of(listed.Id, listed.Body.TextAt("kind"))
            .Select(service => new LoggingResource(service, VariantOf(listed, service)));
    }

    private static string VariantOf(ObservedResource listed, ResourceId id) => Unlike.Any(id.IsOfType)
        ? id.Key
        : string.Join('|', id.Type, listed.Body.TextAt("sku.name"), listed.Body.TextAt("kind")).ToLowerInvariant();
}
