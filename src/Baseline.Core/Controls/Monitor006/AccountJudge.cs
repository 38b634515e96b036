using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Resources;

namespace Baseline.Controls.Monitor006;

/// <summary>Whether a storage account is encrypted with a customer-managed key, and whether that key still works.</summary>
public sealed class AccountJudge(Monitor006Settings settings, ControlContext context)
{
    private const string Container = "insights-activity-logs";

    /// <summary>Judges an account (field.md rows M3 to M15, M20, M23).</summary>
    public FindingDetail Judge(ResourceId id)
    {
        var lookup = context.Estate.Find(id);
        if (lookup.Resource is not { } account)
        {
            return lookup.Presence == Presence.Unknown
                ? new FindingDetail(id, ComplianceState.Unknown, $"Its encryption could not be read ({lookup.Why}).")
                : new FindingDetail(id, ComplianceState.Noncompliant, "It does not exist, so the activity log goes nowhere.");
        }

        var encryption = AccountEncryption.Of(account);
        if (!encryption.IsCustomerManaged)
        {
            return new FindingDetail(account.Id, ComplianceState.Noncompliant, $"It is encrypted with {encryption.KeySource ?? "the platform default"}, not with a customer-managed key.");
        }

        if (encryption.VaultUri is null)
        {
            context.Notice(new Notice("BL2011", Monitor006Settings.Id, account.Id.Text, "The account says Microsoft.Keyvault but names no key, so nothing can be decided."));
            return new FindingDetail(account.Id, ComplianceState.Unknown, "It says Microsoft.Keyvault but names no key.");
        }

        return WhyNotPinned(encryption) is { } why
            ? new FindingDetail(account.Id, ComplianceState.Noncompliant, why)
            : JudgeHealth(account, encryption);
    }

    /// <summary>Rows M13 and M14: another key or version than the document pins.</summary>
    private string? WhyNotPinned(AccountEncryption encryption)
    {
        if (settings.Key is not { Pinned: true } key)
        {
            return null;
        }

        if (!encryption.UsesKey(key.Vault.Name, key.Name))
        {
            return $"It is encrypted with key {encryption.KeyName} of {encryption.VaultUri}, and the document pins key {key.Name} of {key.Vault.Name}.";
        }

        return string.Equals(encryption.KeyVersion ?? "", key.Version ?? "", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"It uses version {encryption.KeyVersion ?? "latest"} of key {key.Name}, and the document pins {key.Version ?? "latest"}.";
    }

    private FindingDetail JudgeHealth(ObservedResource account, AccountEncryption encryption)
    {
        var vault = encryption.VaultIn(context.Estate)?.Id;
        var problems = new[] { KeyProblem(vault, encryption), ContainerProblem(account) }.OfType<string>().ToList();
        foreach (var problem in problems)
        {
            context.Notice(new Notice("BL2012", Monitor006Settings.Id, account.Id.Text, problem));
        }

        if (settings.Deep && problems.Count > 0)
        {
            return new FindingDetail(account.Id, ComplianceState.Noncompliant, string.Join(' ', problems));
        }

        var key = $"It is encrypted with key {encryption.KeyName} of {encryption.VaultUri}";
        return settings.Deep && WhyKeyUnread(vault, account, encryption) is { } why
            ? new FindingDetail(account.Id, ComplianceState.Unknown, $"{key}, and whether that key works could not be read ({why}).")
            : new FindingDetail(account.Id, ComplianceState.Compliant, $"{key}.");
    }

    /// <summary>Row M15: without a working key nothing is read or written, and logs are lost.</summary>
    private string? KeyProblem(ResourceId? vault, AccountEncryption encryption)
    {
        if (vault is null)
        {
            return settings.Key is { } named && encryption.IsIn(named.Vault.Name) && context.Estate.Find(named.Vault).Presence == Presence.Absent
                ? $"Key vault {named.Vault} does not exist, so the key is gone and the account refuses reads and writes."
                : null;
        }

        var lookup = context.Estate.Find(vault.Child($"keys/{encryption.KeyName}"));
        var why = lookup.Presence == Presence.Absent ? "does not exist"
            : lookup.Resource is { } key ? VaultKey.Of(key).WhyUnusable(context.AsOf)
            : null;
        return why is null
            ? null
            : $"Key {encryption.KeyName} of {vault} {why}, so the account refuses reads and writes and logs are lost.";
    }

    /// <summary>
    /// Which read failed that would tell whether the key works; null where none did. An account names its vault by address only,
    /// so that a vault that nobody may see, wherever it lies, is no failed read.
    /// </summary>
    private string? WhyKeyUnread(ResourceId? vault, ObservedResource account, AccountEncryption encryption) =>
        vault is not null ? WhyUnread(vault.Child($"keys/{encryption.KeyName}"))
            : encryption.IsInManagedHsm ? null
            : settings.Key is { } named && encryption.IsIn(named.Vault.Name) ? WhyUnread(named.Vault)
            : context.Estate.UnreadableAt(ResourceId.Subscription(account.Id.SubscriptionId ?? "").Child("providers/Microsoft.KeyVault/vaults")) is { } list
            ? $"{list.Status} {list.Code}"
            : null;

    private string? WhyUnread(ResourceId id) =>
        context.Estate.Find(id) is { Presence: Presence.Unknown } lookup ? lookup.Why : null;

    /// <summary>Row M20: a container's own encryption scope wins over the account's key, and can't be changed afterwards.</summary>
    private string? ContainerProblem(ObservedResource account)
    {
        var container = context.Estate.Find(account.Id.Child($"blobServices/default/containers/{Container}")).Resource;
        var scopeName = container?.Body.TextAt("properties.defaultEncryptionScope");
        if (scopeName is null)
        {
            return null;
        }

        // "$account-encryption-key" is no scope of its own, and found nowhere.
        var scope = context.Estate.Find(account.Id.Child($"encryptionScopes/{scopeName}")).Resource;
        return string.Equals(scope?.Body.TextAt("properties.source"), "Microsoft.Storage", StringComparison.OrdinalIgnoreCase)
            ? $"Container {Container} has encryption scope \"{scopeName}\", which uses a Microsoft key and can't be changed."
            : null;
    }
}
