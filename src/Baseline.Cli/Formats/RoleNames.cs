namespace Baseline.Cli.Formats;

/// <summary>What the built-in roles are called that plans are about.</summary>
internal static class RoleNames
{
    // The ids of built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private const string EncryptionUser = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

    /// <summary>The name of a role; its GUID where it is not known.</summary>
    public static string Of(string guid) =>
        guid.Equals(EncryptionUser, StringComparison.OrdinalIgnoreCase) ? "Key Vault Crypto Service Encryption User" : guid;
}
