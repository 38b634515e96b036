namespace Baseline.Controls.ActivityLogAlerts;

/// <summary>The named sets of operations, and where each operation stands in published rules.</summary>
public static class OperationSets
{
    /// <summary>The ten operations of CIS Azure Foundations.</summary>
    public const string Cis = "cis";

    /// <summary>The operations of the rules ActivityLog-001 to -029 of Conformity.</summary>
    public const string Conformity = "conformity";

    /// <summary>What silences logs or the alerts themselves.</summary>
    public const string Tamper = "tamper";

    /// <summary>The names of the sets.</summary>
    public static IReadOnlyList<string> Names { get; } = [Cis, Conformity, Tamper];

    /// <summary>All operations that a set holds, each once.</summary>
    // The numbers are those of https://github.com/prowler-cloud/prowler/tree/3e000faa/prowler/compliance/azure and the ids those of
    // https://github.com/kb5fls/ConformityRulesList; of what Conformity only describes, the operation is Azure's own name
    // (https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations).
    public static IReadOnlyList<KnownOperation> All { get; } =
    [
        new("Microsoft.Authorization/policyAssignments/write", "ActivityLog-002", Cis: 1),
        new("Microsoft.Authorization/policyAssignments/delete", "ActivityLog-027", Cis: 2),
        new("Microsoft.Network/networkSecurityGroups/write", "ActivityLog-001", Cis: 3),
        new("Microsoft.Network/networkSecurityGroups/delete", "ActivityLog-003", Cis: 4),
        new("Microsoft.Security/securitySolutions/write", "ActivityLog-006", Cis: 5),
        new("Microsoft.Security/securitySolutions/delete", "ActivityLog-008", Cis: 6),
        new("Microsoft.Sql/servers/firewallRules/write", "ActivityLog-009", Cis: 7),
        new("Microsoft.Sql/servers/firewallRules/delete", "ActivityLog-009", Cis: 8),
        new("Microsoft.Network/publicIPAddresses/write", "ActivityLog-028", Cis: 9),
        new("Microsoft.Network/publicIPAddresses/delete", "ActivityLog-029", Cis: 10),
        new("Microsoft.Network/networkSecurityGroups/securityRules/write", "ActivityLog-004"),
        new("Microsoft.Network/networkSecurityGroups/securityRules/delete", "ActivityLog-005"),
        new("Microsoft.Security/policies/write", "ActivityLog-007"),
        new("Microsoft.Compute/virtualMachines/delete", "ActivityLog-010"),
        new("Microsoft.Compute/virtualMachines/write", "ActivityLog-011"),
        new("Microsoft.Compute/virtualMachines/deallocate/action", "ActivityLog-012"),
        new("Microsoft.Compute/virtualMachines/powerOff/action", "ActivityLog-013"),
        new("Microsoft.Storage/storageAccounts/delete", "ActivityLog-014", IsTamper: true),
        new("Microsoft.Storage/storageAccounts/write", "ActivityLog-015"),
        new("Microsoft.KeyVault/vaults/write", "ActivityLog-016"),
        new("Microsoft.KeyVault/vaults/delete", "ActivityLog-017", IsTamper: true),

        // Renaming is a POST to "move" (https://learn.microsoft.com/rest/api/sql/databases/rename), and so logged as an action.
        new("Microsoft.Sql/servers/databases/move/action", "ActivityLog-018"),
        new("Microsoft.DBforPostgreSQL/flexibleServers/write", "ActivityLog-019"),
        new("Microsoft.DBforPostgreSQL/flexibleServers/delete", "ActivityLog-020"),
        new("Microsoft.Sql/servers/databases/write", "ActivityLog-021"),
        new("Microsoft.Sql/servers/databases/delete", "ActivityLog-022"),
        new("Microsoft.Network/loadBalancers/write", "ActivityLog-023"),
        new("Microsoft.Network/loadBalancers/delete", "ActivityLog-024"),
        new("Microsoft.DBforMySQL/flexibleServers/write", "ActivityLog-025"),
        new("Microsoft.DBforMySQL/flexibleServers/delete", "ActivityLog-026"),
        new("Microsoft.Insights/diagnosticSettings/write", null, IsTamper: true),
        new("Microsoft.Insights/diagnosticSettings/delete", null, IsTamper: true),
        new("Microsoft.Storage/storageAccounts/regenerateKey/action", null, IsTamper: true),
        new("Microsoft.Storage/storageAccounts/managementPolicies/write", null, IsTamper: true),
        new("Microsoft.Storage/storageAccounts/managementPolicies/delete", null, IsTamper: true),
        new("Microsoft.Insights/activityLogAlerts/delete", null, IsTamper: true),
        new("Microsoft.Authorization/locks/delete", null, IsTamper: true),
        new("Microsoft.Insights/actionGroups/write", null, IsTamper: true),
        new("Microsoft.Insights/actionGroups/delete", null, IsTamper: true),
    ];

    /// <summary>The operations of a set, in the order of <see cref="All"/>; null where no set is called so.</summary>
    public static IReadOnlyList<KnownOperation>? Find(string name) => name switch
    {
        Cis => [.. All.Where(operation => operation.Cis is not null)],
        Conformity => [.. All.Where(operation => operation.Conformity is not null)],
        Tamper => [.. All.Where(operation => operation.IsTamper)],
        _ => null,
    };

    /// <summary>An operation as Azure spells it, where a set holds it; else as it is written.</summary>
    public static string Spelled(string operation) =>
        All.FirstOrDefault(known => known.Name.Equals(operation, StringComparison.OrdinalIgnoreCase))?.Name ?? operation;
}
