using Baseline.Azure.StorageAccounts;
using Baseline.Controls.LogExport;

namespace Baseline.Controls.KeyVault004;

/// <summary>The audit log of a vault.</summary>
internal static class AuditLog
{
    // The groups hold the category (docs/azure.md#categories-and-groups).
    private static readonly string[] Groups = ["audit", "allLogs"];

    /// <summary>What of it is wanted.</summary>
    public static WantedLog Wanted { get; } = new("audit log", "vault", ["AuditEvent"], Groups, LogContainers.AuditEvent)
    {
        // What Azure has taken in a setting of a vault it takes again, also a group of a time to come.
        OfferedGroups = null,
    };
}
