using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;

namespace Baseline.Controls.LogExport;

/// <summary>
/// Makes a destination keep a log for an accepted time, through the control's own lifecycle rule of an account alone: the rules of
/// others are never edited, and neither are the tables of workspaces.
/// </summary>
public sealed class RetentionRemediation(LogRequirement requirement, ControlContext context, SettingEvaluator evaluator)
{
    private readonly AcceptedRetention _accepted = requirement.Accepted;

    /// <summary>
    /// The remediation where a setting exports, or will export, to what a demand accepts: nothing as soon as one of its destinations
    /// keeps the log long enough.
    /// </summary>
    public Remediation For(LogSource source, DiagnosticSetting setting, LogDemand demand)
    {
        var beyond = setting.OtherDestinations
            .Where(sink => demand.Accepts(sink) && sink.LookUp(context.Estate).Presence != Presence.Absent)
            .Select(sink => For(source, sink))
            .ToList();
        return beyond.Exists(remediation => !remediation.IsBlocked) ? Remediation.None
            : setting.Destinations.FirstOrDefault(sink => sink.Kind == SinkKind.StorageAccount) is { Id: { } account } sink
                && demand.Accepts(sink)
            ? ForAccount(source, account)
            : beyond.FirstOrDefault(Remediation.None);
    }

    /// <summary>The remediation for a log that is exported to a destination.</summary>
    public Remediation For(LogSource source, Sink sink) =>
        sink is { Kind: SinkKind.StorageAccount, Id: { } account } ? ForAccount(source, account)
        : evaluator.RetentionIn(sink) is not { IsAccepted: false } retention ? Remediation.None
        : Remediation.Block(retention.Undecided?.Obstacle ?? new Obstacle(
            "BL2138",
            $"The log goes to {sink.Place}, {retention.Kept}, and tables of workspaces are never changed",
            $"set the table's total retention to {evaluator.Accepted}, or export to another destination"));

    private Remediation ForAccount(LogSource source, ResourceId account)
    {
        if (requirement.Retention is null)
        {
            return Remediation.None;
        }

        var retention = evaluator.RetentionIn(source, account);
        if (requirement.JudgesRetention && retention.Undecided is { } undecided)
        {
            return Remediation.Block(undecided.Obstacle);
        }

        var deep = Deep(source, account, retention);
        return !requirement.JudgesRetention || _accepted.Accepts(retention.Days)
            ? deep
            : WriteRule(source, account, retention).And(deep);
    }

    private Remediation Deep(LogSource source, ResourceId account, EffectiveRetention retention) =>
        context.Estate.Find(account).Resource is not { } found ? Remediation.None
        : evaluator.DeepProblem(source, found, retention) is { } problem
            ? Remediation.Block(new Obstacle("BL2117", $"Nothing that apply may change helps {account}", problem))
        : evaluator.DeepUnknown(found.Id, retention) is { } unread
            ? Remediation.Block(Obstacle.Unread($"{account} is judged with \"deep\", and {unread}", "grant read access to it"))
        : Remediation.None;

    private Remediation WriteRule(LogSource source, ResourceId account, EffectiveRetention retention)
    {
        if (retention.IsHeldByPolicy)
        {
            return Remediation.Block(HeldByPolicy(account, retention.Days ?? 0));
        }

        // The tool's own rule names versions where the account keeps them, and from then on the rules of others delete for good as well.
        var isKept = retention.IsVersioned && !requirement.WritesRule;
        var foreign = retention.Policy.RulesThatShorten(requirement.PathOf(source), isKept)
            .FirstOrDefault(rule => rule.Name != requirement.LifecycleRule?.Name);
        if (foreign is not null && !_accepted.Accepts(foreign.DeleteAfterDays) && !IsHarmlessBesideOwn(foreign))
        {
            return Remediation.Block(new Obstacle(
                "BL2115",
                $"Lifecycle rule \"{foreign.Name}\" of {account} deletes the log after "
                    + $"{AcceptedRetention.In(foreign.DeleteAfterDays ?? 0)} and belongs to somebody else",
                $"change it to {evaluator.Accepted}, or limit it to other containers"));
        }

        return context.WhyNotWritable(account) is { } notWritable
            ? Remediation.Block(notWritable)
            : Write(account, retention);
    }

