using Baseline.Controls.StorageAccounts;
using Baseline.Estates;
using Baseline.Findings;
using Baseline.Resources;

namespace Baseline.Controls.KeyVault004;

/// <summary>
/// Makes an account keep a vault's audit log for an accepted time, through the tool's own lifecycle rule alone: the rules of
/// others are never edited (design §2).
/// </summary>
public sealed class RetentionRemedy(KeyVault004Settings settings, ControlContext context, SettingJudge judge)
{
    /// <summary>The remedy for a vault that exports, or will export, to an account.</summary>
    public Remedy For(ObservedResource vault, ResourceId account)
    {
        var lookup = context.Estate.Find(account);
        var policyLookup = context.Estate.Find(LifecyclePolicy.IdOf(account));
        if (policyLookup.Presence == Presence.Unknown)
        {
            return Remedy.Block(new Obstacle("BL2107", $"The retention of {account} could not be read ({policyLookup.Why})", "grant read access to the account and its lifecycle policy", Incomplete: true));
        }

        var policy = LifecyclePolicy.Of(policyLookup.Resource);
        var deep = lookup.Resource is { } found && judge.DeepProblem(vault, found, policy) is { } problem
            ? Remedy.Block(new Obstacle("BL2117", $"Nothing that apply may change helps {account}", problem))
            : Remedy.None;
        return judge.KeepsLongEnough(vault, policy) ? deep : Mend(vault, account, policy).And(deep);
    }

    private Remedy Mend(ObservedResource vault, ResourceId account, LifecyclePolicy policy)
    {
        var foreign = policy.RulesThatShorten(vault.Id).FirstOrDefault(rule => rule.Name != LifecyclePolicy.OwnRuleName);
        if (foreign is not null && (foreign.DeleteAfterDays == 0 || !judge.Accepts(foreign.DeleteAfterDays)) && !IsHarmlessBesideOwn(foreign))
        {
            return Remedy.Block(new Obstacle("BL2115", $"Lifecycle rule \"{foreign.Name}\" of {account} deletes the log after {foreign.DeleteAfterDays} days and belongs to somebody else", $"change it to {judge.Accepted}, or limit it to other containers"));
        }

        return context.WhyNotWritable(account, KeyVault004Settings.Id) is { } notWritable
            ? Remedy.Block(notWritable)
            : Write(account, policy);
    }

    private Remedy Write(ResourceId account, LifecyclePolicy policy)
    {
        if (settings.RetentionDays.Contains(0))
        {
            return new Remedy([LifecycleDraft.Remove(account, policy)]);
        }

        return settings.ManageLifecycle
            ? new Remedy([LifecycleDraft.Keep(account, policy, settings.RetentionDays[0])])
            : Remedy.Block(new Obstacle("BL2116", $"{account} keeps the log for ever, and only a lifecycle rule can end that", $"set controls.{KeyVault004Settings.Id}.manageLifecycle to true, or accept 0 in retentionDays"));
    }

    /// <summary>A rule that deletes later than the tool's own rule will is not the one that counts.</summary>
    private bool IsHarmlessBesideOwn(LifecycleRule foreign) =>
        settings.ManageLifecycle
        && !settings.RetentionDays.Contains(0)
        && foreign.DeleteAfterDays > settings.RetentionDays[0];
}
