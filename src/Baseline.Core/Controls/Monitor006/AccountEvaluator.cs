using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.Monitor006;

/// <summary>Whether a storage account is encrypted with a customer-managed key, and whether that key still works.</summary>
public sealed class AccountEvaluator(Monitor006Settings settings, ControlContext context)
{
    private readonly KeyHealth _health = new(settings, context);

    /// <summary>Judges an account.</summary>
    public FindingDetail Evaluate(ResourceId id)
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
            return new FindingDetail(
                account.Id,
                ComplianceState.Noncompliant,
                $"It is encrypted with {encryption.KeySource ?? "the platform default"}, not with a customer-managed key.");
        }

        if (!encryption.NamesKey)
        {
            context.Notice(new Notice(
                "BL2011",
                Monitor006Settings.Id,
                account.Id.Text,
                "The account says Microsoft.Keyvault but names no key, so nothing can be decided."));
            return new FindingDetail(account.Id, ComplianceState.Unknown, "It says Microsoft.Keyvault but names no key.");
        }

        return WhyNotPinned(encryption) is { } why
            ? new FindingDetail(account.Id, ComplianceState.Noncompliant, why)
            : EvaluateHealth(account, encryption);
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
            return $"It is encrypted with key {encryption.KeyName} of {encryption.VaultUri}, and the document pins key {key.Name} of "
                + $"{key.Vault.Name}.";
        }

        return string.Equals(encryption.KeyVersion ?? "", key.Version ?? "", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"It uses version {encryption.KeyVersion ?? "latest"} of key {key.Name}, and the document pins {key.Version ?? "latest"}.";
    }

    private FindingDetail EvaluateHealth(ObservedResource account, AccountEncryption encryption)
    {
        var container = LogEncryption.Of(context.Estate, account.Id);
        var problems = _health.Problems(account, encryption).Append(container.Problem).OfType<string>().ToList();
        var unread = Unread(account, encryption, container).ToList();
        var key = $"It is encrypted with key {encryption.KeyName} of {encryption.VaultUri}";
        var warnings = problems.Select(problem => new Notice("BL2012", Monitor006Settings.Id, account.Id.Text, problem))
            .Concat(_health.Warnings(account, encryption))
            .Concat(settings.Deep ? [] : unread.Select(what => NoticeOf(account, $"{key}, and {what}")));
        foreach (var warning in warnings)
        {
            context.Notice(warning);
        }

        if (settings.Deep && problems.Count > 0)
        {
            return new FindingDetail(account.Id, ComplianceState.Noncompliant, string.Join(' ', problems));
        }

        return settings.Deep && unread.Count > 0
            ? new FindingDetail(account.Id, ComplianceState.Unknown, $"{key}, and {string.Join(", and ", unread)}.")
            : new FindingDetail(account.Id, ComplianceState.Compliant, $"{key}.");
    }

    /// <summary>What a look at key and container could not read, a clause each.</summary>
    private IEnumerable<string> Unread(ObservedResource account, AccountEncryption encryption, LogEncryption container)
    {
        if (_health.WhyUnread(account, encryption) is { } why)
        {
            yield return $"whether that key works could not be read ({why})";
        }

        if (container.WhyUnread is { } whyNot)
        {
            yield return $"whether container {LogEncryption.Container} has an encryption scope of its own could not be read ({whyNot})";
        }
    }

    private static Notice NoticeOf(ObservedResource account, string what) => new(
        "BL2033",
        Monitor006Settings.Id,
        account.Id.Text,
        $"{what}; the verdict does without.");
}
