namespace Baseline.Azure.StorageAccounts;

/// <summary>The containers that Azure Monitor writes logs to (docs/azure.md#containers-of-logs).</summary>
public static class LogContainers
{
    /// <summary>The container of the audit log of key vaults.</summary>
    public const string AuditEvent = "insights-logs-auditevent";

    /// <summary>The container of activity logs.</summary>
    public const string ActivityLog = "insights-activity-logs";

    /// <summary>The container that log profiles write activity logs to.</summary>
    public const string LogProfile = "insights-operational-logs";

    /// <summary>How the names of the containers of resource logs begin; the category follows.</summary>
    public const string CategoryStart = "insights-logs-";

    /// <summary>Whether Azure Monitor writes logs to a container of the name.</summary>
    public static bool IsOfLogs(string name) =>
        name is ActivityLog or LogProfile || name.StartsWith(CategoryStart, StringComparison.Ordinal);

    /// <summary>The container of a category of a resource's log.</summary>
    public static string OfCategory(string category) =>
        $"{CategoryStart}{category.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()}";
}
