using System.Text.Json.Nodes;
using Baseline.Azure;
using Baseline.Azure.LifecyclePolicies;
using Baseline.Controls.StorageAccounts;

namespace Baseline.Controls.LogExport;

/// <summary>
/// What Azure takes of a control's own rule in the lifecycle policy of an account, counted over all that the controls of a document ask
/// for in that policy: it has a hundred rules at most (docs/azure.md#rules-of-a-policy), and where the last one goes it is deleted
/// (docs/azure.md#one-policy-for-each-account), which a lock may forbid.
/// </summary>
/// <param name="context">What the control judges with.</param>
/// <param name="account">The account.</param>
/// <param name="policy">Its policy, as it was read.</param>
/// <param name="own">The control's rule.</param>
public sealed class SharedPolicy(ControlContext context, ResourceId account, LifecyclePolicy policy, OwnLifecycleRule own)
{
    /// <summary>The write that adds the rule, or puts it in order.</summary>
    /// <param name="days">After how many days it deletes, 1 or more.</param>
    /// <param name="versioned">Whether it deletes earlier versions, too.</param>
    public Remediation Keep(int days, bool versioned)
    {
        var draft = LifecycleDraft.Keep(account, policy, own, days, versioned);
        return policy.Rules.Any(rule => rule.Name == own.Name)
            ? new Remediation([draft])
            : Taken(draft, rules => rules >= LifecyclePolicyType.MostRules, () => Full(draft.Key));
    }

    /// <summary>The write that takes the rule away.</summary>
    public Remediation Remove()
    {
        var draft = LifecycleDraft.Remove(account, policy, own);
        return context.LockAgainstDeletion(LifecyclePolicy.IdOf(account)) is { } found
            ? Taken(draft, rules => rules == 0, () => new Obstacle(
                "BL2105",
                $"The lock {found.Id} forbids deleting the lifecycle policy of {account}, with which its last rule would go",
                "remove the lock while you apply"))
            : new Remediation([draft]);
    }

    /// <summary>The rules beside the own one that are there.</summary>
    private List<string> Today => [.. policy.Rules.Select(rule => rule.Name).Where(name => name != own.Name)];

    /// <summary>A write, where Azure takes it beside what the other controls ask for.</summary>
    /// <param name="draft">The write.</param>
    /// <param name="isRefused">Whether Azure refuses it beside so many other rules.</param>
    /// <param name="why">What is in the way then.</param>
    private Remediation Taken(ChangeDraft draft, Func<int, bool> isRefused, Func<Obstacle> why)
    {
        var isRefusedAlone = isRefused(Today.Count);
        var isRefusedBeside = isRefused(Beside(draft.Key).Count);
        if (isRefusedAlone || isRefusedBeside)
        {
            context.HangOnOthers(draft.Key);
        }

        return isRefusedBeside ? Remediation.Block(why()) : new Remediation([draft with { RestsOnOthers = isRefusedAlone }]);
    }

    /// <summary>The rules beside the own one once the other controls have written theirs.</summary>
    private List<string> Beside(string key)
    {
        var written = context.OfOthers(key).Select(change => RulesOf(change.Draft)).ToList();
        var today = Today;
        return
        [
            .. today.Where(name => written.TrueForAll(rules => rules.Contains(name))),
            .. written.SelectMany(rules => rules).Where(name => name != own.Name).Except(today),
        ];
    }

    private Obstacle Full(string key)
    {
        var (today, most) = (Today.Count, LifecyclePolicyType.MostRules);
        var adding = context.OfOthers(key)
            .Where(change => RulesOf(change.Draft).Except(Today).Any())
            .Select(change => change.Cause.Control);
        return new Obstacle(
            "BL2152",
            today >= most
                ? $"The lifecycle policy of {account} has {most} rules, and Azure allows no more"
                : $"The lifecycle policy of {account} has {today} rules, gets one more for {string.Join(" and ", adding)} in this plan, "
                    + $"and Azure allows no more than {most}",
            "delete one that nobody needs, or export to another account");
    }

    private static HashSet<string> RulesOf(ChangeDraft draft) =>
    [
        .. (draft.Body?["properties"]?["policy"]?["rules"] as JsonArray ?? [])
            .Select(rule => rule?["name"]?.ToString()).OfType<string>(),
    ];
}
