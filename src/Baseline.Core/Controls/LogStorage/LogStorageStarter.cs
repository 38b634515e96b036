using System.Text;

namespace Baseline.Controls.LogStorage;

/// <summary>
/// The control's part of a first document: all in comments, because it is about accounts that others may own, but for what somebody asks
/// for by a standard.
/// </summary>
internal static class LogStorageStarter
{
    /// <summary>The text.</summary>
    public static string Text { get; } =
        """
          # The storage accounts that receive logs are protected. Take the number signs away to demand that, too.
          # LogStorage:
          #   secureTransfer: required         # each key is optional, and only what is there is judged
          #   minimumTls: TLS1_2
          #   anonymousAccess: denied
          #   crossTenantReplication: denied
          #   trustedServices: required        # a closed firewall lets Azure Monitor in
          #   softDelete: { blobs: 30, containers: 30 }  # days at least in which what is deleted can be restored
          #   immutability: { containers: logs, days: 365 }  # a policy that still lets logs be appended; locked: true locks it
          #   deleteLock: required             # making it takes Owner or User Access Administrator

        """;

    /// <summary>The text for some keys.</summary>
    /// <param name="keys">The keys.</param>
    public static string Of(IReadOnlyList<string> keys)
    {
        var text = new StringBuilder("  # The storage accounts that receive logs are protected.\n  LogStorage:\n");
        foreach (var key in LogStorageKeys.All.Where(key => keys.Contains(key) || IsLocked(key, keys)))
        {
            text.Append(LineOf(key, keys));
        }

        return text.ToString();
    }

    private static string LineOf(string key, IReadOnlyList<string> keys) => key switch
    {
        LogStorageKeys.MinimumTls => $"    {key}: {LogStorageSettings.Tls}\n",
        LogStorageKeys.AnonymousAccess or LogStorageKeys.CrossTenantReplication => $"    {key}: denied\n",
        LogStorageKeys.SoftDeleteOfBlobs => keys.Contains(LogStorageKeys.SoftDeleteOfContainers)
            ? "    softDelete: { blobs: 30, containers: 30 }  # days at least in which what is deleted can be restored\n"
            : "    softDelete: { blobs: 30 }          # days at least in which what is deleted can be restored\n",
        LogStorageKeys.SoftDeleteOfContainers => keys.Contains(LogStorageKeys.SoftDeleteOfBlobs) ? ""
            : "    softDelete: { containers: 30 }     # days at least in which what is deleted can be restored\n",
        LogStorageKeys.Immutability when IsLocked(key, keys) =>
            "    # It counts once it is locked. Nobody can take that back: apply locks only with irreversible: [immutabilityLock].\n"
                + "    immutability: { containers: logs, days: 365, locked: true }\n",
        LogStorageKeys.Immutability =>
            "    immutability: { containers: logs, days: 365 }  # it is evidence once it is locked: see locked and irreversible\n",
        LogStorageKeys.DeleteLock => "    deleteLock: required               # making it takes Owner or User Access Administrator\n",
        LogStorageKeys.InfrastructureEncryption =>
            "    infrastructureEncryption: required  # only judged: it is decided when an account is created\n",
        _ => $"    {key}: required\n",
    };

    /// <summary>Whether a key is wanted by the part of it that is locked.</summary>
    private static bool IsLocked(string key, IReadOnlyList<string> keys) =>
        key == LogStorageKeys.Immutability && keys.Contains(LogStorageKeys.LockedImmutability);
}
