namespace Baseline.Cli.Formats;

/// <summary>What the built-in roles are called that plans are about.</summary>
internal static class RoleNames
{
    /// <summary>The name of a role; its GUID where it is not known.</summary>
    public static string Of(string guid) =>
        guid.Equals(Azure.RoleAssignments.RoleAssignmentType.EncryptionUserRole, StringComparison.OrdinalIgnoreCase)
            ? "Key Vault Crypto Service Encryption User"
            : guid;
}
