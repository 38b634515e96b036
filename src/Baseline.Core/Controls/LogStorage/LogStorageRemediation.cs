using Baseline.Estates;

namespace Baseline.Controls.LogStorage;

/// <summary>How what is wrong with the protection of an account is fixed.</summary>
internal sealed class LogStorageRemediation(LogStorageSettings settings, ControlContext context)
{
    /// <summary>The changes, in the order in which they are applied, and what stands in the way.</summary>
    /// <param name="account">The account.</param>
    /// <param name="received">The settings by which it receives logs.</param>
    /// <param name="verdicts">How it does for each key.</param>
    public Remediation For(ObservedResource account, IReadOnlyList<LogReceiver> received, IReadOnlyList<KeyVerdict> verdicts)
    {
        List<KeyVerdict> wrong = [.. verdicts.Where(verdict => verdict.State == ComplianceState.Noncompliant)];
        List<Obstacle> obstacles = [.. wrong.Select(verdict => verdict.Obstacle).OfType<Obstacle>()];
        List<ChangeDraft> drafts = [.. Fixes(account, wrong)];
        if (drafts.Count > 0 && context.WhyNotWritable(account.Id) is { } obstacle)
        {
            return new Remediation([], [obstacle, .. obstacles]);
        }

        WaitForLogs(drafts, received);
        return new Remediation(drafts, obstacles);
    }

    private IEnumerable<ChangeDraft> Fixes(ObservedResource account, IReadOnlyList<KeyVerdict> wrong) =>
        new[]
        {
            AccountProperties.Fix(account, wrong),
            new SoftDelete(settings, context.Estate).Fix(account, wrong),
            DeleteLock.Fix(account, wrong),
        }.OfType<ChangeDraft>().Concat(wrong.SelectMany(verdict => verdict.Drafts));

    /// <summary>
    /// An account that receives no logs yet is changed for the sake of those that it will: where Azure refuses the setting, the account
    /// stays as it is. Of several settings the first one is enough to wait for; what it leaves is planned again. A policy of a container
    /// of logs waits for a setting that writes there.
    /// </summary>
    private void WaitForLogs(List<ChangeDraft> drafts, IReadOnlyList<LogReceiver> received)
    {
        foreach (var draft in drafts)
        {
            var leading = new WantedWrites(settings).Leading(draft.Type, draft.Resource, received);
            var purposes = leading.Select(receiver => receiver.PlannedBy).ToList();
            if (!purposes.Contains(null) && purposes.Min(StringComparer.Ordinal) is { } purpose)
            {
                context.Wait(draft.Key, purpose);
            }
        }
    }
}
