using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
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

    /// <summary>All destinations that diagnostic settings name but storage accounts, each as often as it is named.</summary>
    public static IEnumerable<Sink> OthersOf(IEnumerable<ObservedResource> settings) =>
        settings.SelectMany(setting => new DiagnosticSetting(setting).OtherDestinations);

    /// <summary>The workspaces that diagnostic settings or a document name, each once, sorted.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="there">The workspaces that are there; others are left out.</param>
    public static IEnumerable<ResourceId> WorkspacesOf(
        IEnumerable<ObservedResource> settings, IEnumerable<ResourceId> named, DestinationsRead there) => OthersOf(settings)
            .SelectMany(sink => sink.Resources)
            .Concat(named)
            .Where(id => id.IsOfType(TypeNames.Workspace) && there.Has(id))
            .Distinct()
            .Order();
}
