using System.Text.Json;
using Baseline.Azure;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>One row of a setting's logs: a category or a category group.</summary>
/// <param name="Category">The category; null for a group.</param>
/// <param name="Group">The category group; null for a category.</param>
/// <param name="Enabled">Whether it is exported.</param>
/// <param name="RetentionDays">Days of a retention policy that is on; null when it is off or absent (kept forever).</param>
/// <param name="IdleRetentionDays">Days of a retention policy that is off but still carries a number; null otherwise.</param>
public sealed record LogRow(string? Category, string? Group, bool Enabled, long? RetentionDays, long? IdleRetentionDays)
{
    /// <summary>Whether the row, enabled or not, speaks of a category: by name, or by a group that holds it.</summary>
    /// <param name="category">The category, in any letter case.</param>
    /// <param name="groups">The groups that hold it.</param>
    public bool SpeaksOf(string category, IReadOnlyList<string> groups) =>
        string.Equals(Category, category, StringComparison.OrdinalIgnoreCase)
        || groups.Any(group => group.Equals(Group, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A diagnostic setting of a resource, subscription or management group.</summary>
public class DiagnosticSetting
{
    /// <summary>Reads the parts of a raw body that verdicts rest on.</summary>
    public DiagnosticSetting(ObservedResource resource)
        : this(resource, resource.Look(body => (DestinationsIn(body), RowsIn(body))))
    {
    }

    private DiagnosticSetting(ObservedResource resource, (IReadOnlyList<Sink> Destinations, IReadOnlyList<LogRow> Logs) read)
        : this(resource, read.Destinations, read.Logs)
    {
    }

    /// <summary>What does the same as a setting, and is judged like one.</summary>
    /// <param name="resource">What it was read from.</param>
    /// <param name="destinations">Where it exports to.</param>
    /// <param name="logs">What it exports.</param>
    protected DiagnosticSetting(ObservedResource resource, IReadOnlyList<Sink> destinations, IReadOnlyList<LogRow> logs)
    {
        Resource = resource;
        Destinations = destinations;
        StorageAccount = Destinations.FirstOrDefault(sink => sink.Kind == SinkKind.StorageAccount)?.Id;
        Logs = logs;
    }

    /// <summary>The settings of a resource, subscription or management group, as far as they were read, sorted by id.</summary>
    public static IEnumerable<DiagnosticSetting> Of(Estate estate, ResourceId owner) =>
        estate.List(owner, TypeNames.DiagnosticSetting).Resources.Select(resource => new DiagnosticSetting(resource));

    // An event hub was called a service bus once, and the old member is still there.
    private static readonly (string Name, SinkKind Kind)[] SinkMembers =
    [
        ("storageAccountId", SinkKind.StorageAccount),
        ("workspaceId", SinkKind.Workspace),
        ("eventHubAuthorizationRuleId", SinkKind.EventHub),
        ("serviceBusRuleId", SinkKind.EventHub),
        ("marketplacePartnerId", SinkKind.Partner),
    ];

    /// <summary>The raw setting.</summary>
    public ObservedResource Resource { get; }

    /// <summary>Its name.</summary>
    public string Name => Resource.Id.Name;

    /// <summary>What sentences call it, at their beginning.</summary>
    public virtual string Title => $"Setting \"{Name}\"";

    /// <summary>The storage account that it exports to; null when none.</summary>
    public ResourceId? StorageAccount { get; }

    /// <summary>Every destination, lower-case.</summary>
    public IReadOnlyList<string> Sinks => [.. Destinations.Select(sink => sink.Key)];

    /// <summary>Every destination, in the order of the members that name them.</summary>
    public IReadOnlyList<Sink> Destinations { get; }

    /// <summary>The destinations that are not storage accounts.</summary>
    public IEnumerable<Sink> OtherDestinations => Destinations.Where(sink => sink.Kind != SinkKind.StorageAccount);

    /// <summary>The rows, as Azure ordered them.</summary>
    public IReadOnlyList<LogRow> Logs { get; }

    /// <summary>Whether a category group is on: a setting uses categories or groups, never both.</summary>
    public bool UsesGroups => Logs.Any(row => row is { Enabled: true, Group: not null });

    /// <summary>Whether anything is exported; a setting without an enabled log is as good as none.</summary>
    public bool ExportsLogs => Logs.Any(row => row.Enabled);

    /// <summary>Where a setting exports to, or what has the same members, in the order of the members that name the destinations.</summary>
    public static IReadOnlyList<Sink> DestinationsOf(ObservedResource resource) => resource.Look(DestinationsIn);

    private static IReadOnlyList<Sink> DestinationsIn(JsonElement body)
    {
        var properties = body.At("properties");
        return [.. SinkMembers.Select(member => ReadSink(properties, member.Name, member.Kind)).OfType<Sink>()];
    }

    /// <summary>
    /// Azure returns null for a destination that is not used, and older versions an empty text (docs/azure.md#unset-values).
    /// </summary>
    private static Sink? ReadSink(JsonElement properties, string member, SinkKind kind)
    {
        var text = properties.TextAt(member);
        return string.IsNullOrEmpty(text)
            ? null
            : new Sink(kind, member, text, ResourceId.TryParse(text, out var id) ? id : null)
            {
                HubName = kind == SinkKind.EventHub && properties.TextAt("eventHubName") is { Length: > 0 } hub ? hub : null,
            };
    }

    private static IReadOnlyList<LogRow> RowsIn(JsonElement body) => [.. body.ItemsAt("properties.logs").Select(ReadRow)];

    internal static LogRow ReadRow(JsonElement row)
    {
        var days = row.NumberAt("retentionPolicy.days");
        var on = row.IsTrueAt("retentionPolicy.enabled");
        return new LogRow(
            row.TextAt("category"),
            row.TextAt("categoryGroup"),
            row.IsTrueAt("enabled"),
            on ? days ?? 0 : null,
            !on && days is > 0 ? days : null);
    }
}
