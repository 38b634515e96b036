using Baseline.Azure;

namespace Baseline.Cli.Formats;

/// <summary>What people call a resource type.</summary>
internal static class TypeWords
{
    private static readonly Dictionary<string, (string One, string Many)> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        [TypeNames.Subscription] = ("subscription", "subscriptions"),
        [TypeNames.ResourceGroup] = ("resource group", "resource groups"),
        [TypeNames.ManagementGroup] = ("management group", "management groups"),
        [TypeNames.RoleAssignment] = ("role assignment", "role assignments"),
        [TypeNames.DiagnosticSetting] = ("diagnostic setting", "diagnostic settings"),
        [TypeNames.Vault] = ("key vault", "key vaults"),
        [TypeNames.VaultKey] = ("key", "keys"),
        [TypeNames.AccessPolicy] = ("access policy", "access policies"),
        [TypeNames.ManagedHsm] = ("managed HSM", "managed HSMs"),
        [TypeNames.StorageAccount] = ("storage account", "storage accounts"),
        [TypeNames.LifecyclePolicy] = ("lifecycle policy", "lifecycle policies"),
        [TypeNames.Identity] = ("managed identity", "managed identities"),
    };

    /// <summary>One of the type, or several.</summary>
    public static string Of(string type, int count = 1) =>
        !Words.TryGetValue(type, out var words) ? type : count == 1 ? words.One : words.Many;
}
