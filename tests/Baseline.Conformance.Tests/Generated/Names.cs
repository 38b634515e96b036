using Baseline.TestKit;

namespace Baseline.Conformance.Tests.Generated;

/// <summary>What generated documents and estates both speak of, so that they often meet.</summary>
internal static class Names
{
    public const string One = EstateBuilder.DefaultSubscription;
    public const string Two = "22222222-2222-2222-2222-222222222222";

    /// <summary>Read, but in no generated scope that names subscriptions.</summary>
    public const string Three = "33333333-3333-3333-3333-333333333333";

    /// <summary>In no generated estate: what lies there is somebody else's and is not seen.</summary>
    public const string Outside = "44444444-4444-4444-4444-444444444444";

    public const string Group = "platform";
    public const string OwnSetting = "baseline-auditevent";
    public const string OwnExport = "baseline-activity-log";
    public const string KeyVault = "kv-keys";
    public const string Key = "log-key";
    public const string Identity = "id-logs";

    /// <summary>Accounts, by the region in which they lie where they exist.</summary>
    public static readonly string[] Accounts = ["stwest", "stnorth", "stother"];

    public static readonly string[] Vaults = ["kv-a", "kv-b", "kv-c", "kv-d"];

    public static string AccountId(string name) =>
        $"/subscriptions/{One}/resourceGroups/rg-logs/providers/Microsoft.Storage/storageAccounts/{name}";

    /// <summary>A workspace that exists in a generated estate where a setting names it.</summary>
    public static string WorkspaceId(string name) =>
        $"/subscriptions/{One}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/{name}";

    public static string VaultId(string subscription, string name, string group = "rg-app") =>
        $"/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.KeyVault/vaults/{name}";

    public static readonly string KeyVaultId = VaultId(One, KeyVault, "rg-keys");

    public static readonly string IdentityId =
        $"/subscriptions/{One}/resourceGroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{Identity}";
}
