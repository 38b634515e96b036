namespace Baseline.Controls.LogStorage;

/// <summary>What Azure must let a role do for LogStorage: what the document does not ask for is not in it either.</summary>
internal static class LogStorageActions
{
    private const string Service = "Microsoft.Storage/storageAccounts/blobServices/";
    private const string Policies = $"{Service}containers/immutabilityPolicies/";

    /// <summary>The actions.</summary>
    public static RoleActions Of(LogStorageSettings settings) => new(
        [
            "Microsoft.Storage/storageAccounts/read",
            .. settings.SoftDelete ? [$"{Service}read"] : Array.Empty<string>(),
            .. settings.Immutability is null ? Array.Empty<string>() : [$"{Service}containers/read", $"{Policies}read"],
        ],
        [
            .. settings.ChangesAccount ? ["Microsoft.Storage/storageAccounts/write"] : Array.Empty<string>(),
            .. settings.SoftDelete ? [$"{Service}write"] : Array.Empty<string>(),
            .. settings.Immutability is null ? Array.Empty<string>() : [$"{Policies}write"],
            .. settings.DeleteLock ? ["Microsoft.Authorization/locks/write"] : Array.Empty<string>(),
        ],
        [
            .. settings.Immutability is null ? Array.Empty<string>() : [$"{Policies}delete"],
            .. settings.DeleteLock ? ["Microsoft.Authorization/locks/delete"] : Array.Empty<string>(),
        ],
        []);
}
