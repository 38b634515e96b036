using Baseline.Controls;
using Baseline.Plans;

namespace Baseline.TestKit;

/// <summary>What tests ask of the evaluation of one control.</summary>
public static class Evaluations
{
    /// <summary>What it proposes, as a plan would have it.</summary>
    public static IReadOnlyList<Change> Assemble(this Evaluation evaluation)
    {
        var changes = new ChangeSet(ControlCatalogue.Product.Types);
        changes.Add(evaluation);
        return changes.Assemble();
    }
}
