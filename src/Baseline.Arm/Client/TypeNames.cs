namespace Baseline.Arm.Client;

/// <summary>The types that readers speak of, as their addresses are spelled.</summary>
internal static class TypeNames
{
    public const string Subscription = "Microsoft.Resources/subscriptions";
    public const string ResourceGroup = "Microsoft.Resources/resourceGroups";
    public const string Provider = "Microsoft.Resources/providers";
    public const string ManagementGroup = "Microsoft.Management/managementGroups";
    public const string Lock = "Microsoft.Authorization/locks";
    public const string RoleAssignment = "Microsoft.Authorization/roleAssignments";
    public const string Vault = "Microsoft.KeyVault/vaults";
    public const string VaultKey = "Microsoft.KeyVault/vaults/keys";
    public const string VaultKeyVersion = "Microsoft.KeyVault/vaults/keys/versions";
    public const string ManagedHsm = "Microsoft.KeyVault/managedHSMs";
    public const string DeletedVault = "Microsoft.KeyVault/locations/deletedVaults";
    public const string DiagnosticSetting = "microsoft.insights/diagnosticSettings";
    public const string LogProfile = "microsoft.insights/logprofiles";
    public const string StorageAccount = "Microsoft.Storage/storageAccounts";
    public const string StorageTaskAssignment = "Microsoft.Storage/storageAccounts/storageTaskAssignments";
    public const string StorageTask = "Microsoft.StorageActions/storageTasks";
    public const string Workspace = "Microsoft.OperationalInsights/workspaces";
    public const string EventHubNamespace = "Microsoft.EventHub/namespaces";
    public const string EventHubRule = "Microsoft.EventHub/namespaces/authorizationRules";
    public const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";
}
