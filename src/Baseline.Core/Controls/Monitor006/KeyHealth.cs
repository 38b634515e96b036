using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>
/// Whether the key that an account is encrypted with still works. Without a working key nothing is read or written, and logs are
/// lost; a key outside its dates goes on working, but can't be chosen anew.
/// </summary>
internal sealed class KeyHealth(Monitor006Settings settings, ControlContext context)
{
    private const string LogsAreLost = "so the account refuses reads and writes and logs are lost";

    /// <summary>What keeps the account from its key, a sentence each; empty when nothing is known to.</summary>
    public IEnumerable<string> Problems(ObservedResource account, AccountEncryption encryption)
    {
        if (encryption.VaultIn(context.Estate) is not { } vault)
        {
            return settings.Key is { } named
                && encryption.IsIn(named.Vault.Name)
                && context.Estate.Find(named.Vault).Presence == Presence.Absent
                ? [$"Key vault {named.Vault} does not exist, so the key is gone and the account refuses reads and writes."]
                : [];
        }

        IEnumerable<string?> found = [KeyProblem(vault, encryption), .. VaultProblems(vault, account, encryption)];
        return found.OfType<string>();
    }

    /// <summary>What does not stop the account, and should be seen to.</summary>
    public IEnumerable<Notice> Warnings(ObservedResource account, AccountEncryption encryption)
    {
        if (encryption.VaultIn(context.Estate) is not { } vault)
        {
            yield break;
        }

        if (VaultReach.IsInPerimeter(vault))
        {
            yield return new Notice(
                "BL2031",
                Monitor006Settings.Id,
                vault.Id.Text,
                $"Key vault {vault.Id} is in a network security perimeter, whose rules decide whether storage reaches key "
                    + $"{encryption.KeyName}; the tool can't see them.");
        }

        if (KeyIn(vault, encryption) is { } key && VaultKey.Of(key).WhyOutsideDates(context.AsOf) is { } why)
        {
            yield return new Notice(
                "BL2030",
                Monitor006Settings.Id,
                account.Id.Text,
                $"Key {encryption.KeyName} of {vault.Id} {why}. "
                    + "The account works, but the key can't be chosen anew.");
        }
    }

    /// <summary>
    /// Which read failed that would tell whether the key works; null where none did. An account names its vault by address only,
    /// so that a vault that nobody may see, wherever it lies, is no failed read.
    /// </summary>
    public string? WhyUnread(ObservedResource account, AccountEncryption encryption)
    {
        if (encryption.VaultIn(context.Estate) is { } vault)
        {
            var lookup = context.Estate.Find(KeyIdIn(vault, encryption));
            return WhyUnknown(lookup.Resource is { } key ? KeyVersion.Find(context.Estate, key, encryption.KeyVersion) : lookup)
                ?? (settings.Key?.Vault == vault.Id && vault.Body.IsTrueAt("properties.enableRbacAuthorization")
                    ? KeyGrant.WhyRolesUnknown(context.Estate, vault.Id)
                    : null);
        }

        return encryption.IsInManagedHsm ? null
            : settings.Key is { } named && encryption.IsIn(named.Vault.Name) ? WhyUnknown(context.Estate.Find(named.Vault))
            : context.Estate.UnreadableAt(VaultsBeside(account)) is { } list
            ? list.Why
            : null;
    }

    private static ResourceId VaultsBeside(ObservedResource account) =>
        ResourceId.Subscription(account.Id.SubscriptionId ?? "").Child("providers/Microsoft.KeyVault/vaults");

    private static string? WhyUnknown(Lookup lookup) => lookup.Presence == Presence.Unknown ? lookup.Why : null;

    private static ResourceId KeyIdIn(ObservedResource vault, AccountEncryption encryption) => vault.Id.Child($"keys/{encryption.KeyName}");

    private string? KeyProblem(ObservedResource vault, AccountEncryption encryption)
    {
        var isGone = context.Estate.Find(KeyIdIn(vault, encryption)).Presence == Presence.Absent;
        var why = isGone ? "does not exist" : KeyIn(vault, encryption) is { } key ? VaultKey.Of(key).WhyBroken() : null;
        return why is null ? null : $"Key {encryption.KeyName} of {vault.Id} {why}, {LogsAreLost}.";
    }

    private IEnumerable<string?> VaultProblems(ObservedResource vault, ObservedResource account, AccountEncryption encryption)
    {
        if (VaultReach.WhyUnreachable(vault) is { } why)
        {
            yield return $"Key vault {vault.Id} {why}, {LogsAreLost}: allow trusted Microsoft services there.";
        }

        var tenant = context.Estate.Subscription(account.Id.SubscriptionId)?.TenantId;
        if (encryption.FederatedIdentityClientId is null && VaultReach.OtherTenant(vault, tenant) is { } other)
        {
            yield return $"Key vault {vault.Id} knows identities of tenant {other} only, and the account is of tenant {tenant}, "
                + $"{LogsAreLost}.";
        }
        else if (encryption.FederatedIdentityClientId is null && HasLostGrant(vault, account, encryption))
        {
            yield return $"The identity of the account has no right left to unwrap with key {encryption.KeyName} of {vault.Id}, "
                + $"{LogsAreLost}.";
        }
    }

    private bool HasLostGrant(ObservedResource vault, ObservedResource account, AccountEncryption encryption) =>
        encryption.KeyName is { } key
        && KeyReader.InUse(account, encryption) is { } reader
        && new KeyGrant(settings, context).IsLost(vault, key, reader.Principal);

    /// <summary>The key in use, by the version that the account pins; null where it was not read.</summary>
    private ObservedResource? KeyIn(ObservedResource vault, AccountEncryption encryption) =>
        context.Estate.Find(KeyIdIn(vault, encryption)).Resource is { } key
            ? KeyVersion.Find(context.Estate, key, encryption.KeyVersion).Resource
            : null;
}
