using Baseline.Controls;

namespace Baseline.Plans;

/// <summary>
/// What the controls of a document say where several write parts of one resource, and what Azure takes of it holds for all parts together,
/// such as the number of rules in a lifecycle policy. Each control is asked beside what those before it ask for, so that the first, in
/// the order of the catalogue, gets what not all can have. One of which it hangs on those after it whether Azure takes a change is asked
/// again once they have spoken, and those after it where it then says something else. Pure.
/// </summary>
internal sealed class JointEvaluation
{
    private readonly IReadOnlyList<IControl> _controls;
    private readonly EvaluationInput _input;
    private readonly List<Evaluation> _evaluations = [];
    private readonly List<IReadOnlyList<ProposedChange>> _parts = [];
    private readonly List<IReadOnlyList<ProposedChange>> _beside = [];

    /// <summary>Asks the controls.</summary>
    /// <param name="controls">The controls, in the order of the catalogue.</param>
    /// <param name="input">What they judge by; nothing is beside it yet.</param>
    public JointEvaluation(IReadOnlyList<IControl> controls, EvaluationInput input)
    {
        (_controls, _input) = (controls, input);
        foreach (var control in controls)
        {
            _beside.Add(AllParts);
            _evaluations.Add(control.Evaluate(Input));
            _parts.Add(PartsOf(_evaluations[^1]));
        }

        for (var at = 0; at < controls.Count; at++)
        {
            if (!MaterialTo(at, _beside[at]).SequenceEqual(MaterialTo(at, AllParts)))
            {
                _evaluations[at] = controls[at].Evaluate(Input);
                _parts[at] = PartsOf(_evaluations[at]);
            }
        }
    }

    /// <summary>What each control says, in their order.</summary>
    public IReadOnlyList<Evaluation> Evaluations => _evaluations;

    /// <summary>What the controls judge by, with what each of them asks for beside it.</summary>
    public EvaluationInput Input => _input with { Beside = AllParts };

    private IReadOnlyList<ProposedChange> AllParts => [.. _parts.SelectMany(parts => parts)];

    /// <summary>
    /// The parts on which it hangs what a control says, as texts that can be compared: all of those before it, and of those after it, which
    /// were asked beside what it asks for, only where it says so.
    /// </summary>
    private IEnumerable<string> MaterialTo(int at, IReadOnlyList<ProposedChange> parts)
    {
        var before = _controls.Take(at).Select(control => control.Id).ToHashSet(StringComparer.Ordinal);
        return parts
            .Where(change => before.Contains(change.Cause.Control)
                || (change.Cause.Control != _controls[at].Id && _evaluations[at].HangsOn.Contains(change.Draft.Key)))
            .Select(change => $"{change.Cause.Control} {change.Draft.Key} {change.Draft.Body?.ToJsonString()}");
    }

    private static IReadOnlyList<ProposedChange> PartsOf(Evaluation evaluation) =>
        [.. evaluation.Changes.Where(change => change.Draft.IsPartOfResource).DistinctBy(change => change.Draft.Key)];
}
