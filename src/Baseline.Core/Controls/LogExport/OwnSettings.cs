using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.DiagnosticSettings;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.LogExport;

/// <summary>
/// What a saved plan may do to a diagnostic setting: settings of others are only completed, and a destination is only taken from an
/// own setting, where it does not exist any more. An undo takes back what the tool gave: its own setting, or a destination of that.
/// </summary>
internal static class OwnSettings
{
    /// <summary>Why a change is not one for the document at hand, as a sentence; null when it may be.</summary>
    /// <param name="write">The change.</param>
    /// <param name="plan">The plan that it is part of.</param>
    /// <param name="named">The destinations other than storage accounts that the control's settings name.</param>
    public static string? WhyNotAsked(SavedWrite write, SavedPlan plan, IEnumerable<Sink> named)
    {
        var name = ResourceId.Parse(write.Write.Resource).Name;
        var isOwn = plan.OwnNames.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!isOwn && write.Action != ChangeAction.Update)
        {
            return $"It creates and deletes only its own diagnostic settings ({string.Join(", ", plan.OwnNames)}), and {name} is none.";
        }

        var lost = write.Properties
            .Where(property => SettingContent.IsSink(property.Path) && JsonValues.IsNothing(property.After))
            .FirstOrDefault(property => !isOwn || !(plan.IsUndo || IsGone(property, plan.Estate)));
        if (lost is not null)
        {
            return $"It takes a destination only from its own settings, and only one that does not exist: {lost.Path} of {name} is "
                + "another.";
        }

        var moved = write.Properties.Any(property =>
            property.Path.Equals("properties.storageAccountId", StringComparison.OrdinalIgnoreCase));
        return moved && write.Write.Body.TextAt("properties.storageAccountId") is { } account && !IsNamed(account, plan)
            ? $"The document names no storage account {account} to export to."
            : WhyOtherSink(write, name, isOwn, named);
    }

    /// <summary>The destinations that a change takes from a setting: whether they are gone decides about it.</summary>
    /// <param name="write">The change.</param>
    public static IEnumerable<ResourceId> TakenAway(SavedWrite write) => write.Write.IsOfType(TypeNames.DiagnosticSetting)
        ? write.Properties
            .Where(property => (property.Path == "properties.storageAccountId" || SettingContent.IsSink(property.Path))
                && JsonValues.IsNothing(property.After)
                && property.Before.ValueKind == JsonValueKind.String)
            .Select(property => ResourceId.TryParse(property.Before.GetString(), out var id) ? id : null)
            .OfType<ResourceId>()
        : [];

    /// <summary>Another destination than an account is given only to the tool's own settings, and only one that is named.</summary>
    private static string? WhyOtherSink(SavedWrite write, string name, bool isOwn, IEnumerable<Sink> named)
    {
        var moved = write.Properties.FirstOrDefault(property =>
            SettingContent.IsMovable(property.Path) && !JsonValues.Same(property.Before, property.After));
        if (moved is null)
        {
            return null;
        }

        if (!isOwn)
        {
            return $"It gives a destination only to its own settings, and {moved.Path} of {name} would be another.";
        }

        var setting = new DiagnosticSetting(new ObservedResource(ResourceId.Parse(write.Write.Resource), write.Write.Body));
        return setting.OtherDestinations
            .FirstOrDefault(sink => IsMoved(write, sink) && !named.Any(one => one.Key == sink.Key && one.IsSamePlaceAs(sink)))
            is { } other
            ? $"The document names no {SinkWords.NounOf(other.Kind)} {other.Place} to export to."
            : null;
    }

    /// <summary>Whether a change sets a destination, or the name of its event hub.</summary>
    private static bool IsMoved(SavedWrite write, Sink sink) => write.Properties.Any(property =>
        property.Path.Equals($"properties.{sink.Member}", StringComparison.OrdinalIgnoreCase)
        || (sink.Kind == SinkKind.EventHub && SettingContent.IsHubName(property.Path)));

    /// <summary>Whether a destination that a change takes away does not exist.</summary>
    public static bool IsGone(PropertyChange sink, Estate estate) =>
        sink.Before.ValueKind == JsonValueKind.String
        && ResourceId.TryParse(sink.Before.GetString(), out var id)
        && estate.Find(id).Presence == Presence.Absent;

    private static bool IsNamed(string account, SavedPlan plan) =>
        ResourceId.TryParse(account, out var id) && plan.Named.Contains(id);
}
