using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>Judges the settings that export a log: rows K1 to K43 and A1 to A34 of <c>tests/conformance</c>.</summary>
public sealed class SettingEvaluator(LogRequirement requirement, ControlContext context)
{
    // Thousands of sources log to one account.
    private readonly Dictionary<ResourceId, LogAccount> _accounts = [];

    /// <summary>What is demanded.</summary>
    public LogRequirement Requirement => requirement;

    private WantedLog Log => requirement.Log;

    /// <summary>What the log of a source must reach.</summary>
    public IReadOnlyList<LogDemand> DemandsOf(LogSource source) => requirement.Destination.DemandsIn(source.Region);

    /// <summary>Judges one setting of a source; where several destinations must be reached, by the one that it does best for.</summary>
    public SettingVerdict Evaluate(LogSource source, DiagnosticSetting setting) =>
        Best(setting, [.. DemandsOf(source).Select(demand => Evaluate(source, setting, demand))]);

    /// <summary>Judges one setting of a source by one of the destinations that must be reached.</summary>
    public SettingVerdict Evaluate(LogSource source, DiagnosticSetting setting, LogDemand demand)
    {
        if (Log.MissingIn(setting) is { Count: > 0 } missing)
        {
            return Noncompliant(setting, $"does not export {string.Join(", ", missing)}");
        }

        // Each destination is judged alone, and one that counts is enough.
        var verdicts = setting.OtherDestinations.Where(demand.Accepts).Select(sink => EvaluateOther(setting, sink, demand)).ToList();
        if (AcceptedAccount(setting, demand) is not null)
        {
            verdicts.Add(EvaluateStorage(source, setting));
        }

        return verdicts.Count == 0 ? Noncompliant(setting, demand.WhyNone(setting)) : Best(setting, verdicts);
    }

    /// <summary>
    /// The storage accounts that receive some of a source's log by settings and that count for it, however long they keep it.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="settings">Its settings.</param>
    public IEnumerable<LogReceiver> Receivers(LogSource source, IEnumerable<DiagnosticSetting> settings) =>
        from setting in settings
        where Log.Categories.Any(category => Log.IsOn(setting, category))
        from account in DemandsOf(source).Select(demand => AcceptedAccount(setting, demand)).OfType<ResourceId>()
        select new LogReceiver(account, Log.Container, setting.Resource.Id);

    /// <summary>Whether a setting exports to a destination that counts, whatever it exports.</summary>
    public bool HasWantedDestination(DiagnosticSetting setting, LogDemand demand) =>
        demand.IsReachedBeyondStorage(context.Estate, setting) || AcceptedAccount(setting, demand) is not null;

    /// <summary>
    /// Days of a retention policy on the log's rows that are not accepted, 0 for forever; null when there is none. Azure ignores the
    /// policy, so that it counts only where the requirement says so.
    /// </summary>
    public long? RowRetention(DiagnosticSetting setting) => requirement is { JudgesRetention: true, JudgesRetentionPolicies: true }
        ? Log.Rows(setting)
            .Where(row => row.Enabled)
            .Select(row => row.RetentionDays)
            .FirstOrDefault(days => days is { } number && !requirement.Accepted.Accepts(number == 0 ? null : number))
        : null;

    /// <summary>The accepted days as text.</summary>
    public string Accepted => requirement.Accepted.Text;

    /// <summary>How long an account keeps a source's log.</summary>
    public EffectiveRetention RetentionIn(LogSource source, ResourceId account) =>
        EffectiveRetention.Of(context.Estate, requirement.PathOf(source), Account(account), requirement.Accepted);

    /// <summary>
    /// How long a destination other than an account keeps the log; null where that is not judged: of all but workspaces, and without
    /// <c>retentionDays</c>.
    /// </summary>
    public WorkspaceRetention? RetentionIn(Sink sink) =>
        !requirement.JudgesRetention || sink is not { Kind: SinkKind.Workspace, Id: { } workspace } ? null
        : Log.Table is { } table ? WorkspaceRetention.Of(context.Estate, workspace, table, requirement.Accepted)
        : Log.HasTable ? WorkspaceRetention.OfUnknownTable(workspace, requirement.Accepted)
        : null;

    /// <summary>What of an account bears on how long it keeps a log.</summary>
    public LogAccount Account(ResourceId account)
    {
        if (!_accounts.TryGetValue(account, out var known))
        {
            _accounts[account] = known = LogAccount.Of(context.Estate, account, Log.Container);
        }

        return known;
    }

    /// <summary>What counts against an account only where the document says so; null where nothing does.</summary>
    public string? DeepProblem(LogSource source, ObservedResource account, EffectiveRetention retention) =>
        !requirement.Deep ? null
        : AccountAccess.WhyClosed(account)
            ?? retention.Container.WhyClosed
            ?? retention.Policy.RulesThatMiss(requirement.PathOf(source))
                .Select(miss => $"lifecycle rule \"{miss.Rule.Name}\" does not do what it seems to: {miss.Why}")
                .FirstOrDefault();

    /// <summary>What a check beyond the setting could not read, as a clause; null where it counts for nothing or was read.</summary>
    public string? DeepUnknown(ResourceId account, EffectiveRetention retention) =>
        !requirement.Deep ? null
        : Account(account).PolicyRead is { Presence: Presence.Unknown } policy
            ? $"whether a lifecycle rule misses its log could not be read ({policy.Why})"
        : retention.Container.WhyUnread is { } why ? $"whether its container can be appended to could not be read ({why})"
        : StorageTasks.WhyUnread(Account(account).TaskAssignments) is { } tasks
            ? $"whether storage tasks delete its log could not be read ({tasks})"
        : null;

