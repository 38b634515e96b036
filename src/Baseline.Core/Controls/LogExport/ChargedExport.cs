using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Exports that are charged for beside what the destination costs: those of some categories, to storage accounts and event hubs.
/// </summary>
internal static class ChargedExport
{
    /// <summary>Whether exports to a kind of destination can be charged for.</summary>
    public static bool IsCharged(Sink sink) => sink.Kind is SinkKind.StorageAccount or SinkKind.EventHub;

    /// <summary>What keeps a change from being made, because it begins a charged export that is not wanted; null when nothing does.</summary>
    /// <param name="requirement">What is demanded.</param>
    /// <param name="live">The setting as it is; null where it does not exist yet.</param>
    /// <param name="draft">The change of the setting.</param>
    public static Obstacle? ObstacleOf(LogRequirement requirement, DiagnosticSetting? live, ChangeDraft draft)
    {
        var written = draft.ToSetting();
        var begun = requirement.FreeOnly
            .Where(category => requirement.Log.IsOn(written, category))
            .FirstOrDefault(category => written.Destinations
                .Where(IsCharged)
                .Any(sink => live is null || !requirement.Log.IsOn(live, category) || !live.Destinations.Any(sink.IsSamePlaceAs)));
        return begun is null ? null : new Obstacle(
            "BL2150",
            $"Setting \"{written.Name}\" would export {begun} to {written.Destinations.First(IsCharged).Place}, which is charged for, and "
                + "the document denies that",
            "give the control another settingName, or write charged: allow");
    }
}
