using Baseline.Azure;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.DiagnosticSettings;

/// <summary>
/// What a saved plan may do to a diagnostic setting: settings of others are only completed, and a destination is only taken from an
/// own setting, where it does not exist any more.
/// </summary>
internal static class OwnSettings
{
    /// <summary>Why a change is not one for the document at hand, as a sentence; null when it may be.</summary>
    public static string? WhyNotAsked(SavedWrite write, SavedPlan plan)
    {
        var name = ResourceId.Parse(write.Write.Resource).Name;
        var isOwn = plan.OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!isOwn && write.Action != ChangeAction.Update)
        {
            return $"It creates and deletes only its own diagnostic settings ({string.Join(", ", plan.OwnNames)}), and {name} is none.";
        }

        var lost = write.Properties
            .Where(property => SettingContent.IsSink(property.Path) && JsonValues.IsNothing(property.After))
            .FirstOrDefault(property => !isOwn || !IsGone(property, plan.Estate));
        if (lost is not null)
        {
            return $"It takes a destination only from its own settings, and only one that does not exist: {lost.Path} of {name} is another.";
        }

        var moved = write.Properties.Any(property => property.Path.Equals("properties.storageAccountId", StringComparison.OrdinalIgnoreCase));
        return moved && write.Write.Body.TextAt("properties.storageAccountId") is { } account && !IsNamed(account, plan)
            ? $"The document names no storage account {account} to export to."
            : null;
    }

    private static bool IsGone(PropertyChange sink, Estate estate) =>
        sink.Before.ValueKind == System.Text.Json.JsonValueKind.String
        && ResourceId.TryParse(sink.Before.GetString(), out var id)
        && estate.Find(id).Presence == Presence.Absent;

    private static bool IsNamed(string account, SavedPlan plan) =>
        ResourceId.TryParse(account, out var id) && plan.Named.Contains(id);
}
