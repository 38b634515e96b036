using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Estates;

namespace Baseline.Controls.Monitor008;

/// <summary>
/// What the writes of a saved plan may say: a setting exports logs that the rule of its resource's type wants to a destination that
/// counts. What a resource offers is not read again for that: Azure refuses what it does not.
/// </summary>
internal sealed class WantedWrites(Monitor008Settings settings, SavedPlan plan)
{
    /// <summary>Why a write is not as the document wants it, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(SavedWrite saved)
    {
        var owner = ResourceId.TryParse(saved.Write.Resource, out var id) ? id.Parent : null;
        if (owner is null || settings.RuleOf(owner.Type) is not { } rule)
        {
            return "No rule of the document is about resources of this type.";
        }

        var setting = new WantedSetting(saved);
        return setting.WhyOther(name => IsWanted(rule, name), rule.Logs.ToString(), plan.Estate)
            ?? (setting.Destinations.Any(rule.Destination.MayCount)
                ? WhyCharged(saved, LogTypeCatalogue.Product.Find(owner.Type))
                : "It exports logs to where the document lets them count, and this goes elsewhere.");
    }

    /// <summary>
    /// Why a write begins an export that is charged for and that the document denies, as a sentence; null when it does not. Any group may
    /// hold what is charged, and is written only where nothing is.
    /// </summary>
    private string? WhyCharged(SavedWrite saved, LogType? type)
    {
        if (settings.ExportsCharged || type is not { HasCharged: true })
        {
            return null;
        }

        var setting = new DiagnosticSetting(new ObservedResource(ResourceId.Parse(saved.Write.Resource), saved.Write.Body));
        List<Sink> charged = [.. setting.Destinations.Where(ChargedExport.IsCharged)];
        var isMoved = charged.Exists(sink => Changes(saved, sink.Member) || (sink.HubName is not null && Changes(saved, "eventHubName")));
        var begun = setting.Logs
            .Where(row => row.Enabled && charged.Count > 0)
            .Where(row => row.Category is null || type.Find(row.Category) is { IsCharged: true })
            .Select(row => row.Category ?? row.Group)
            .FirstOrDefault(name => isMoved || Changes(saved, $"logs[{name}].enabled"));
        return begun is null
            ? null
            : $"The document denies exports that are charged for (charged: deny), and {begun} would go to {charged[0].Place}.";
    }

    private static bool Changes(SavedWrite saved, string member) =>
        saved.Properties.Any(property => property.Path.Equals($"properties.{member}", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether a group or a category may be switched on. Where a group is wanted its categories may stand for it, and which those are is
    /// not known here; where a resource offers no group of what shows who did what, everything is exported.
    /// </summary>
    private static bool IsWanted(LogRule rule, string name) => rule.Logs.Group switch
    {
        null => rule.Logs.Names.Contains(name, StringComparer.OrdinalIgnoreCase),
        WantedLogs.AllLogs => !name.Equals(WantedLogs.Audit, StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
