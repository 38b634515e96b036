namespace Baseline.Azure;

/// <summary>
/// The resource types that the tool knows by name, in Azure's spelling. What more is known of one that it writes to lies in a folder of
/// its own.
/// </summary>
public static class TypeNames
{
    /// <summary>Subscriptions.</summary>
    public const string Subscription = "Microsoft.Resources/subscriptions";

    /// <summary>Registrations of resource providers.</summary>
    public const string Provider = "Microsoft.Resources/providers";

    /// <summary>Resource groups.</summary>
    public const string ResourceGroup = "Microsoft.Resources/resourceGroups";

    /// <summary>Management groups.</summary>
    public const string ManagementGroup = "Microsoft.Management/managementGroups";

    /// <summary>Management locks.</summary>
    public const string Lock = "Microsoft.Authorization/locks";

    /// <summary>Role assignments.</summary>
    public const string RoleAssignment = "Microsoft.Authorization/roleAssignments";

    /// <summary>Diagnostic settings.</summary>
    public const string DiagnosticSetting = "Microsoft.Insights/diagnosticSettings";

    /// <summary>What a resource offers to diagnostic settings.</summary>
    public const string LogCategory = "Microsoft.Insights/diagnosticSettingsCategories";

    /// <summary>Data collection rules, of which some carry the logs of resources.</summary>
    public const string DataCollectionRule = "Microsoft.Insights/dataCollectionRules";

    /// <summary>Associations of resources with data collection rules.</summary>
    public const string DataCollectionRuleAssociation = "Microsoft.Insights/dataCollectionRuleAssociations";

    /// <summary>Log profiles, which are retired.</summary>
    public const string LogProfile = "Microsoft.Insights/logProfiles";

    /// <summary>Alerts on the activity log.</summary>
    public const string ActivityLogAlert = "Microsoft.Insights/activityLogAlerts";

    /// <summary>Action groups: whom alerts tell.</summary>
    public const string ActionGroup = "Microsoft.Insights/actionGroups";

    /// <summary>Key vaults.</summary>
    public const string Vault = "Microsoft.KeyVault/vaults";

    /// <summary>Access policies of key vaults, which are only written to.</summary>
    public const string AccessPolicy = "Microsoft.KeyVault/vaults/accessPolicies";

    /// <summary>Keys of key vaults.</summary>
    public const string VaultKey = "Microsoft.KeyVault/vaults/keys";

    /// <summary>Versions of keys.</summary>
    public const string VaultKeyVersion = "Microsoft.KeyVault/vaults/keys/versions";

    /// <summary>Deleted key vaults that can still be recovered.</summary>
    public const string DeletedVault = "Microsoft.KeyVault/locations/deletedVaults";

    /// <summary>Managed HSMs.</summary>
    public const string ManagedHsm = "Microsoft.KeyVault/managedHSMs";

    /// <summary>Storage accounts.</summary>
    public const string StorageAccount = "Microsoft.Storage/storageAccounts";

    /// <summary>Lifecycle policies of storage accounts.</summary>
    public const string LifecyclePolicy = "Microsoft.Storage/storageAccounts/managementPolicies";

    /// <summary>Blob services of storage accounts.</summary>
    public const string BlobService = "Microsoft.Storage/storageAccounts/blobServices";

    /// <summary>Blob containers.</summary>
    public const string BlobContainer = "Microsoft.Storage/storageAccounts/blobServices/containers";

    /// <summary>Immutability policies of blob containers.</summary>
    public const string ImmutabilityPolicy = "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies";

    /// <summary>Encryption scopes of storage accounts.</summary>
    public const string EncryptionScope = "Microsoft.Storage/storageAccounts/encryptionScopes";

    /// <summary>Assignments of storage tasks to storage accounts.</summary>
    public const string StorageTaskAssignment = "Microsoft.Storage/storageAccounts/storageTaskAssignments";

    /// <summary>Storage tasks.</summary>
    public const string StorageTask = "Microsoft.StorageActions/storageTasks";

    /// <summary>Log Analytics workspaces.</summary>
    public const string Workspace = "Microsoft.OperationalInsights/workspaces";

    /// <summary>Tables of Log Analytics workspaces.</summary>
    public const string WorkspaceTable = "Microsoft.OperationalInsights/workspaces/tables";

    /// <summary>Event Hubs namespaces.</summary>
    public const string EventHubNamespace = "Microsoft.EventHub/namespaces";

    /// <summary>Authorization rules of Event Hubs namespaces.</summary>
    public const string EventHubRule = "Microsoft.EventHub/namespaces/authorizationRules";

    /// <summary>Event hubs.</summary>
    public const string EventHub = "Microsoft.EventHub/namespaces/eventhubs";

    /// <summary>Apps of App Service.</summary>
    public const string App = "Microsoft.Web/sites";

    /// <summary>Slots of apps.</summary>
    public const string AppSlot = "Microsoft.Web/sites/slots";

    /// <summary>User-assigned identities.</summary>
    public const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";

    /// <summary>Subnets of virtual networks.</summary>
    public const string Subnet = "Microsoft.Network/virtualNetworks/subnets";

    private static readonly Dictionary<string, string> SpelledInIds = new(StringComparer.OrdinalIgnoreCase)
    {
        [DiagnosticSetting] = "microsoft.insights/diagnosticSettings",
        [LogCategory] = "microsoft.insights/diagnosticSettingsCategories",
        [LogProfile] = "microsoft.insights/logprofiles",
    };

    /// <summary>A type as Azure itself spells it in ids, and so as it stands in what was read; mostly that is its name.</summary>
    /// <param name="type">The type, in any letter case.</param>
    public static string InIds(string type) => SpelledInIds.GetValueOrDefault(type, type);
}
