using System.Globalization;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Resources;

namespace Baseline.Controls.KeyVault004;

/// <summary>Whether one diagnostic setting alone makes a vault compliant, and if not, why.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="State">Compliant, noncompliant or unknown.</param>
/// <param name="Reason">Why, as a clause that can follow the setting's name.</param>
/// <param name="IsDangling">Whether its destination account no longer exists.</param>
public sealed record SettingVerdict(DiagnosticSetting Setting, ComplianceState State, string Reason, bool IsDangling = false);

/// <summary>Judges settings of vaults: the table of field.md §2.4, rows K1 to K33.</summary>
public sealed class SettingJudge(KeyVault004Settings settings, ControlContext context)
{
    /// <summary>Judges one setting of a vault.</summary>
    public SettingVerdict Judge(ObservedResource vault, DiagnosticSetting setting)
    {
        if (!AuditLog.IsOn(setting))
        {
            return Noncompliant(setting, "does not export AuditEvent");
        }

        if (settings.Accept == DestinationAcceptance.Any && setting.HasOtherSink)
        {
            return new SettingVerdict(setting, ComplianceState.Compliant, "exports AuditEvent; a destination other than storage is accepted");
        }

        if (WhyNotWantedDestination(vault, setting) is { } why)
        {
            return Noncompliant(setting, why);
        }

        return RowRetention(setting) is { } days
            ? Noncompliant(setting, $"carries a retention policy of {Days(days)}, and accepted are {Accepted}")
            : JudgeAccount(vault, setting);
    }

    /// <summary>Whether a setting exports to a destination that counts, whatever it exports.</summary>
    public bool HasWantedDestination(ObservedResource vault, DiagnosticSetting setting) =>
        WhyNotWantedDestination(vault, setting) is null;

    /// <summary>Days of a retention policy on the audit log's rows that are not accepted; null when there is none.</summary>
    public long? RowRetention(DiagnosticSetting setting) =>
        AuditLog.Rows(setting)
            .Where(row => row.Enabled)
            .Select(row => row.RetentionDays)
            .FirstOrDefault(days => days is { } number && !Accepts(number));

    /// <summary>Whether so many days are accepted; null days mean kept for ever.</summary>
    public bool Accepts(long? days) => settings.RetentionDays.Any(accepted => accepted == (days ?? 0));

    /// <summary>The account that the document gives for the region of a vault; null when it gives none.</summary>
    public ResourceId? MappedAccount(ObservedResource vault) =>
        settings.StorageAccounts.GetValueOrDefault(Region.Normalize(vault.Body.TextAt("location")));

    /// <summary>The accepted days as text.</summary>
    public string Accepted => string.Join(" or ", settings.RetentionDays.Select(days => days == 0 ? "0 (for ever)" : Days(days)));

    /// <summary>The rule that deletes too early or at the wrong time; null when retention is as accepted.</summary>
    public LifecycleRule? OffendingRule(ObservedResource vault, LifecyclePolicy policy)
    {
        var shortest = policy.RulesThatShorten(vault.Id).FirstOrDefault();
        return shortest is not null && (shortest.DeleteAfterDays == 0 || !Accepts(shortest.DeleteAfterDays)) ? shortest : null;
    }

    /// <summary>Whether an account keeps a vault's log for an accepted time.</summary>
    public bool KeepsLongEnough(ObservedResource vault, LifecyclePolicy policy) =>
        OffendingRule(vault, policy) is null && (policy.RulesThatShorten(vault.Id).Any() || Accepts(null));

    /// <summary>Why a firewall keeps logs out of an account; null when it does not.</summary>
    public static string? WhyFirewalled(ObservedResource account)
    {
        var denies = string.Equals(account.Body.TextAt("properties.networkAcls.defaultAction"), "Deny", StringComparison.OrdinalIgnoreCase);
        var trusts = account.Body.TextAt("properties.networkAcls.bypass")?.Contains("AzureServices", StringComparison.OrdinalIgnoreCase) == true;
        return denies && !trusts
            ? $"the firewall of {account.Id} lets no trusted Microsoft services in, so logs may not arrive: allow them (networkAcls.bypass AzureServices)"
            : null;
    }

    private string? WhyNotWantedDestination(ObservedResource vault, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is null)
        {
            return settings.Accept == DestinationAcceptance.Any && setting.HasOtherSink
                ? null
                : "exports to no storage account";
        }

        if (settings.Accept != DestinationAcceptance.Mapped)
        {
            return null;
        }

        var mapped = MappedAccount(vault);
        return mapped == setting.StorageAccount
            ? null
            : $"exports to {setting.StorageAccount}, not to the account of its region ({mapped?.Text ?? "none is given"})";
    }

    private SettingVerdict JudgeAccount(ObservedResource vault, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is not { } id)
        {
            return new SettingVerdict(setting, ComplianceState.Compliant, "exports AuditEvent");
        }

        var account = context.Estate.Find(id);
        if (account.Presence == Presence.Absent)
        {
            return new SettingVerdict(setting, ComplianceState.Noncompliant, $"exports to {id}, which does not exist", IsDangling: true);
        }

        var policy = context.Estate.Find(LifecyclePolicy.IdOf(id));
        return account.Resource is null || policy.Presence == Presence.Unknown
            ? new SettingVerdict(setting, ComplianceState.Unknown, $"exports to {id}, whose retention could not be read ({(account.Resource is null ? account.Why : policy.Why)})")
            : JudgeRetention(vault, setting, account.Resource, LifecyclePolicy.Of(policy.Resource));
    }

    private SettingVerdict JudgeRetention(
        ObservedResource vault, DiagnosticSetting setting, ObservedResource account, LifecyclePolicy policy)
    {
        if (OffendingRule(vault, policy) is { } rule)
        {
            return Noncompliant(setting, $"exports to {account.Id}, where lifecycle rule \"{rule.Name}\" deletes the log after {Days(rule.DeleteAfterDays ?? 0)}, and accepted are {Accepted}");
        }

        if (!KeepsLongEnough(vault, policy))
        {
            return Noncompliant(setting, $"exports to {account.Id}, which keeps the log for ever, and accepted are {Accepted}");
        }

        return DeepProblem(vault, account, policy) is { } problem
            ? Noncompliant(setting, $"exports to {account.Id}, but {problem}")
            : new SettingVerdict(setting, ComplianceState.Compliant, $"exports AuditEvent to {account.Id}, {Kept(vault, policy)}");
    }

    /// <summary>What counts against an account only where the document says so; null where nothing does.</summary>
    public string? DeepProblem(ObservedResource vault, ObservedResource account, LifecyclePolicy policy) =>
        !settings.Deep ? null
        : WhyFirewalled(account)
            ?? policy.RulesThatMiss(vault.Id)
                .Select(miss => $"lifecycle rule \"{miss.Rule.Name}\" does not do what it seems to: {miss.Why}")
                .FirstOrDefault();

    private static string Kept(ObservedResource vault, LifecyclePolicy policy) =>
        policy.RulesThatShorten(vault.Id).FirstOrDefault() is { DeleteAfterDays: { } days }
            ? $"kept for {Days(days)}"
            : "kept for ever";

    private static SettingVerdict Noncompliant(DiagnosticSetting setting, string reason) =>
        new(setting, ComplianceState.Noncompliant, reason);

    private static string Days(long days) =>
        days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
