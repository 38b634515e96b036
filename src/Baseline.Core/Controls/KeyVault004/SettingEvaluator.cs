using Baseline.Azure;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.LogExport;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.KeyVault004;

/// <summary>Whether one diagnostic setting alone makes a vault compliant, and if not, why.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="State">Compliant, noncompliant or unknown.</param>
/// <param name="Reason">Why, as a clause that can follow the setting's name.</param>
/// <param name="IsDangling">Whether none of its destinations that would count exists any more.</param>
public sealed record SettingVerdict(DiagnosticSetting Setting, ComplianceState State, string Reason, bool IsDangling = false);

/// <summary>What a vault's log must reach, and how each of the vault's settings does.</summary>
/// <param name="Demand">What must be reached.</param>
/// <param name="Verdicts">One for each setting, in Azure's order.</param>
public sealed record JudgedDemand(LogDemand Demand, IReadOnlyList<SettingVerdict> Verdicts)
{
    /// <summary>The first setting that does; null where none does.</summary>
    public SettingVerdict? Good => Verdicts.FirstOrDefault(verdict => verdict.State == ComplianceState.Compliant);

    /// <summary>The first setting that can't be judged; null where none is.</summary>
    public SettingVerdict? Undecided => Verdicts.FirstOrDefault(verdict => verdict.State == ComplianceState.Unknown);
}

/// <summary>Judges settings of vaults: rows K1 to K43 of <c>tests/conformance</c>.</summary>
public sealed class SettingEvaluator(KeyVault004Settings settings, ControlContext context)
{
    private readonly AcceptedRetention _accepted = settings.Retention;

    // Thousands of vaults log to one account.
    private readonly Dictionary<ResourceId, LogAccount> _accounts = [];

    /// <summary>What the log of a vault must reach.</summary>
    public IReadOnlyList<LogDemand> DemandsOf(ObservedResource vault) =>
        settings.Destination.DemandsIn(Region.Normalize(vault.Body.TextAt("location")));

    /// <summary>Judges one setting of a vault; where several destinations must be reached, by the one that it does best for.</summary>
    public SettingVerdict Judge(ObservedResource vault, DiagnosticSetting setting) =>
        Best(setting, [.. DemandsOf(vault).Select(demand => Judge(vault, setting, demand))]);

    /// <summary>Judges one setting of a vault by one of the destinations that must be reached.</summary>
    public SettingVerdict Judge(ObservedResource vault, DiagnosticSetting setting, LogDemand demand)
    {
        if (!AuditLog.IsOn(setting))
        {
            return Noncompliant(setting, "does not export AuditEvent");
        }

        // Each destination is judged alone, and one that counts is enough.
        var verdicts = setting.OtherDestinations.Where(demand.Accepts).Select(sink => JudgeOther(setting, sink, demand)).ToList();
        if (AcceptedAccount(setting, demand) is not null)
        {
            verdicts.Add(JudgeStorage(vault, setting));
        }

        return verdicts.Count == 0 ? Noncompliant(setting, demand.WhyNone(setting)) : Best(setting, verdicts);
    }

    /// <summary>Whether a setting exports to a destination that counts, whatever it exports.</summary>
    public bool HasWantedDestination(DiagnosticSetting setting, LogDemand demand) =>
        demand.IsReachedBeyondStorage(context.Estate, setting) || AcceptedAccount(setting, demand) is not null;

    /// <summary>
    /// Days of a retention policy on the audit log's rows that are not accepted, 0 for forever; null when there is none. Azure
    /// ignores the policy, and the rule page asks for it all the same.
    /// </summary>
    public long? RowRetention(DiagnosticSetting setting) => settings.JudgesRetention
        ? AuditLog.Rows(setting)
            .Where(row => row.Enabled)
            .Select(row => row.RetentionDays)
            .FirstOrDefault(days => days is { } number && !_accepted.Accepts(number == 0 ? null : number))
        : null;

    /// <summary>The accepted days as text.</summary>
    public string Accepted => _accepted.Text;

    /// <summary>How long an account keeps a vault's log.</summary>
    public EffectiveRetention RetentionIn(ObservedResource vault, ResourceId account) =>
        EffectiveRetention.Of(context.Estate, vault.Id, Account(account), _accepted);

    /// <summary>What of an account bears on how long it keeps a log.</summary>
    public LogAccount Account(ResourceId account)
    {
        if (!_accounts.TryGetValue(account, out var known))
        {
            _accounts[account] = known = LogAccount.Of(context.Estate, account);
        }

        return known;
    }

    /// <summary>What counts against an account only where the document says so; null where nothing does.</summary>
    public string? DeepProblem(ObservedResource vault, ObservedResource account, EffectiveRetention retention) =>
        !settings.Deep ? null
        : AccountAccess.WhyClosed(account)
            ?? retention.Container.WhyClosed
            ?? retention.Policy.RulesThatMiss(vault.Id)
                .Select(miss => $"lifecycle rule \"{miss.Rule.Name}\" does not do what it seems to: {miss.Why}")
                .FirstOrDefault();

    /// <summary>What a check beyond the setting could not read, as a clause; null where it counts for nothing or was read.</summary>
    public string? DeepUnknown(ResourceId account, EffectiveRetention retention) =>
        !settings.Deep ? null
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

    private SettingVerdict JudgeStorage(ObservedResource vault, DiagnosticSetting setting) =>
        RowRetention(setting) is { } days
            ? Noncompliant(
                setting, $"has a retention policy of {AcceptedRetention.In(days)}, which Azure ignores; allowed: {Accepted}")
        : JudgeAccount(vault, setting);

    private SettingVerdict JudgeOther(DiagnosticSetting setting, Sink sink, LogDemand demand)
    {
        var lookup = sink.LookUp(context.Estate);
        return lookup.Presence == Presence.Absent ? Dangling(setting, sink.Text)
            : lookup.Presence == Presence.Unknown ? Unknown(setting, $"exports to {sink.Text}, which could not be read ({lookup.Why})")
            : Compliant(setting, demand.IsAnything
                ? $"exports AuditEvent to {sink.Text}; a destination other than storage is accepted"
                : $"exports AuditEvent to {sink.Place}; how long it is kept there is not judged");
    }

    private SettingVerdict JudgeAccount(ObservedResource vault, DiagnosticSetting setting)
    {
        if (setting.StorageAccount is not { } id)
        {
            return Compliant(setting, "exports AuditEvent");
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

        var retention = RetentionIn(vault, account.Id);
        return settings.JudgesRetention && retention.Undecided is { } undecided
            ? Unknown(setting, $"exports to {id}, {undecided.Clause}")
            : JudgeRetention(vault, setting, account, retention);
    }

    private SettingVerdict JudgeRetention(
        ObservedResource vault, DiagnosticSetting setting, ObservedResource account, EffectiveRetention retention)
    {
        if (settings.JudgesRetention && !_accepted.Accepts(retention.Days))
        {
            return Noncompliant(setting, $"exports to {account.Id}, {WhyNotKept(retention)}; allowed: {Accepted}");
        }

        if (DeepProblem(vault, account, retention) is { } problem)
        {
            return Noncompliant(setting, $"exports to {account.Id}, but {problem}");
        }

        return DeepUnknown(account.Id, retention) is { } unread
            ? Unknown(setting, $"exports to {account.Id}, and {unread}")
            : Compliant(setting, $"exports AuditEvent to {account.Id}, {retention.Undecided?.Clause ?? retention.Kept}");
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
