using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Plans;

/// <summary>
/// What a control that follows exports asks for where another control of the document sends the same logs elsewhere: it judges the
/// accounts that will receive them, so that they are in the desired state after the same apply, and asks for nothing that the other
/// control makes superfluous. Pure.
/// </summary>
/// <param name="types">The types that the tool writes to.</param>
/// <param name="document">What must hold.</param>
/// <param name="input">What was judged as it is.</param>
/// <param name="controls">The controls.</param>
/// <param name="evaluations">What each of them said of the estate as it is.</param>
internal sealed class FollowedExports(
    ResourceTypes types,
    BaselineDocument document,
    EvaluationInput input,
    IReadOnlyList<IControl> controls,
    IReadOnlyList<Evaluation> evaluations)
{
    /// <summary>The evaluations, in their order, with what the controls say once the others' settings are written.</summary>
    /// <param name="isMade">Whether the changes that a finding asks for are made.</param>
    public IReadOnlyList<Evaluation> Revise(Func<Cause, bool> isMade) =>
    [
        .. controls.Zip(evaluations, (control, today) =>
        {
            var others = OthersOf(control, isMade);
            return others.Count == 0 ? today : Revise(control, today, others);
        }),
    ];

    /// <summary>
    /// What a control judges a resource by once the others' settings are written; null where no other control writes one that it
    /// follows.
    /// </summary>
    /// <param name="control">The control.</param>
    /// <param name="owner">Whose logs they are, such as a subscription.</param>
    public EvaluationInput? InputFor(IControl control, ResourceId owner)
    {
        var others = OthersOf(control, _ => true);
        return others.Contains(owner) ? After(others) : null;
    }

    private ILookup<ResourceId, ChangeDraft> OthersOf(IControl control, Func<Cause, bool> isMade) =>
        ChangeSet.Merged(types, evaluations.SelectMany(other => other.Changes)
            .Where(change => change.Cause.Control != control.Id && isMade(change.Cause))
            .Where(change => change.Draft.IsSetting && control.FollowsExportOf(OwnerOf(change.Draft))))
            .ToLookup(OwnerOf);

    private EvaluationInput After(ILookup<ResourceId, ChangeDraft> settings) =>
        PlannedEstate.After(document, input, settings.SelectMany(drafts => drafts));

    private Evaluation Revise(IControl control, Evaluation today, ILookup<ResourceId, ChangeDraft> others)
    {
        var planned = After(others);
        return others.Aggregate(today, (evaluation, written) =>
            Revise(control.Id, evaluation, control.Evaluate(planned with { Only = written.Key }), written.Key, [.. written]));
    }

    private static Evaluation Revise(
        string control, Evaluation today, Evaluation then, ResourceId owner, IReadOnlyList<ChangeDraft> written)
    {
        var isSettingNeeded = then.Changes.Any(change => change.Draft.IsSetting);
        var before = today.Changes.Select(change => change.Draft.Key).ToHashSet(StringComparer.Ordinal);
        List<ProposedChange> changes =
        [
            .. today.Changes.Where(change => !IsAbout(change, owner)
                || (change.Draft.IsSetting && (isSettingNeeded || written.Any(draft => draft.Key == change.Draft.Key)))),
            .. then.Changes.Where(change => !change.Draft.IsSetting),
        ];
        return today with
        {
            Findings = [.. today.Findings.Select(finding => finding.Resource == owner ? Revise(finding, then) : finding)],
            Changes = IsFixed(today, then, owner) && !changes.Exists(change => IsAbout(change, owner))
                ? [.. changes, .. written.Select(draft => new ProposedChange(draft, new Cause(control, owner.Text)))]
                : changes,
            Waits =
            [
                .. today.Waits,
                .. then.Waits,

                // An account that receives no log yet is changed for the export's sake: where Azure refuses that, it stays as it is.
                .. from change in then.Changes
                   where change.Draft.Rank is ChangeRanks.Attach or ChangeRanks.Encryption && !before.Contains(change.Draft.Key)
                   from draft in written
                   select new Waiting(change.Draft.Key, draft.Key),
            ],
            Judged = today.Judged.Union(then.Judged).ToHashSet(),
            Exempting = today.Exempting.Union(then.Exempting).ToHashSet(),
        };
    }

    /// <summary>
    /// The finding, with what is wrong, or not known, of the parts that only the others' settings lead to. What is in the way then is
    /// what a reviewer has to know; what is in the way today may no longer matter.
    /// </summary>
    private static Finding Revise(Finding today, Evaluation evaluation)
    {
        if (evaluation.Findings is not [var then])
        {
            return today;
        }

        var found = then.Details
            .Where(detail => detail.State is ComplianceState.Noncompliant or ComplianceState.Unknown)
            .ExceptBy(today.Details.Select(detail => detail.Resource), detail => detail.Resource)
            .ToList();
        if (found.Count == 0)
        {
            return today.State == ComplianceState.Noncompliant
                ? today with { Obstacles = then.Obstacles, Incomplete = then.Incomplete }
                : today;
        }

        var isWrong = today.State == ComplianceState.Noncompliant || then.State == ComplianceState.Noncompliant;
        var reason = $"Once this plan is applied: {string.Join(' ', found.Select(detail => $"{detail.Resource}: {detail.Reason}"))}";
        return today with
        {
            State = isWrong ? ComplianceState.Noncompliant : ComplianceState.Unknown,
            Reason = today.State == ComplianceState.Noncompliant ? $"{today.Reason} {reason}" : reason,
            Obstacles = then.Obstacles,
            Incomplete = then.Incomplete,
            Details = [.. today.Details.Concat(found).OrderBy(detail => detail.Resource)],
        };
    }

    private static bool IsFixed(Evaluation today, Evaluation then, ResourceId owner) =>
        today.Findings.Any(finding => finding.Resource == owner && finding.State == ComplianceState.Noncompliant)
        && then.Findings.All(finding => finding.State != ComplianceState.Noncompliant);

    private static bool IsAbout(ProposedChange change, ResourceId owner) =>
        change.Cause.Resource.Equals(owner.Text, StringComparison.OrdinalIgnoreCase);

    private static ResourceId OwnerOf(ChangeDraft draft) =>
        ResourceId.Parse(draft.Resource) is var setting && setting.Parent is { } owner ? owner : setting;
}
