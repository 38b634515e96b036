namespace Baseline.Controls;

/// <summary>
/// The order of changes that don't depend on each other: a vault is logged before it is changed, then the
/// chain of a customer-managed key in its own order.
/// </summary>
public static class ChangeRanks
{
    /// <summary>A vault's diagnostic setting.</summary>
    public const int VaultSetting = 10;

    /// <summary>The diagnostic setting of a resource of any type.</summary>
    public const int ResourceSetting = 15;

    /// <summary>An account's lifecycle rule.</summary>
    public const int Lifecycle = 20;

    /// <summary>The activity log's own setting.</summary>
    public const int Export = 30;

    /// <summary>A resource group for what is created.</summary>
    public const int ResourceGroup = 33;

    /// <summary>An alert on the activity log.</summary>
    public const int Alert = 35;

    /// <summary>The user-assigned identity.</summary>
    public const int Identity = 40;

    /// <summary>The key vault.</summary>
    public const int Vault = 50;

    /// <summary>The key.</summary>
    public const int Key = 60;

    /// <summary>The identity's access to the key.</summary>
    public const int Grant = 70;

    /// <summary>The identity on the account.</summary>
    public const int Attach = 80;

    /// <summary>The account's encryption.</summary>
    public const int Encryption = 90;

    /// <summary>What of an account's own properties protects the logs in it.</summary>
    public const int Protection = 100;

    /// <summary>How long what is deleted in an account can be restored.</summary>
    public const int SoftDelete = 110;

    /// <summary>What keeps the containers of logs in an account.</summary>
    public const int Immutability = 120;

    /// <summary>The lock of such a policy, and more days for a locked one.</summary>
    public const int ImmutabilityLock = 130;

    /// <summary>The lock that keeps an account, after all that is changed in it.</summary>
    public const int DeleteLock = 140;
}
