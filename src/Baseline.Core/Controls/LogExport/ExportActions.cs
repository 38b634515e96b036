using Baseline.Controls.DiagnosticSettings;

namespace Baseline.Controls.LogExport;

/// <summary>What every control that exports logs needs of a role.</summary>
internal static class ExportActions
{
    private const string DeletePolicy = "Microsoft.Storage/storageAccounts/managementPolicies/delete";

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

    /// <summary>
    /// What it takes to give a log days by a lifecycle rule of the control's own: nothing where no account counts. Where 0 is accepted,
    /// a rule that an earlier document asked for goes away again.
    /// </summary>
    /// <param name="requirement">What the control demands.</param>
    public static IEnumerable<string> LifecycleWrites(LogRequirement requirement)
    {
        if (!requirement.Destination.Accepts(SinkKind.StorageAccount))
        {
            yield break;
        }

        var takesBack = requirement.Accepted.AcceptsForever;
        if (takesBack || requirement.ManageLifecycle)
        {
            yield return "Microsoft.Storage/storageAccounts/managementPolicies/write";
        }

        if (takesBack)
        {
            yield return DeletePolicy;
        }
    }

    /// <summary>What it takes to undo that.</summary>
    /// <param name="requirement">What the control demands.</param>
    public static IEnumerable<string> LifecycleUndos(LogRequirement requirement) => requirement.ManageLifecycle ? [DeletePolicy] : [];

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
