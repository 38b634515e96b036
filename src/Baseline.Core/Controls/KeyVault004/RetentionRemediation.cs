using Baseline.Azure;
using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Json;

namespace Baseline.Controls.KeyVault004;

/// <summary>
/// Makes an account keep a vault's audit log for an accepted time, through the tool's own lifecycle rule alone: the rules of
/// others are never edited.
/// </summary>
public sealed class RetentionRemediation(KeyVault004Settings settings, ControlContext context, SettingEvaluator judge)
{
    private readonly AcceptedRetention _accepted = settings.Retention;

    /// <summary>The remediation for a vault that exports, or will export, to an account.</summary>
    public Remediation For(ObservedResource vault, ResourceId account)
    {
        var retention = judge.RetentionIn(vault, account);
        if (settings.JudgesRetention && retention.Undecided is { } undecided)
        {
            return Remediation.Block(undecided.Obstacle);
        }

        var deep = Deep(vault, account, retention);
        return !settings.JudgesRetention || _accepted.Accepts(retention.Days)
            ? deep
            : WriteRule(vault, account, retention).And(deep);
    }

    private Remediation Deep(ObservedResource vault, ResourceId account, EffectiveRetention retention) =>
        context.Estate.Find(account).Resource is not { } found ? Remediation.None
        : judge.DeepProblem(vault, found, retention) is { } problem
            ? Remediation.Block(new Obstacle("BL2117", $"Nothing that apply may change helps {account}", problem))
        : judge.DeepUnknown(found.Id, retention) is { } unread
            ? Remediation.Block(Obstacle.Unread($"{account} is judged with \"deep\", and {unread}", "grant read access to it"))
        : Remediation.None;

    private Remediation WriteRule(ObservedResource vault, ResourceId account, EffectiveRetention retention)
    {
        if (retention.IsHeldByPolicy)
        {
            return Remediation.Block(new Obstacle(
                "BL2135",
                $"A locked immutability policy keeps the log in {account} for {AcceptedRetention.In(retention.Days ?? 0)}, "
                    + "and can't be shortened",
                $"accept that many days in controls.{KeyVault004Settings.Id}.retentionDays (atLeast), or export to another account"));
        }

        var foreign = retention.Policy.RulesThatShorten(vault.Id, retention.IsVersioned)
            .FirstOrDefault(rule => rule.Name != LifecyclePolicy.OwnRuleName);
        if (foreign is not null && !_accepted.Accepts(foreign.DeleteAfterDays) && !IsHarmlessBesideOwn(foreign))
        {
            return Remediation.Block(new Obstacle(
                "BL2115",
                $"Lifecycle rule \"{foreign.Name}\" of {account} deletes the log after "
                    + $"{AcceptedRetention.In(foreign.DeleteAfterDays ?? 0)} and belongs to somebody else",
                $"change it to {judge.Accepted}, or limit it to other containers"));
        }

        return context.WhyNotWritable(account) is { } notWritable
            ? Remediation.Block(notWritable)
            : Write(account, retention);
    }

    private Remediation Write(ResourceId account, EffectiveRetention retention)
    {
        // Where the fewest days are given, the tool's own rule is set to them only if it is to stay.
        if (_accepted.AcceptsForever && (settings.RetentionAtLeast is null || !settings.ManageLifecycle))
        {
            return new Remediation([LifecycleDraft.Remove(account, retention.Policy)]);
        }

        if (!settings.ManageLifecycle || _accepted.RuleDays is not { } days)
        {
            return Remediation.Block(new Obstacle(
                "BL2116",
                $"{account} keeps the log forever, and only a lifecycle rule can end that",
                $"set controls.{KeyVault004Settings.Id}.manageLifecycle to true, or accept 0 in retentionDays"));
        }

        return string.Equals(context.Estate.Find(account).Resource?.Body.TextAt("kind"), "Storage", StringComparison.OrdinalIgnoreCase)
            ? Remediation.Block(new Obstacle(
                "BL2136",
                $"{account} is a general-purpose v1 account, and those take no lifecycle rules",
                "upgrade it to general-purpose v2, or name another account"))
            : new Remediation([LifecycleDraft.Keep(account, retention.Policy, days, retention.IsVersioned)]);
    }

    /// <summary>A rule that deletes later than the tool's own rule will is not the one that counts.</summary>
    private bool IsHarmlessBesideOwn(LifecycleRule foreign) =>
        settings.ManageLifecycle
        && !_accepted.AcceptsForever
        && foreign.DeleteAfterDays > _accepted.RuleDays;
}
