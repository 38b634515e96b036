namespace Baseline.Controls.LogStorage;

/// <summary>The keys of the document by which accounts are judged, as findings name them too.</summary>
internal static class LogStorageKeys
{
    public const string SecureTransfer = "secureTransfer";
    public const string MinimumTls = "minimumTls";
    public const string AnonymousAccess = "anonymousAccess";
    public const string CrossTenantReplication = "crossTenantReplication";
    public const string TrustedServices = "trustedServices";
    public const string InfrastructureEncryption = "infrastructureEncryption";
    public const string SoftDelete = "softDelete";
    public const string SoftDeleteOfBlobs = $"{SoftDelete}.{Blobs}";
    public const string SoftDeleteOfContainers = $"{SoftDelete}.{Containers}";
    public const string Immutability = "immutability";
    public const string DeleteLock = "deleteLock";

    /// <summary>All of them, in the order of their documentation.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        SecureTransfer, MinimumTls, AnonymousAccess, CrossTenantReplication, TrustedServices, SoftDeleteOfBlobs, SoftDeleteOfContainers,
        Immutability, DeleteLock, InfrastructureEncryption,
    ];

    /// <summary>Beneath <see cref="SoftDelete"/>.</summary>
    public const string Blobs = "blobs";

    /// <summary>Beneath <see cref="SoftDelete"/> and <see cref="Immutability"/>.</summary>
    public const string Containers = "containers";

    /// <summary>Beneath <see cref="Immutability"/>.</summary>
    public const string Days = "days";

    /// <summary>Beneath <see cref="Immutability"/>.</summary>
    public const string Locked = "locked";

    /// <summary>What standards ask for of <see cref="Immutability"/>: what is not locked is taken away by whoever may delete it.</summary>
    public const string LockedImmutability = $"{Immutability}.{Locked}";

    /// <summary>What the document consents to although nobody can take it back.</summary>
    public const string Irreversible = "irreversible";

    /// <summary>Known only so that a document that has it is told why the tool does not do it.</summary>
    public const string SharedKey = "sharedKey";
}
