using System.Collections.Frozen;
using Baseline.Files;

namespace Baseline.Azure;

/// <summary>
/// The types whose logs data collection rules can carry, from <c>platform-telemetry-types.txt</c>
/// (docs/azure.md#logs-by-data-collection-rules).
/// </summary>
public static class PlatformTelemetry
{
    private const string Resource = "Baseline.Azure.platform-telemetry-types.txt";

    private static readonly Lazy<FrozenSet<string>> Known = new(() =>
        EmbeddedText.Rows(typeof(PlatformTelemetry).Assembly, Resource)
            .Select(row => row[0])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>The types, in no order.</summary>
    public static IReadOnlyCollection<string> Types => Known.Value;

    /// <summary>Whether rules can carry the logs of resources of a type, in any letter case.</summary>
    public static bool Supports(string type) => Known.Value.Contains(type);

    /// <summary>The path of the list of a resource's associations with data collection rules.</summary>
    public static ResourceId AssociationsOf(ResourceId resource) =>
        resource.Child($"providers/{TypeNames.DataCollectionRuleAssociation}");
}
