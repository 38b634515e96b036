namespace Baseline.Arm.Writing;

/// <summary>
/// Which refused writes are worth another try: those that say that something else must finish or spread first. The code decides,
/// because the same 400 or 409 may as well be final.
/// </summary>
internal static class TransientFailures
{
    // What Azure itself calls transient; a new identity that the token service does not know yet; a vault that does not show
    // yet what it was given. The codes beside these are general ones.
    private static readonly string[] Texts =
        ["transient issue", "Failure in AAD Client Credentials Grant Flow", "Missing pre-requisites to enable EncryptionAtRest"];

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "KeyVaultAuthenticationFailure", "AccessPolicyNotConfiguredForKeyVault", "PrincipalNotFound", "ConflictError",
        "StorageAccountOperationInProgress", "StorageAccountIsNotProvisioned", "AnotherOperationInProgress",
        "StorageAccountNotAccessible", "RetryableError", "ReferencedResourceNotProvisioned",
    };

    public static bool Includes(ArmError error) =>
        error is { OutcomeUnknown: false, Status: not 429 }
        && (Codes.Contains(error.Code) || Texts.Any(text => error.Message.Contains(text, StringComparison.OrdinalIgnoreCase)))
        && !IsHeldByDeleted(error);

    /// <summary>A name that something soft-deleted still holds stays a conflict until somebody recovers or purges it.</summary>
    private static bool IsHeldByDeleted(ArmError error) =>
        error.Code.Equals("ConflictError", StringComparison.OrdinalIgnoreCase)
        && FailureMeaning.IsHeldByDeleted(error.Message);
}
