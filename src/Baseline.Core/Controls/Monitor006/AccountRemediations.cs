using Baseline.Azure;
using Baseline.Estates;

namespace Baseline.Controls.Monitor006;

/// <summary>Verdicts and remediations of accounts, each worked out once: one account may serve forty subscriptions.</summary>
internal sealed class AccountRemediations(Monitor006Settings settings, ControlContext context)
{
    private readonly AccountEvaluator _evaluator = new(settings, context);
    private readonly EncryptionRemediation _encryption = new(settings, context);
    private readonly ExportRemediation _export = new(settings, context);
    private readonly Dictionary<ResourceId, FindingDetail> _verdicts = [];
    private readonly Dictionary<ResourceId, Remediation> _remedies = [];
    private readonly Lazy<HashSet<ResourceId>> _receivers = new(() => ActivityLogExport.Receivers(context.Estate));

    /// <summary>The verdict on an account.</summary>
    public FindingDetail Evaluate(ResourceId account)
    {
        if (!_verdicts.TryGetValue(account, out var verdict))
        {
            _verdicts[account] = verdict = _evaluator.Evaluate(account);
            if (context.Estate.Find(account).Presence == Presence.Found)
            {
                context.MarkJudged(account);
            }
        }

        return verdict;
    }

    /// <summary>The remediation of an account that is noncompliant.</summary>
    public Remediation Encrypt(FindingDetail detail)
    {
        if (!_remedies.TryGetValue(detail.Resource, out var remediation))
        {
            var found = context.Estate.Find(detail.Resource).Resource;
            _remedies[detail.Resource] = remediation = found is null ? Remediation.None
                : IsRemediable(found) ? _encryption.For(found)
                : Remediation.Block(new Obstacle(
                    "BL2117",
                    $"{detail.Resource}: {detail.Reason} Nothing can be changed automatically",
                    "fix the key or the container by hand"));
        }

        return remediation;
    }

    /// <summary>
    /// The remediation of a subject that exports nowhere; the account that it will export to is encrypted in the same plan.
    /// </summary>
    public Remediation Export(ActivityLogExport export)
    {
        var remediation = _export.For(export);
        if (remediation.Drafts.Count == 0 || settings.Export.StorageAccount is not { } target)
        {
            return remediation;
        }

        var verdict = Evaluate(target);
        if (verdict.State == ComplianceState.Unknown)
        {
            return remediation.And(Remediation.Block(Obstacle.Unread(
                $"The encryption of {target} is unknown: {verdict.Reason.TrimEnd('.')}",
                "grant read access to it, or look at its encryption")));
        }

        if (verdict.State == ComplianceState.Noncompliant && context.Exemptions.Live(Monitor006Settings.Id, target, context.AsOf) is null)
        {
            var encrypt = Encrypt(verdict);
            Add(encrypt, export, verdict.Resource);
            WaitForExport(encrypt, remediation, target);
            return remediation.And(encrypt with { Drafts = [] });
        }

        return remediation;
    }

    /// <summary>Why an export to the document's account counts for nothing in a verdict; null where it counts.</summary>
    public Obstacle? WhyExportDoesNotCount() => _export.WhyItDoesNotCount();

    /// <summary>Hands the changes of a remediation to the plan.</summary>
    public void Add(Remediation remediation, ActivityLogExport export, ResourceId? account)
    {
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, export.Subject, account);
        }
    }

    /// <summary>
    /// An account that receives no activity log yet is encrypted for the export's sake: where Azure refuses the export, the account
    /// stays as it is.
    /// </summary>
    private void WaitForExport(Remediation encrypt, Remediation export, ResourceId account)
    {
        if (_receivers.Value.Contains(account))
        {
            return;
        }

        foreach (var draft in encrypt.Drafts.Where(draft => draft.Rank is ChangeRanks.Attach or ChangeRanks.Encryption))
        {
            foreach (var setting in export.Drafts)
            {
                context.Wait(draft.Key, setting.Key);
            }
        }
    }

    /// <summary>Whether another key would help: not when the key in use is broken or the container insists on its own.</summary>
    private bool IsRemediable(ObservedResource account)
    {
        var shallow = new AccountEvaluator(settings with { Deep = false }, context).Evaluate(account.Id);
        return shallow.State == ComplianceState.Noncompliant;
    }
}
