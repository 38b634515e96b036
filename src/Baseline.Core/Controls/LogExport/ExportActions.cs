namespace Baseline.Controls.LogExport;

/// <summary>What every control that exports logs needs of a role.</summary>
internal static class ExportActions
{
    /// <summary>Settings, and what receives logs.</summary>
    public static IReadOnlyList<string> ExportReads { get; } =
    [
        "Microsoft.Insights/DiagnosticSettings/Read",
        "Microsoft.Storage/storageAccounts/read",
        "Microsoft.Storage/storageAccounts/managementPolicies/read",
        "Microsoft.OperationalInsights/workspaces/read",
        "Microsoft.EventHub/namespaces/read",
        "Microsoft.EventHub/namespaces/authorizationRules/read",
        "Microsoft.EventHub/namespaces/eventhubs/authorizationRules/read",
    ];

    /// <summary>The same, and the vaults in scope.</summary>
    public static IReadOnlyList<string> Reads { get; } = [.. ExportReads, "Microsoft.KeyVault/vaults/read"];

    /// <summary>What decides how long accounts keep logs.</summary>
    public static IReadOnlyList<string> RetentionReads { get; } =
    [
        "Microsoft.Storage/storageAccounts/blobServices/read",
        "Microsoft.Storage/storageAccounts/blobServices/containers/read",
        "Microsoft.Storage/storageAccounts/storageTaskAssignments/read",
        "Microsoft.StorageActions/storageTasks/read",
    ];

    /// <summary>What decides how long accounts and workspaces keep logs.</summary>
    public static IReadOnlyList<string> AllRetentionReads { get; } =
        ["Microsoft.OperationalInsights/workspaces/tables/read", .. RetentionReads];

    /// <summary>What Azure asks for at an account when a setting names it.</summary>
    public static IReadOnlyList<string> Destinations { get; } =
        ["Microsoft.Storage/storageAccounts/listKeys/action", "Microsoft.Storage/storageAccounts/read"];

    /// <summary>What Azure asks for at the workspaces and event hubs that a document names.</summary>
    public static IEnumerable<string> Of(DestinationSettings destination)
    {
        if (!destination.Workspaces.IsEmpty)
        {
            yield return "Microsoft.OperationalInsights/workspaces/read";
            yield return "Microsoft.OperationalInsights/workspaces/sharedKeys/action";
        }

        if (!destination.EventHubs.IsEmpty)
        {
            yield return "Microsoft.EventHub/namespaces/authorizationRules/listkeys/action";
            yield return "Microsoft.EventHub/namespaces/authorizationRules/read";
        }
    }
}
