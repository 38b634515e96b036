namespace Baseline.Azure.StorageAccounts;

/// <summary>The containers that Azure Monitor writes logs to (docs/azure.md#containers-of-logs).</summary>
public static class LogContainers
{
    /// <summary>The container of the audit log of key vaults.</summary>
    public const string AuditEvent = "insights-logs-auditevent";

    /// <summary>The container of activity logs.</summary>
    public const string ActivityLog = "insights-activity-logs";
}
