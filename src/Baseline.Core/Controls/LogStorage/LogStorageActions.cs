namespace Baseline.Controls.LogStorage;

/// <summary>What Azure must let a role do for LogStorage: what the document does not ask for is not in it either.</summary>
internal static class LogStorageActions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(LogStorageSettings settings) => new(
        [
            "Microsoft.Storage/storageAccounts/read",
            .. settings.SoftDelete ? ["Microsoft.Storage/storageAccounts/blobServices/read"] : Array.Empty<string>(),
            .. settings.Immutability is null ? Array.Empty<string>() :
                [
                    "Microsoft.Storage/storageAccounts/blobServices/containers/read",
                    "Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/read",
                ],
        ],
        [
            .. settings.ChangesAccount ? ["Microsoft.Storage/storageAccounts/write"] : Array.Empty<string>(),
            .. settings.SoftDelete ? ["Microsoft.Storage/storageAccounts/blobServices/write"] : Array.Empty<string>(),
            .. settings.Immutability is null ? Array.Empty<string>() :
                ["Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/write"],
            .. settings.Locks ? ["Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/lock/action"]
                : Array.Empty<string>(),
            .. settings.Extends ? ["Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/extend/action"]
                : Array.Empty<string>(),
            .. settings.DeleteLock ? ["Microsoft.Authorization/locks/write"] : Array.Empty<string>(),
        ],
        [
            .. settings.Immutability is null ? Array.Empty<string>() :
                ["Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies/delete"],
            .. settings.DeleteLock ? ["Microsoft.Authorization/locks/delete"] : Array.Empty<string>(),
        ],
        []);
}
