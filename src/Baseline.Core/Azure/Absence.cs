using System.Collections.Frozen;

namespace Baseline.Azure;

/// <summary>
/// Which answers of Azure mean that something does not exist. Only an error code that is known to mean so for a type does: a bare
/// 404 may come from a gateway on the way, and some codes speak of the question (<c>InvalidResourceType</c>) or of what the
/// caller may see (<c>SubscriptionNotFound</c>).
/// </summary>
public static class Absence
{
    private const int NotFound = 404;

    // What the Resource Manager itself says, before a provider is asked (docs/azure.md#what-404-means). Providers of most types
    // say the first as well.
    private static readonly string[] General = ["ResourceNotFound", "ResourceGroupNotFound", "ParentResourceNotFound"];

    private static readonly FrozenDictionary<string, string[]> Codes = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        [TypeNames.Vault] = [.. General, "VaultNotFound"],
        [TypeNames.VaultKey] = [.. General, "VaultNotFound", "KeyNotFound"],
        [TypeNames.VaultKeyVersion] = [.. General, "VaultNotFound", "KeyNotFound"],
        [TypeNames.DeletedVault] = ["DeletedVaultNotFound"],

        // A write replaces the whole policy, so that nothing but its own code will do: the others say that the account is gone.
        [TypeNames.LifecyclePolicy] = ["ManagementPolicyNotFound"],
        [TypeNames.BlobContainer] = [.. General, "ContainerNotFound"],
        [TypeNames.EncryptionScope] = [.. General, "EncryptionScopeNotFound"],
        [TypeNames.Lock] = [.. General, "LockNotFound"],
        [TypeNames.RoleAssignment] = [.. General, "RoleAssignmentNotFound"],
        [TypeNames.ResourceGroup] = ["ResourceGroupNotFound"],

        // What the caller may not see is not found either.
        [TypeNames.Subscription] = [],
        [TypeNames.ManagementGroup] = [],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an answer to a read of a resource says that the resource does not exist.</summary>
    /// <param name="type">Its type, in any letter case.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error code of the body.</param>
    public static bool Of(string type, int status, string code) =>
        status == NotFound && Codes.GetValueOrDefault(type, General).Contains(code, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an answer says that what the resource belongs to does not exist, such as the account of a policy.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error code of the body.</param>
    public static bool OfParent(int status, string code) =>
        status == NotFound && General.Contains(code, StringComparer.OrdinalIgnoreCase);
}
