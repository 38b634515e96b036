namespace Baseline.Controls.DiagnosticSettings;

/// <summary>What keeps a setting from being written, whichever control wants it to be.</summary>
public static class SettingObstacles
{
    /// <summary>The obstacle of a setting in which a group is on that Azure is not known to offer there.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="group">The group.</param>
    /// <param name="noun">What logs, such as <c>vault</c>.</param>
    public static Obstacle OfGroup(DiagnosticSetting setting, string group, string noun) => new(
        "BL2139",
        $"Setting \"{setting.Name}\" exports by category group {group}, which Azure is not known to offer for a {noun}, and a setting is "
            + "written as a whole",
        $"let setting \"{setting.Name}\" name categories, or delete it");
}
