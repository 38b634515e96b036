using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls.StorageAccounts;

/// <summary>Why it can't be told whether a log is kept long enough.</summary>
/// <param name="Clause">What is in doubt, as a clause that can follow the account's id.</param>
/// <param name="Obstacle">The same, with what would settle it.</param>
public sealed record UndecidedRetention(string Clause, Obstacle Obstacle);

/// <summary>
/// How long an account keeps a log: until the shortest lifecycle rule that deletes it for good, and at least as
/// long as a locked policy of immutability holds. Soft delete adds nothing: what it holds back is not the log any more.
/// </summary>
/// <param name="Policy">The account's lifecycle policy.</param>
/// <param name="IsVersioned">Whether the account keeps a version of every blob that is deleted.</param>
/// <param name="Container">The log's container.</param>
/// <param name="Rule">The rule that would delete the log first; null where none would.</param>
/// <param name="Days">After how many days the log is gone, 0 for at once; null where it is kept forever.</param>
/// <param name="Undecided">Why it can't be told whether that is accepted; null where it can.</param>
/// <param name="Task">The assignment of a storage task that may delete the log; null where none may.</param>
public sealed record EffectiveRetention(
    LifecyclePolicy Policy,
    bool IsVersioned,
    LogContainer Container,
    LifecycleRule? Rule,
    long? Days,
    UndecidedRetention? Undecided,
    ObservedResource? Task)
{
    /// <summary>Whether it is a locked policy that decides how long.</summary>
    public bool IsHeldByPolicy => Days is { } days && days == Container.LockedDays && days != Rule?.DeleteAfterDays;

    /// <summary>How long, as a clause.</summary>
    public string Kept => Days is not { } days ? "kept forever"
        : IsHeldByPolicy ? $"kept for {AcceptedRetention.In(days)} by a locked immutability policy"
        : $"kept for {AcceptedRetention.In(days)}";

    /// <summary>Reads what bears on it. What could not be read leaves it undecided only where the answer hangs on it.</summary>
    /// <param name="estate">What was observed.</param>
    /// <param name="log">The log.</param>
    /// <param name="account">The account that it is written to.</param>
    /// <param name="accepted">What is accepted.</param>
    public static EffectiveRetention Of(Estate estate, LogPath log, LogAccount account, AcceptedRetention accepted)
    {
        var (policy, container) = (account.Policy, account.Container);
        var rule = policy.RulesThatShorten(log, account.IsVersioned).FirstOrDefault();
        var days = Longer(rule?.DeleteAfterDays, container.LockedDays);
        var task = StorageTasks.ThatMayDelete(estate, account.TaskAssignments, log);
        var undecided = account.PolicyRead is { Presence: Presence.Unknown, Why: var why }
            ? Unread(account.Id, "", why, "grant read access to the account and its lifecycle policy")
            : OfVersions(account, log, accepted)
                ?? OfContainer(account.Id, rule, container, days, accepted)
                ?? OfTask(task, account.Id, log.Container, container.LockedDays ?? 0, days, accepted);

        // What a task may delete at any time is there for sure only as long as a locked policy holds.
        var sure = task is not null ? container.LockedDays ?? days : days;
        return new EffectiveRetention(policy, account.IsVersioned, container, rule, sure, undecided, task);
    }

    private static long? Longer(long? days, long? locked) => days is null ? null : Math.Max(days.Value, locked ?? 0);

    private static UndecidedRetention? OfVersions(LogAccount account, LogPath log, AcceptedRetention accepted)
    {
        if (account.ServiceRead is not { Presence: Presence.Unknown, Why: var why })
        {
            return null;
        }

        bool IsAccepted(bool versioned) => accepted.Accepts(
            Longer(account.Policy.RulesThatShorten(log, versioned).FirstOrDefault()?.DeleteAfterDays, account.Container.LockedDays));
        return IsAccepted(versioned: false) != IsAccepted(versioned: true)
            ? Unread(account.Id, "whether it keeps versions of what is deleted, ", why, "grant read access to the account's blob service")
            : null;
    }

    /// <summary>A locked policy could only lengthen the time.</summary>
    private static UndecidedRetention? OfContainer(
        ResourceId account, LifecycleRule? rule, LogContainer container, long? days, AcceptedRetention accepted) =>
        container.WhyUnread is { } why && rule is not null && !accepted.Accepts(days)
        && (accepted.AtLeast is not null || accepted.Days.Any(wanted => wanted > days))
            ? Unread(
                account, $"whether container {container.Id.Name} is immutable, ", why, "grant read access to the containers of the account")
            : null;

    private static UndecidedRetention? OfTask(
        ObservedResource? task, ResourceId account, string container, long low, long? high, AcceptedRetention accepted) =>
        task is { } assignment
        && accepted.AcceptsSomeOf(low, high)
        && !accepted.AcceptsAllOf(low, high)
            ? new UndecidedRetention(
                $"where storage task assignment \"{assignment.Id.Name}\" may delete the log, and when can't be told",
                new Obstacle(
                    "BL2134",
                    $"How long {account} keeps the log can't be told, because storage task assignment \"{assignment.Id.Name}\" "
                        + "may delete it",
                    $"let the assignment leave out container {container} (excludePrefix), "
                        + "or lock an immutability policy on it",
                    Incomplete: true))
            : null;

    private static UndecidedRetention Unread(ResourceId account, string what, string why, string fix) => new(
        $"whose retention could not be read ({what}{why})",
        Obstacle.Unread($"The retention of {account} could not be read ({what}{why})", fix));
}
