using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.Monitor006;

/// <summary>Whether a storage account is encrypted with a customer-managed key, and whether that key still works.</summary>
public sealed class AccountJudge(Monitor006Settings settings, ControlContext context)
{
    private const string Container = "insights-activity-logs";
    private readonly KeyHealth _health = new(settings, context);

    /// <summary>Judges an account.</summary>
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

    /// <summary>Another key or version than the document pins.</summary>
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
        var problems = _health.Problems(account, encryption).Append(ContainerProblem(account)).OfType<string>().ToList();
        var warnings = problems.Select(problem => new Notice("BL2012", Monitor006Settings.Id, account.Id.Text, problem))
            .Concat(_health.Warnings(account, encryption));
        foreach (var warning in warnings)
        {
            context.Notice(warning);
        }

        if (settings.Deep && problems.Count > 0)
        {
            return new FindingDetail(account.Id, ComplianceState.Noncompliant, string.Join(' ', problems));
        }

        var key = $"It is encrypted with key {encryption.KeyName} of {encryption.VaultUri}";
        return settings.Deep && _health.WhyUnread(account, encryption) is { } why
            ? new FindingDetail(account.Id, ComplianceState.Unknown, $"{key}, and whether that key works could not be read ({why}).")
            : new FindingDetail(account.Id, ComplianceState.Compliant, $"{key}.");
    }

    /// <summary>A container's own encryption scope wins over the account's key, and can't be changed afterwards.</summary>
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
