using Baseline.Azure;

namespace Baseline.Controls.LogExport;

/// <summary>
/// What the writes of a saved plan may say for the export of a log: a setting exports what is wanted to a destination that counts, and
/// the control's own lifecycle rule is the one that the document asks for.
/// </summary>
internal sealed class WantedExport(LogRequirement requirement, SavedPlan plan)
{
    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyOther(SavedWrite saved) =>
        saved.Write.IsOfType(TypeNames.DiagnosticSetting) ? WhyOtherSetting(saved)
        : saved.Write.IsOfType(TypeNames.LifecyclePolicy) && !plan.IsUndo && requirement.LifecycleRule is { } own
            ? new WantedLifecycle(requirement, own, plan.Estate).WhyOther(saved)
        : null;

    private string? WhyOtherSetting(SavedWrite saved)
    {
        var log = requirement.Log;
        var setting = new WantedSetting(saved);
        var written = setting.IsNamed(requirement.SettingName) ? log.OwnCategories : log.Categories;
        return setting.WhyOther(log.Categories, log.Groups, plan.Estate, written)
            ?? (setting.Destinations.Any(requirement.Destination.MayCount)
                ? null
                : $"It exports an {log.Name} to where the document lets it count, and this goes elsewhere.");
    }
}
