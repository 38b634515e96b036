namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// Azure refuses two settings of one resource that send the same category to the same sink (docs/azure.md#one-sink-for-one-category),
/// and more than five settings (docs/azure.md#five-settings); both are seen before anything is sent.
/// </summary>
public static class SinkConflict
{
    /// <summary>The most settings that a resource can have.</summary>
    public const int MaxSettings = 5;

    /// <summary>The other setting that already sends a category to one of the sinks; null when there is none.</summary>
    /// <param name="settings">All settings of the resource.</param>
    /// <param name="except">The name of the setting that is written.</param>
    /// <param name="sinks">Where it will export to, lower-case.</param>
    /// <param name="category">The category that is switched on.</param>
    /// <param name="groups">The groups that hold the category.</param>
    public static DiagnosticSetting? Find(
        IEnumerable<DiagnosticSetting> settings,
        string except,
        IReadOnlyList<string> sinks,
        string category,
        IReadOnlyList<string> groups) =>
        settings.FirstOrDefault(setting =>
            !setting.Name.Equals(except, StringComparison.OrdinalIgnoreCase)
            && setting.Sinks.Intersect(sinks).Any()
            && setting.Logs.Any(row => row.Enabled && row.SpeaksOf(category, groups)));

    /// <summary>The obstacle that another setting of the resource is.</summary>
    /// <param name="other">The setting that already sends the category to one of the sinks.</param>
    /// <param name="category">The category that was to be switched on.</param>
    public static Obstacle ObstacleOf(DiagnosticSetting other, string category) => new(
        "BL2114",
        $"Setting \"{other.Name}\" already sends {category} to the same destination, and Azure allows that once",
        $"change or delete setting \"{other.Name}\"");
}
