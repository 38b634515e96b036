using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>Whether one diagnostic setting alone does what is demanded, and if not, why.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="State">Compliant, noncompliant or unknown.</param>
/// <param name="Reason">Why, as a clause that can follow the setting's name.</param>
/// <param name="IsDangling">Whether none of its destinations that would count exists any more.</param>
public sealed record SettingVerdict(DiagnosticSetting Setting, ComplianceState State, string Reason, bool IsDangling = false)
{
    /// <summary>The verdict as a sentence.</summary>
    public string Text =>
        $"Setting \"{Setting.Name}\"{(Setting.Resource.Id.Parent is { } owner && owner.IsOfType(TypeNames.ManagementGroup)
            ? $" of management group {owner.Name}"
            : "")} {Reason}.";
}

/// <summary>What a log must reach, and how each setting does.</summary>
/// <param name="Demand">What must be reached.</param>
/// <param name="Verdicts">One for each of the source's own settings, in Azure's order.</param>
public sealed record JudgedDemand(LogDemand Demand, IReadOnlyList<SettingVerdict> Verdicts)
{
    /// <summary>
    /// The verdicts on settings that belong to something above the source and count for it as well; none by default. They are never
    /// changed for its sake.
    /// </summary>
    public IReadOnlyList<SettingVerdict> Inherited { get; init; } = [];

    /// <summary>The first setting that does; null where none does.</summary>
    public SettingVerdict? Good => First(ComplianceState.Compliant);

    /// <summary>The first setting that can't be judged; null where none is.</summary>
    public SettingVerdict? Undecided => First(ComplianceState.Unknown);

    private SettingVerdict? First(ComplianceState state) => Verdicts.Concat(Inherited).FirstOrDefault(verdict => verdict.State == state);
}
