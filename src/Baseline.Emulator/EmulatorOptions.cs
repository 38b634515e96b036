using Baseline.Emulator.Faults;

namespace Baseline.Emulator;

/// <summary>How the emulated tenant behaves where Azure itself varies.</summary>
/// <param name="Clock">Where every timestamp and every refill of a quota comes from.</param>
public sealed record EmulatorOptions(TimeProvider Clock)
{
    /// <summary>The directory of subscriptions that do not say theirs.</summary>
    public Guid TenantId { get; init; } = new("7a4d2b1e-0c5f-4f3a-9d68-1f2e3d4c5b6a");

    /// <summary>How many tries fail after a new identity or a new grant, before the directory has spread it.</summary>
    public int PropagationTries { get; init; }

    /// <summary>
    /// How many role assignments for a new identity answer PrincipalNotFound, before the directory knows it; null for as many
    /// as <see cref="PropagationTries"/>.
    /// </summary>
    public int? PrincipalTries { get; init; }

    /// <summary>
    /// An assignment that names its principalType is not refused for a new identity. Off by default: the longer wait is the
    /// harder case.
    /// </summary>
    public bool PrincipalTypeSkipsCheck { get; init; }

    /// <summary>How many GETs of a new diagnostic setting answer 404 after the PUT answered 200.</summary>
    public int GetAfterPutNotFound { get; init; }

    /// <summary>How many GETs of a new vault still say RegisteringDns.</summary>
    public int RegisteringDnsReads { get; init; } = 1;

    /// <summary>How many polls of a storage account creation answer 202 before the account is there.</summary>
    public int CreationPolls { get; init; } = 1;

    /// <summary>Entries on a page of a list.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Lists of vaults start with an empty page that has a nextLink, as Azure's sometimes do (docs/azure.md#lists).</summary>
    public bool LeadingEmptyPage { get; init; }

    /// <summary>
    /// Count requests, and answer 429 when a quota is used up, until the wait that was told is over. Off, every quota is always
    /// full.
    /// </summary>
    public bool EnforceQuotas { get; init; }

    /// <summary>
    /// Reads a second that another client of the same principal takes out of the bucket of each subscription; from 0 to less
    /// than 25, which is what the bucket gets. Counts only where quotas are enforced.
    /// </summary>
    public double ReadsOfOthersPerSecond { get; init; }

    /// <summary>Seconds that quotas count for each second of <see cref="Clock"/>: 0.97 for a clock that is slow. More than 0.</summary>
    public double QuotaClockRate { get; init; } = 1;

    /// <summary>
    /// Sent as retry-after-ms beside every Retry-After, so that clients that know it need not wait; null for not at all, as
    /// the Resource Manager.
    /// </summary>
    public int? RetryAfterMilliseconds { get; init; } = 1;

    /// <summary>How it misbehaves; null for not at all.</summary>
    public FaultOptions? Faults { get; init; }

    /// <summary>Answers instead of the emulator where it returns a response: for faults in tests.</summary>
    public Func<ArmRequest, ArmResponse?>? Intercept { get; init; }
}
