using System.Text.Json;
using Baseline.Json;

namespace Baseline.Azure;

/// <summary>What Azure tells of the logs that resources offer, and which resources offer the same.</summary>
public static class LogVariants
{
    // What an app offers is decided by its plan, which its body does not show.
    private static readonly string[] Unlike = [TypeNames.App, TypeNames.AppSlot];

    /// <summary>Whether resources of one type, sku and kind offer the same logs.</summary>
    public static bool AreAlike(ResourceId id) => !Unlike.Any(id.IsOfType);

    /// <summary>A text that is the same for resources that offer the same logs.</summary>
    /// <param name="id">The resource.</param>
    /// <param name="body">Its body, or of a service of a storage account that of the account; a row of a list says the same.</param>
    public static string Of(ResourceId id, JsonElement body) => !AreAlike(id)
        ? id.Key

        // Of what a resource is, the list of everything shows no properties, so that a sku among those would tell the two apart.
        : string.Join('|', id.Type, body.TextAt("sku.name"), body.TextAt("kind")).ToLowerInvariant();

    /// <summary>Whether a category that a resource offers is one of logs, and not of metrics.</summary>
    /// <param name="category">The body of the category.</param>
    public static bool IsLog(JsonElement category) =>
        !string.Equals(category.TextAt("properties.categoryType"), "Metrics", StringComparison.OrdinalIgnoreCase);
}
