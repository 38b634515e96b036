using Baseline.Azure;
using Baseline.Controls;
using Baseline.Documents;
using Baseline.Estates;

namespace Baseline.Plans;

/// <summary>
/// The storage accounts that receive logs once a plan is applied. They are looked for in the estate as it will be, so that what judges
/// them says the same before and after the apply, and the second plan is empty. Pure.
/// </summary>
internal static class LogReceivers
{
    /// <summary>The receivers, by account, container and setting.</summary>
    /// <param name="document">The document.</param>
    /// <param name="input">What the controls judge by, as it is.</param>
    /// <param name="controls">The controls that may lead to receivers.</param>
    /// <param name="drafts">What they write, each resource once.</param>
    public static IReadOnlyList<LogReceiver> Of(
        BaselineDocument document, EvaluationInput input, IReadOnlyList<IControl> controls, IEnumerable<ChangeDraft> drafts)
    {
        // What is new may have settings of its own.
        var planned = drafts.Where(draft => draft.IsCreation || draft.IsSetting).ToList();
        var keys = planned.Where(draft => draft.IsSetting).ToDictionary(draft => ResourceId.Parse(draft.Resource), draft => draft.Key);
        return Of(document, input, controls, [.. planned.Select(PlannedEstate.AsItWillBe)], id => keys.GetValueOrDefault(id));
    }

    /// <summary>The receivers, by account, container and setting.</summary>
    /// <param name="document">The document.</param>
    /// <param name="input">What the controls judge by, as it is.</param>
    /// <param name="controls">The controls that may lead to receivers.</param>
    /// <param name="planned">What will be there anew, and settings as they will be; each once.</param>
    /// <param name="keyOf">The key of the change that writes a setting; null where none does.</param>
    public static IReadOnlyList<LogReceiver> Of(
        BaselineDocument document,
        EvaluationInput input,
        IReadOnlyList<IControl> controls,
        IReadOnlyList<ObservedResource> planned,
        Func<ResourceId, string?> keyOf)
    {
        var today = Receivers(controls, input);
        if (!planned.Any(resource => resource.Id.IsOfType(TypeNames.DiagnosticSetting)))
        {
            return Sorted(today);
        }

        var then = Receivers(controls, PlannedEstate.After(document, input, planned));
        return Sorted(then.Select(one => today.Contains(one) ? one : one with { PlannedBy = keyOf(one.Setting) }));
    }

    private static HashSet<LogReceiver> Receivers(IReadOnlyList<IControl> controls, EvaluationInput input) =>
        [.. controls.SelectMany(control => control.Receivers(input))];

    private static IReadOnlyList<LogReceiver> Sorted(IEnumerable<LogReceiver> receivers) =>
        [.. receivers.OrderBy(one => one.Account).ThenBy(one => one.Container, StringComparer.Ordinal).ThenBy(one => one.Setting)];
}
