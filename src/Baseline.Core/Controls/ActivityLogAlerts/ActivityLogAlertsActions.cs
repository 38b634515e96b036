namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>What Azure must let a role do for ActivityLogAlerts: a document that makes no alerts asks for no writes.</summary>
internal static class ActivityLogAlertsActions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(ActivityLogAlertsSettings settings)
    {
        var makes = settings is { ActionGroup: not null, ResourceGroup: not null };
        return new RoleActions(
            [
                "Microsoft.Insights/ActivityLogAlerts/Read",
                "Microsoft.Insights/ActionGroups/Read",
                .. settings.ResourceGroup is null ? Array.Empty<string>() : ["Microsoft.Resources/subscriptions/resourceGroups/read"],
            ],
            [
                .. makes ? ["Microsoft.Insights/ActivityLogAlerts/Write"] : Array.Empty<string>(),
                .. makes && settings.CreateLocation is not null ? ["Microsoft.Resources/subscriptions/resourceGroups/write"]
                    : Array.Empty<string>(),
            ],
            makes ? ["Microsoft.Insights/ActivityLogAlerts/Delete"] : [],
            []);
    }
}
