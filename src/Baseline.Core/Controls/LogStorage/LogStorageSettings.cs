using Baseline.Azure;
using Baseline.Azure.ImmutabilityPolicies;
using Baseline.Diagnostics;
using Baseline.Documents;
using Baseline.Yaml;

namespace Baseline.Controls.LogStorage;

/// <summary>What the document says of LogStorage: what it does not say is not judged.</summary>
/// <param name="Span">Where the document names the control.</param>
public sealed record LogStorageSettings(SourceSpan Span) : IControlSettings
{
    /// <summary>The control's id. It is no rule's, because it gathers several.</summary>
    public const string Id = "LogStorage";

    /// <summary>The oldest version of TLS that is accepted, as Azure spells it.</summary>
    public const string Tls = "TLS1_2";

    /// <inheritdoc/>
    public string Control => Id;

    /// <inheritdoc/>
    public IEnumerable<ResourceId> Destinations => [];

    /// <summary>Whether requests over plain HTTP must be refused; false by default.</summary>
    public bool SecureTransfer { get; init; }

    /// <summary>Whether requests over a TLS older than <see cref="Tls"/> must be refused; false by default.</summary>
    public bool MinimumTls { get; init; }

    /// <summary>Whether no container may be opened to anonymous readers; false by default.</summary>
    public bool AnonymousAccess { get; init; }

    /// <summary>Whether nothing may be replicated to another tenant; false by default.</summary>
    public bool CrossTenantReplication { get; init; }

    /// <summary>Whether a closed firewall must let trusted Microsoft services in; false by default.</summary>
    public bool TrustedServices { get; init; }

    /// <summary>For how many days at least deleted blobs must be restorable, 1 to 365; null where that is not judged.</summary>
    public int? SoftDeleteOfBlobs { get; init; }

    /// <summary>The same of deleted containers.</summary>
    public int? SoftDeleteOfContainers { get; init; }

    /// <summary>What must keep the containers of logs; null, the default, where that is not judged.</summary>
    public ImmutabilitySettings? Immutability { get; init; }

    /// <inheritdoc/>
    public (int Days, Place Place)? LocksLogs =>
        Immutability is { Locked: true, Containers.Count: 0, Place: { } place } held ? (held.Days, place) : null;

    /// <summary>
    /// Whether the document consents to locking policies of immutability, and to lengthening locked ones, which nobody can take back;
    /// false by default.
    /// </summary>
    public bool ConsentsToLock { get; init; }

    /// <inheritdoc/>
    public IEnumerable<string> Consents => ConsentsToLock ? [ImmutabilityPolicyType.Lock] : [];

    /// <inheritdoc/>
    public string? WhereToConsent(string consent) => consent == ImmutabilityPolicyType.Lock ? ConsentsAt : null;

    /// <summary>Where a document consents to what nobody can take back.</summary>
    public static string ConsentsAt => $"controls.{Id}.{LogStorageKeys.Irreversible}";

    /// <summary>Whether a policy may be locked for it.</summary>
    public bool Locks => Extends && Immutability is { Locked: true };

    /// <summary>Whether a locked policy may be lengthened for it.</summary>
    public bool Extends => ConsentsToLock && Immutability is not null;

    /// <summary>Whether a lock must keep the account from being deleted; false by default.</summary>
    public bool DeleteLock { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Parts => [.. LogStorageKeys.All.Where(Wants)];

    /// <inheritdoc/>
    public IReadOnlyList<string> AllParts => LogStorageKeys.All;

    /// <inheritdoc/>
    public bool Wants(string part) => part switch
    {
        LogStorageKeys.SecureTransfer => SecureTransfer,
        LogStorageKeys.MinimumTls => MinimumTls,
        LogStorageKeys.AnonymousAccess => AnonymousAccess,
        LogStorageKeys.CrossTenantReplication => CrossTenantReplication,
        LogStorageKeys.TrustedServices => TrustedServices,
        LogStorageKeys.SoftDeleteOfBlobs => SoftDeleteOfBlobs is not null,
        LogStorageKeys.SoftDeleteOfContainers => SoftDeleteOfContainers is not null,
        LogStorageKeys.Immutability => Immutability is not null,
        LogStorageKeys.LockedImmutability => Immutability is { Locked: true },
        LogStorageKeys.DeleteLock => DeleteLock,
        LogStorageKeys.InfrastructureEncryption => InfrastructureEncryption,
        _ => false,
    };

    /// <summary>Whether anything is asked of the blob service.</summary>
    public bool SoftDelete => SoftDeleteOfBlobs is not null || SoftDeleteOfContainers is not null;

    /// <summary>Whether an account may be changed for it.</summary>
    public bool ChangesAccount => SecureTransfer || MinimumTls || AnonymousAccess || CrossTenantReplication || TrustedServices;

    /// <summary>Whether data must be encrypted twice, which is only judged; false by default.</summary>
    public bool InfrastructureEncryption { get; init; }
}
