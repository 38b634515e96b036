using Baseline.Azure;
using Baseline.Controls.StorageAccounts;

namespace Baseline.Controls.Monitor006;

/// <summary>Why a storage account is judged as it is, and whose activity logs rest on it.</summary>
internal sealed class AccountEvidence(Monitor006Settings settings, ControlContext context)
{
    /// <summary>The verdict on an account that receives an activity log in scope; null for any other.</summary>
    public Finding? Evaluate(ResourceId account)
    {
        if (!Routes(account).Any() || context.Scope.IsExcluded(account))
        {
            return null;
        }

        if (context.Exemptions.Live(Monitor006Settings.Id, account, context.AsOf) is { } exemption)
        {
            return Finding.Exempted(Monitor006Settings.Id, account, exemption);
        }

        var accounts = new AccountRemediations(settings, context);
        var detail = accounts.Evaluate(account);
        var remediation = detail.State == ComplianceState.Noncompliant ? accounts.Encrypt(detail) : Remediation.None;
        return new Finding(Monitor006Settings.Id, detail.Resource, detail.State, detail.Reason)
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete || detail.State == ComplianceState.Unknown,
        };
    }

    /// <summary>The steps that lead to the verdict.</summary>
    public IEnumerable<EvidenceStep> Steps(ResourceId account)
    {
        yield return new EvidenceStep(
            0,
            settings.Span.ToString(),
            $"{Monitor006Settings.Id} wants every storage account that receives an activity log on a customer-managed key.");
        yield return new EvidenceStep(0, account.Text, "These activity logs rest on it.");
        foreach (var (subject, route) in Routes(account))
        {
            var what = route.IsLegacy ? "log profile" : "setting";
            yield return new EvidenceStep(
                1,
                route.Source.Id.Text,
                $"{subject}, by its {what} \"{route.Source.Id.Name}\"{Above(subject, route)}.");
        }

        if (context.Estate.Find(account).Resource is { } found)
        {
            yield return new EvidenceStep(0, $"{found.Id} properties.encryption", Encryption(AccountEncryption.Of(found)));
            foreach (var step in KeySteps(AccountEncryption.Of(found)))
            {
                yield return step;
            }
        }
    }

    private static string Above(ResourceId subject, ExportRoute route) =>
        route.Source.Id.Parent == subject ? "" : $" of {route.Source.Id.Parent}";

    private static string Encryption(AccountEncryption encryption) =>
        !encryption.IsCustomerManaged ? $"keySource is {encryption.KeySource ?? "not given, which is Microsoft.Storage"}."
        : !encryption.NamesKey ? "keySource is Microsoft.Keyvault, and no key is named."
        : $"keySource is Microsoft.Keyvault, with {(encryption.KeyVersion is { } version ? $"version {version}" : "the newest version")} "
            + $"of key {encryption.KeyName} of {encryption.VaultUri}.";

    private IEnumerable<EvidenceStep> KeySteps(AccountEncryption encryption)
    {
        if (!encryption.IsCustomerManaged || !encryption.NamesKey || encryption.VaultIn(context.Estate) is not { } vault)
        {
            yield break;
        }

        yield return new EvidenceStep(1, vault.Id.Text, $"The key's vault {VaultReach.WhyUnreachable(vault) ?? "lets storage in"}.");
        var lookup = context.Estate.Find(vault.Id.Child($"keys/{encryption.KeyName}"));
        if (lookup.Resource is { } found && KeyVersion.Find(context.Estate, found, encryption.KeyVersion).Resource is { } key)
        {
            var state = VaultKey.Of(key);
            yield return new EvidenceStep(
                1,
                key.Id.Text,
                $"The key {state.WhyBroken() ?? state.WhyOutsideDates(context.AsOf) ?? "is fit for use"}.");
        }
    }

    /// <summary>The subjects in scope whose activity log reaches the account, and how, in the order of the findings.</summary>
    private IEnumerable<(ResourceId Subject, ExportRoute Route)> Routes(ResourceId account)
    {
        var subscriptions = context.Scope.Subscriptions.Select(id => ActivityLogExport.OfSubscription(context, id));
        var groups = context.Scope.ManagementGroups.Select(id => ActivityLogExport.OfOwnSettings(context, id));
        return subscriptions.Concat(groups)
            .Where(export => context.Exemptions.Live(Monitor006Settings.Id, export.Subject, context.AsOf) is null)
            .SelectMany(export => export.Routes.Where(route => route.Account == account).Select(route => (export.Subject, route)));
    }
}
