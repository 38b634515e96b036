using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What the document says of ActivityLogAlerts.</summary>
/// <param name="Events">What somebody is to be told of, each once: the operations in the document's order, then Service Health.</param>
/// <param name="ActionGroup">Whom new alerts tell; null: no alert is made.</param>
/// <param name="ResourceGroup">The resource group of new alerts, by name, in each subscription; null: no alert is made.</param>
/// <param name="RulePerOperation">Whether each new alert watches for one operation (true), or one for all of them (false).</param>
/// <param name="Span">Where the document names the control.</param>
public sealed record ActivityLogAlertsSettings(
    IReadOnlyList<WatchedEvent> Events, ResourceId? ActionGroup, string? ResourceGroup, bool RulePerOperation, SourceSpan Span)
    : IControlSettings
{
    /// <summary>The control's id. It brings together rules of several standards, and so has a name of its own.</summary>
    public const string Id = "ActivityLogAlerts";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources => new[] { ActionGroup }.OfType<ResourceId>();

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => [];

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => OwnAlerts.NamesOf(Events);

    /// <summary>The region in which the resource group is created where it is missing; null, the default: it is never created.</summary>
    public string? CreateLocation { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Parts => [.. Events.Select(watched => watched.Name)];

    /// <summary>Whether somebody is to be told of an operation, or of the health of services (<c>serviceHealth</c>).</summary>
    public bool Wants(string part) => Events.Any(watched => watched.Name.Equals(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The operations among the events.</summary>
    public IEnumerable<WatchedEvent> Operations => Events.Where(watched => !watched.IsServiceHealth);
}
