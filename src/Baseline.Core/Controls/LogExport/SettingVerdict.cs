using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>Whether one diagnostic setting, or what does the same, alone does what is demanded, and if not, why.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="State">Compliant, noncompliant or unknown.</param>
/// <param name="Reason">Why, as a clause that can follow the setting's name.</param>
/// <param name="IsDangling">Whether none of its destinations that would count exists any more.</param>
public sealed record SettingVerdict(DiagnosticSetting Setting, ComplianceState State, string Reason, bool IsDangling = false)
{
    /// <summary>The verdict as a sentence.</summary>
    public string Text =>
        $"{Setting.Title}{(Setting.Resource.Id.Parent is { } owner && owner.IsOfType(TypeNames.ManagementGroup)
            ? $" of management group {owner.Name}"
            : "")} {Reason}.";
}

/// <summary>How the settings of a source do for something of which one setting that does is enough.</summary>
/// <param name="Verdicts">One for each of the source's own settings, in Azure's order.</param>
public abstract record JudgedSettings(IReadOnlyList<SettingVerdict> Verdicts)
{
    /// <summary>
    /// The verdicts on what is not the source's own and counts for it as well: settings of something above it, data collection rules;
    /// none by default. It is never changed for its sake.
    /// </summary>
    public IReadOnlyList<SettingVerdict> Others { get; init; } = [];

    /// <summary>The first setting that does; null where none does.</summary>
    public SettingVerdict? Good => First(ComplianceState.Compliant);

    /// <summary>The first setting that can't be judged; null where none is.</summary>
    public SettingVerdict? Undecided => First(ComplianceState.Unknown);

    /// <summary>Whether no setting does, for sure.</summary>
    public bool IsMissing => Good is null && Undecided is null;

    /// <summary>Whether it can't be told if a setting does.</summary>
    public bool IsUndecided => Good is null && Undecided is not null;

    private SettingVerdict? First(ComplianceState state) =>
        Verdicts.Concat(Others).FirstOrDefault(verdict => verdict.State == state);
}

/// <summary>What a log must reach, and how each setting does.</summary>
/// <param name="Demand">What must be reached.</param>
/// <param name="Verdicts">One for each of the source's own settings, in Azure's order.</param>
public sealed record JudgedDemand(LogDemand Demand, IReadOnlyList<SettingVerdict> Verdicts) : JudgedSettings(Verdicts);
