using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Plans;

/// <summary>
/// What a control that follows exports asks for where another control of the document sends the same logs elsewhere: it judges the
/// accounts that will receive them, so that they are in the desired state after the same apply, and asks for nothing that the other
/// control makes superfluous. The verdicts stay those of today. Pure.
/// </summary>
internal static class FollowedExports
{
    /// <summary>The evaluations, in their order, with the changes that the controls ask for once the others' settings are written.</summary>
    /// <param name="document">What must hold.</param>
    /// <param name="input">What was judged as it is.</param>
    /// <param name="controls">The controls.</param>
    /// <param name="evaluations">What each of them said of the estate as it is.</param>
    /// <param name="isMade">Whether the changes of a control are made.</param>
    public static IReadOnlyList<Evaluation> Revise(
        BaselineDocument document,
        EvaluationInput input,
        IReadOnlyList<IControl> controls,
        IReadOnlyList<Evaluation> evaluations,
        Func<string, bool> isMade) =>
    [
        .. controls.Zip(evaluations, (control, evaluation) =>
        {
            var others = evaluations.SelectMany(other => other.Changes)
                .Where(change => change.Cause.Control != control.Id && isMade(change.Cause.Control))
                .Select(change => change.Draft)
                .Where(draft => IsSetting(draft) && control.FollowsExportOf(OwnerOf(draft)))
                .DistinctBy(draft => draft.Key)
                .ToLookup(OwnerOf);
            return others.Count == 0 ? evaluation
                : Revise(control, evaluation, PlannedEstate.After(document, input, others.SelectMany(drafts => drafts)), others);
        }),
    ];

    private static Evaluation Revise(
        IControl control, Evaluation today, EvaluationInput planned, ILookup<ResourceId, ChangeDraft> others) =>
        others.Aggregate(today, (so, written) =>
            Revise(control, so, control.Evaluate(planned with { Only = written.Key }), written.Key, [.. written]));

    private static Evaluation Revise(
        IControl control, Evaluation today, Evaluation then, ResourceId owner, IReadOnlyList<ChangeDraft> written)
    {
        var finding = today.Findings.FirstOrDefault(one => one.Resource == owner);
        var isFixed = finding is { State: ComplianceState.Noncompliant };
        var isSettingNeeded = then.Changes.Any(change => IsSetting(change.Draft));
        var before = today.Changes.Select(change => change.Draft.Key).ToHashSet(StringComparer.Ordinal);
        return today with
        {
            Findings = [.. today.Findings.Select(one => one == finding && isFixed ? Revise(one, then) : one)],
            Changes =
            [
                .. today.Changes.Where(change => !IsAbout(change, owner)
                    || (IsSetting(change.Draft) && (isSettingNeeded || written.Any(draft => draft.Key == change.Draft.Key)))),
                .. then.Changes.Where(change => !IsSetting(change.Draft)),
                .. isFixed ? written.Select(draft => new ProposedChange(draft, new Cause(control.Id, owner.Text))) : [],
            ],
            Waits =
            [
                .. today.Waits,
                .. then.Waits,
                .. from change in then.Changes
                   where change.Draft.Rank is ChangeRanks.Attach or ChangeRanks.Encryption && !before.Contains(change.Draft.Key)
                   from draft in written
                   select new Waiting(change.Draft.Key, draft.Key),
            ],
            Notices = isFixed ? today.Notices : [.. today.Notices, .. then.Findings.SelectMany(one => Missed(control, one, written))],
            Judged = today.Judged.Union(then.Judged).ToHashSet(),
            Exempting = today.Exempting.Union(then.Exempting).ToHashSet(),
        };
    }

    /// <summary>What is in the way then is what a reviewer has to know: what is in the way today may no longer matter.</summary>
    private static Finding Revise(Finding finding, Evaluation then) => finding with
    {
        Obstacles = [.. then.Findings.SelectMany(one => one.Obstacles)],
        Incomplete = then.Findings.Any(one => one.Incomplete || one.State == ComplianceState.Unknown),
    };

    private static IEnumerable<Notice> Missed(IControl control, Finding finding, IReadOnlyList<ChangeDraft> written) =>
        finding.Obstacles.Select(obstacle => new Notice(
            "BL2015",
            control.Id,
            written[0].Resource,
            $"This plan writes it, and {control.Id} will not hold for what it exports to: {obstacle.Text}"));

    private static bool IsAbout(ProposedChange change, ResourceId owner) =>
        change.Cause.Resource.Equals(owner.Text, StringComparison.OrdinalIgnoreCase);

    private static bool IsSetting(ChangeDraft draft) => draft.Type == TypeNames.DiagnosticSetting && draft.Method == "PUT";

    private static ResourceId OwnerOf(ChangeDraft draft) => ResourceId.Parse(draft.Resource).Parent ?? ResourceId.Parse(draft.Resource);
}
