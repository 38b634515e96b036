using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>Which destinations make a log count.</summary>
public enum DestinationAcceptance
{
    /// <summary>Any destination of the kinds that the document lists.</summary>
    Listed,

    /// <summary>Exactly what the document names, of every kind of which it names something.</summary>
    Mapped,

    /// <summary>Whatever takes logs and exists.</summary>
    Any,
}

/// <summary>What a document says of where logs go, for any control that exports logs.</summary>
/// <param name="Path">The keys that lead to it, such as <c>controls.KeyVault-004.destination</c>.</param>
public sealed record DestinationSettings(string Path)
{
    /// <summary>Which destinations count.</summary>
    public DestinationAcceptance Acceptance { get; init; }

    /// <summary>The kinds that count where they are listed, in the document's order, each once; at least one.</summary>
    public IReadOnlyList<SinkKind> Kinds { get; init; } = [SinkKind.StorageAccount];

    /// <summary>The storage accounts that the document names.</summary>
    public RegionalSinks StorageAccounts { get; init; } = RegionalSinks.None;

    /// <summary>The Log Analytics workspaces that the document names.</summary>
    public RegionalSinks Workspaces { get; init; } = RegionalSinks.None;

    /// <summary>The event hubs that the document names, each by an authorization rule.</summary>
    public RegionalSinks EventHubs { get; init; } = RegionalSinks.None;

    /// <summary>
    /// Whether a partner's service counts where anything does, although Azure tells nothing of it; true by default.
    /// </summary>
    public bool AcceptsPartners { get; init; } = true;

    /// <summary>Everything that is named.</summary>
    public IEnumerable<Sink> Named => SinkWords.Nameable.SelectMany(kind => Of(kind).All);

    /// <summary>The ids of all that is named, an event hub by its authorization rule.</summary>
    public IEnumerable<ResourceId> NamedIds => Named.Select(sink => sink.Id).OfType<ResourceId>();

    /// <summary>What is named of a kind.</summary>
    public RegionalSinks Of(SinkKind kind) => kind switch
    {
        SinkKind.StorageAccount => StorageAccounts,
        SinkKind.Workspace => Workspaces,
        SinkKind.EventHub => EventHubs,
        SinkKind.Partner => RegionalSinks.None,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of destination."),
    };

    /// <summary>Whether a destination of a kind can count.</summary>
    public bool Accepts(SinkKind kind) => Acceptance switch
    {
        DestinationAcceptance.Any => true,
        DestinationAcceptance.Mapped => !Of(kind).IsEmpty,
        DestinationAcceptance.Listed => Kinds.Contains(kind),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), Acceptance, "Not a way to accept destinations."),
    };

    /// <summary>Whether a destination can count; where only named ones do, of whatever region.</summary>
    public bool MayCount(Sink sink) =>
        Accepts(sink.Kind) && (Acceptance != DestinationAcceptance.Mapped || Named.Any(sink.IsSamePlaceAs));

    /// <summary>What must be reached by a log of a region: one demand, or where destinations are mapped one for each kind.</summary>
    /// <param name="region">The normalized region of what logs; empty where Azure gave none; null where it has none.</param>
    public IReadOnlyList<LogDemand> DemandsIn(string? region) => Acceptance switch
    {
        DestinationAcceptance.Any => [new LogDemand(this, SinkWords.Nameable, region)],
        DestinationAcceptance.Mapped => [.. SinkWords.Nameable.Where(Accepts).Select(kind => new LogDemand(this, [kind], region))],
        DestinationAcceptance.Listed => [new LogDemand(this, Kinds, region)],
        _ => throw new ArgumentOutOfRangeException(nameof(region), Acceptance, "Not a way to accept destinations."),
    };
}
