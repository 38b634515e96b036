using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Arm.Reading;

/// <summary>Where settings and log profiles export to.</summary>
internal static class Destinations
{
    /// <summary>All destinations, each once, in the order in which they are named first.</summary>
    public static IReadOnlyList<Sink> Of(IEnumerable<ObservedResource> sources) =>
        [.. sources.SelectMany(DiagnosticSetting.DestinationsOf).Distinct()];

    /// <summary>The storage accounts among destinations.</summary>
    public static IEnumerable<ResourceId> AccountsOf(IEnumerable<Sink> sinks) =>
        sinks.Where(sink => sink.Kind == SinkKind.StorageAccount).Select(sink => sink.Id).OfType<ResourceId>().Distinct();

    /// <summary>All other destinations.</summary>
    public static IEnumerable<Sink> OthersOf(IEnumerable<Sink> sinks) => sinks.Where(sink => sink.Kind != SinkKind.StorageAccount);

    /// <summary>The workspaces that diagnostic settings or a document name, each once, sorted.</summary>
    /// <param name="sinks">The destinations of the settings.</param>
    /// <param name="named">What the document names.</param>
    /// <param name="there">The workspaces that are there; others are left out.</param>
    public static IEnumerable<ResourceId> WorkspacesOf(
        IEnumerable<Sink> sinks, IEnumerable<ResourceId> named, DestinationsRead there) => OthersOf(sinks)
            .SelectMany(sink => sink.Resources)
            .Concat(named)
            .Where(id => id.IsOfType(TypeNames.Workspace) && there.Has(id))
            .Distinct()
            .Order();
}
