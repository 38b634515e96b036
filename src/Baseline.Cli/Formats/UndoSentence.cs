using Baseline.Azure;
using Baseline.Diagnostics;
using Baseline.Plans;

namespace Baseline.Cli.Formats;

/// <summary>What an undo of a whole plan would give back, in one sentence for all formats.</summary>
/// <param name="Irreversible">How many changes Azure can't take back.</param>
/// <param name="Main">That all can be undone, or how many changes can't.</param>
/// <param name="Rest">What else an undo does not give back, as the rest of the sentence, without its full stop; empty: nothing.</param>
internal sealed record UndoSentence(int Irreversible, string Main, string Rest)
{
    /// <summary>The sentence about a plan that has changes.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="types">The types that the tool writes to.</param>
    public static UndoSentence Of(Plan plan, ResourceTypes types)
    {
        var others = plan.Changes.Where(change => !change.Irreversible).ToList();
        var irreversible = plan.Changes.Count - others.Count;
        var last = plan.Changes.Where(change => change.Irreversible).ToList();
        var lost = others
            .SelectMany(change => IsMadeForever(change, last, types) ? [$"the {types.NounOf(change.Type)}"] : change.NotUndone(types))
            .GroupBy(what => what, StringComparer.OrdinalIgnoreCase)
            .Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} times)")
            .ToList();
        var but = lost.Count == 0 ? "" : $", except {Examples.Join(lost)}";
        return irreversible == 0
            ? new UndoSentence(0, "every change can be undone", but)
            : new UndoSentence(
                irreversible,
                $"{irreversible} cannot be undone",
                but.Length == 0 ? "" : $"; {Quantity.Noun(others.Count, "the other", "the others")} can{but}");
    }

    /// <summary>Whether a later change of the same resource, which rests on this one, makes it last, as a lock does a policy.</summary>
    private static bool IsMadeForever(Change change, List<Change> irreversible, ResourceTypes types) => irreversible.Exists(later =>
        later.Type == change.Type
        && later.DependsOn.Contains(change.Id)
        && types.ReadAt(later.Type, later.Resource) == types.ReadAt(change.Type, change.Resource));
}
