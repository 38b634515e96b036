namespace Baseline.Controls.LogStorage;

/// <summary>What Azure must let a role do for LogStorage: what the document does not ask for is not in it either.</summary>
internal static class LogStorageActions
{
    /// <summary>The actions.</summary>
    public static RoleActions Of(LogStorageSettings settings) => new(
        ["Microsoft.Storage/storageAccounts/read"],
        settings.ChangesAccount ? ["Microsoft.Storage/storageAccounts/write"] : [],
        [],
        []);
}
