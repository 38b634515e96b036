using Baseline.Diagnostics;
using Baseline.Resources;

namespace Baseline.Controls.KeyVault004;

/// <summary>Which destination makes a vault's audit log count.</summary>
public enum DestinationAcceptance
{
    /// <summary>Any storage account.</summary>
    StorageAccount,

    /// <summary>Only the storage account that the document gives for the vault's region.</summary>
    Mapped,

    /// <summary>A storage account, a workspace or an event hub; for the latter two retention is not judged.</summary>
    Any,
}

/// <summary>What the document says of KeyVault-004.</summary>
/// <param name="RetentionDays">Accepted effective retention in days, as listed; 0 means kept for ever.</param>
/// <param name="Accept">Which destination counts.</param>
/// <param name="StorageAccounts">The destination that apply uses, by normalized region.</param>
/// <param name="SettingName">The diagnostic setting that apply creates where none can be completed.</param>
/// <param name="ManageLifecycle">Whether apply may write its own lifecycle rule on the destination account.</param>
/// <param name="Deep">Whether checks beyond the setting (lifecycle rules that don't fit, firewalls) count in the verdict.</param>
/// <param name="Span">Where the document names the control.</param>
public sealed record KeyVault004Settings(
    IReadOnlyList<int> RetentionDays,
    DestinationAcceptance Accept,
    IReadOnlyDictionary<string, ResourceId> StorageAccounts,
    string SettingName,
    bool ManageLifecycle,
    bool Deep,
    SourceSpan Span)
{
    /// <summary>The control's id on the rule page.</summary>
    public const string Id = "KeyVault-004";

    /// <summary>The name of the setting where the document gives none.</summary>
    public const string DefaultSettingName = "baseline-auditevent";
}
