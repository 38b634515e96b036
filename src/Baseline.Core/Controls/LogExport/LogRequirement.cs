using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;

namespace Baseline.Controls.LogExport;

/// <summary>What a control demands of the export of one log.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Log">The log, and what of it is wanted.</param>
/// <param name="Destination">Which destinations count, and which ones apply uses.</param>
/// <param name="SettingName">The diagnostic setting that apply creates where none can be completed.</param>
/// <param name="Rank">The place of its settings in the order of changes; see <see cref="ChangeRanks"/>.</param>
public sealed record LogRequirement(string Control, WantedLog Log, DestinationSettings Destination, string SettingName, int Rank)
{
    private static readonly AcceptedRetention Nothing = new([], null);

    /// <summary>How long the log must be kept; null, the default, where the document does not say, and no sentence does either.</summary>
    public AcceptedRetention? Retention { get; init; }

    /// <summary>The keys of the document that say how long; those of the control itself by default.</summary>
    public string RetentionPath { get; init; } = $"controls.{Control}.retentionDays";

    /// <summary>Whether retention counts in the verdict; false by default.</summary>
    public bool JudgesRetention { get; init; }

    /// <summary>
    /// Whether a retention policy in a setting counts as well, although Azure ignores it; false by default.
    /// </summary>
    public bool JudgesRetentionPolicies { get; init; }

    /// <summary>
    /// Whether checks beyond the setting (lifecycle rules that don't fit, firewalls, containers that can't be appended to) count; false
    /// by default.
    /// </summary>
    public bool Deep { get; init; }

    /// <summary>The lifecycle rule that belongs to the control; null, the default, where it has none.</summary>
    public OwnLifecycleRule? LifecycleRule { get; init; }

    /// <summary>Whether a write of a lifecycle policy alters the control's own rule where it says so.</summary>
    /// <param name="write">The write.</param>
    /// <param name="path">A path of what it alters.</param>
    public bool OwnsRuleAt(ArmWrite write, string path) =>
        write.IsOfType(TypeNames.LifecyclePolicy) && LifecycleRule?.Holds(path) == true;

    /// <summary>Whether apply may write that rule; false by default, and only where the control has one.</summary>
    public bool ManageLifecycle { get; init; }

    /// <summary>
    /// Whether that rule is written, and not taken away: where a log may stay forever, it is set to the fewest days if those are given.
    /// </summary>
    public bool WritesRule => ManageLifecycle && (!Accepted.AcceptsForever || Accepted.AtLeast is not null);

    /// <summary>
    /// Whether apply may write that rule to an account that has no lifecycle policy: where a log may stay forever, it needs none.
    /// </summary>
    public bool AddsPolicies => WritesRule && JudgesRetention && !Accepted.AcceptsForever;

    /// <summary>
    /// Whether a setting that exports to what the document names is completed before others that would do; false by default.
    /// </summary>
    public bool PrefersNamed { get; init; }

    /// <summary>
    /// Categories that are never newly exported to a storage account or an event hub, because that is charged for; none by default.
    /// </summary>
    public IReadOnlyList<string> FreeOnly { get; init; } = [];

    /// <summary>How long the log must be kept; nothing where the document does not say.</summary>
    public AcceptedRetention Accepted => Retention ?? Nothing;

    /// <summary>Where in an account the log of a source lies.</summary>
    public LogPath PathOf(LogSource source) =>
        new(Log.Container, source.Id, Log.SourceNoun) { IsAnywhere = Log.IsAnywhereInContainer };

    /// <summary>Whether a setting is the tool's own.</summary>
    public bool IsOwn(DiagnosticSetting setting) => setting.Name.Equals(SettingName, StringComparison.OrdinalIgnoreCase);
}
