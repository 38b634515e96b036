using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>What a reviewer should know of the settings that export a log, and of the accounts that keep it.</summary>
internal sealed class ExportNotices(LogRequirement requirement, ControlContext context, SettingEvaluator evaluator)
{
    private WantedLog Log => requirement.Log;

    /// <summary>Leaves what is to be said of each setting of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="verdicts">The verdict on each of its settings.</param>
    /// <param name="isCompliant">Whether the source is compliant.</param>
    /// <param name="by">What makes it so where one of the settings does not.</param>
    public void OfSettings(
        LogSource source, IReadOnlyList<SettingVerdict> verdicts, bool isCompliant, string by = "another setting")
    {
        foreach (var verdict in verdicts)
        {
            OfSetting(verdict.Setting);
            if (verdict.IsDangling && isCompliant)
            {
                Notice(
                    "BL2008",
                    verdict.Setting,
                    $"Setting \"{verdict.Setting.Name}\" {verdict.Reason}; {by} makes the {Log.SourceNoun} compliant.");
            }

            OfGoneDestinations(verdict, isCompliant);
            OfAccount(source, verdict.Setting);
        }
    }

    /// <summary>Leaves what a change takes away of retention that nobody asked to change.</summary>
    /// <param name="draft">The change.</param>
    /// <param name="verdicts">The verdict on each setting.</param>
    public void OfForeignRetention(ChangeDraft draft, IReadOnlyList<SettingVerdict> verdicts)
    {
        var setting = verdicts.Select(verdict => verdict.Setting)
            .FirstOrDefault(setting => draft.Type == TypeNames.DiagnosticSetting
                && ResourceId.Parse(draft.Resource).Name.Equals(setting.Name, StringComparison.OrdinalIgnoreCase));
        if (setting is null)
        {
            return;
        }

        var foreign = ForeignRetention.Of(setting.Resource, Log.IsAbout);
        if (foreign.Count > 0)
        {
            Notice(
                "BL2045",
                setting,
                $"Setting \"{setting.Name}\" is written as a whole, and Azure refuses a retention policy that is on, so this plan "
                    + $"switches off what it carries for {string.Join(", ", foreign)} too. Azure ignores it since 2025-09-30, so that no "
                    + "log is kept longer or shorter for it; it can't be switched on again.");
        }
    }

    /// <summary>Leaves what is to be said of the account that a change makes a setting export to: before it does, and not after.</summary>
    /// <param name="draft">The change.</param>
    public void OfDraft(ChangeDraft draft)
    {
        if (draft.Type == TypeNames.DiagnosticSetting
            && draft.ToSetting().StorageAccount is { } id
            && context.Estate.Find(id).Resource is { } account)
        {
            OfAccess(account);
        }
    }

    private void Notice(string code, DiagnosticSetting setting, string message, bool isWarning = true) =>
        context.Notice(new Notice(code, requirement.Control, setting.Resource.Id.Text, message, isWarning));

    private void NoticeAccount(string code, ResourceId account, string message) =>
        context.Notice(new Notice(code, requirement.Control, account.Text, message));

    /// <summary>A destination that is gone beside one that counts.</summary>
    private void OfGoneDestinations(SettingVerdict verdict, bool isCompliant)
    {
        if (!isCompliant || verdict.IsDangling || !Log.IsOn(verdict.Setting))
        {
            return;
        }

        foreach (var sink in Destination.GoneOthers(context.Estate, verdict.Setting))
        {
            Notice(
                "BL2008",
                verdict.Setting,
                $"Setting \"{verdict.Setting.Name}\" exports to {sink.Text}, which does not exist; another destination suffices.");
        }
    }

    private void OfSetting(DiagnosticSetting setting)
    {
        var rows = Log.Rows(setting);
        if (setting.Name.Equals("service", StringComparison.OrdinalIgnoreCase))
        {
            Notice("BL2005", setting, "A setting named \"service\" comes from a retired API and can't be fully deleted.");
        }

        if (rows.GroupBy(row => row.Category ?? row.Group, StringComparer.OrdinalIgnoreCase)
            .Any(same => same.Any(row => row.Enabled) && same.Any(row => !row.Enabled)))
        {
            Notice("BL2006", setting, $"Setting \"{setting.Name}\" lists the {Log.Name} twice, once on and once off; on counts.");
        }

        if (rows.Any(row => row.Enabled && (row.RetentionDays is > 0 || row.IdleRetentionDays is not null)))
        {
            Notice(
                "BL2007",
                setting,
                $"Setting \"{setting.Name}\" still has a retention policy, which Azure ignores since 2025-09-30.",
                isWarning: false);
        }
    }

    /// <summary>What may keep a log from getting into an account, or from being read there.</summary>
    private void OfAccess(ObservedResource account)
    {
        if (AccountAccess.WhyClosed(account) is { } firewall)
        {
            NoticeAccount("BL2009", account.Id, $"Perhaps no log is kept: {firewall}.");
        }

        foreach (var (code, message) in AccountAccess.Doubts(account))
        {
            NoticeAccount(code, account.Id, message);
        }

        if (evaluator.Account(account.Id).Container.WhyClosed is { } closed)
        {
            NoticeAccount("BL2043", account.Id, $"No log is kept: {closed}.");
        }
    }

    private void OfAccount(LogSource source, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is not { } id
            || !requirement.Destination.Accepts(SinkKind.StorageAccount)
            || !Log.IsOn(setting)
            || context.Estate.Find(id).Resource is not { } account)
        {
            return;
        }

        OfAccess(account);
        if (requirement.Retention is null)
        {
            return;
        }

        var known = evaluator.Account(account.Id);
        if (StorageTasks.WhyUnread(known.TaskAssignments) is { } unread)
        {
            NoticeAccount(
                "BL2044",
                account.Id,
                $"Whether storage tasks delete the log could not be read ({unread}); it is judged as if none did.");
        }

        foreach (var (rule, why) in known.Policy.RulesThatMiss(requirement.PathOf(source)))
        {
            NoticeAccount("BL2010", account.Id, $"Lifecycle rule \"{rule.Name}\" does not count for {source.Id.Name}: {why}.");
        }
    }
}
