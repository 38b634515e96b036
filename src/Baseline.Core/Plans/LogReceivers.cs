using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;

namespace Baseline.Plans;

/// <summary>
/// The storage accounts that receive logs once a plan is applied. They are looked for in the estate as it will be, so that what judges
/// them says the same before and after the apply, and the second plan is empty. Pure.
/// </summary>
internal static class LogReceivers
{
    /// <summary>The receivers, by account, container and setting.</summary>
    /// <param name="types">The types that the tool writes to.</param>
    /// <param name="document">The document.</param>
    /// <param name="input">What the controls judge by, as it is.</param>
    /// <param name="controls">The controls that may lead to receivers.</param>
    /// <param name="changes">What they propose.</param>
    public static IReadOnlyList<LogReceiver> Of(
        ResourceTypes types,
        BaselineDocument document,
        EvaluationInput input,
        IReadOnlyList<IControl> controls,
        IEnumerable<ProposedChange> changes)
    {
        // What is new may have settings of its own.
        var planned = ChangeSet.Merged(types, changes.Where(change => change.Draft.IsCreation || change.Draft.IsSetting));
        var settings = planned.Where(draft => draft.IsSetting)
            .ToDictionary(draft => ResourceId.Parse(draft.Resource), draft => draft.Key);
        var today = Receivers(controls, input);
        if (settings.Count == 0)
        {
            return Sorted(today);
        }

        var then = Receivers(controls, PlannedEstate.After(document, input, planned));
        return Sorted(then.Select(one => today.Contains(one) ? one : one with { PlannedBy = settings.GetValueOrDefault(one.Setting) }));
    }

    private static HashSet<LogReceiver> Receivers(IReadOnlyList<IControl> controls, EvaluationInput input) =>
        [.. controls.SelectMany(control => control.Receivers(input))];

    private static IReadOnlyList<LogReceiver> Sorted(IEnumerable<LogReceiver> receivers) =>
        [.. receivers.OrderBy(one => one.Account).ThenBy(one => one.Container, StringComparer.Ordinal).ThenBy(one => one.Setting)];
}
