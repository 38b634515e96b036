namespace Baseline.Controls.LogExport;

/// <summary>What a setting of a saved plan may say: it exports what is wanted of a log to a destination that counts.</summary>
internal sealed class WantedExport(LogRequirement requirement, SavedPlan plan)
{
    /// <summary>Why the write of a setting is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyOther(SavedWrite saved)
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
