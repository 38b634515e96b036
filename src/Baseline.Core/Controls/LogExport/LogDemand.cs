using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>A destination that a document names for a log.</summary>
/// <param name="Sink">The destination.</param>
/// <param name="Where">The keys of the document that name it.</param>
public sealed record LogTarget(Sink Sink, string Where);

/// <summary>
/// What a log has to reach: a destination of some kinds, or where the document wants exactly what it names, that one.
/// </summary>
/// <param name="Settings">What the document says.</param>
/// <param name="Kinds">The kinds that count, in the order in which a remediation uses them; where it is mapped, one.</param>
/// <param name="Region">The normalized region of what logs; empty where Azure gave none; null where it has none.</param>
public sealed record LogDemand(DestinationSettings Settings, IReadOnlyList<SinkKind> Kinds, string? Region)
{
    /// <summary>Whether only a storage account counts.</summary>
    public bool IsOfStorageOnly => Kinds is [SinkKind.StorageAccount];

    /// <summary>Whether exactly the destination that the document names counts.</summary>
    public bool IsMapped => Settings.Acceptance == DestinationAcceptance.Mapped;

    /// <summary>Whether everything that takes logs counts.</summary>
    public bool IsAnything => Settings.Acceptance == DestinationAcceptance.Any;

    /// <summary>What a remediation exports to; null where the document names nothing for the region.</summary>
    public LogTarget? Target => Kinds
        .Select(kind => Settings.Of(kind) is var named && named.In(Region ?? "") is { } sink
            ? new LogTarget(sink, named.PathIn($"{Settings.Path}.{SinkWords.KeyOf(kind)}", Region ?? ""))
            : null)
        .FirstOrDefault(target => target is not null);

    /// <summary>Whether a destination counts, if it exists.</summary>
    public bool Accepts(Sink sink) =>
        (IsAnything && Settings.AcceptsPartners)
        || (Kinds.Contains(sink.Kind) && (!IsMapped || Target?.Sink.IsSamePlaceAs(sink) == true));

    /// <summary>Whether a setting names a destination that counts and is not known to be gone, storage accounts left out.</summary>
    public bool IsReachedBeyondStorage(Estate estate, DiagnosticSetting setting) =>
        setting.OtherDestinations.Any(sink => Accepts(sink) && sink.LookUp(estate).Presence != Presence.Absent);

    /// <summary>Why a setting without a destination that counts has none, as a clause.</summary>
    public string WhyNone(DiagnosticSetting setting)
    {
        // Where not only what is named counts, one of that kind would count.
        var other = setting.Destinations.FirstOrDefault(sink => sink.Kind == Kinds[0] && sink.Id is not null);
        var named = IsOfStorageOnly && Region is not null ? "the account of its region"
            : $"the {SinkWords.NounOf(Kinds[0])} that the document names";
        return other is null ? $"exports to no {(IsAnything ? "storage account" : SinkWords.AnyOf(Kinds))}"
            : Target is { } target ? $"exports to {other.Place}, not to {target.Sink.Place}, {named}"
            : $"exports to {other.Place}, not to {named} (none is given)";
    }

    /// <summary>Whether the destination may lie in another region than what logs to it.</summary>
    private bool IsFreeOfRegion => Kinds[0] == SinkKind.Workspace;

    /// <summary>The obstacle where the document names nothing that a remediation could export to.</summary>
    public Obstacle NothingNamed
    {
        get
        {
            var noun = SinkWords.NounOf(Kinds[0]);
            var path = $"{Settings.Path}.{SinkWords.KeyOf(Kinds[0])}";
            var value = Kinds[0] == SinkKind.EventHub
                ? "{ authorizationRule: <authorization rule id>, name: <event hub> }"
                : $"<{noun} id>";
            if (Region is null)
            {
                return new Obstacle(
                    "BL2108",
                    $"The document does not say where the log goes: it names no {noun}",
                    Kinds[0] == SinkKind.EventHub ? $"add the line \"eventHub: {value}\" under {Settings.Path}"
                        : Kinds[0] == SinkKind.Workspace ? $"add the line \"workspace: {value}\" under {Settings.Path}"
                        : $"add the line '\"{RegionalSinks.OtherRegions}\": {value}' under {path}");
            }

            if (Region.Length == 0)
            {
                return new Obstacle(
                    "BL2137",
                    $"Azure gave no region for it, so none of the {noun}s by region that the document names can be chosen",
                    IsFreeOfRegion
                        ? $"add the line '\"{RegionalSinks.OtherRegions}\": {value}' under {path}, which holds for any region"
                        : "plan again, or give it its location where the estate file was written by hand; "
                            + "if Azure keeps giving none, ask Azure's support");
            }

            return new Obstacle(
                "BL2108", $"The document gives no {noun} for region {Region}", $"add the line \"{Region}: {value}\" under {path}");
        }
    }
}
