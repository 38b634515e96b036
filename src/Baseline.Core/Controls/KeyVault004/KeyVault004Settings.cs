using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Controls.KeyVault004;

/// <summary>What the document says of KeyVault-004.</summary>
/// <param name="RetentionDays">
/// Accepted effective retention in days, as listed; 0 means kept forever; empty where only the fewest are given.
/// </param>
/// <param name="Destination">Which destinations count, and which ones apply uses.</param>
/// <param name="SettingName">The diagnostic setting that apply creates where none can be completed.</param>
/// <param name="ManageLifecycle">Whether apply may write its own lifecycle rule on the destination account.</param>
/// <param name="Deep">
/// Whether checks beyond the setting (lifecycle rules that don't fit, firewalls, containers that can't be appended to) count.
/// </param>
/// <param name="Span">Where the document names the control.</param>
public sealed record KeyVault004Settings(
    IReadOnlyList<int> RetentionDays,
    DestinationSettings Destination,
    string SettingName,
    bool ManageLifecycle,
    bool Deep,
    SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "KeyVault-004";

    /// <summary>The lifecycle rule of the control, which apply writes on an account.</summary>
    public static OwnLifecycleRule OwnRule { get; } = new("baselineKeyVault004", LogContainers.AuditEvent);

    /// <summary>The keys of the document that lead to the destination.</summary>
    public const string DestinationPath = $"controls.{Id}.destination";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources => Destination.Named.SelectMany(sink => sink.Resources);

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => Destination.NamedIds;

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => [SettingName];

    /// <inheritdoc/>
    public IEnumerable<string> DecidesLogsOf => [TypeNames.Vault];

    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-auditevent";

    /// <summary>The fewest days of effective retention that are accepted, 1 or more; null where <c>retentionDays</c> is a list.</summary>
    public int? RetentionAtLeast { get; init; }

    /// <summary>How long the log must be kept.</summary>
    public AcceptedRetention Retention => new(RetentionDays, RetentionAtLeast);

    /// <summary>
    /// Whether retention counts: never where no storage account does, and where anything is accepted as a destination, only if
    /// the fewest days are given.
    /// </summary>
    public bool JudgesRetention => Destination.Acceptance == DestinationAcceptance.Any
        ? RetentionAtLeast is not null
        : Destination.Accepts(SinkKind.StorageAccount);

    /// <inheritdoc/>
    public int? MostDays => JudgesRetention ? Retention.Most : null;

    /// <inheritdoc/>
    public bool Wants(string part) => JudgesRetention;

    /// <summary>What it demands, in the words of what all controls that export logs share.</summary>
    public LogRequirement Requirement => new(Id, AuditLog.Wanted, Destination, SettingName, ChangeRanks.VaultSetting)
    {
        Retention = Retention,
        JudgesRetention = JudgesRetention,
        JudgesRetentionPolicies = true,
        Deep = Deep,
        LifecycleRule = OwnRule,
        ManageLifecycle = ManageLifecycle,
    };
}