    private Remediation Write(ResourceId account, EffectiveRetention retention)
    {
        if (requirement.LifecycleRule is not { } own)
        {
            return Remediation.Block(new Obstacle(
                "BL2116",
                $"{account} keeps the log forever, and only a lifecycle rule can end that",
                $"add a rule that deletes append blobs with the prefix {requirement.Log.Container}/ after "
                    + $"{AcceptedRetention.In(_accepted.RuleDays ?? 0)}, or accept 0 in {requirement.RetentionPath}"));
        }

        if (WhyForeign(account, retention.Policy, own) is { } foreign)
        {
            return Remediation.Block(foreign);
        }

        if (_accepted.AcceptsForever && !requirement.WritesRule)
        {
            return new SharedPolicy(context, account, retention.Policy, own).Remove();
        }

        return !requirement.ManageLifecycle || _accepted.RuleDays is not { } days
                ? Remediation.Block(new Obstacle(
                    "BL2116",
                    $"{account} keeps the log forever, and only a lifecycle rule can end that",
                    $"set controls.{requirement.Control}.manageLifecycle to true, or accept 0 in retentionDays"))
            : (WhyNotTaken(account) ?? WhyNoRule(account, retention, days)) is { } none ? Remediation.Block(none)
            : new SharedPolicy(context, account, retention.Policy, own).Keep(days, retention.IsVersioned);
    }

    /// <summary>The obstacle where a rule of the own name is about something else than the log as well; null where none is.</summary>
    private static Obstacle? WhyForeign(ResourceId account, LifecyclePolicy policy, OwnLifecycleRule own) =>
        policy.Rules.Where(rule => rule.Name == own.Name)
            .SelectMany(rule => rule.Prefixes)
            .FirstOrDefault(prefix => !own.IsAbout(prefix)) is { } prefix
            ? new Obstacle(
                "BL2151",
                $"Lifecycle rule \"{own.Name}\" of {account} is for blobs that begin with \"{prefix}\", too, so that somebody else "
                    + "uses the name",
                "give that rule another name")
            : null;

    /// <summary>The obstacle where the account takes no rules; null where it does.</summary>
    private Obstacle? WhyNotTaken(ResourceId account) =>
        context.Estate.Find(account).Resource is { } found && !LifecyclePolicy.IsTakenBy(found)
            ? new Obstacle(
                "BL2136",
                $"{account} is a general-purpose v1 account, and those take no lifecycle rules",
                "upgrade it to general-purpose v2, or name another account")
            : null;

    /// <summary>What keeps a rule of so many days from giving what is wanted, or from being known to; null where nothing does.</summary>
    private Obstacle? WhyNoRule(ResourceId account, EffectiveRetention retention, int days)
    {
        if (evaluator.Account(account).ServiceRead is { Presence: Presence.Unknown, Why: var why })
        {
            return Obstacle.Unread(
                $"Whether {account} keeps versions of what is deleted, which a lifecycle rule must then delete as well, could not be "
                    + $"read ({why})",
                "grant read access to the account's blob service");
        }

        var container = retention.Container;
        return container.WhyUnread is { } unread
            ? Obstacle.Unread(
                $"Whether container {container.Id.Name} is immutable could not be read ({unread}), and a locked policy would keep the log "
                    + $"in {account} for longer than a lifecycle rule",
                "grant read access to the containers of the account")
            : container.LockedDays is { } locked && !_accepted.Accepts(Math.Max(days, locked)) ? HeldByPolicy(account, locked)
            : null;
    }

    private Obstacle HeldByPolicy(ResourceId account, long days) => new(
        "BL2135",
        $"A locked immutability policy keeps the log in {account} for {AcceptedRetention.In(days)}, and can't be shortened",
        $"accept that many days in {requirement.RetentionPath} (atLeast), or export to another account");

    /// <summary>A rule that deletes later than the tool's own rule will is not the one that counts.</summary>
    private bool IsHarmlessBesideOwn(LifecycleRule foreign) =>
        requirement.ManageLifecycle
        && !_accepted.AcceptsForever
        && foreign.DeleteAfterDays > _accepted.RuleDays;
}
