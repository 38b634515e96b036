namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// Azure refuses two settings of one resource that send the same category to the same sink, and more than five settings
/// (azure-facts §2.5); both are seen before anything is sent.
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
}
