using Baseline.Azure;
using Baseline.Azure.ActivityLogAlerts;
using Baseline.Azure.ResourceGroups;
using Baseline.Json;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What the writes of a saved plan may say: what a remediation would send for the document.</summary>
internal sealed class WantedWrites(ActivityLogAlertsSettings settings)
{
    private const string Groups = "properties.actions.actionGroups";

    /// <summary>Why a change is not of an alert that the document wants, as a sentence; null when it is.</summary>
    public string? WhyNotAsked(SavedWrite saved) =>
        saved.Write.IsOfType(TypeNames.ResourceGroup) ? WhyOtherGroup(ResourceId.Parse(saved.Write.Resource))
        : ResourceId.Parse(saved.Write.Resource) is var id
        && settings.ResourceGroup is { } group
        && string.Equals(id.ResourceGroup, group, StringComparison.OrdinalIgnoreCase)
        && settings.OwnNames.Contains(id.Name, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"It writes only its own alerts, in the resource group that the document names, and {saved.Write.Resource} is none.";

    private string? WhyOtherGroup(ResourceId group) =>
        settings.CreateLocation is null ? "The document lets no resource group be created."
        : group.Name.Equals(settings.ResourceGroup, StringComparison.OrdinalIgnoreCase) ? null
        : $"The document names resource group {settings.ResourceGroup}, and {group} is another.";

    /// <summary>Why what a change sends is not what the document wants, as a sentence; null when it is.</summary>
    public string? WhyNotWanted(SavedWrite saved)
    {
        var (id, write) = (ResourceId.Parse(saved.Write.Resource), saved.Write);
        if (write.IsOfType(TypeNames.ResourceGroup))
        {
            return settings.CreateLocation is { } location
                && JsonValues.Same(write.Body, JsonValues.Element(ResourceGroupType.Body(location)))
                ? null
                : "It creates the resource group as the document describes it, and this is another.";
        }

        if (write.Method == "DELETE")
        {
            return "Only an undo takes an alert away.";
        }

        if (settings.ActionGroup is not { } actionGroup
            || OwnConditions.Of(settings, id.Name) is not { } condition
            || id.SubscriptionId is not { } guid)
        {
            return $"The document wants no alert {id.Name}.";
        }

        var wanted = JsonValues.Element(new AlertBody(ResourceId.Subscription(guid), actionGroup).New(condition));
        var isSame = saved.Action == ChangeAction.Create
            ? JsonValues.Same(write.Body, wanted)
            : AlertContent.Written.Where(path => path != "properties.actions")
                .All(path => JsonValues.Same(write.Body.At(path), wanted.At(path)));
        return !isSame ? "It makes alerts as the document describes them, and this is another." : WhyOtherGroup(saved, actionGroup);
    }

    /// <summary>An alert that is there tells whom it told before, and the document's action group.</summary>
    private static string? WhyOtherGroup(SavedWrite saved, ResourceId actionGroup)
    {
        var isTold = saved.Write.Body.ItemsAt(Groups).Any(action => IsNamed(action.TextAt("actionGroupId"), actionGroup));
        var tellsOthers = saved.Properties.Any(property =>
            property.Path.StartsWith("properties.actions", StringComparison.OrdinalIgnoreCase)
            && (!JsonValues.IsNothing(property.Before) || !IsNamed(property.After.ToString(), actionGroup)));
        return isTold && !tellsOthers ? null : $"It lets alerts tell {actionGroup} as well, and changes nothing else of whom they tell.";
    }

    private static bool IsNamed(string? text, ResourceId actionGroup) => ResourceId.TryParse(text, out var id) && id == actionGroup;
}
