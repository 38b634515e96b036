using Baseline.Arm.Client;
using Baseline.Azure;

namespace Baseline.Arm.Writing;

/// <summary>Why a refused write is worth another try, which decides for how long.</summary>
internal enum TransientCause
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>An identity or a grant has not spread yet, which can take minutes.</summary>
    Spreading,

    /// <summary>Azure is busy with something else, or calls the failure transient itself.</summary>
    Busy,
}

/// <summary>
/// Which refused writes are worth another try: those that say that something else must finish or spread first. The code decides,
/// because the same 400 or 409 may as well be final.
/// </summary>
internal static class TransientFailures
{
    // A new identity that the token service does not know yet; a vault that does not show yet what it was given. The codes beside
    // these texts are general ones.
    private static readonly string[] SpreadingTexts =
        ["Failure in AAD Client Credentials Grant Flow", "Missing pre-requisites to enable EncryptionAtRest"];

    // What Azure itself calls transient.
    private static readonly string[] BusyTexts = ["transient issue"];

    private static readonly HashSet<string> SpreadingCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "KeyVaultAuthenticationFailure", "AccessPolicyNotConfiguredForKeyVault", "PrincipalNotFound",
    };

    private static readonly HashSet<string> BusyCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        "ConflictError", "StorageAccountOperationInProgress", "StorageAccountIsNotProvisioned", "AnotherOperationInProgress",
        "StorageAccountNotAccessible", "RetryableError", "ReferencedResourceNotProvisioned",
    };

    /// <summary>Why a refused write is worth another try.</summary>
    public static TransientCause CauseOf(ArmFailure error) =>
        error.OutcomeUnknown || error.Status == 429 ? TransientCause.None
        : SpreadingCodes.Contains(error.Code) || Says(error, SpreadingTexts) ? TransientCause.Spreading
        : (BusyCodes.Contains(error.Code) || Says(error, BusyTexts)) && !IsHeldByDeleted(error) ? TransientCause.Busy
        : TransientCause.None;

    private static bool Says(ArmFailure error, string[] texts) =>
        Array.Exists(texts, text => error.Message.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A name that something soft-deleted still holds stays a conflict until somebody recovers or purges it.</summary>
    private static bool IsHeldByDeleted(ArmFailure error) =>
        error.Code.Equals("ConflictError", StringComparison.OrdinalIgnoreCase)
        && FailureMeaning.IsHeldByDeleted(error.Message);
}
