using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.KeyVault004;

/// <summary>Every key vault logs AuditEvent to an accepted destination, and the log is kept for an accepted time.</summary>
public sealed class KeyVault004Control(KeyVault004Settings settings) : IControl
{
    /// <inheritdoc/>
    public string Id => KeyVault004Settings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.Vault];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        if (input.Only is { } only)
        {
            context.Explain(only, () => [new AuditLogEvidence(settings, context, new SettingEvaluator(settings, context)).Wanted]);
        }

        return context.Conclude(Findings(context));
    }

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        (write.IsOfType(TypeNames.DiagnosticSetting) && owner.IsOfType(TypeNames.Vault))
        || write.IsOfType(TypeNames.LifecyclePolicy);

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) =>
        write.Write.IsOfType(TypeNames.DiagnosticSetting)
            ? OwnSettings.WhyNotAsked(write, plan, settings.Destination.Named)
            : null;

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedWrites(settings, plan).WhyNotWanted(write);

    private IEnumerable<Finding> Findings(ControlContext context)
    {
        foreach (var subscription in context.Scope.Subscriptions.Where(context.IsWanted))
        {
            if (context.Estate.List(subscription, TypeNames.Vault).Unreadable is { } unreadable)
            {
                yield return Unlisted(context, subscription, $"{unreadable.Status} {unreadable.Code}");
            }
            else if (context.Estate.Subscription(subscription.SubscriptionId) is null)
            {
                yield return Unlisted(context, subscription, "it is not part of what was read");
            }
        }

        foreach (var group in context.Scope.ManagementGroups.Where(context.IsWanted))
        {
            if (context.Scope.WhyUnknown(group) is { } why)
            {
                yield return Unlisted(context, group, why);
            }
        }

        var judge = new SettingEvaluator(settings, context);
        foreach (var vault in context.Estate.OfType(TypeNames.Vault).Where(vault => IsWanted(context, vault.Id)))
        {
            if (Judge(context, judge, vault) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var entry in context.Estate.Unreadable.Where(entry => IsUnreadVault(context, entry)))
        {
            if (Unread(context, entry) is { } finding)
            {
                yield return finding;
            }
        }

        foreach (var hsm in context.Estate.OfType(TypeNames.ManagedHsm).Where(hsm => IsWanted(context, hsm.Id)))
        {
            yield return new Finding(
                Id,
                hsm.Id,
                ComplianceState.NotApplicable,
                "The control speaks of key vaults; a managed HSM is not one.");
        }
    }

    private static bool IsWanted(ControlContext context, ResourceId id) => context.IsWanted(id) && context.Scope.Covers(id);

    private Finding Unlisted(ControlContext context, ResourceId scope, string why)
    {
        context.Explain(scope, () => [AuditLogEvidence.Unread(scope, why)]);
        return context.Exemptions.Live(Id, scope, context.AsOf) is { } exemption
            ? Controls.Finding.Exempted(Id, scope, exemption)
            : new Finding(
                Id,
                scope,
                ComplianceState.Unknown,
                $"The vaults of {scope} could not be read ({why}), so nothing is known about them.");
    }

    /// <summary>A vault of which nothing is known but that it was to be read. Its tags are not known, so that none excludes it.</summary>
    private static bool IsUnreadVault(ControlContext context, UnreadableResource entry) =>
        !entry.Id.IsList
        && entry.Id.IsOfType(TypeNames.Vault)
        && context.Estate.Find(entry.Id).Resource is null
        && IsWanted(context, entry.Id);

    private Finding? Unread(ControlContext context, UnreadableResource entry)
    {
        context.Explain(entry.Id, () => [AuditLogEvidence.Unread(entry.Id, $"{entry.Status} {entry.Code}")]);
        if (context.Exemptions.Live(Id, entry.Id, context.AsOf) is { } exemption)
        {
            return Controls.Finding.Exempted(Id, entry.Id, exemption);
        }

        if (entry.IsGone)
        {
            NoticeGone(context, entry.Id);
            return null;
        }

        return new Finding(
            Id,
            entry.Id,
            ComplianceState.Unknown,
            $"The vault could not be read ({entry.Status} {entry.Code}).");
    }

    private void NoticeGone(ControlContext context, ResourceId vault) =>
        context.Notice(new Notice("BL2004", Id, vault.Text, "The vault went away while it was read, and was skipped.", IsWarning: false));

    private Finding? Judge(ControlContext context, SettingEvaluator judge, ObservedResource vault)
    {
        var listing = context.Estate.List(vault.Id, TypeNames.DiagnosticSetting);
        if (context.Exemptions.Live(Id, vault.Id, context.AsOf) is { } exemption)
        {
            context.Explain(vault.Id, () => [AuditLogEvidence.Exempt(vault.Id, exemption), .. Told(context, judge, vault, listing)]);
            return Controls.Finding.Exempted(Id, vault.Id, exemption);
        }

        if (listing.Unreadable is { IsGone: true })
        {
            NoticeGone(context, vault.Id);
            return null;
        }

        context.Judge(vault.Id);
        context.Explain(vault.Id, () => Told(context, judge, vault, listing));
        if (listing.Unreadable is { } unreadable)
        {
            return new Finding(
                Id,
                vault.Id,
                ComplianceState.Unknown,
                $"Its diagnostic settings could not be read ({unreadable.Status} {unreadable.Code}).");
        }

        List<DiagnosticSetting> own = [.. listing.Resources.Select(resource => new DiagnosticSetting(resource))];
        List<JudgedDemand> demands = [.. judge.DemandsOf(vault)
            .Select(demand => new JudgedDemand(demand, own.ConvertAll(setting => judge.Judge(vault, setting, demand))))];

        // Where one destination is wanted, as nearly everywhere, how a setting does for it is how it does.
        var verdicts = demands is [var only] ? only.Verdicts : own.ConvertAll(setting => judge.Judge(vault, setting));
        Notices(context, judge, vault, demands, verdicts);
        return Finding(context, vault, judge, demands);
    }

    private IEnumerable<EvidenceStep> Told(ControlContext context, SettingEvaluator judge, ObservedResource vault, Listing listing) =>
        listing.Unreadable is { } unreadable
            ? [AuditLogEvidence.Unread(unreadable)]
            : new AuditLogEvidence(settings, context, judge).Steps(
                vault, [.. listing.Resources.Select(resource => judge.Judge(vault, new DiagnosticSetting(resource)))]);

    /// <summary>The vault is as bad as the worst of what its log must reach.</summary>
    private Finding Finding(
        ControlContext context, ObservedResource vault, SettingEvaluator judge, IReadOnlyList<JudgedDemand> demands)
    {
        List<JudgedDemand> missing = [.. demands.Where(demand => demand is { Good: null, Undecided: null })];
        if (missing.Count == 0)
        {
            var undecided = demands.Where(demand => demand.Good is null)
                .Select(demand => demand.Undecided)
                .OfType<SettingVerdict>()
                .ToList();
            var told = undecided.Count > 0 ? undecided : [.. demands.Select(demand => demand.Good).OfType<SettingVerdict>()];
            return new Finding(
                Id,
                vault.Id,
                undecided.Count > 0 ? ComplianceState.Unknown : ComplianceState.Compliant,
                context.Shared(string.Join(' ', told.Select(verdict => $"Setting \"{verdict.Setting.Name}\" {verdict.Reason}."))));
        }

        var remediation = new AuditLogRemediation(settings, context, judge).For(vault, missing);
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, vault.Id);
            NoticeForeignRetention(context, draft, missing[0].Verdicts);
        }

        var ended = context.Exemptions.Ended(Id, vault.Id, context.AsOf);
        return new Finding(Id, vault.Id, ComplianceState.Noncompliant, Reason(missing) + ended)
        {
            Obstacles = remediation.Obstacles,
            Incomplete = remediation.IsIncomplete || demands.Any(demand => demand is { Good: null, Undecided: not null }),
        };
    }

    private static string Reason(List<JudgedDemand> missing) =>
        missing[0].Verdicts.Count == 0
            ? "It has no diagnostic setting."
            : string.Join(' ', missing
                .SelectMany(demand => demand.Verdicts)
                .Select(verdict => $"Setting \"{verdict.Setting.Name}\" {verdict.Reason}.")
                .Distinct(StringComparer.Ordinal));

    private void Notices(
        ControlContext context,
        SettingEvaluator judge,
        ObservedResource vault,
        IReadOnlyList<JudgedDemand> demands,
        IReadOnlyList<SettingVerdict> verdicts)
    {
        var isCompliant = demands.All(demand => demand.Good is not null);
        foreach (var verdict in verdicts)
        {
            NoticeSetting(context, verdict.Setting);
            if (verdict.IsDangling && isCompliant)
            {
                context.Notice(new Notice(
                    "BL2008",
                    Id,
                    verdict.Setting.Resource.Id.Text,
                    $"Setting \"{verdict.Setting.Name}\" {verdict.Reason}; another setting makes the vault compliant."));
            }

            NoticeGone(context, verdict, isCompliant);
            NoticeAccount(context, judge, vault, verdict.Setting);
        }
    }

    /// <summary>A destination that is gone beside one that counts.</summary>
    private void NoticeGone(ControlContext context, SettingVerdict verdict, bool isCompliant)
    {
        if (!isCompliant || verdict.IsDangling || !AuditLog.IsOn(verdict.Setting))
        {
            return;
        }

        foreach (var sink in Destination.GoneOthers(context.Estate, verdict.Setting))
        {
            context.Notice(new Notice(
                "BL2008",
                Id,
                verdict.Setting.Resource.Id.Text,
                $"Setting \"{verdict.Setting.Name}\" exports to {sink.Text}, which does not exist; another destination suffices."));
        }
    }

    private void NoticeForeignRetention(ControlContext context, ChangeDraft draft, IReadOnlyList<SettingVerdict> verdicts)
    {
        var setting = verdicts.Select(verdict => verdict.Setting)
            .FirstOrDefault(setting => draft.Type == TypeNames.DiagnosticSetting
                && ResourceId.Parse(draft.Resource).Name.Equals(setting.Name, StringComparison.OrdinalIgnoreCase));
        if (setting is null)
        {
            return;
        }

        var foreign = ForeignRetention.Of(setting.Resource, row => row.SpeaksOf(AuditLog.Category, AuditLog.Groups));
        if (foreign.Count > 0)
        {
            context.Notice(new Notice(
                "BL2045",
                Id,
                setting.Resource.Id.Text,
                $"Setting \"{setting.Name}\" is written as a whole, and Azure refuses a retention policy that is on, so this plan "
                    + $"switches off what it carries for {string.Join(", ", foreign)} too. Azure ignores it since 2025-09-30, so that no "
                    + "log is kept longer or shorter for it; it can't be switched on again."));
        }
    }

    private void NoticeSetting(ControlContext context, DiagnosticSetting setting)
    {
        var rows = AuditLog.Rows(setting);
        if (setting.Name.Equals("service", StringComparison.OrdinalIgnoreCase))
        {
            context.Notice(new Notice(
                "BL2005",
                Id,
                setting.Resource.Id.Text,
                "A setting named \"service\" comes from a retired API and can't be fully deleted."));
        }

        // A row without a group names the category itself.
        if (rows.GroupBy(row => row.Group, StringComparer.OrdinalIgnoreCase)
            .Any(same => same.Any(row => row.Enabled) && same.Any(row => !row.Enabled)))
        {
            context.Notice(new Notice(
                "BL2006",
                Id,
                setting.Resource.Id.Text,
                $"Setting \"{setting.Name}\" lists the audit log twice, once on and once off; on counts."));
        }

        if (rows.Any(row => row.Enabled && (row.RetentionDays is > 0 || row.IdleRetentionDays is not null)))
        {
            context.Notice(new Notice(
                "BL2007",
                Id,
                setting.Resource.Id.Text,
                $"Setting \"{setting.Name}\" still has a retention policy, which Azure ignores since 2025-09-30.",
                IsWarning: false));
        }
    }

    private void NoticeAccount(ControlContext context, SettingEvaluator judge, ObservedResource vault, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is not { } id
            || !settings.Destination.Accepts(SinkKind.StorageAccount)
            || !AuditLog.IsOn(setting)
            || context.Estate.Find(id).Resource is not { } account)
        {
            return;
        }

        if (AccountAccess.WhyClosed(account) is { } firewall)
        {
            context.Notice(new Notice("BL2009", Id, account.Id.Text, $"Perhaps no log is kept: {firewall}."));
        }

        foreach (var (code, message) in AccountAccess.Doubts(account))
        {
            context.Notice(new Notice(code, Id, account.Id.Text, message));
        }

        var known = judge.Account(account.Id);
        if (known.Container.WhyClosed is { } closed)
        {
            context.Notice(new Notice("BL2043", Id, account.Id.Text, $"No log is kept: {closed}."));
        }

        if (StorageTasks.WhyUnread(known.TaskAssignments) is { } unread)
        {
            context.Notice(new Notice(
                "BL2044",
                Id,
                account.Id.Text,
                $"Whether storage tasks delete the log could not be read ({unread}); it is judged as if none did."));
        }

        foreach (var (rule, why) in known.Policy.RulesThatMiss(vault.Id))
        {
            context.Notice(new Notice(
                "BL2010",
                Id,
                account.Id.Text,
                $"Lifecycle rule \"{rule.Name}\" does not count for {vault.Id.Name}: {why}."));
        }
    }
}
