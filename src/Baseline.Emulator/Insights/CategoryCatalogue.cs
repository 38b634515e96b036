namespace Baseline.Emulator.Insights;

/// <summary>A log category of a resource type, and the category groups that it belongs to.</summary>
internal sealed record LogCategory(string Name, string DisplayName, IReadOnlyList<string> Groups);

/// <summary>
/// What a resource type can log. Where it echoes the location, a GET of a setting shows the region of its resource; of
/// a vault it shows null.
/// </summary>
internal sealed record CategorySet(IReadOnlyList<LogCategory> Logs, bool HasMetrics, bool EchoesLocation)
{
    public IEnumerable<string> Groups => Logs.SelectMany(log => log.Groups).Distinct(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> InGroup(string group) => Logs
        .Where(log => log.Groups.Contains(group, StringComparer.OrdinalIgnoreCase))
        .Select(log => log.Name);
}

/// <summary>The categories of the resource types that the emulator knows.</summary>
internal static class CategoryCatalogue
{
    private static readonly string[] AuditAndAll = ["audit", "allLogs"];
    private static readonly string[] All = ["allLogs"];

    private static readonly CategorySet Unknown = new([], HasMetrics: false, EchoesLocation: false);

    private static readonly Dictionary<string, CategorySet> Types = new(StringComparer.Ordinal)
    {
        ["microsoft.keyvault/vaults"] = new(
            [
                new("AuditEvent", "Audit Logs", AuditAndAll),
                new("AzurePolicyEvaluationDetails", "Azure Policy Evaluation Details", AuditAndAll),
            ],
            HasMetrics: true,
            EchoesLocation: false),
        ["microsoft.keyvault/managedhsms"] = new(
            [new("AuditEvent", "Audit Event", AuditAndAll)], HasMetrics: true, EchoesLocation: false),
        ["microsoft.network/networksecuritygroups"] = new(
            [
                new("NetworkSecurityGroupEvent", "Network Security Group Event", All),
                new("NetworkSecurityGroupRuleCounter", "Network Security Group Rule Counter", All),
            ],
            HasMetrics: false,
            EchoesLocation: false),
        ["microsoft.network/virtualnetworks"] = new(
            [new("VMProtectionAlerts", "VM protection alerts", All)], HasMetrics: true, EchoesLocation: true),
    };

    /// <summary>
    /// The categories of the activity log of a subscription, in Azure's order (docs/azure.md#categories-of-the-activity-log).
    /// </summary>
    public static IReadOnlyList<string> ActivityLog { get; } =
    [
        "Security", "Administrative", "ServiceHealth", "Alert", "Recommendation", "Policy", "Autoscale", "ResourceHealth",
    ];

    /// <summary>The categories of the activity log of a management group.</summary>
    public static IReadOnlyList<string> ManagementGroupLog { get; } = ["Administrative", "Policy"];

    public static bool Knows(string type) => Types.ContainsKey(type);

    public static CategorySet Of(string type) => Types.GetValueOrDefault(type, Unknown);
}
