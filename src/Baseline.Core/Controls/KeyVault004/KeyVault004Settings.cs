using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Diagnostics;
using Baseline.Documents;

namespace Baseline.Controls.KeyVault004;

/// <summary>Which destination makes a vault's audit log count.</summary>
public enum DestinationAcceptance
{
    /// <summary>Any storage account.</summary>
    StorageAccount,

    /// <summary>Only the storage account that the document gives for the vault's region.</summary>
    Mapped,

    /// <summary>Whatever takes logs and exists; retention is judged only where the document gives the fewest days.</summary>
    Any,
}

/// <summary>What the document says of KeyVault-004.</summary>
/// <param name="RetentionDays">
/// Accepted effective retention in days, as listed; 0 means kept forever; empty where only the fewest are given.
/// </param>
/// <param name="Accept">Which destination counts.</param>
/// <param name="StorageAccounts">The destination that apply uses, by normalized region.</param>
/// <param name="SettingName">The diagnostic setting that apply creates where none can be completed.</param>
/// <param name="ManageLifecycle">Whether apply may write its own lifecycle rule on the destination account.</param>
/// <param name="Deep">
/// Whether checks beyond the setting (lifecycle rules that don't fit, firewalls, containers that can't be appended to) count.
/// </param>
/// <param name="Span">Where the document names the control.</param>
public sealed record KeyVault004Settings(
    IReadOnlyList<int> RetentionDays,
    DestinationAcceptance Accept,
    IReadOnlyDictionary<string, ResourceId> StorageAccounts,
    string SettingName,
    bool ManageLifecycle,
    bool Deep,
    SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "KeyVault-004";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> NamedResources => StorageAccounts.Values;

    /// <inheritdoc/>
    public IEnumerable<string> OwnNames => [SettingName];

    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-auditevent";

    /// <summary>The fewest days of effective retention that are accepted, 1 or more; null where <c>retentionDays</c> is a list.</summary>
    public int? RetentionAtLeast { get; init; }

    /// <summary>How long the log must be kept.</summary>
    public AcceptedRetention Retention => new(RetentionDays, RetentionAtLeast);

    /// <summary>Whether retention counts: where anything is accepted as a destination, only if the fewest days are given.</summary>
    public bool JudgesRetention => Accept != DestinationAcceptance.Any || RetentionAtLeast is not null;
}
