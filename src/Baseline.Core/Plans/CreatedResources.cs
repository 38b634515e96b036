using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Plans;

/// <summary>
/// What one control creates and another one judges, such as the vault of a key: judged as it will be, so that it is in the desired
/// state after the same apply and the second plan is empty. Pure.
/// </summary>
internal sealed class CreatedResources
{
    private readonly List<(string Creation, ProposedChange Change)> _changes = [];
    private readonly List<Notice> _notices = [];
    private readonly HashSet<Exemption> _exempting = [];

    /// <summary>Judges over the estate as it will be.</summary>
    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="document">What must hold.</param>
    /// <param name="input">What was judged as it is.</param>
    /// <param name="controls">The controls of the document.</param>
    /// <param name="evaluations">What they said of the estate as it is.</param>
    public CreatedResources(
        ResourceTypes types,
        BaselineDocument document,
        EvaluationInput input,
        IReadOnlyList<IControl> controls,
        IReadOnlyList<Evaluation> evaluations)
    {
        var drafts = ChangeSet.Merged(
            types, evaluations.SelectMany(evaluation => evaluation.Changes).Where(change => change.Draft.IsCreation));
        var created = drafts.Select(draft => (Draft: draft, Id: ResourceId.Parse(draft.Resource)))
            .Where(one => controls.Any(control => Judges(control, one.Id)))
            .ToList();

        if (created.Count == 0)
        {
            return;
        }

        var planned = PlannedEstate.After(document, input, created.Select(one => one.Draft));
        foreach (var (draft, resource) in created)
        {
            foreach (var control in controls.Where(control => Judges(control, resource)))
            {
                Take(control.Evaluate(planned with { Only = resource }), control, draft, resource);
            }
        }
    }

    /// <summary>The changes that bring what is created into the desired state, with the key of the creation for which each waits.</summary>
    public IReadOnlyList<(string Creation, ProposedChange Change)> Changes => _changes;

    /// <summary>What keeps something that is created from being in the desired state.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>The exemptions that match something that is created.</summary>
    public IReadOnlyCollection<Exemption> Exempting => _exempting;

    private static bool Judges(IControl control, ResourceId id) => control.JudgedTypes.Any(id.IsOfType);

    private void Take(Evaluation evaluation, IControl control, ChangeDraft creation, ResourceId resource)
    {
        _exempting.UnionWith(evaluation.Exempting);
        foreach (var (draft, cause) in evaluation.Changes)
        {
            var isBelow = ResourceId.Parse(draft.Resource).IsAtOrBelow(resource);
            _changes.Add((creation.Key, new ProposedChange(
                isBelow ? draft with { DependsOn = [.. draft.DependsOn.Union([creation.Key])] } : draft, cause)));
        }

        foreach (var obstacle in evaluation.Findings.SelectMany(finding => finding.Obstacles))
        {
            _notices.Add(new Notice(
                "BL2015", control.Id, resource.Text, $"This plan creates it, and {control.Id} will not hold for it: {obstacle.Text}"));
        }
    }
}
