namespace Baseline.Arm;

/// <summary>The api-version of every read. A change carries the one that it is written with.</summary>
internal static class ApiVersions
{
    public const string Batch = "2020-06-01";
    public const string ResourceGraph = "2024-04-01";
    public const string Subscriptions = "2022-12-01";
    public const string ResourceGroups = "2021-04-01";
    public const string ManagementGroups = "2021-04-01";
    public const string Locks = "2020-05-01";
    public const string RoleAssignments = "2022-04-01";
    public const string KeyVault = "2026-02-01";
    public const string DiagnosticSettings = "2021-05-01-preview";
    public const string LogProfiles = "2016-03-01";
    public const string Storage = "2025-06-01";
    public const string StorageActions = "2023-01-01";
    public const string OperationalInsights = "2025-07-01";
    public const string EventHub = "2024-01-01";
    public const string ResourceGroupOfDestination = "2021-04-01";
    public const string ManagedIdentity = "2024-11-30";
}