    private static ResourceId? AcceptedAccount(DiagnosticSetting setting, LogDemand demand) =>
        setting.Destinations.FirstOrDefault(sink => sink.Kind == SinkKind.StorageAccount) is { } sink
            && demand.Accepts(sink)
            ? sink.Id
            : null;

    private static SettingVerdict Best(DiagnosticSetting setting, List<SettingVerdict> verdicts) =>
        verdicts.Find(verdict => verdict.State == ComplianceState.Compliant)
        ?? verdicts.Find(verdict => verdict.State == ComplianceState.Unknown)
        ?? Noncompliant(setting, string.Join("; it ", verdicts.Select(verdict => verdict.Reason).Distinct(StringComparer.Ordinal))) with
        {
            IsDangling = verdicts.TrueForAll(verdict => verdict.IsDangling),
        };

    private SettingVerdict EvaluateStorage(LogSource source, DiagnosticSetting setting) =>
        RowRetention(setting) is { } days
            ? Noncompliant(
                setting, $"has a retention policy of {AcceptedRetention.In(days)}, which Azure ignores; allowed: {Accepted}")
        : EvaluateAccount(source, setting);

    private SettingVerdict EvaluateOther(DiagnosticSetting setting, Sink sink, LogDemand demand)
    {
        var lookup = sink.LookUp(context.Estate);
        return lookup.Presence == Presence.Absent ? Dangling(setting, sink.Text)
            : lookup.Presence == Presence.Unknown ? Unknown(setting, $"exports to {sink.Text}, which could not be read ({lookup.Why})")
            : Destination.IsUnableToSend(lookup.Resource)
            ? Noncompliant(setting, $"exports to {sink.Text}, an authorization rule without the right to send, so that nothing arrives")
            : RetentionIn(sink) is { } retention ? EvaluateWorkspace(setting, sink, retention)
            : Compliant(setting, demand.IsAnything
                ? $"exports {Log.Text} to {sink.Text}; a destination other than storage is accepted"
                : $"exports {Log.Text} to {sink.Place}; how long it is kept there is not judged");
    }

    private SettingVerdict EvaluateWorkspace(DiagnosticSetting setting, Sink sink, WorkspaceRetention retention) =>
        retention.Undecided is { } undecided ? Unknown(setting, $"exports to {sink.Place}, {undecided.Clause}")
        : retention.IsAccepted ? Compliant(setting, $"exports {Log.Text} to {sink.Place}, {retention.Kept}")
        : Noncompliant(setting, $"exports to {sink.Place}, {retention.Kept}; allowed: {Accepted}");

    private SettingVerdict EvaluateAccount(LogSource source, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is not { } id)
        {
            return Compliant(setting, $"exports {Log.Text}");
        }

        var lookup = context.Estate.Find(id);
        if (lookup.Presence == Presence.Absent)
        {
            return Dangling(setting, id.Text);
        }

        if (lookup.Resource is not { } account)
        {
            return Unknown(setting, $"exports to {id}, whose retention could not be read ({lookup.Why})");
        }

        if (requirement.Retention is null)
        {
            return Compliant(setting, $"exports {Log.Text} to {account.Id}");
        }

        var retention = RetentionIn(source, account.Id);
        return requirement.JudgesRetention && retention.Undecided is { } undecided
            ? Unknown(setting, $"exports to {id}, {undecided.Clause}")
            : EvaluateRetention(source, setting, account, retention);
    }

    private SettingVerdict EvaluateRetention(
        LogSource source, DiagnosticSetting setting, ObservedResource account, EffectiveRetention retention)
    {
        if (requirement.JudgesRetention && !requirement.Accepted.Accepts(retention.Days))
        {
            return Noncompliant(setting, $"exports to {account.Id}, {WhyNotKept(retention)}; allowed: {Accepted}");
        }

        if (DeepProblem(source, account, retention) is { } problem)
        {
            return Noncompliant(setting, $"exports to {account.Id}, but {problem}");
        }

        return DeepUnknown(account.Id, retention) is { } unread
            ? Unknown(setting, $"exports to {account.Id}, and {unread}")
            : Compliant(setting, $"exports {Log.Text} to {account.Id}, {retention.Undecided?.Clause ?? retention.Kept}");
    }

    private static string WhyNotKept(EffectiveRetention retention) =>
        retention.Days is not { } days ? "which keeps the log forever"
        : retention is { IsHeldByPolicy: false, Rule: { } rule }
            ? $"where lifecycle rule \"{rule.Name}\" deletes the log after {AcceptedRetention.In(days)}"
        : $"where a locked immutability policy keeps the log for {AcceptedRetention.In(days)}";

    private static SettingVerdict Dangling(DiagnosticSetting setting, string destination) =>
        new(setting, ComplianceState.Noncompliant, $"exports to {destination}, which does not exist", IsDangling: true);

    private static SettingVerdict Compliant(DiagnosticSetting setting, string reason) => new(setting, ComplianceState.Compliant, reason);

    private static SettingVerdict Unknown(DiagnosticSetting setting, string reason) => new(setting, ComplianceState.Unknown, reason);

    private static SettingVerdict Noncompliant(DiagnosticSetting setting, string reason) =>
        new(setting, ComplianceState.Noncompliant, reason);
}
