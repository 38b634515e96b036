using Baseline.Azure.ActivityLogAlerts;

namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>The names of the alerts that the tool makes: an alert of such a name in the document's resource group is its own.</summary>
internal static class OwnAlerts
{
    /// <summary>What each begins with.</summary>
    public const string Prefix = ActivityLogAlertType.OwnPrefix;

    /// <summary>The one for all operations, where the document wants one.</summary>
    public const string Operations = $"{Prefix}operations";

    /// <summary>The one for Service Health.</summary>
    public const string ServiceHealth = $"{Prefix}service-health";

    /// <summary>The names for some events.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<WatchedEvent> events) =>
        events.Select(watched => watched.AlertName).Append(Operations);
}
