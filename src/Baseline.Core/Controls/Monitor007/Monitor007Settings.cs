using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Controls.Monitor007;

/// <summary>What the document says of Monitor-007.</summary>
/// <param name="Categories">The categories that one setting must export, in the document's order; at least one.</param>
/// <param name="Destination">Which destinations count, and which one apply uses.</param>
/// <param name="SettingName">The setting that apply creates where none can be completed.</param>
/// <param name="Span">Where the document names the control.</param>
public sealed record Monitor007Settings(
    IReadOnlyList<string> Categories, DestinationSettings Destination, string SettingName, SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "Monitor-007";

    /// <summary>The lifecycle rule of the control, which apply writes on an account.</summary>
    public static OwnLifecycleRule OwnRule { get; } = new("baselineMonitor007", LogContainers.ActivityLog);

    /// <summary>The keys of the document that lead to the destination.</summary>
    public const string DestinationPath = $"controls.{Id}.destination";

    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-activity-log";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources => Destination.Named.SelectMany(sink => sink.Resources);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => Destination.NamedIds;

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => [SettingName];

    /// <inheritdoc/>
    public IReadOnlyList<DeclaredExport> Exports { get; init; } = [];

    /// <summary>How long the log must be kept; null, the default, where the document does not say.</summary>
    public AcceptedRetention? Retention { get; init; }

    /// <inheritdoc/>
    public int? MostDays => Destination.Accepts(SinkKind.StorageAccount) ? Retention?.Most : null;

    /// <summary>Whether apply may write its own lifecycle rule on the account that receives the log; false by default.</summary>
    public bool ManageLifecycle { get; init; }

    /// <summary>
    /// Whether the setting of a management group counts for the subscriptions under it, as far as its log has the wanted categories;
    /// false by default, because it carries many of the same events, and not all.
    /// </summary>
    public bool CountsManagementGroups { get; init; }

    /// <inheritdoc/>
    public bool Wants(string part) => part == "retention" ? Retention is not null : Categories.Contains(part);

    /// <summary>What it demands, in the words of what all controls that export logs share.</summary>
    public LogRequirement Requirement => new(
        Id,
        new WantedLog("activity log", "subscription", Categories, ActivityLog.Groups, LogContainers.ActivityLog)
        {
            OwnCategories = ActivityLog.Categories,
            Table = ActivityLog.Table,
            HasNoRegion = true,
        },
        Destination,
        SettingName,
        ChangeRanks.Export)
    {
        Retention = Retention,
        JudgesRetention = Retention is not null,
        LifecycleRule = OwnRule,
        ManageLifecycle = ManageLifecycle,
        PrefersNamed = true,
    };
}
