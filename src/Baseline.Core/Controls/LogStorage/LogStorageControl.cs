using System.Text.Json;
using Baseline.Azure;
using Baseline.Azure.StorageAccounts;
using Baseline.Controls.DiagnosticSettings;
using Baseline.Estates;

namespace Baseline.Controls.LogStorage;

/// <summary>
/// Every storage account that receives logs by what the other controls accept is protected as the document asks. A finding is one for
/// each account, with the verdict by each key in its details.
/// </summary>
public sealed class LogStorageControl(LogStorageSettings settings) : IControl
{
    /// <inheritdoc/>
    public string Id => LogStorageSettings.Id;

    /// <inheritdoc/>
    public IReadOnlyList<string> JudgedTypes { get; } = [TypeNames.StorageAccount];

    /// <inheritdoc/>
    public Evaluation Evaluate(EvaluationInput input)
    {
        var context = new ControlContext(input, Id);
        return context.Conclude(Findings(context, input.Receivers));
    }

    /// <inheritdoc/>
    public bool Owns(ArmWrite write, ResourceId owner) =>
        StorageAccountType.IsProtection(write)
        || write.IsOfType(TypeNames.ImmutabilityPolicy)
        || (owner.IsOfType(TypeNames.StorageAccount) && (write.IsOfType(TypeNames.BlobService) || write.IsOfType(TypeNames.Lock)));

    /// <inheritdoc/>
    public string? WhyNotAsked(SavedWrite write, SavedPlan plan) => new WantedWrites(settings).WhyNotAsked(write.Write);

    /// <inheritdoc/>
    public string? WhyNotWanted(SavedWrite write, SavedPlan plan) => new WantedWrites(settings).WhyNotWanted(write, plan);

    /// <inheritdoc/>
    public string? WhyNotOver(ArmWrite write, JsonElement live) => new WantedWrites(settings).WhyNotOver(write, live);

    /// <inheritdoc/>
    public bool IsForLogsOf(ArmWrite write, IReadOnlyList<LogReceiver> receivers) =>
        new WantedWrites(settings).Leading(write.Type, write.Resource, receivers).Any();

    /// <inheritdoc/>
    public IEnumerable<string> PartsOf(ArmWrite write, IReadOnlyCollection<string>? altered) => LogStorageParts.Of(write, altered);

    private IEnumerable<Finding> Findings(ControlContext context, IReadOnlyList<LogReceiver> receivers)
    {
        var accounts = receivers.GroupBy(receiver => receiver.Account)
            .Where(account => context.IsWanted(account.Key) && !context.Scope.IsExcluded(account.Key));
        foreach (var received in accounts)
        {
            if (FindingOf(context, received.Key, [.. received]) is { } finding)
            {
                yield return finding;
            }
        }
    }

    /// <summary>An account that is gone, or that Azure takes no logs in, receives none, as the control that leads to it says.</summary>
    private Finding? FindingOf(ControlContext context, ResourceId id, IReadOnlyList<LogReceiver> received)
    {
        var lookup = context.Estate.Find(id);
        if (lookup.Presence == Presence.Unknown)
        {
            return context.Unread(
                id,
                EvidenceStep.Unread(id, lookup.Why),
                $"It receives logs, and could not be read ({lookup.Why}), so that nothing is known of its protection.");
        }

        return lookup.Resource is { } account && Destination.TakesLogs(account) ? Evaluate(context, account, received) : null;
    }

    private Finding Evaluate(ControlContext context, ObservedResource account, IReadOnlyList<LogReceiver> received)
    {
        List<KeyVerdict> all =
        [
            .. new AccountProperties(settings).Evaluate(account),
            .. new SoftDelete(settings, context.Estate).Evaluate(account),
            .. new Immutability(settings, context.Estate).Evaluate(account, received),
            .. new DeleteLock(settings, context.Estate).Evaluate(account),
        ];
        var verdicts = all.ConvertAll(verdict => LogStorageParts.Exempted(verdict, account.Id, context));
        var evidence = new LogStorageEvidence(settings);
        if (context.Exemptions.Live(Id, account.Id, context.AsOf) is { } exemption)
        {
            context.Explain(account.Id, () => evidence.Exempt(account, received, verdicts, exemption));
            return Finding.Exempted(Id, account.Id, exemption);
        }

        if (LogStorageParts.AllExempt(account.Id, verdicts) is { } exempt)
        {
            context.Explain(account.Id, () => evidence.Steps(account, received, verdicts));
            return exempt;
        }

        context.MarkJudged(account.Id);
        context.Explain(account.Id, () => evidence.Steps(account, received, verdicts));
        var remediation = new LogStorageRemediation(settings, context).For(account, received, verdicts);
        foreach (var draft in remediation.Drafts)
        {
            context.Propose(draft, account.Id);
        }

        var state = ComplianceStates.Worst(verdicts.Select(verdict => verdict.State));
        var ended = state == ComplianceState.Noncompliant ? context.Exemptions.Ended(Id, account.Id, context.AsOf) : null;
        return new Finding(Id, account.Id, state, LogStorageWords.Reason(state, verdicts) + ended)
        {
            Obstacles = remediation.Obstacles,
            Incomplete = state != ComplianceState.Unknown && verdicts.Exists(verdict => verdict.State == ComplianceState.Unknown),
            Details = [.. verdicts.Select(verdict => verdict.Detail)],
        };
    }
}
