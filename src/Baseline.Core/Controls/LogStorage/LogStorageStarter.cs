namespace Baseline.Controls.LogStorage;

/// <summary>The control's part of a first document: all in comments, because it is about accounts that others may own.</summary>
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
          #   immutability: { containers: logs, days: 365 }  # a policy that still lets logs be appended
          #                                    # locked: true in it, with irreversible: [immutabilityLock] beside it, locks it forever
          #   deleteLock: required             # making it takes Owner or User Access Administrator

        """;
}
