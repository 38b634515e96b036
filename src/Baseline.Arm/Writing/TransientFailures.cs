namespace Baseline.Arm.Writing;

/// <summary>
/// Which refused writes are worth another try: those that say that something else must finish or spread first
/// (azure-facts §4.5, §5.3, §5.4). The code decides, because the same 400 or 409 may as well be for ever.
/// </summary>
internal static class TransientFailures
{
    // A new identity that the token service does not know yet, or a vault that does not show yet what it was given; the codes
    // beside these are general ones.
    private static readonly string[] Texts =
        ["Failure in AAD Client Credentials Grant Flow", "Missing pre-requisites to enable EncryptionAtRest"];

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        "KeyVaultAuthenticationFailure", "AccessPolicyNotConfiguredForKeyVault", "PrincipalNotFound", "ConflictError",
        "StorageAccountOperationInProgress", "StorageAccountIsNotProvisioned", "AnotherOperationInProgress",
    };

    public static bool Includes(ArmError error) =>
        error is { OutcomeUnknown: false, Status: not 429 }
        && (Codes.Contains(error.Code) || Texts.Any(text => error.Message.Contains(text, StringComparison.OrdinalIgnoreCase)))
        && !IsHeldByDeleted(error);

    /// <summary>A name that something soft-deleted still holds stays a conflict until somebody recovers or purges it.</summary>
    private static bool IsHeldByDeleted(ArmError error) =>
        error.Code.Equals("ConflictError", StringComparison.OrdinalIgnoreCase)
        && (error.Message.Contains("deleted", StringComparison.OrdinalIgnoreCase)
            || error.Message.Contains("recoverable state", StringComparison.OrdinalIgnoreCase));
}
